"""Text → tokens: lower-cased words with their place in the text. Long or strange text is made safe first."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 1_000
"""More than this is not a question; what comes after is not read, and the reading says so."""

NUMBER_WORDS = {
    "zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
    "ninety": "90", "hundred": "100", "thousand": "1000", "dozen": "12", "twice": "2",
    "eleventh": "11th", "twelfth": "12th", "thirteenth": "13th", "fourteenth": "14th", "fifteenth": "15th",
    "sixteenth": "16th", "seventeenth": "17th", "eighteenth": "18th", "nineteenth": "19th",
    "twentieth": "20th", "thirtieth": "30th", "fortieth": "40th",
    "fiftieth": "50th", "sixtieth": "60th", "seventieth": "70th", "eightieth": "80th", "ninetieth": "90th",
}  # fmt: skip

_TOKEN = re.compile(
    r"""
      "[^"]{1,200}"                                   # quoted text stays whole
    | [“«][^”»]{1,200}[”»]
    | (?<!\w)'[^']{2,100}'(?!\w)
    | https?://\S+ | (?<![\w/])/[\w\-/.%]+            # urls and paths
    | \d{4}[-/]\d\d?[-/]\d\d? | \d{1,2}[./]\d{1,2}[./]\d{2,4} | \d{1,2}-\d{1,2}-\d{4}
    | (?<![\d/])(?!24/7)\d{1,2}/\d{1,2}(?![\d/])
    | (?<!than\ )(?<!over\ )(?<!under\ )(?<!least\ )(?<!most\ )(?<![\d.])
      (?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?=\s*[^\s\d]|\s*$)  # 26.9. and now
    | \d+(?:st|nd|rd|th)\b
    | (?<!\w)top(?=\d+\b)                            # top5
    | \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+\.\d+ (?![\w.]) | \d+(?=[a-z]{1,4}\b|\b|%|\+)
    | [^\W_]+(?:[_.][^\W_]+)+                         # u_123, x.com
    | [^\W\d_]+(?:['’][^\W\d_]+)*\d+ | [^\W_]*\d[^\W_]*
    | [^\W\d_]+(?:['’][^\W\d_]+)*
    | >= | <= | == | => | =< | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLITIC = re.compile(r"(?:'s|'re|'ve|'ll|'d|'m)$")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satu?r?|sun)(?:day)?s?"
_DROPPED = frozenset("-_.,;:!?()[]{}*~`'\"’…–—|\\^")


@dataclass(frozen=True)
class Token:
    """One word, number, sign or quoted text."""

    text: str
    """As typed."""
    norm: str
    """Lower-cased, without clitics; number words as digits; corrected, once misspellings are."""
    start: int
    """Offset of its first character in the cleaned text."""
    quoted: bool = False
    """True for text in quotes: a name, never a word of the language."""
    breaks: bool = False
    """True where a comma or another stop stands before it."""
    stops: bool = False
    """True where a sentence or a heading ends before it."""


def clean(text: str) -> str:
    """The text without control and invisible characters, in composed form, spaces folded, not over long."""
    text = unicodedata.normalize("NFKC", text[: MAX_CHARACTERS * 2]).replace("->", "→")
    text = re.sub(r"<>|!=", " not ", text)
    kept = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in text
        if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
    )
    return re.sub(r"\s+", " ", kept).strip()[:MAX_CHARACTERS]


def tokenize(text: str) -> list[Token]:
    """The tokens of a cleaned text; punctuation that says nothing is left out."""
    tokens: list[Token] = []
    breaks = stops = False
    for found in _TOKEN.finditer(text):
        word = found.group()
        quoted = len(word) > 2 and word[0] in "\"“«'" and word[-1] in "\"”»'"
        if quoted and not word[1:-1].strip():
            continue
        if quoted:
            tokens.append(Token(word, word[1:-1].strip().lower(), found.start(), True, breaks, stops))
        elif word not in _DROPPED or _between_numbers(text, found):
            tokens += _split_norm(word, found.start(), breaks, stops)
        else:
            stops |= word in ".;:!?–—" or (word == "-" and _stands_alone(text, found))
            breaks |= stops or word in ",()"
            continue
        breaks = stops = False
    return tokens


_ENDS_DAY = re.compile(rf"(?:\d\.?|\b(?:{_MONTH})|\b{_WEEKDAY}|\d ?(?:am|pm|h))$", re.IGNORECASE)
_STARTS_DAY = re.compile(rf"(?:\d|(?:{_MONTH}|{_WEEKDAY})\b)", re.IGNORECASE)


def _between_numbers(text: str, found: re.Match[str]) -> bool:
    """A dash in "3-9 October", "jul-sep", "6am-10am" means "to"; elsewhere it says nothing."""
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    return found.group() in "-–—" and bool(_ENDS_DAY.search(before[-10:]) and _STARTS_DAY.match(after[:10]))


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """ "client call - how many": a stop, where the one in "cross-device" is none."""
    return text[: found.start()].endswith(" ") and text[found.end() :].startswith(" ")


def _split_norm(word: str, start: int, breaks: bool, stops: bool) -> list[Token]:
    norm = word.lower().replace("’", "'")
    if norm in "–—-":
        return [Token(word, "to", start)]
    norm = _CLITIC.sub("", norm).replace("'", "")
    if "." in norm and not norm[0].isdigit():
        norm = re.sub(r"\.(com|org|net|de|co|io)$", "", norm) if norm not in ("x.com", "t.co") else norm
    return [Token(word, NUMBER_WORDS.get(norm, norm), start, breaks=breaks, stops=stops)] if norm else []


def sentences(text: str) -> list[str]:
    """A text in its sentences."""
    return [s for s in re.split(r"(?<=[.!?;])\s+(?=\S)|\n+", text) if s.strip(" .!?;")]
