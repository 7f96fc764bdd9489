"""Which words are searched for: "wine", "climate change", "rugby, f1 and chess"."""

from __future__ import annotations

from intents.understand.frame import Sentence
from intents.understand.rows import CALENDAR
from intents.understand.wording import COMPARATIVES, noun_form


def names_term(sentence: Sentence, i: int) -> bool:
    """ "search term wine": a term of the data stands there, or a quoted text."""
    return sentence.at(i).quoted or sentence.at(i).names("term")


def words_searched_for(sentence: Sentence, i: int) -> tuple[list[str], list[int]]:
    """The words searched for where `i` speaks of searching, and their mentions; tried after it first."""
    mention = sentence.at(i)
    words, taken = search_words(sentence, i)
    if not words and mention.get("metric") == "searches":
        words, taken = _words_before(sentence, i)
    if not words and mention.text.endswith(" for"):
        words, taken = _plain_words(sentence, i + 1)
    later = any(m.has("search_for") for m in sentence.mentions[i + 1 :])
    quoted = any(m.quoted for m in sentence.mentions) and not later
    pointed = sentence.at(i + 1).text == "for" and sentence.at(i + 2).text in _POINTING
    if not words and (mention.has("search_for") or quoted or pointed):
        words, taken = _term_anywhere(sentence)
    return words, taken


_POINTING = ("it", "this", "that", "them")


def search_words(sentence: Sentence, i: int) -> tuple[list[str], list[int]]:
    """The words searched for after the verb at `i`, alternatives apart, and the mentions they are in."""
    verb = sentence.at(i)
    words: list[list[str]] = []
    taken: list[int] = []
    expects = verb.has("search_for") and verb.text.split()[-1] in _EXPECTING
    j = i + 1
    while j < len(sentence):
        mention = sentence.at(j)
        more = _next_word(sentence, j) if words else None
        if mention.text in _ABOUT and not words:
            expects = True
        elif more is not None:
            words.append([])
            j = more
            continue
        elif is_search_word(sentence, j, expects):
            if not words or mention.breaks:
                words.append([])
            words[-1].append(mention.text)
            taken.append(j)
        elif words and expects and _belongs_to_name(sentence, i, j):
            words[-1].append(mention.text)
            taken.append(j)
        elif not words and expects and _begins_name(sentence, j):
            words.append([mention.text])
            taken.append(j)
        elif words or not _leads_to_words(sentence, j):
            break
        j += 1
    return [" ".join(w) for w in words if w], taken


_EXPECTING = ("for", "up", "about", "on", "after", "with")
"""Last words of verbs that any word may follow."""


def _belongs_to_name(sentence: Sentence, i: int, j: int) -> bool:
    """A word that elsewhere means something else, behind others that are searched for."""
    return _goes_with(sentence, j) or _of_name(sentence, i, j) or _named_day(sentence, j)


def _leads_to_words(sentence: Sentence, j: int) -> bool:
    """ "search more for wine", "searches per month for wine": words before what is searched for."""
    mention = sentence.at(j)
    plain = sentence.is_filler(j) or mention.has("prep") or mention.text in COMPARATIVES
    each = mention.get("dimension") in CALENDAR and sentence.at(j + 1).text == "for"
    return plain or each or mention.get("dimension") == "term"


def _plain_words(sentence: Sentence, j: int) -> tuple[list[str], list[int]]:
    """ "searched for coffee", "for best headphones": words that elsewhere only colour or rank."""
    end = j
    while end < len(sentence) and (end == j or not sentence.at(end).breaks) and _plain_word(sentence, end, j):
        end += 1
    taken = list(range(j, end))
    ranks = taken and sentence.at(end - 1).text in _PRAISE  # "searched for most" by itself names no word
    return ([], []) if not taken or ranks else ([" ".join(sentence.at(k).text for k in taken)], taken)


def _plain_word(sentence: Sentence, k: int, first: int) -> bool:
    mention = sentence.at(k)
    if sentence.used[k] or mention.time is not None or mention.number is not None:
        return False
    praised = sentence.at(k - 1).text in _PRAISE and k > first
    if not mention.known:
        return praised
    colours = {s.kind for s in mention.senses} == {"fill"} and " " not in mention.text
    names = colours and len(mention.text) > 3 and mention.text not in _NO_TERM
    return names or (k == first and mention.text in _PRAISE)


_PRAISE = ("best", "top", "worst", "cheapest", "latest", "newest", "good", "great")
"""What a word searched for may begin with."""
_NO_TERM = frozenset(
    (
        "something", "anything", "everything", "things", "thing", "stuff", "this", "that", "them",
        "they", "their", "some", "other", "others", "another", "same", "ones", "more", "much",
        "here", "there", "also", "instead", "please", "then", "again", "once", "first", "just",
        "only", "recently", "lately", "currently", "each", "every", "which", "what", "exactly",
        "specific", "certain", "really", "actually", "most", "least", "your", "usually", "mostly",
        "mainly", "when", "where", "whats", "whether", "given", "various", "terms", "words", "word",
        "info", "information", "answers", "have", "were", "does", "been",
    )
)  # fmt: skip
"""Words of more than three letters after "searched for" that name nothing."""


def _goes_with(sentence: Sentence, j: int) -> bool:
    """ "searched for court case": a noun that fills elsewhere, at the end of what was searched for."""
    mention, after = sentence.at(j), sentence.at(j + 1)
    ends = j + 1 == len(sentence) or after.breaks or after.time is not None or after.text in _HELPING
    ends |= after.has("by")
    plain = mention.text.isalpha() and len(mention.text) > 3 and not mention.text.endswith("ly")
    plain &= mention.text not in _NO_TERM | _CLOSING
    return ends and plain and not mention.breaks and sentence.is_filler(j) and not sentence.at(j - 1).quoted


def _begins_name(sentence: Sentence, j: int) -> bool:
    """ "used cars", "good friday": a plain word at the head of what was searched for."""
    described = sentence.at(j).text in _DESCRIBING and is_search_word(sentence, j + 1, True)
    return described or (sentence.at(j).text == "good" and _named_day(sentence, j + 1))


def _named_day(sentence: Sentence, j: int) -> bool:
    """ "searched for black friday", "for election day": a day that has its name from the word before."""
    mention = sentence.at(j)
    if mention.breaks or sentence.used[j]:
        return False
    weekday = " " not in mention.text and mention.text.endswith("day") and mention.names("weekday")
    return mention.text == "day" or (weekday and not names_term(sentence, j - 1))


_DESCRIBING = ("new", "used", "old", "free", "cheap", "local", "online", "live", "open", "fresh", "home")
"""What may stand before the noun of what was searched for: "used cars"."""


def _of_name(sentence: Sentence, i: int, j: int) -> bool:
    """ "searched for climate change": part of the name, unless two times are compared."""
    named = sentence.at(j).text in ("change", "changes") and not sentence.at(j).breaks
    return named and not (noun_form(sentence.at(i).text) and sentence.any("compare"))


_HELPING = ("did", "do", "have", "had", "were", "was", "are", "we have", "we had", "have there been")
"""What follows on the words searched for: "how many searches for court case did we have"."""
_CLOSING = frozenset(
    (
        "though", "ever", "thanks", "anyway", "altogether", "right", "mate", "maybe", "today", "somewhere",
        "anywhere", "overall", "well", "total", "haha", "asap", "often", "before", "back", "during", "while",
        "until", "till", "since", "still", "even", "early", "late", "nowadays", "sometimes", "twice",
        "frequently",
        "made", "done", "typed", "seen", "found",
    )
)  # fmt: skip
"""Others that close a question and are no part of what was searched for."""
_RIVAL = ("than", "vs", "versus", "against")
"""Between two words searched for that are compared."""


def _separates(sentence: Sentence, j: int) -> bool:
    """A word between two things searched for: "or", "and", "vs"."""
    return sentence.at(j).has("or", "and") or sentence.at(j).text in _RIVAL


def _next_word(sentence: Sentence, joint: int) -> int | None:
    """ "wine or tennis", "for wine or for tennis": where the other word searched for begins.

    After "and" it is a term of the data, or has its own "for": "searched for wine and Food readers" has
    one word.
    """
    j = joint + 1
    about = sentence.at(j).text in _ABOUT
    j += about
    people = sentence.at(j + 1).has("noun")  # "searches for wine vs sport readers"
    if not _separates(sentence, joint) or j >= len(sentence) or people:
        return None
    known = sentence.at(joint).has("and") and not about
    return j if (_only_a_term(sentence, j) if known else is_search_word(sentence, j, True)) else None


_ABOUT = (
    "for", "with", "about", "had", "have", "has", "contain", "contains", "containing", "including",
    "mentioning", "mentioned", "=", ":", "is", "mention", "mentions", "mentioned the", "contained", "on",
)  # fmt: skip
"""Words after "searches" that the words searched for follow."""


def is_search_word(sentence: Sentence, j: int, expects: bool) -> bool:
    """A quoted text, a term of the data, or after "for" any word that is nothing else."""
    mention = sentence.at(j)
    if sentence.used[j] or mention.time is not None:
        return False
    if names_term(sentence, j):
        return True
    if not expects or mention.number is not None:
        return False
    return all(
        s.kind == "topic" or s.dimension in ("section", "page_section", "article") for s in mention.senses
    )


def _words_before(sentence: Sentence, i: int) -> tuple[list[str], list[int]]:
    """ "how often was "wine" searched": a quoted text or a term of the data before the verb."""
    for j in range(i - 1, -1, -1):
        if _only_a_term(sentence, j):
            return _list_of(sentence, j)
        if not sentence.is_filler(j) and not sentence.at(j).has("prep"):
            break
    if _only_a_term(sentence, 0) and sentence.at(0).names("term"):
        words, taken = _list_of(sentence, 0)
        if sentence.at(max(taken) + 1).breaks:
            return words, taken  # "champions league, how many searches"
    return [], []


def _list_of(sentence: Sentence, j: int) -> tuple[list[str], list[int]]:
    """ "rugby, f1 and chess": the terms listed with the one at `j`, words nobody knows among them."""
    first = last = j
    while (before := _listed_before(sentence, first)) is not None:
        first = before
    while (after := _listed_after(sentence, last)) is not None:
        last = after
    taken = [k for k in range(first, last + 1) if not _separates(sentence, k)]
    if first == last and _of_name(sentence, j, j + 1):
        taken = [j, j + 1]  # "how often was climate change searched for"
        return [" ".join(sentence.at(k).text for k in taken)], taken
    return [sentence.at(k).text for k in taken], taken


def _listed_before(sentence: Sentence, j: int) -> int | None:
    joined = _separates(sentence, j - 1)
    before = j - 1 - joined
    listed = before >= 0 and (joined or sentence.at(j).breaks) and _may_be_listed(sentence, before)
    return before if listed else None


def _listed_after(sentence: Sentence, j: int) -> int | None:
    joined = _separates(sentence, j + 1)
    after = j + 1 + joined
    listed = after < len(sentence) and (joined or sentence.at(after).breaks)
    return after if listed and _may_be_listed(sentence, after) else None


def _may_be_listed(sentence: Sentence, j: int) -> bool:
    """A term of the data, or between others a word nobody knows."""
    return _only_a_term(sentence, j) or not (sentence.used[j] or sentence.at(j).known)


def _term_anywhere(sentence: Sentence) -> tuple[list[str], list[int]]:
    """ "wine: how many typed that": the first quoted texts or terms of the data in the question."""
    first = next((j for j in range(len(sentence)) if _only_a_term(sentence, j)), None)
    return ([], []) if first is None else _list_of(sentence, first)


def _only_a_term(sentence: Sentence, j: int) -> bool:
    """A quoted text, or a term of the data that is no word of the language too."""
    mention = sentence.at(j)
    plain = mention.names("term") and not mention.has("fill", "noun", "metric", "cue")
    return not sentence.used[j] and (mention.quoted or plain)
