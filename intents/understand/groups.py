"""Who is meant and which events: segments, values of dimensions, search words, user ids."""

from __future__ import annotations

from intents.lexicon import Sense
from intents.mentions import Mention
from intents.query import Filter, Has
from intents.understand.frame import Frame, Sentence
from intents.vocabulary import Vocabulary


def places_of(mention: Mention, vocabulary: Vocabulary) -> list[str]:
    """The segments a mention names, by place ("low") or by name."""
    places = []
    for sense in mention.senses:
        if sense.kind == "segment":
            places += _segments(sense.value, vocabulary)
    return list(dict.fromkeys(places))


def _segments(place: str, vocabulary: Vocabulary) -> list[str]:
    names = vocabulary.segments
    if place == "low":
        return [names[0]]
    if place == "high":
        return [names[-1]]
    if place == "moderate":
        return list(names[1:-1])
    return [place]


def read_user_ids(sentence: Sentence, frame: Frame) -> None:
    """ "user 42", "#640", an id that can be nothing else."""
    for i, mention in enumerate(sentence.mentions):
        if sentence.used[i]:
            continue
        if mention.user is not None:
            _add_user(sentence, frame, i, mention.user)
        elif mention.number is not None and float(mention.number).is_integer():
            before = sentence.before(i)
            hash_sign = i > 0 and sentence.at(i - 1).text == "#"
            named = sentence.at(before).has("noun") and not sentence.at(before).text.endswith(
                ("s", "people", "ppl")
            )
            joined = sentence.at(before).has("and", "or") and bool(frame.users)
            if (hash_sign or named or joined) and before is not None and i - before <= 2 | hash_sign:
                stored = sentence.vocabulary.find_user(mention.text)
                _add_user(sentence, frame, i, stored or mention.text)
                sentence.use(before, *([i - 1] if hash_sign else []))
    for i, mention in enumerate(sentence.mentions):
        if mention.quoted and not sentence.used[i] and sentence.at(sentence.before(i)).has("noun"):
            stored = sentence.vocabulary.find_user(sentence.tokens[mention.start].text.strip("\"'“”«»"))
            if stored is not None:
                _add_user(sentence, frame, i, stored)


def read_bare_user_id(sentence: Sentence, frame: Frame) -> None:
    """A number left over in a question about one person ("why is 1207 in there") is that person's id."""
    if frame.users:
        return
    for i, mention in enumerate(sentence.mentions):
        if not sentence.used[i] and mention.number is not None and not mention.has("ordinal"):
            said_before = sentence.at(i - 1 if i else None).text.split(" ")[-1]
            next_to = sentence.at(i + 1 if i + 1 < len(sentence) else None)
            if next_to.has("dimension", "percent_sign", "noun", "metric", "desc", "asc"):
                continue
            alone = i == 0 and len(sentence) <= 2
            personal = sentence.cue("why", "profile", "user_history", "last_seen") or alone
            if personal or said_before in ("has", "did", "does", "is"):
                stored = sentence.vocabulary.find_user(mention.text)
                if stored is not None:
                    _add_user(sentence, frame, i, stored)


def _add_user(sentence: Sentence, frame: Frame, i: int, user: str) -> None:
    sentence.use(i)
    if user not in frame.users:
        frame.users.append(user)


def read_segments(sentence: Sentence, frame: Frame) -> None:
    """Fills `segments`; "except" and "not" turn them round."""
    excluded: list[str] = []
    for i, mention in list(sentence.open("segment")):
        places = places_of(mention, sentence.vocabulary)
        if "New" in places or _is_order(sentence, i) or _pronoun(sentence, i):
            continue
        before = sentence.before(i, "prep", "noun")
        negated = before is not None and sentence.at(before).has("not") and not sentence.used[before]
        if negated or (excluded and sentence.at(before).has("and", "or")):
            excluded += places
            sentence.use(*([before] if before is not None and negated else []))
        elif mention.has("cue", "aggregate") and not _beside_people(sentence, i):
            continue
        else:
            frame.segments += [p for p in places if p not in frame.segments]
        sentence.use(i)
        noun = sentence.after(i)
        if noun is not None and noun == i + 1 and sentence.at(noun).has("segment_noun"):
            sentence.use(noun)
    _ends_of_engagement(sentence, frame)
    if excluded and not frame.segments:
        frame.segments = [s for s in sentence.vocabulary.segments if s not in excluded]
        frame.without_inactive = set(excluded) == {"Inactive"}
    for i, _ in list(sentence.open("including_inactive")):
        sentence.use(i)
        frame.segments = frame.segments or [*sentence.vocabulary.segments, "Inactive"]


def _ends_of_engagement(sentence: Sentence, frame: Frame) -> None:
    """ "our best readers", "bottom users": a segment, unless a number or a metric says it is a ranking."""
    by_metric = any(
        m.has("by") and sentence.at(sentence.after(i)).has("metric") for i, m in enumerate(sentence.mentions)
    )
    for i, mention in list(sentence.open("desc", "asc")):
        place = {"top": "high", "best": "high", "bottom": "low", "worst": "low"}.get(mention.text)
        people = sentence.at(i + 1 if i + 1 < len(sentence) else None).has("noun")
        numbered = sentence.at(i - 1 if i else None).number is not None
        if place and people and not (by_metric or numbered or sentence.used[i] or frame.listed):
            frame.segments += [s for s in _segments(place, sentence.vocabulary) if s not in frame.segments]
            sentence.use(i)


def _pronoun(sentence: Sentence, i: int) -> bool:
    """ "he" is short for Highly Engaged only in capitals or before a word for people."""
    mention = sentence.at(i)
    typed = sentence.tokens[mention.start].text
    people = sentence.at(i + 1 if i + 1 < len(sentence) else None).has("noun", "segment_noun")
    return mention.text == "he" and typed != "HE" and not people


def _beside_people(sentence: Sentence, i: int) -> bool:
    return sentence.at(sentence.after(i)).has("noun", "segment_noun") or sentence.at(sentence.before(i)).has(
        "noun", "compare"
    )


def _is_order(sentence: Sentence, i: int) -> bool:
    """ "heaviest", "lowest", "top" beside a number or a metric order; they do not name a segment."""
    mention = sentence.at(i)
    if mention.text in ("heavy", "light", "keen", "avid") and sentence.at(
        i + 1 if i + 1 < len(sentence) else None
    ).get("metric"):
        sentence.use(i)  # "heavy searchers" says how much, not which segment
        return True
    if not mention.has("desc", "asc", "less"):
        return False
    after, before = sentence.at(sentence.after(i)), sentence.at(sentence.before(i))
    return (
        after.has("metric", "dimension", "asc", "desc")
        or after.number is not None
        or (before.number is not None and sentence.before(i) == i - 1)
        or not after.has("noun", "segment_noun")
    )


def read_searches(sentence: Sentence, frame: Frame) -> None:
    """ "searched for wine": the words after a verb of searching, up to the next thing that is understood."""
    for i, mention in enumerate(sentence.mentions):
        if sentence.used[i] or not (mention.has("search_for") or mention.get("metric") == "searches"):
            continue
        words, taken = _search_words(sentence, i)
        if not words and mention.get("metric") == "searches":
            words, taken = _search_words_before(sentence, i)
        if not words and mention.has("search_for"):
            words, taken = _term_anywhere(sentence)
        if words:
            sentence.use(*taken)
            found = Filter("term", tuple(words))
            negated, neg = _negation(sentence, min(i, *taken))
            sentence.use(*neg)
            if _noun_form(mention.text) and not negated:
                frame.events.append(found)
                if not frame.users_measured:
                    frame.metrics.append("searches")
                    sentence.use(i)
            else:
                sentence.use(i)
                _attach(sentence, frame, found, i, negated, verb_metric="searches")


def _noun_form(text: str) -> bool:
    return text.split()[0] in ("searches", "search", "queries", "lookups") or text in ("number of searches",)


_SEARCH_OBJECTS = ("prep", "fill", "label")


def _search_words(sentence: Sentence, i: int) -> tuple[list[str], list[int]]:
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
        elif mention.has("or") and words and j + 1 < len(sentence) and _is_search_word(sentence, j + 1, True):
            words.append([])
        elif _is_search_word(sentence, j, expects):
            if not words:
                words.append([])
            words[-1].append(mention.text)
            taken.append(j)
        elif words or not (
            sentence.is_filler(j) or mention.get("dimension") == "term" or mention.has("prep")
        ):
            break
        j += 1
    return [" ".join(w) for w in words if w], taken


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
    "on",
)
"""Words after "searches" that the words searched for follow."""


def _is_search_word(sentence: Sentence, j: int, expects: bool) -> bool:
    """A quoted text, a term of the data, or after "for" any word that is nothing else."""
    mention = sentence.at(j)
    if sentence.used[j] or mention.time is not None:
        return False
    if mention.quoted or any(s.kind == "value" and s.dimension == "term" for s in mention.senses):
        return True
    if not expects or mention.number is not None:
        return False
    return all(
        s.kind == "topic" or s.dimension in ("section", "page_section", "article") for s in mention.senses
    )


def _search_words_before(sentence: Sentence, i: int) -> tuple[list[str], list[int]]:
    """ "how often was "wine" searched": a quoted text or a term of the data before the verb."""
    for j in range(i - 1, -1, -1):
        mention = sentence.at(j)
        term = any(s.kind == "value" and s.dimension == "term" for s in mention.senses)
        if not sentence.used[j] and (
            mention.quoted or (term and not mention.has("fill", "noun", "metric", "cue"))
        ):
            return [mention.text], [j]
        if not sentence.is_filler(j) and not mention.has("prep"):
            return [], []
    return [], []


def _term_anywhere(sentence: Sentence) -> tuple[list[str], list[int]]:
    """ "wine: how many typed that": the only quoted text or term of the data in the question."""
    for j, mention in enumerate(sentence.mentions):
        term = any(s.kind == "value" and s.dimension == "term" for s in mention.senses)
        if not sentence.used[j] and (
            mention.quoted or (term and not mention.has("fill", "noun", "metric", "cue"))
        ):
            return [mention.text], [j]
    return [], []


def read_hours(sentence: Sentence, frame: Frame) -> None:
    """ "between 6 and 9 am", "at 7 pm": hours of the day, the end of a range not in it."""
    for i, mention in enumerate(sentence.mentions):
        last = sentence.at(i - 1)
        if i == 0 or mention.text not in ("am", "pm") or last.number is None or not 0 <= last.number <= 12:
            continue
        shift = 12 if mention.text == "pm" else 0
        end = int(last.number) % 12 + shift
        joined = sentence.at(i - 2).has("and", "prep") and sentence.at(i - 3).number is not None
        if joined:
            start = int(sentence.at(i - 3).number or 0) % 24
            start += shift if start < 12 and start + shift < (end or 24) else 0
            hours = f"{start}-{(end - 1) % 24}"
            sentence.use(i - 3, i - 2, *([i - 4] if sentence.at(i - 4).has("between", "prep") else []))
        else:
            hours = str(end)
        sentence.use(i, i - 1)
        _attach(sentence, frame, Filter("hour", (hours,)), i, False)


def read_values(sentence: Sentence, frame: Frame) -> None:
    """Values of dimensions: attached to users they pick users, attached to a metric they pick events."""
    i = 0
    while i < len(sentence):
        sense = None if sentence.used[i] else _value_sense(sentence, i)
        if sense is None:
            i += 1
            continue
        indexes, values = _joined_values(sentence, i, sense)
        negated, neg = _negation(sentence, i)
        only = _exclusive(sentence, i, indexes[-1])
        sentence.use(*indexes, *neg)
        _use_labels(sentence, frame, sense.dimension, i, indexes[-1])
        _attach(sentence, frame, Filter(sense.dimension, tuple(values)), indexes[-1], negated, only=only)
        i = indexes[-1] + 1


def _exclusive(sentence: Sentence, first: int, last: int) -> bool:
    """ "mobile-only readers", "who only use mobile": that value and no other. A leading "only" just narrows."""
    if last + 1 < len(sentence) and sentence.at(last + 1).has("only"):
        return True
    for i in range(first - 1, max(first - 4, -1), -1):
        mention = sentence.at(i)
        if mention.has("only"):
            strong = mention.text in ("exclusively", "solely", "purely", "only ever", "nothing but")
            return strong or sentence.at(sentence.before(i, "active", "from_where")).has("who", "noun")
        if not mention.has("prep") and not sentence.is_filler(i):
            return False
    return False


def _use_labels(sentence: Sentence, frame: Frame, dimension: str, first: int, last: int) -> None:
    """ "the Science section", "device = tablet", "Politics articles": the noun only says what the name is."""
    ranked = any(m.has("desc", "asc", "what", "by") for m in sentence.mentions)
    labels = {dimension} | ({"article"} if dimension == "section" and not ranked else set())
    if dimension == "section":
        labels.add("page_section")
    for j in (first - 1, first - 2, last + 1):
        if 0 <= j < len(sentence) and sentence.at(j).get("dimension") in labels and not sentence.used[j]:
            before = sentence.at(j - 1 if j else None)
            if j > last or (
                not before.has("by", "what")
                and all(sentence.at(k).has("exactly", "prep", "fill") for k in range(j + 1, first))
            ):
                sentence.use(j)


def _value_sense(sentence: Sentence, i: int) -> Sense | None:
    """The value a mention stands for here: sections by verbs of reading, url sections by verbs of clicking."""
    mention = sentence.at(i)
    senses = [s for s in mention.senses if s.kind == "value" and s.dimension != "term"]
    beside = sentence.at(i + 1)
    if mention.get("dimension") == "weekday" and (beside.has("noun") or beside.text == "ones"):
        return Sense("value", "weekday", "weekday")  # "weekday readers"
    if not senses or mention.has("daytype"):
        return None
    order = ["device", "source", "weekday", "hour", "section", "page_section", "page", "article"]
    if _clicking(sentence):
        order.remove("page_section")
        order.insert(0, "page_section")
    return min(senses, key=lambda s: order.index(s.dimension))


def _clicking(sentence: Sentence) -> bool:
    metrics = {m.get("metric") for m in sentence.mentions if m.has("metric")}
    return bool(metrics & {"clicks", "pages", "time_per_click"}) and not metrics & {
        "views",
        "articles",
        "time_per_article",
    }


def _joined_values(sentence: Sentence, i: int, sense: Sense) -> tuple[list[int], list[str]]:
    """Values of one dimension joined by "or"; "and" joins only what users or events can have both."""
    indexes, values = [i], [sense.value]
    while True:
        join = indexes[-1] + 1
        while join < len(sentence) and sentence.is_filler(join):
            join += 1
        if join >= len(sentence) - 1 or not sentence.at(join).has("or"):
            return indexes, values
        after = join + 1
        while (
            after < len(sentence)
            and (sentence.is_filler(after) or sentence.at(after).has("prep", "metric"))
            and after < join + 3
        ):
            after += 1
        other = _value_sense(sentence, after) if after < len(sentence) else None
        if other is None or other.dimension != sense.dimension:
            return indexes, values
        sentence.use(*range(join, after))
        indexes.append(after)
        values.append(other.value)


def _negation(sentence: Sentence, i: int) -> tuple[bool, list[int]]:
    """A "not", "never", "except" that governs the mention at `i`."""
    j = i - 1
    while j >= 0 and i - j <= 5:
        mention = sentence.at(j)
        if mention.has("not") and not sentence.used[j]:
            return True, [j]
        passable = sentence.is_filler(j) or mention.has(
            "prep", "active", "metric", "from_where", "what_read", "search_for", "noun", "only", "count"
        )
        if not passable or mention.has("and"):
            return False, []
        j -= 1
    return False, []


def _attach(
    sentence: Sentence,
    frame: Frame,
    found: Filter,
    last: int,
    negated: bool,
    only: bool = False,
    verb_metric: str = "",
) -> None:
    """Hangs a filter on the users or on the events, as the words around it say."""
    to_users = _on_users(sentence, frame, found, last) or (negated and frame.counted)
    if only and to_users and not negated:
        frame.where.append((Has(found),))
        frame.where.append((Has(Filter(found.dimension, found.values, True), True),))
    elif to_users:
        frame.where.append((Has(found, negated),))
    else:
        _add_events(frame, Filter(found.dimension, found.values, negated))


def _add_events(frame: Frame, found: Filter) -> None:
    """Events of either of two values of one dimension: no event has both."""
    for i, other in enumerate(frame.events):
        if other.dimension == found.dimension and other.negated == found.negated:
            values = tuple(dict.fromkeys((*other.values, *found.values)))
            frame.events[i] = Filter(found.dimension, values, found.negated)
            return
    frame.events.append(found)


_COUNTABLE = {"clicks", "views", "searches", "pages", "articles"}


def _on_users(sentence: Sentence, frame: Frame, found: Filter, last: int) -> bool:
    """True when the value stands beside a word for users, or nothing but users can be meant."""
    if sentence.at(last + 1).text == "ones":
        return True
    after = sentence.after(last, "segment", "value", "label", "and", "or")
    if sentence.at(after).has("noun") and not sentence.at(after).has("metric"):
        return True
    if frame.listed or frame.users_measured:
        return True
    if sentence.at(sentence.before(last)).text == "in" or sentence.at(last - 1).text == "in":
        return False  # "in the Food section" says where, not who
    first = last
    while first > 0 and not sentence.at(first).has("noun"):
        mention = sentence.at(first)
        if first != last and not (
            sentence.is_filler(first)
            or mention.has(
                "prep",
                "who",
                "from_where",
                "active",
                "value",
                "or",
                "and",
                "not",
                "only",
                "label",
                "search_for",
                "what_read",
                "time_cue",
            )
            or (mention.has("metric") and _verb(mention.text))
        ):
            return False
        first -= 1
    if not sentence.at(first).has("noun") or sentence.at(first).has("metric"):
        return False
    between = sentence.mentions[first + 1 : last]
    doing = any(m.has("search_for", "what_read", "from_where") for m in between)
    if doing and found.dimension in ("weekday", "hour"):
        return False
    verbs = [m for m in between if m.has("metric")]
    who = any(m.has("who") and not m.has("what") or m.text in ("who", "that") for m in between)
    return not verbs or who or all(m.text.endswith("ing") for m in verbs)


def _verb(text: str) -> bool:
    return text.endswith("ed") or text in (
        "read",
        "reading",
        "click",
        "search",
        "view",
        "visit",
        "reads",
        "searching",
        "clicking",
    )
