"""Who is meant: segments and user ids."""

from __future__ import annotations

from intents.mentions import Mention
from intents.query import INACTIVE
from intents.understand.engagement import degree_of_engagement
from intents.understand.frame import Frame, Sentence
from intents.understand.inactive import count_in, counted_in
from intents.understand.wording import PERSON
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


def reached(sentence: Sentence, i: int) -> list[str]:
    """ "moderate+", "mid tier and above", "at most moderate": the segment named and those beyond it."""
    places, names = places_of(sentence.at(i), sentence.vocabulary), sentence.vocabulary.segments
    if len(places) != 1 or places[0] not in names:
        return places
    end = i + 1 + sentence.at(i + 1).has("segment_noun")
    before, after = sentence.at(i - 1), sentence.at(end)
    joins = sentence.at(end + 1).has("segment", "value", "metric") or sentence.at(end + 1).number is not None
    up = before.has("at_least") or (after.has("at_least") and not after.breaks)
    up |= after.text == "+" and not joins
    down = (before.has("at_most") and before.text != "up to") or (after.has("at_most") and not after.breaks)
    if not up and not down:
        return places
    sentence.use(*(j for j in (i - 1, end) if sentence.at(j).has("at_least", "at_most", "plus")))
    place = names.index(places[0])
    return list(names[place:] if up else names[: place + 1])


def read_user_ids(sentence: Sentence, frame: Frame) -> None:
    """ "user 42", "#640", an id that can be nothing else."""
    for i, mention in enumerate(sentence.mentions):
        if sentence.used[i]:
            continue
        if mention.user is not None:
            _add_user(sentence, frame, i, mention.user)
        elif mention.number is not None and float(mention.number).is_integer():
            before, labels = _id_owner(sentence, i)
            hash_sign = i > 0 and sentence.at(i - 1).text == "#"
            hash_sign &= not (mention.number == 1 and sentence.at(i + 1).has("noun"))  # "the #1 user"
            named = sentence.at(before).has("noun") and not sentence.at(before).text.endswith(
                ("s", "people", "ppl")
            )
            named |= sentence.at(before).has("them") and sentence.at(before).text.endswith(" user")
            joined = sentence.at(before).has("and", "or") and bool(frame.users)
            near = before is not None and i - before <= 2 + hash_sign + labels
            stopped = any(m.breaks for m in sentence.mentions[(before or 0) + 1 : i + 1])
            named &= not (stopped and not labels) and not sentence.at(i + 1).has("desc", "asc")
            column = [] if labels else _column_or_verb(sentence, i)
            if column or _owns(sentence, i) or _acts(sentence, i):
                stored = sentence.vocabulary.find_user(mention.text)
                if stored or sentence.at(column[0] if column else None).text in _IDS:
                    _add_user(sentence, frame, i, stored or mention.text)
                    sentence.use(*column)
            elif (hash_sign or named or joined) and before is not None and near:
                stored = sentence.vocabulary.find_user(mention.text)
                _add_user(sentence, frame, i, stored or mention.text)
                sentence.use(before, *([i - 1] if hash_sign else []), *range(i - labels, i))
                _use_opening(sentence, before)
    _read_id_lists(sentence, frame)
    for i, mention in enumerate(sentence.mentions):
        if mention.quoted and not sentence.used[i] and sentence.at(sentence.before(i)).has("noun"):
            stored = sentence.vocabulary.find_user(sentence.tokens[mention.start].text.strip("\"'“”«»"))
            if stored is not None:
                _add_user(sentence, frame, i, stored)


def _read_id_lists(sentence: Sentence, frame: Frame) -> None:
    """ "users 42, 87 and 1501": several numbers right behind a word for users, each of them an id."""
    for i, mention in enumerate(sentence.mentions):
        if not (mention.has("noun") or mention.text in _IDS):
            continue
        ids, at = [i + 1], i + 2
        while at < len(sentence):
            joined = sentence.at(at).has("and", "or", "plus")
            if not (joined or sentence.at(at).breaks) or sentence.at(at + joined).number is None:
                break
            ids.append(at + joined)
            at += 1 + joined
        stored = [sentence.vocabulary.find_user(sentence.at(j).text) for j in ids]
        if len(ids) > 1 and all(stored) and not any(sentence.used[j] for j in ids):
            if sentence.at(at).has(*_COUNTED) and not sentence.at(at).breaks:
                continue  # "users 3, 4 or 5 days away"
            sentence.use(*range(i, at))
            frame.users += [user for user in stored if user and user not in frame.users]


def _id_owner(sentence: Sentence, i: int) -> tuple[int | None, int]:
    """The word for a user before an id, and how many of "no", "number", "with the id" stand between."""
    j = i - 1
    while j > 0 and i - j <= 4 and (sentence.at(j).text in _ID_LABELS or sentence.at(j).text == "with"):
        j -= 1
    if j < i - 1 and sentence.at(j).has("noun") and sentence.at(i - 1).text in _ID_LABELS:
        return j, i - 1 - j
    return sentence.before(i), 0


_ID_LABELS = ("no", "nr", "num", "number", "id", "the id", "id no", "id number", "user id", "id nr")
"""Words between a user and the id."""
_OPENINGS = ("open", "open up", "view", "look up", "look for", "search for", "looking for")
"""Verbs before a user that ask for the whole user, where elsewhere they count."""


def _use_opening(sentence: Sentence, user: int) -> None:
    """ "look up user 88", "open user 318": to be shown, no views and no searches."""
    verb = sentence.before(user)
    opens = verb is not None and all(sentence.is_filler(j) for j in range(verb))
    if verb is not None and opens and sentence.at(verb).text in _OPENINGS:
        sentence.use(verb)


def _owns(sentence: Sentence, i: int) -> bool:
    """ "1044's searches": a number that owns something is somebody's id; "over 180 s" is a length."""
    if sentence.at(i - 1).has("more", "less", "at_least", "at_most", "exactly"):
        return False
    number, clitic = (sentence.tokens[sentence.at(j).start] for j in (i, min(i + 1, len(sentence) - 1)))
    return clitic.norm == "s" and clitic.start == number.start + len(number.text) + 1


_IDS = ("id", "ids", "user id", "user_id", "uid", "reader id", "visitor id")
_OPENED = ("pull up", "look up", "looking up", "bring up", "open up", "what makes", "all about")


def _column_or_verb(sentence: Sentence, i: int) -> list[int]:
    """ "id = 1042", "look up 903": the words right before that say it is somebody's id."""
    at = i - 1
    while at > 0 and sentence.at(at).text in ("=", "==", "is", "of"):
        at -= 1
    before, following = sentence.at(at), sentence.at(i + 1)
    if before.text in _IDS:
        return list(range(at, i))
    opened = before.text in _OPENED and not following.has(*_COUNTED) and following.number is None
    return [at] if opened and at == i - 1 else []


_ACTS = ("read", "search", "view", "click", "visit", "search for")


def _acts(sentence: Sentence, i: int) -> bool:
    """ "how often did 2310 click"."""
    asked = sentence.at(i - 1).text.split(" ")[-1] in ("did", "does")
    return asked and sentence.at(i + 1).text in _ACTS


def read_bare_user_id(sentence: Sentence, frame: Frame) -> None:
    """A number left over in a question about one person ("why is 1207 in there") is that person's id."""
    if frame.users:
        return
    for i, mention in enumerate(sentence.mentions):
        if not sentence.used[i] and mention.number is not None and not mention.has("ordinal"):
            said_before = sentence.at(i - 1).text.split(" ")[-1]
            next_to = sentence.at(i + 1)
            verb = next_to.text in _ACTS
            doing = said_before in ("has", "did", "does", "is", "was")
            members = next_to.has("segment") and next_to.text.endswith("s")  # "five fans"
            members |= said_before == "the" and (next_to.has("noun", "desc", "asc") or next_to.text in _WITH)
            counted = members or next_to.has(*_COUNTED) or sentence.at(i - 1).has("desc", "asc")
            if counted and not (verb and doing):
                continue
            alone = i == 0 and len(sentence) <= 2
            personal = sentence.cue("why", "profile", "user_history", "last_seen") or alone
            heads = i == 0 and (next_to.breaks or next_to.has("what"))
            personal = personal or (heads and sentence.any("segment_noun", "metric"))
            personal = personal or (i + 1 == len(sentence) and sentence.at(i - 1).text.endswith("history"))
            personal = personal or _belongs_to(sentence, frame, i) or _said_to_be_user(sentence)
            personal = personal or (said_before == "number" and bool(_HIS & set(sentence.text.split())))
            if personal or doing:
                stored = sentence.vocabulary.find_user(mention.text)
                if stored is not None:
                    _add_user(sentence, frame, i, stored)


_HIS = frozenset(("he", "she", "his", "her", "him"))
_WITH = ("with", "who", "whose", "that", "having", "most", "least")
"""Words after a number of people: "who are the 30 with the most clicks"."""


def _said_to_be_user(sentence: Sentence) -> bool:
    """ "everything on 312, it's a user", "what 77 has been viewing (user id)": told at the end, or before."""
    last = next((i for i in range(len(sentence) - 1, 0, -1) if sentence.at(i).breaks), None)
    if last is None:
        return False
    *led, ends = sentence.mentions[last:]
    one = ends.text in _ONE_USER or ends.text.endswith(" a user")
    return one and all(m.has("fill", "them") or m.text in ("its", "thats") for m in led)


_ONE_USER = (*_IDS, "user", "a user", "reader", "a reader", "customer", "visitor")


_COUNTED = ("dimension", "percent_sign", "noun", "metric", "desc", "asc", "vague", "at_least", "at_most")
"""Kinds after a number that is an amount and nobody's id."""


def _belongs_to(sentence: Sentence, frame: Frame, i: int) -> bool:
    """ "total time for 310", "the history of 310": a figure or a course is somebody's."""
    of = sentence.at(i - 1).text.split(" ")[-1] in ("of", "for") and sentence.at(i - 1).text != "out of"
    last = i + 1 == len(sentence) or sentence.at(i + 1).breaks or sentence.at(i + 1).time is not None
    told = bool(frame.metrics or sentence.cue("trend") or sentence.any("segment_noun"))
    return of and last and told and "buckets" not in frame.aggregates


def _add_user(sentence: Sentence, frame: Frame, i: int, user: str) -> None:
    sentence.use(i)
    if user not in frame.users:
        frame.users.append(user)


def read_segments(sentence: Sentence, frame: Frame) -> None:
    """Fills `segments`; "except" and "not" turn them round."""
    excluded: list[str] = []
    degree = degree_of_engagement(sentence)
    beside = False
    for i, mention in list(sentence.open("segment")):
        places = reached(sentence, i)
        if "New" in places or _is_order(sentence, i) or _pronoun(sentence, i) or i in degree:
            continue
        listed = bool(frame.segments) and (mention.breaks or sentence.at(i - 1).has("or"))
        listed |= sentence.at(0).text == "is" and mention.text.startswith("inactive")  # "is user 42 inactive"
        if frame.users and mention.has("awayfor") and not listed:
            continue  # "since when is user 874 not active"
        if mention.has("awayfor") and not listed and _for_days(sentence, frame, i):
            continue  # "not active in the last 7 days"
        if places == [INACTIVE] and (told := counted_in(sentence, i)):
            sentence.use(i, *told)
            beside = True
            continue
        before = sentence.before(i, "prep", "noun", "who", "cue")
        negated = before is not None and sentence.at(before).has("not") and not sentence.used[before]
        if negated or (excluded and sentence.at(before).has("and", "or")):
            excluded += places
            sentence.use(*([before] if before is not None and negated else []))
        elif mention.has("cue", "aggregate") and not _beside_people(sentence, i):
            continue
        else:
            frame.segments += [p for p in places if p not in frame.segments]
            frame.said |= dict.fromkeys(places, i)
        sentence.use(i)
        noun = sentence.after(i)
        if noun is not None and noun == i + 1 and sentence.at(noun).has("segment_noun"):
            sentence.use(noun)
    _ends_of_engagement(sentence, frame)
    frame.segments_apart |= len(frame.segments) > 1 and _told_apart(sentence, frame)
    if excluded and not frame.segments:
        frame.segments = [s for s in sentence.vocabulary.segments if s not in excluded]
        frame.without_inactive = set(excluded) == {INACTIVE}
    for i, _ in list(sentence.open("including_inactive")):
        sentence.use(i)
        beside = True
    if beside:
        count_in(sentence, frame)


def _for_days(sentence: Sentence, frame: Frame, i: int) -> bool:
    """The days of the question follow, up to today and fewer than the window's: so long they are away."""
    period, after = frame.period, sentence.at(i + 1)
    if period is None or after.time is None or after.breaks or period.last != sentence.vocabulary.as_of:
        return False
    return period.days < sentence.vocabulary.window_days


def tell_apart(sentence: Sentence, frame: Frame) -> None:
    """ "mean and median clicks of low and moderate": a statistic is of each segment for itself."""
    statistic = bool(set(frame.aggregates) - {"sum", "share"}) and not frame.users_measured
    places = sorted(frame.said[s] for s in frame.segments if s in frame.said)
    if statistic and len(places) == len(frame.segments) > 1:
        between = sentence.mentions[places[0] + 1 : places[-1]]
        frame.segments_apart |= any(m.has("and") for m in between)


def _told_apart(sentence: Sentence, frame: Frame) -> bool:
    """ "for loyal and casual readers separately", "split into high and low", "by fans and by casuals"."""
    places = [frame.said[s] for s in frame.segments if s in frame.said]
    led = [j for j in places if sentence.at(j - 1).has("by")]
    into = any(sentence.at(j).text.startswith(("split", "divided", "broken")) for j in led for j in (j - 1,))
    return len(led) > 1 or into or any(m.text in _APART for m in sentence.mentions)


_APART = ("separately", "individually", "respectively", "apart", "seperately", "each separately")
"""Words that want a row for each of several segments."""


def _ends_of_engagement(sentence: Sentence, frame: Frame) -> None:
    """ "our best readers", "bottom users": a segment, unless a number or a metric says it is a ranking."""
    by_metric = any(
        m.has("by") and sentence.at(sentence.after(i)).has("metric") for i, m in enumerate(sentence.mentions)
    )
    for i, mention in list(sentence.open("desc", "asc")):
        place = {"top": "high", "best": "high", "bottom": "low", "worst": "low"}.get(mention.text)
        people = sentence.at(i + 1).has("noun") or _beside_segment(sentence, i)
        numbered = sentence.at(i - 1).number is not None
        if place and people and _readers_alone(sentence, i):
            frame.order, frame.limit, frame.users_ranked = ("desc" if place == "high" else "asc"), 5, True
            sentence.use(i)
        elif place and people and not (by_metric or numbered or sentence.used[i] or frame.listed):
            places = _segments(place, sentence.vocabulary)
            frame.segments += [s for s in places if s not in frame.segments]
            frame.said |= dict.fromkeys(places, i)
            sentence.use(i)


def _readers_alone(sentence: Sentence, i: int) -> bool:
    """ "top readers", "show me the top users": nothing is asked of them, so they are a ranking."""
    plain = all(m.has("fill", "lead") for j, m in enumerate(sentence.mentions) if j not in (i, i + 1))
    return plain and sentence.at(i).text == "top" and sentence.at(i + 1).text.endswith("s")


def _beside_segment(sentence: Sentence, i: int) -> bool:
    """ "the top and the medium segment": an end of the order that is named like the segment beside it."""
    joined = sentence.at(i + 1).has("and", "or", "compare")
    return joined and sentence.at(sentence.after(i + 1)).has("segment")


def _pronoun(sentence: Sentence, i: int) -> bool:
    """ "he" is short for Highly Engaged only in capitals or before a word for people."""
    mention = sentence.at(i)
    typed = sentence.tokens[mention.start].text.removesuffix("'s").removesuffix("’s")
    people = sentence.at(i + 1).has("noun", "segment_noun")
    return mention.text == "he" and typed != "HE" and not people


def _beside_people(sentence: Sentence, i: int) -> bool:
    return sentence.at(sentence.after(i)).has("noun", "segment_noun") or sentence.at(sentence.before(i)).has(
        "noun", "compare"
    )


def _degree(sentence: Sentence, i: int) -> bool:
    """ "our single most devoted reader": one person is the first of an order, not a segment."""
    before, person = sentence.before(i), sentence.at(i + 1)
    one = person.has("noun") and person.text in PERSON
    return one and before is not None and sentence.at(before).has("desc", "asc")


def _is_order(sentence: Sentence, i: int) -> bool:
    """ "heaviest", "lowest", "top" beside a number or a metric order; they do not name a segment."""
    mention = sentence.at(i)
    if mention.text in ("heavy", "light", "keen", "avid") and sentence.at(i + 1).get("metric"):
        sentence.use(i)  # "heavy searchers" says how much, not which segment
        return True
    if _degree(sentence, i):
        sentence.use(i)
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
