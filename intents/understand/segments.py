"""Who is meant by segment: by name, by place in the order of engagement, or all but those named."""

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
        if place and sentence.at(i + 1).text in PERSON and not (frame.segments or sentence.any("metric")):
            frame.order, frame.limit, frame.users_ranked = ("desc" if place == "high" else "asc"), 1, True
            frame.readers = sentence.at(i + 1).text == "reader"
            sentence.use(i, *_asking_who(sentence, i))
            continue  # "who is our top reader"
        numbered = sentence.at(i - 1).number is not None
        if place and people and _readers_alone(sentence, i):
            frame.order, frame.limit, frame.users_ranked = ("desc" if place == "high" else "asc"), 5, True
            sentence.use(i, *_asking_who(sentence, i))
        elif place and people and not (by_metric or numbered or sentence.used[i] or frame.listed):
            places = _segments(place, sentence.vocabulary)
            frame.segments += [s for s in places if s not in frame.segments]
            frame.said |= dict.fromkeys(places, i)
            sentence.use(i)


def _readers_alone(sentence: Sentence, i: int) -> bool:
    """ "top readers", "who are our best readers": nothing is asked of them, so they are a ranking."""
    who = _asking_who(sentence, i)
    plain = all(m.has("fill", "lead") for j, m in enumerate(sentence.mentions) if j not in (i, i + 1, *who))
    return plain and (sentence.at(i).text == "top" or bool(who)) and sentence.at(i + 1).text.endswith("s")


def _asking_who(sentence: Sentence, i: int) -> list[int]:
    """Where "who is", "who are" stand before what is named at `i`."""
    asks = ("who is", "who was", "who are", "who were")
    return [j for j in range(i) if sentence.at(j).text in asks]


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


def number_of_segments(sentence: Sentence, frame: Frame) -> None:
    """ "all three tiers", "of all four segments": the number says that every one is meant."""
    for i, mention in enumerate(sentence.mentions):
        every = not sentence.used[i] and mention.number == len(sentence.vocabulary.segments)
        named = set(frame.segments) == set(sentence.vocabulary.segments)
        if every and (named or sentence.at(sentence.after(i)).has("segment_noun")):
            sentence.use(i)  # "all three tiers", "all three: low, middle and high"
        asleep = mention.number == len(sentence.vocabulary.segments) + 1 and INACTIVE in frame.segments
        if asleep and not sentence.used[i] and sentence.at(sentence.after(i)).has("segment_noun"):
            sentence.use(i)  # "of all four segments, how many are asleep": the sleepers are the fourth
            frame.everyone |= frame.segments == [INACTIVE]


def all_segments(sentence: Sentence, frame: Frame) -> None:
    """Every segment named by name is the split by segment."""
    every = set(frame.segments) == set(sentence.vocabulary.segments) and not frame.without_inactive
    if every and not (frame.compared or sentence.any("side_by_side")) and "segment" not in frame.by:
        frame.segments = []
        frame.by.insert(0, "segment")
