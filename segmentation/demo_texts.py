"""The words of the made-up publisher: sections, titles, addresses, referrers and searches."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SECTIONS = (
    "Politics", "Business", "Sport", "Technology", "Science", "Health", "Culture", "Travel", "Food",
    "Opinion",
)  # fmt: skip

SITE = "https://www.dailyledger.example"

REFERRERS: tuple[tuple[str, ...], ...] = (
    ("https://www.google.com/", "https://news.google.com/", "https://www.google.co.uk/search?q=daily+ledger"),
    ("https://www.facebook.com/", "https://l.facebook.com/l.php?u=ledger", "https://m.facebook.com/"),
    ("https://www.bing.com/search?q=news",),
    ("https://t.co/8fKq2Lw", "https://t.co/Zp41xYd", "https://twitter.com/dailyledger"),
    ("https://www.linkedin.com/feed/",),
    ("https://newsletter.dailyledger.example/morning", "https://newsletter.dailyledger.example/weekend"),
    ("https://www.reddit.com/r/news/", "https://old.reddit.com/r/worldnews/"),
    ("https://duckduckgo.com/",),
)
"""Spellings of google, facebook, bing, twitter, linkedin, newsletter, reddit, duckduckgo."""

_PHRASES: dict[str, tuple[str, str]] = {
    "Politics": (
        "Parliament, The cabinet, The opposition, City hall, The treasury, A cross-party group, The "
        "prime minister, The electoral commission",
        "delays the housing bill, reopens talks on migration, faces a budget rebellion, backs voting "
        "reform, promises a transport review, splits over the climate vote, sets an election date",
    ),
    "Business": (
        "Mortgage lenders, Small exporters, Central banks, Chip makers, Airline shares, Family firms, "
        "High-street shops, Pension funds",
        "brace for higher rates, post surprise profits, cut their forecasts, bet on automation, feel "
        "the weak currency, return to hiring, rethink the office",
    ),
    "Sport": (
        "The champions, The teenage strikers, The marathon favourites, The national players, The "
        "veteran goalkeepers, The underdogs, The tour leaders, The Ravens",
        "win in extra time, break a forty-year record, prepare for the final, lose their coach, "
        "return from injury, reach the last eight, rewrite the season",
    ),
    "Technology": (
        "Open-source maps, New phones, Battery start-ups, Search engines, Home robots, Quantum labs, "
        "Password managers, Chat assistants",
        "pass a hard test, leave the hype behind, learn to work offline, draw a privacy complaint, "
        "get cheaper at last, change how we shop, come to the classroom",
    ),
    "Science": (
        "Deep-sea sensors, Bronze Age finds, New telescopes, Migrating birds, Lost glaciers, Fungi in "
        "forests, Gene editors, Moon dust",
        "puzzle researchers, rewrite the textbook, point to a warmer past, show a hidden order, "
        "answer an old question, open a new field, surprise astronomers",
    ),
    "Health": (
        "Shorter sleep, A common vaccine, Walking to work, Hospital queues, Strength training, School "
        "lunches, A cheap blood test, Night shifts",
        "and the heart, explained in five charts, and what doctors make of it, before and after "
        "fifty, under the microscope, after the pandemic, through the years",
    ),
    "Culture": (
        "Forgotten composers, The autumn novels, Street musicians, The puppeteers, The small museums, "
        "Silent films, Choirs, Comic artists",
        "find a new stage, take on the classics, fill the square again, win over the critics, tell "
        "another story, in ten scenes, come out of the archive",
    ),
    "Travel": (
        "Night trains, A weekend in Porto, The northern islands, Cycling the Danube, Mountain huts, "
        "Lisbon by tram, The slow ferry, Winter lakes",
        "for first-timers, on a small budget, without a plan, away from the crowds, worth the detour, "
        "with children, in three days",
    ),
    "Food": (
        "Sourdough, One-pot lentils, Autumn wine, Pumpkin soup, A proper omelette, Street noodles, "
        "Plum cake, Weeknight curry",
        "made simple, the way grandmother did, for a crowd, in twenty minutes, with what is left "
        "over, and what to drink with it, that always works",
    ),
    "Opinion": (
        "Cities, We, The young, Voters, Teachers, Newspapers, Landlords, Our rivers",
        "deserve better than slogans, should slow down, are not the problem, need a longer memory, "
        "must choose, have been patient enough, can still change course",
    ),
}
"""Per section: who, and what they do."""

SHARED_TITLE = "What we learned this week"
"""Two articles are called this."""

TERMS = (
    "election results", "climate", "champions league", "mortgage rates", "recipes", "wine", "weather",
    "interest rates", "transfer news", "budget", "vaccine", "night trains", "housing bill", "marathon",
    "sourdough", "inflation", "crossword", "iphone", "premier league", "cost of living", "museum",
    "quantum", "lisbon", "book reviews", "football scores", "pension", "electric cars", "sleep",
    "train strike", "wine pairing", "moon landing", "opera", "pumpkin soup", "stock market", "tax return",
    "podcast", "hiking", "migration", "city hall", "f1", "film reviews", "noodles", "telescope",
    "school lunches", "battery", "tv guide", "obituaries", "chess", "privacy", "rugby",
)  # fmt: skip
"""Everyday searches, the most frequent first."""

_PREFERRED = (
    "champions league, recipes, wine, transfer news, premier league, sourdough, film reviews, weather",
    "mortgage rates, interest rates, iphone, vaccine, electric cars, stock market, sleep, pension",
    "election results, climate, budget, housing bill, migration, quantum, telescope, crossword",
)
"""What each kind of user looks for more than the others do."""

_THINGS = (
    "museum opening", "bus line", "best coffee", "swimming pool", "school places", "flat prices",
    "wine bar", "concert", "court case", "cycle path", "dentist", "street market",
)  # fmt: skip
_PLACES = (
    "porto", "lisbon", "leeds", "ghent", "graz", "lyon", "turin", "aarhus", "bristol", "gdansk",
)  # fmt: skip
RARE_TERMS = tuple(f"{thing} {place}" for thing in _THINGS for place in _PLACES)
"""The long tail."""


def term_shares() -> NDArray[np.float64]:
    """How often each kind of user looks for each of TERMS: kinds × terms."""
    base = 1 / np.arange(2, len(TERMS) + 2) ** 0.8
    liked = np.array([[term in preferred.split(", ") for term in TERMS] for preferred in _PREFERRED])
    return base * np.where(liked, 4.0, 1.0)


def titles(sections: Sequence[int]) -> list[str]:
    """A title for each article, given the number of its section; two of them are the same."""
    made: dict[int, itertools.count[int]] = {}
    found = []
    for section in sections:
        number = next(made.setdefault(section, itertools.count()))
        subjects, verbs = (words.split(", ") for words in _PHRASES[SECTIONS[section]])
        # 8 and 7 have no common factor, so every pairing comes once before any comes again.
        found.append(f"{subjects[number % len(subjects)]} {verbs[number % len(verbs)]}")
    found[120] = found[310] = SHARED_TITLE
    return found


def url(section: str = "", title: str = "", number: int = 0) -> str:
    """The address of an article, of a section's front, or of the home page."""
    if not section:
        return f"{SITE}/"
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return f"{SITE}/{section.lower()}/{slug}-{number}" if title else f"{SITE}/{section.lower()}/"
