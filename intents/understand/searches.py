"""What is searched for: picks users ("searched for wine"), or searches that are counted."""

from __future__ import annotations

from intents.query import Filter, Has
from intents.understand.frame import Frame, Sentence
from intents.understand.picking import attach
from intents.understand.search_words import is_search_word, names_term, words_searched_for
from intents.understand.values import negation
from intents.understand.wording import HOW_OFTEN, counts_searches, noun_form


def read_searches(sentence: Sentence, frame: Frame) -> None:
    """ "searched for wine": the words after a verb of searching, up to the next thing that is understood."""
    for i, mention in enumerate(sentence.mentions):
        named = _names_column(sentence, i)
        searching = mention.has("search_for") or mention.get("metric") == "searches"
        if sentence.used[i] or not (named or searching):
            continue
        words, taken = words_searched_for(sentence, i)
        if not words:
            continue
        sentence.use(*taken, *_labels(sentence, min(taken)))
        if named and _holds(sentence, i) and mention.text.endswith("s") and "term" not in frame.by:
            frame.by.append("term")
        negated, neg = negation(sentence, min(i, *taken))
        sentence.use(*neg)
        found = Filter("term", tuple(words))
        used = named and any(m.text in ("who", "people") for m in sentence.mentions[:i])
        counted = (named or noun_form(mention.text)) and not (negated or used or _deed(sentence, i))
        if mention.text.startswith("searcher"):
            sentence.use(i)
            frame.require(i, Has(found, negated))
            frame.users_measured |= frame.counted
        elif counted or (frame.users_measured and counted_beside(sentence)):
            _count_searches(sentence, frame, found, i)
        else:
            _pick_by_searches(sentence, frame, i, words, taken, negated)


def _holds(sentence: Sentence, i: int) -> bool:
    """ "search terms with 'museum' in them"."""
    return sentence.at(i + 1).text in _HOLDING and sentence.at(i + 2).quoted


def _names_column(sentence: Sentence, i: int) -> bool:
    """ "search term wine", "where term = wine": the noun, and a term behind it."""
    value = i + 1 + (_holds(sentence, i) or sentence.at(i + 1).text in ("=", "==", "like"))
    return sentence.at(i).get("dimension") == "term" and names_term(sentence, value)


def _pick_by_searches(
    sentence: Sentence, frame: Frame, i: int, words: list[str], taken: list[int], negated: bool
) -> None:
    """ "who searched for wine": whoever searched for any of the words, or where "and" joins them for each."""
    sentence.use(i)
    _never_searched(sentence, frame, max(taken))
    every = len(words) > 1 and _joined_by_and(sentence, taken)
    for each in [(word,) for word in words] if every else [tuple(words)]:
        found = Filter("term", each)
        attach(sentence, frame, found, i, negated)
        frame.said_last[(Has(found, negated),)] = max(taken)


def _never_searched(sentence: Sentence, frame: Frame, last: int) -> None:
    """ "looked for coffee but never for wine": the other word, which the same users did not search for."""
    no = last + 1 + sentence.at(last + 1).has("and")
    other = no + 2
    told = sentence.at(no).has("not") and sentence.at(no + 1).text == "for" and not sentence.used[no]
    if told and other < len(sentence) and is_search_word(sentence, other, True):
        sentence.use(no, no + 1, other)
        frame.require(other, Has(Filter("term", (sentence.at(other).text,)), True))


def _joined_by_and(sentence: Sentence, taken: list[int]) -> bool:
    """ "searched for wine and recipes": for each of them."""
    between = sentence.mentions[min(taken) : max(taken)]
    return any(m.has("and") for m in between) and not any(m.has("or") for m in between)


def _deed(sentence: Sentence, i: int) -> bool:
    """ "people who search for recipes": what they do, where "how many searches for recipes" are counted."""
    who = sentence.at(i - 1)
    if not sentence.any("desc", "asc") and (who.has_sense("cue", "users") or (who.text == "who" and i == 1)):
        return True  # "which users search for wine", "who searches for wine"
    relative = (
        who.text in ("who", "that") and not who.has("what") and not counts_searches(sentence.at(i).text)
    )
    return relative and sentence.at(sentence.before(i - 1)).has("noun", "them", "segment")


def _count_searches(sentence: Sentence, frame: Frame, found: Filter, i: int) -> None:
    """Searches for the words are what is asked about; they are counted unless only users are."""
    frame.events.append(found)
    frame.said[found] = i
    if not frame.users_measured or counted_beside(sentence):
        frame.metrics.append("searches")
        sentence.use(i)


def counted_beside(sentence: Sentence) -> bool:
    """ "how many searches for wine and by how many users": each has a count of its own."""
    counts = [j for j, m in enumerate(sentence.mentions) if m.has("count")]
    searches = any(
        sentence.at(j).text in HOW_OFTEN or sentence.at(sentence.after(j)).has("search_for") for j in counts
    )
    return searches and any(sentence.at(sentence.after(j)).has("noun") for j in counts)


def _labels(sentence: Sentence, i: int) -> list[int]:
    """ "the search term wine": the noun that says what the word is."""
    if sentence.at(i - 1).text in _HOLDING:
        return []  # "the search terms with 'museum' in them" are the rows
    return [j for j in (i - 1, i - 2) if j >= 0 and sentence.at(j).get("dimension") == "term"][:1]


_HOLDING = ("with", "containing", "contain", "including", "include", "having", "that contain")
"""Between search terms and a word that is part of them."""
