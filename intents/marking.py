"""Tokens → mentions: where phrases, names, numbers and times begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from intents.lexicon import Lexicon, Sense, split_words, stem
from intents.mentions import Marked, Mention
from intents.neighbours import settled
from intents.numbers import number_at, parse_number
from intents.speech.telling import told
from intents.spelling import Spelling
from intents.times.dates import NOW, TimeMention, find_times
from intents.times.words import M
from intents.tokens import Token
from intents.vocabulary import Vocabulary


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
    return Marked(tuple(settled(mentions)), tokens, spelling.corrections)


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


_NO_NAME_AFTER = ("per", "by", "same", "an", "one", "any", "each", "every")
"""Words after which an article is none in particular: "the same article twice"."""


def _article_at(at: int, words: list[str], vocabulary: Vocabulary) -> Mention | None:
    """ "article 12", "story no 7": an article by its id, where there is one."""
    for end in (at + 2, at + 3):
        *named, id = words[at:end]
        known = id.lstrip("#") in vocabulary.articles
        before = words[at - 1] if at else ""
        if known and _AN_ARTICLE.fullmatch(" ".join(named)) and before not in _NO_NAME_AFTER:
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
    heads_month = tokens[i + 1 : i + 2] and tokens[i + 1].breaks and re.fullmatch(M, words[i + 1])
    ranked |= words[i] == "first" and bool(heads_month)  # "put low first, October only"
    ends = words[max(i - 2, 0) : i] == ["first", "and"]  # "first and last day", "the first and the last day"
    ranked |= ends and "last" in (words[i], *words[i + 1 : i + 2])
    ranked |= words[i] == "last" and words[max(i - 3, 0) : i] == ["first", "and", "the"]
    return tokens[i].quoted or ranked or (after_month and number)
