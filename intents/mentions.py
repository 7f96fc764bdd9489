"""Tokens → mentions: the stretches of a question that mean something, each with its possible senses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from intents.lexicon import Lexicon, Sense, split_words, stem
from intents.numbers import number_at, parse_number
from intents.reading import Correction
from intents.speech.commands import commands
from intents.speech.occasions import names_days, of_occasion
from intents.speech.telling import told
from intents.spelling import Spelling
from intents.times.dates import NOW, TimeMention, find_times
from intents.times.days import M
from intents.tokens import Token
from intents.vocabulary import Vocabulary


@dataclass(frozen=True)
class Mention:
    """One stretch of tokens that is understood as a whole, or a single word that is not."""

    text: str
    """The normalised words."""
    start: int
    """Index of the first token."""
    end: int
    """Index after the last one."""
    senses: tuple[Sense, ...] = ()
    """What it can mean; empty for a word nobody knows."""
    time: TimeMention | None = None
    """Set for a mention of time."""
    number: float | None = None
    """Set for a number."""
    user: str | None = None
    """Set for a token that is the id of a known user and can be nothing else."""
    quoted: bool = False
    """True for text in quotes."""
    breaks: bool = False
    """True where a comma or another stop stands before it."""
    stops: bool = False
    """True where a sentence or a heading ends before it."""

    def get(self, kind: str) -> str | None:
        """The value of the sense of a kind, None when it has none."""
        return next((s.value for s in self.senses if s.kind == kind), None)

    def has_sense(self, kind: str, value: str) -> bool:
        """True when a sense of the kind has the value."""
        return any(s.kind == kind and s.value == value for s in self.senses)

    def names(self, *dimensions: str) -> bool:
        """True when it can be a value of one of the dimensions."""
        return any(s.kind == "value" and s.dimension in dimensions for s in self.senses)

    def has(self, *kinds: str) -> bool:
        """True when it has a sense of one of the kinds."""
        return any(s.kind in kinds for s in self.senses)

    @property
    def known(self) -> bool:
        """False for a word nobody knows."""
        return bool(self.senses) or self.time is not None or self.number is not None or self.user is not None


@dataclass(frozen=True)
class Marked:
    """A question cut into mentions."""

    mentions: tuple[Mention, ...]
    """In the order of the text, covering every token."""
    tokens: tuple[Token, ...]
    """The tokens, corrected."""
    corrections: tuple[Correction, ...] = ()
    """What was corrected."""

    def heard(self) -> str:
        """The words for the classifier, titles by their ids: what a title speaks of is not asked."""
        return " ".join(self._named(m) for m in self.mentions)

    def _named(self, mention: Mention) -> str:
        article = next((s.value for s in mention.senses if s.dimension == "article"), None)
        if article is not None and (mention.quoted or mention.end - mention.start > 2):
            return f"article {article}"
        return " ".join(t.norm for t in self.tokens[mention.start : mention.end])


def mark(spelling: Spelling, lexicon: Lexicon, vocabulary: Vocabulary) -> Marked:
    """Cuts a question into mentions."""
    tokens = spelling.tokens
    words = [t.norm for t in tokens]
    stems = [stem(w) for w in words]
    times = _times_by_token(words, tokens, vocabulary)
    mentions: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention = _mention_at(at, tokens, words, stems, times, lexicon, vocabulary)
        mentions.append(replace(mention, breaks=tokens[at].breaks, stops=tokens[at].stops))
        at = mention.end
    if left_out := told(mentions):
        return mark(replace(spelling, tokens=_without(tokens, mentions, left_out)), lexicon, vocabulary)
    return Marked(tuple(_settled(mentions)), tokens, spelling.corrections)


def _without(tokens: Sequence[Token], mentions: list[Mention], left_out: set[int]) -> tuple[Token, ...]:
    """The tokens of the other mentions; a stop stands where something was left out."""
    kept: list[Token] = []
    gap = False
    for i, mention in enumerate(mentions):
        if i not in left_out:
            first, *others = tokens[mention.start : mention.end]
            kept += [replace(first, breaks=first.breaks or (gap and bool(kept))), *others]
        gap = i in left_out
    return tuple(kept)


def _settled(mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions, each with the senses it can have beside its neighbours.

    "did not come" before "via facebook" is a plain "not" and no absence, "food fans" read food.
    """
    order = {} if any(m.has("movement") for m in mentions) else _high_to_low(mentions)
    for i, mention in enumerate(mentions):
        if of_occasion(mentions, i) or names_days(mentions, i) or commands(mentions, i):
            mention = replace(mention, senses=(Sense("fill", "fill"),), time=None)
        if i in order:
            mention = replace(mention, senses=(Sense(order[i], order[i]),))
        near = mentions[i + 1 : i + 4]
        way = bool(near) and near[0].has("prep") and any(m.has("value") and m.time is None for m in near)
        negative = {"not", "no", "havent", "hasnt", "didnt", "without"} & set(mention.text.split())
        if mention.has("awayfor") and negative and way:
            mention = replace(mention, senses=(Sense("not", "not"),))
        before = mentions[i - 1] if i > 0 and not mention.breaks else Mention("", 0, 0)
        if before.has("them", "noun", "segment") and mention.text == "who are":
            mention = replace(mention, senses=(Sense("who", "who"),))  # "those who are dormant"
        if mention.text in _DEGREES and _by_figure(mentions):
            mention = replace(mention, senses=(Sense(_DEGREES[mention.text], _DEGREES[mention.text]),))
        if mention.text in ("fall", "falls", "fell", "fallen") and _into_times(mentions, i):
            mention = replace(mention, senses=(Sense("fill", "fill"),))
        if mention.text == "record" and _ACTING & {m.text for m in mentions[max(i - 4, 0) : i - 1]}:
            mention = replace(mention, senses=(Sense("fill", "fill"),))  # "did the site record"
        if mention.has_sense("movement", "stayed") and mentions[i + 1 :] and mentions[i + 1].has(*_BOUNDS):
            mention = replace(mention, senses=(Sense("fill", "fill"),))  # "staying below 12 clicks"
        if mention.text == "new" and before.has("search_for"):
            mention = replace(mention, senses=(Sense("fill", "fill"),))  # "searched for new cars"
        if mention.text == "like" and i + 1 == len(mentions) and _what_people_are(mentions):
            mention = replace(mention, senses=(Sense("cue", "profile"),))
        if mention.text == "highly" and _with_segment(mentions[i + 1 : i + 3]):
            mention = replace(mention, senses=(Sense("segment", "high"),))
        if mention.text in _ACTIVE and i + 1 < len(mentions) and mentions[i + 1].has("noun"):
            mention = _of_number(mention, mentions[:i])
        if mention.text == "share" and _handed_over(mentions, i):
            mention = replace(mention, text="give", senses=(Sense("fill", "fill"),))
        if mention.text == "apart from" and {"set", "sets"} & {m.text for m in mentions[:i]}:
            mention = replace(mention, senses=(Sense("cue", "distinction"),))  # no exception is made
        elif mention.text == "apart from" and before.has("people_all"):
            mention = replace(mention, senses=(Sense("not", "not"),))
        if mention.text in _LOVERS and any(s.dimension == "section" for s in before.senses):
            mention = replace(mention, senses=(Sense("noun", "noun"),))
        yield mention


def _handed_over(mentions: list[Mention], i: int) -> bool:
    """ "please share the top 10 articles", "can you share me the list": to be given, no part of a whole."""
    before = {word for m in mentions[:i] for word in m.text.split()}
    after = mentions[i + 1 : i + 2]
    asked = before & _PLEASE or (i == 0 and after and after[0].text.split()[0] in ("me", "with", "list"))
    asked = asked or (i == 0 and any(m.text.startswith("list") for m in mentions[i + 1 : i + 3]))
    whole = not after or after[0].breaks or after[0].has("prep", "by", "who", "compare")
    told = after and after[0].text.split()[0] in ("with", "me")
    return (
        bool(asked)
        and before <= _PLEASE | {"hi", "hello", "also", "and", "you", "i", "if", "now"}
        and bool(told or not whole)
    )


_PLEASE = frozenset(("please", "pls", "plz", "kindly", "can", "could", "would", "to", "just"))
"""Words of a request."""
_DEGREES = {"most active": "desc", "least active": "asc"}
"""Orders that say by what only where a figure is named: "the 20 most active users by clicks"."""


def _by_figure(mentions: list[Mention]) -> bool:
    return any(m.has("by") and n.has("metric") for m, n in pairwise(mentions))


def _into_times(mentions: list[Mention], i: int) -> bool:
    """ "how many clicks fall on Sundays, between 6 and 9": when they are made, and no loss."""
    after = mentions[i + 1].text.split(" ")[0] if i + 1 < len(mentions) else ""
    into = after in ("between", "on", "within", "outside")
    relative = i > 1 and mentions[i - 1].text == "that"  # "clicks that fall after 10 pm"
    into |= relative and after in ("in", "into", "at", "after", "before")
    return into and not (_ACTING | {"can", "will"}) & {m.text for m in mentions[:i]}


_ACTING = {"did", "do", "does"}
_BOUNDS = ("more", "less", "at_least", "at_most", "between")


def _what_people_are(mentions: list[Mention]) -> bool:
    """ "what are the people with more than 20 clicks like": they are to be described."""
    opener = [m.text for m in mentions[:2]]
    return opener in (["what", "are"], ["what", "is"]) and any(m.has("noun", "segment") for m in mentions)


def _with_segment(after: list[Mention]) -> bool:
    """ "highly or moderately engaged": the word that both adverbs are said of comes last."""
    joined = bool(after) and after[0].has("and", "or", "compare")
    return joined and after[-1].has("segment")


_ACTIVE = ("most active", "least active", "more active", "fewer active", "less active")


def _of_number(mention: Mention, before: list[Mention]) -> Mention:
    """ "were there more active users", "the day with the most active users": of how many were active."""
    if before and before[-1].text.split(" ")[-1] == "there" and mention.text not in _DEGREES:
        return replace(mention, senses=(Sense("fill", "fill"),))
    cut = any(m.get("dimension") in ("day", "week", "month", "hour", "weekday") for m in before)
    kind = _DEGREES.get(mention.text)
    return replace(mention, senses=(Sense(kind, kind),)) if kind and cut else mention


_LOVERS = (
    "fan", "fans", "lover", "lovers", "buff", "buffs", "nut", "nuts", "addict", "addicts", "nerd", "nerds",
    "geek", "geeks", "junkie", "junkies", "enthusiast", "enthusiasts", "aficionado", "aficionados",
)  # fmt: skip
"""After a section: people who read it, however engaged they are."""


def _high_to_low(mentions: list[Mention]) -> dict[int, str]:
    """Where "sorted high to low" and "from the strongest hour to the weakest" stand, and what they say."""
    for i in range(1, len(mentions) - 2):
        ends = (mentions[i].text, mentions[i + 2].text)
        told = mentions[i].breaks or mentions[i - 1].has("desc", "asc") or mentions[i - 1].text == "from"
        if told and mentions[i + 1].text == "to" and set(ends) == {"high", "low"}:
            return {i: "desc" if ends[0] == "high" else "asc", i + 1: "fill", i + 2: "fill"}
        if "from" in (mentions[i - 1].text, mentions[i - 2].text) and mentions[i].has("desc", "asc"):
            way, other = ("desc", "asc") if mentions[i].has("desc") else ("asc", "desc")
            end = next((j for j in range(i + 2, min(i + 6, len(mentions))) if mentions[j].has(other)), None)
            if end is not None and any(m.text.split(" ")[-1] == "to" for m in mentions[i + 1 : end]):
                return {i: way, end: "fill"}
    return {}


def _mention_at(
    at: int,
    tokens: Sequence[Token],
    words: list[str],
    stems: list[str],
    times: dict[int, tuple[int, TimeMention | None]],
    lexicon: Lexicon,
    vocabulary: Vocabulary,
) -> Mention:
    token = tokens[at]
    stops = (i for i in range(at + 1, len(words)) if i in times or tokens[i].breaks)
    until = next(stops, len(words))
    length, senses = (0, []) if token.quoted else _phrase_at(at, words, stems, until - at, lexicon)
    if length > 1 and (
        _cut_wrongly(words, at + length, senses) or _article_at(at + length - 1, words, vocabulary)
    ):
        length, senses = lexicon.longest(words, at, stems, length - 1)
    if at in times and times[at][0] - at >= length:
        end, time = times[at]
        now = (Sense("fill", "now"),) if time is None else ()
        return Mention(" ".join(words[at:end]), at, end, now, time=time)
    if token.quoted:
        parts = split_words(token.norm)
        length, senses = lexicon.longest(parts, 0, [stem(w) for w in parts]) if parts else (0, [])
        whole = senses if length == len(parts) else []  # a title is more than the term it begins with
        return Mention(token.norm, at, at + 1, tuple(whole), quoted=True)
    if (article := _article_at(at, words, vocabulary)) is not None:
        return article
    number = (1, 1.0) if _is_one(at, words) else number_at(words, at)
    if number and number[0] >= length:
        return Mention(words[at], at, at + number[0], number=number[1])
    if length:
        return Mention(" ".join(words[at : at + length]), at, at + length, tuple(senses))
    ordinal = words[at].rstrip("stndrh")
    if ordinal.isdecimal() and words[at] != ordinal:
        return Mention(words[at], at, at + 1, (Sense("ordinal", ordinal),), number=float(ordinal))
    if any(c.isdecimal() for c in words[at]) and (user := vocabulary.find_user(token.text)):
        return Mention(words[at], at, at + 1, user=user)
    if words[at][:1] == "p" and words[at][1:].isdecimal() and 0 < int(words[at][1:]) < 100:
        return Mention(words[at], at, at + 1, (Sense("aggregate", words[at]),))
    return Mention(words[at], at, at + 1)


def _is_one(at: int, words: list[str]) -> bool:
    """ "more than an hour", "one article at most", "top one %": the number; "clicks an hour" is a rate."""
    bound = at > 0 and words[at - 1] in ("than", "least", "most", "over", "under", "exactly")
    if bound and words[at] in ("a", "an"):
        return words[at + 1 : at + 2] in (["hour"], ["minute"])
    if words[at] == "one" and words[at - 1 : at] in (["top"], ["bottom"], ["active"], ["engaged"]):
        return words[at + 1 : at + 2] in (["percent"], ["%"], ["pct"]) or words[at + 1 : at + 3] == [
            "per",
            "cent",
        ]
    return words[at] == "one" and words[at + 2 : at + 4] in (["at", "most"], ["at", "least"], ["or", "more"])


_AN_ARTICLE = re.compile(r"(?:article|story|piece|item)(?: (?:id|no|nr|number|#))?")
"""What stands before the id of an article."""


def _article_at(at: int, words: list[str], vocabulary: Vocabulary) -> Mention | None:
    """ "article 12", "story no 7": an article by its id, where there is one."""
    for end in (at + 2, at + 3):
        *named, id = words[at:end]
        known = id.lstrip("#") in vocabulary.articles
        if known and _AN_ARTICLE.fullmatch(" ".join(named)) and words[at - 1 : at] not in (["per"], ["by"]):
            return Mention(" ".join(words[at:end]), at, end, (Sense("value", id.lstrip("#"), "article"),))
    return None


def _phrase_at(
    at: int, words: list[str], stems: list[str], most: int, lexicon: Lexicon
) -> tuple[int, list[Sense]]:
    """The longest phrase; it gives way to one that means more, begins in it and reaches further.

    A filler gives way to anything else ("tell me | how many"), others to a metric ("on | time per click").
    """
    length, senses = lexicon.longest(words, at, stems, most)
    kinds = {s.kind for s in senses}
    for inside in range(1, length):
        reach, found = lexicon.longest(words, at + inside, stems, most - inside)
        others = {s.kind for s in found}
        if inside + reach <= length or not ("metric" in others or (kinds == {"fill"} and others - {"fill"})):
            continue
        shorter = lexicon.longest(words, at, stems, inside)
        how = "aggregate" in kinds and not any(s.kind == "prep" for s in shorter[1])
        if not how and "metric" not in kinds:
            named = "metric" in others and shorter[0] == inside
            return shorter if named or kinds != {"fill"} else (inside, senses)
    return length, senses


def _cut_wrongly(words: list[str], end: int, senses: list[Sense]) -> bool:
    """A phrase that took the beginning of the next: "or more" of "more than 5", "on" of "on average"."""
    after = words[end] if end < len(words) else ""
    kinds = {s.kind for s in senses}
    if "topic" in kinds and words[end - 1] == "share" and after == "of":
        return True  # "social's | share of clicks"
    if kinds <= {"at_least", "at_most"} and words[end - 2] in ("and", "or"):
        return after in ("than", "then") or parse_number(after) is not None
    if words[end - 1] == "changed" and after.rstrip("s") in ("segment", "tier", "group", "bucket"):
        return True  # "what pct | changed segment"
    if words[end - 1] == "on" and after in ("average", "avg"):
        return True  # "how often does each segment search | on average"
    return "vague" in kinds and words[end - 1] == "active" and after in ("day", "days")


def _times_by_token(
    words: list[str], tokens: Sequence[Token], vocabulary: Vocabulary
) -> dict[int, tuple[int, TimeMention | None]]:
    """First token → (index after the last one, the mention); None stands for "now", which is the window."""
    offsets, at = {}, 0
    for index, word in enumerate(words):
        offsets[at] = index
        at += len(word) + 1
    ends = {start + len(words[index]): index + 1 for start, index in offsets.items()}
    joined = " ".join("\0" * len(w) if _no_date(i, words, tokens) else w for i, w in enumerate(words))
    spans: list[tuple[int, int, TimeMention | None]] = [
        (m.start, m.end, m) for m in find_times(joined, vocabulary)
    ]
    spans += [(m.start(), m.end(), None) for m in NOW.finditer(joined)]
    return {offsets[s]: (ends[e], m) for s, e, m in reversed(spans) if s in offsets and e in ends}


_RANKS = ("percentile", "pctile", "centile", "quantile", "decile", "ptile")
"""Beginnings of words before which a number is no day."""
_AMONG_RANKS = ("and", "to", "or", "-", "the")
_NTH = re.compile(r"\d+(?:st|nd|rd|th)?")


_DAYTIMES = (["mornings"], ["evenings"], ["nights"], ["afternoons"], ["middays"])


def _no_date(i: int, words: list[str], tokens: Sequence[Token]) -> bool:
    """Quoted text, the "10th" of a percentile, "the 3 best" after a comma, "October's 20" are no dates."""
    after = (w for w in words[i + 1 : i + 7] if w not in _AMONG_RANKS and not _NTH.fullmatch(w))
    ranked = next(after, "").startswith(_RANKS)  # "the 25th and the 75th percentile"
    ends_month = i > 0 and re.fullmatch(M, words[i - 1]) is not None
    after_month = ends_month and (tokens[i].breaks or tokens[i - 1].text.lower().endswith(("'s", "’s")))
    ranked |= words[i].endswith("day") and words[i + 1 : i + 2] in _DAYTIMES  # "on sunday evenings": on each
    number = words[i] == "the" or (words[i].isdecimal() and int(words[i]) < 32)
    after_month &= not any(re.fullmatch(M, word) for word in words[i + 1 : i + 2])  # "28 Sept, 5 Oct"
    day_before = i > 0 and words[i - 1].rstrip("stndrh").isdecimal()
    ranked |= words[i] == "first" and tokens[i].breaks and day_before  # "on 30 October, first three"
    ends = words[max(i - 2, 0) : i] == ["first", "and"]  # "first and last day", "the first and the last day"
    ranked |= ends and "last" in (words[i], *words[i + 1 : i + 2])
    ranked |= words[i] == "last" and words[max(i - 3, 0) : i] == ["first", "and", "the"]
    return tokens[i].quoted or ranked or (after_month and number)
