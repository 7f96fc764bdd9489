"""What the texts of a web log tell: the device from a user agent, the source from a referrer, the section."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa
import tldextract
from ua_parser import parse

BOT = "bot"
DEVICE_COLUMN = "device_of_user_agent"
"""The column that `register` adds."""

_BOTS = re.compile(
    r"https?://|@|bot\b|bot[/;_-]|crawl|spider|slurp|feed|rss|monitor|wget|curl|python|java/|perl", re.I
)
"""Programs, and whatever names an address to complain to: no browser does."""

_TABLETS = re.compile(r"ipad|tablet|kindle|silk|playbook|android(?!.*mobile)", re.I)
_MOBILES = re.compile(r"mobi|iphone|ipod|android|blackberry|windows phone|opera mini|symbian|nokia", re.I)

_TWITTER = ("t.co", "twitter.com", "x.com")

# The list of suffixes that ships with tldextract: nothing is fetched.
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def device(user_agent: str | None) -> str | None:
    """mobile, tablet, desktop or bot; None when the text says nothing."""
    if not user_agent or user_agent == "-":
        return None
    known = parse(user_agent)
    if (known.device and known.device.family == "Spider") or _BOTS.search(user_agent):
        return BOT
    if _TABLETS.search(user_agent):
        return "tablet"
    if _MOBILES.search(user_agent):
        return "mobile"
    return "desktop" if known.os or known.user_agent else None


def register(raw: Any, files: Any, name: str, column: str) -> None:
    """Makes the view `name` of `files` (a DuckDB relation), with DEVICE_COLUMN and without bots.

    `column` holds user agents. Each distinct one is looked at once.
    """
    found = [row[0] for row in files.project(f'"{column}"').distinct().fetchall()]
    lookup = pa.table(
        {"agent": pa.array(found, pa.string()), "device": pa.array(map(device, found), pa.string())}
    )
    raw.register("lookup", lookup)
    raw.execute(f'CREATE TABLE "{name} agents" AS SELECT * FROM lookup')
    raw.unregister("lookup")
    agents = raw.table(f"{name} agents").set_alias("agents")
    joined = files.set_alias("files").join(agents, f'files."{column}" IS NOT DISTINCT FROM agents.agent')
    kept = joined.filter(f"agents.device IS DISTINCT FROM '{BOT}'")
    kept.project(f"files.*, agents.device AS {DEVICE_COLUMN}").create_view(name)


@cache
def source(referrer: str | None) -> str:
    """Where a click came from: the referrer's registrable name without its suffix; `direct` when empty."""
    text = (referrer or "").strip()
    if not text or text == "-":
        return "direct"
    try:
        host = (urlsplit(text if "//" in text else f"//{text}").hostname or "").rstrip(".")
    except ValueError:
        return text
    if not host:
        return text
    if host.startswith("newsletter."):
        return "newsletter"
    parts = _suffixes(host)
    registrable = f"{parts.domain}.{parts.suffix}" if parts.suffix else host
    return "twitter" if registrable in _TWITTER else parts.domain or host


@cache
def page_section(url: str | None) -> str | None:
    """The first part of the url's path; "home" for the root, None without a url."""
    if not url:
        return None
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    if "//" not in url and not url.startswith("/"):
        path = f"/{url.split('?')[0].split('#')[0]}"
    return path.strip("/").split("/")[0] or "home"


def term(query: str | None) -> str | None:
    """A search term as it is counted: lower case, trimmed."""
    return query.strip().lower() if query is not None else None
