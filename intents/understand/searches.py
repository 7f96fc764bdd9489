"""Words searched for: "searched for wine", "searches with tennis in them"."""

from __future__ import annotations

from intents.query import Filter, Has
from intents.understand.frame import Frame, Sentence
from intents.understand.values import attach, negation
from intents.understand.wording import COMPARATIVES, HOW_OFTEN, counts_searches, noun_form


def read_searches(sentence: Sentence, frame: Frame) -> None:
    """ "searched for wine": the words after a verb of searching, up to the next thing that is understood."""
    for i, mention in enumerate(sentence.mentions):
        value = i + 1 + (sentence.at(i + 1).text in ("=", "==", "like"))  # "where term = wine"
        named = mention.get("dimension") == "term" and _named(sentence, value)
        used = named and any(m.text in ("who", "people") for m in sentence.mentions[:i])
        if sentence.used[i] or not (
            named or mention.has("search_for") or mention.get("metric") == "searches"
        ):
            continue
        words, taken = search_words(sentence, i)
        if not words and mention.get("metric") == "searches":
            words, taken = _search_words_before(sentence, i)
        later = any(m.has("search_for") for m in sentence.mentions[i + 1 :])
        quoted = any(m.quoted for m in sentence.mentions) and not later
        pointed = sentence.at(i + 1).text == "for" and sentence.at(i + 2).text in (
            "it",
            "this",
            "that",
            "them",
        )
        if not words and (mention.has("search_for") or quoted or pointed):
            words, taken = _term_anywhere(sentence)
        if words:
            sentence.use(*taken, *_labels(sentence, min(taken)))
            found = Filter("term", tuple(words))
            negated, neg = negation(sentence, min(i, *taken))
            sentence.use(*neg)
            if mention.text.startswith("searcher"):
                sentence.use(i)
                frame.require(i, Has(found, negated))
                frame.users_measured |= frame.counted
            elif ((named or noun_form(mention.text)) and not (negated or used or _deed(sentence, i))) or (
                frame.users_measured and counted_beside(sentence)
            ):
                _count_searches(sentence, frame, found, i)
            else:
                sentence.use(i)
                attach(sentence, frame, found, i, negated)


def _deed(sentence: Sentence, i: int) -> bool:
    """ "people who search for recipes": what they do, where "how many searches for recipes" are counted."""
    who = sentence.at(i - 1)
    relative = (
        who.text in ("who", "that") and not who.has("what") and not counts_searches(sentence.at(i).text)
    )
    return relative and sentence.at(sentence.before(i - 1)).has("noun", "them", "segment")


def _named(sentence: Sentence, i: int) -> bool:
    """ "search term wine": a term of the data stands there, or a quoted text."""
    return sentence.at(i).quoted or sentence.at(i).names("term")


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
    return [j for j in (i - 1, i - 2) if j >= 0 and sentence.at(j).get("dimension") == "term"][:1]


def search_words(sentence: Sentence, i: int) -> tuple[list[str], list[int]]:
    """The words searched for after the verb at `i`, alternatives apart, and the mentions they are in."""
    verb = sentence.at(i)
    words: list[list[str]] = []
    taken: list[int] = []
    expects = verb.has("search_for") and verb.text.split()[-1] in (
        "for",
        "up",
        "about",
        "on",
        "after",
        "with",
    )
    j = i + 1
    while j < len(sentence):
        mention = sentence.at(j)
        if mention.text in _ABOUT and not words:
            expects = True
        elif (
            (mention.has("or") or mention.text in _RIVAL)
            and words
            and (more := _next_word(sentence, j + 1)) is not None
        ):
            words.append([])
            j = more
            continue
        elif _is_search_word(sentence, j, expects):
            if not words:
                words.append([])
            words[-1].append(mention.text)
            taken.append(j)
        elif words or not (
            sentence.is_filler(j)
            or mention.get("dimension") == "term"
            or mention.has("prep")
            or mention.text in COMPARATIVES  # "search more for wine"
        ):
            break
        j += 1
    return [" ".join(w) for w in words if w], taken


_RIVAL = ("than", "vs", "versus", "against")
"""Between two words searched for that are compared."""


def _next_word(sentence: Sentence, j: int) -> int | None:
    """ "wine or tennis", "for wine or for tennis": where the other word searched for begins."""
    j += sentence.at(j).text in _ABOUT
    people = sentence.at(j + 1).has("noun")  # "searches for wine vs sport readers"
    return j if j < len(sentence) and not people and _is_search_word(sentence, j, True) else None


_ABOUT = (
    "for",
    "with",
    "about",
    "had",
    "have",
    "has",
    "contain",
    "contains",
    "containing",
    "including",
    "mentioning",
    "mentioned",
    "=",
    ":",
    "is",
    "mention",
    "mentions",
    "mentioned the",
    "contained",
    "on",
)
"""Words after "searches" that the words searched for follow."""


def _is_search_word(sentence: Sentence, j: int, expects: bool) -> bool:
    """A quoted text, a term of the data, or after "for" any word that is nothing else."""
    mention = sentence.at(j)
    if sentence.used[j] or mention.time is not None:
        return False
    if _named(sentence, j):
        return True
    if not expects or mention.number is not None:
        return False
    return all(
        s.kind == "topic" or s.dimension in ("section", "page_section", "article") for s in mention.senses
    )


def _search_words_before(sentence: Sentence, i: int) -> tuple[list[str], list[int]]:
    """ "how often was "wine" searched": a quoted text or a term of the data before the verb."""
    for j in range(i - 1, -1, -1):
        if _only_a_term(sentence, j):
            return [sentence.at(j).text], [j]
        if not sentence.is_filler(j) and not sentence.at(j).has("prep"):
            break
    if sentence.at(0).names("term") and sentence.at(1).breaks and _only_a_term(sentence, 0):
        return [sentence.at(0).text], [0]  # "champions league, how many searches"
    return [], []


def _term_anywhere(sentence: Sentence) -> tuple[list[str], list[int]]:
    """ "wine: how many typed that": the first quoted text or term of the data in the question."""
    for j, mention in enumerate(sentence.mentions):
        if _only_a_term(sentence, j):
            return [mention.text], [j]
    return [], []


def _only_a_term(sentence: Sentence, j: int) -> bool:
    """A quoted text, or a term of the data that is no word of the language too."""
    mention = sentence.at(j)
    plain = mention.names("term") and not mention.has("fill", "noun", "metric", "cue")
    return not sentence.used[j] and (mention.quoted or plain)
