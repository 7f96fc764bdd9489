"""What people usually, mostly or rather do: no figure is asked for, but rows to see it by, or an order."""

from __future__ import annotations

from intents.lexicon import Sense
from intents.query import COUNTS, ENTITIES, Condition, Filter, Has, Moved, met_alone
from intents.understand.active_days import every_day, nearly_every_day
from intents.understand.frame import Frame, Sentence
from intents.understand.ranked import read_by
from intents.understand.wording import HOW_OFTEN, USUALLY


def read_habits(sentence: Sentence, frame: Frame) -> None:
    """Fills `by`, `order` and metrics from words for what is done mostly, rather or nearly always."""
    _usually(sentence, frame)
    _popular(sentence, frame)
    _hardly(sentence, frame)
    _spread_over_rows(frame)
    _preferred(sentence, frame)
    nearly_every_day(sentence, frame)
    every_day(sentence, frame)
    if frame.by == ["day"] and frame.order and frame.events_named("weekday"):
        frame.by = ["weekday"]  # "is monday our strongest day"
    if frame.groups or frame.baseline or frame.listed or not _asks_whether(sentence):
        return
    if _than_any_other(sentence) and not _than_others_do(sentence, frame):
        _split_instead(sentence, frame, 0, _rows_of_others(sentence, frame))
    elif not frame.by and " than " not in sentence.text:
        _more_at(sentence, frame)
        _more_than_others(sentence, frame)
        _mostly(sentence, frame)


_POPULAR = {
    "attract", "attracts", "best", "big", "chord", "draws", "enjoy", "fave", "faves", "favorite",
    "favorites", "favourite", "favourites", "hooks", "hot", "hottest", "like", "liked", "likes",
    "love", "loved", "loves", "popular", "resonate", "resonated", "resonates", "trendiest",
    "trending", "unpopular", "well",
}  # fmt: skip
"""Last words of "most popular", "goes down well": of what people read, where nothing else is named."""


def _popular(sentence: Sentence, frame: Frame) -> None:
    """ "what's hot among loyal readers", "what do casual readers like best": the sections they read."""
    named = (
        frame.by or frame.metrics or frame.users_measured or frame.listed or frame.aggregates or frame.users
    )
    themes = any(f.dimension != "device" for f in frame.events)
    words = sentence.text.split()
    if named or themes or frame.baseline or words[:1] not in (["what"], ["whats"]) or sentence.cue("profile"):
        return
    said = [m for m in sentence.mentions if m.text.split()[-1] in _POPULAR]
    if said:
        frame.by, frame.metrics, frame.trend, frame.users_ranked = ["section"], ["views"], False, False
        frame.order = frame.order or ("asc" if said[0].has("asc") else "desc")
        sentence.use(*(i for i, m in enumerate(sentence.mentions) if m in said))


_HARDLY = ("hardly", "barely", "scarcely", "rarely", "seldom")


def _hardly(sentence: Sentence, frame: Frame) -> None:
    """ "which device do they hardly use": the least used comes first."""
    hardly = [i for i, m in enumerate(sentence.mentions) if m.text.split()[0] in _HARDLY]
    if hardly and set(frame.by) & set(ENTITIES) and sentence.any("what") and not frame.order:
        sentence.use(*hardly)
        frame.order = "asc"


def how_often_here(sentence: Sentence, frame: Frame) -> None:
    """ "how often do fans come back", "how regularly do people visit": days of activity of one of them."""
    if not frame.events_counted or frame.users_measured or frame.listed:
        return
    often = any(m.text in HOW_OFTEN for m in sentence.mentions)
    if often and not frame.metrics and (back := [a for a in frame.where if _returned(a)]):
        frame.where = [a for a in frame.where if a not in back]
        frame.metrics = ["active_days"]  # "how often do readers from linkedin return"
        frame.events_to_users()
    visits = [m.text for m in sentence.mentions if m.get("metric") == "sessions"]
    if often and frame.metrics == ["sessions"] and set(visits) <= {"visit", "visits"}:
        frame.metrics = ["active_days"]
        frame.events_to_users()  # "people from google"
    elif not frame.metrics and sentence.any("active") and not frame.events:
        frame.metrics = ["active_days" if often else "sessions"]  # "how many times did they come by"
    if often and frame.metrics == ["active_days"]:
        frame.aggregates = frame.aggregates or ["mean"]


def _returned(any_of: tuple[Condition, ...]) -> bool:
    return any(isinstance(c, Moved) and c.direction == "returned" for c in any_of)


def _usually(sentence: Sentence, frame: Frame) -> None:
    """ "what do they normally read": a habit; a median is of something that is counted or measured."""
    habit = sentence.any("what", "where_cue", "when_cue") and not (sentence.any("count") or frame.compared)
    said = [m for m in sentence.mentions if m.text in USUALLY]
    if habit and said and frame.aggregates == ["median"] and frame.metrics in ([], ["views"]):
        frame.aggregates = []


def _spread_over_rows(frame: Frame) -> None:
    """ "how are searches distributed over the hours": rows are what they are spread over, not users."""
    counts = bool(frame.metrics) and set(frame.metrics) <= set(COUNTS)
    if frame.aggregates == ["distribution"] and counts and set(frame.by) - {"segment"}:
        frame.aggregates = []


def _preferred(sentence: Sentence, frame: Frame) -> None:
    """ "which section do they go for", "find most of our readers": the one with the most."""
    liked = any(m.has("what_read") and not m.has("fill") for m in sentence.mentions)
    every = set(frame.segments) == set(sentence.vocabulary.segments)
    most = (frame.by or every) and any(m.text in ("most of", "on most") for m in sentence.mentions)
    liked = frame.single and liked and frame.by in (["section"], ["article"], ["page_section"])
    headed = sentence.after(-1)  # "stories the fans go for"
    things = frame.by in (["section"], ["article"], ["page_section"])
    listed = things and sentence.at(headed).has("dimension") and read_by(sentence, headed or 0)
    if liked or listed or (most and (frame.single or "where" in sentence.text.split())):
        frame.order = frame.order or "desc"


_MORE = {"more", "longer", "better", "less", "fewer", "shorter", "worse", "faster", "busier", "quieter"}
_MOSTLY = (
    "mostly", "mainly", "largely", "chiefly", "primarily", "predominantly", "overwhelmingly",
    "for the most part", "by and large", "on the whole", "principally",
)  # fmt: skip
_WHETHER = (
    "do", "does", "did", "is", "are", "was", "were", "has", "have", "am", "dont", "doesnt", "arent",
    "isnt",
)  # fmt: skip


def _asks_whether(sentence: Sentence) -> bool:
    """True for a question that "yes" would answer."""
    return sentence.text.partition(" ")[0] in _WHETHER or _than_any_other(sentence)


def _than_any_other(sentence: Sentence) -> bool:
    """ "more than any other day": one of its kind against all others."""
    return any(than in sentence.text for than in (" than any other", " than other", " than on other"))


def _than_others_do(sentence: Sentence, frame: Frame) -> bool:
    """ "do newsletter readers click more than others": people against people, and no rows."""
    return sentence.text.endswith("than others") and bool(frame.where) and not frame.events


def _rows_of_others(sentence: Sentence, frame: Frame) -> str:
    """ "more on Mondays than on other days": the dimension of the rows, if it is said."""
    others = (m for i, m in enumerate(sentence.mentions) if sentence.at(i - 1).text.endswith("other"))
    said = next((d for m in others if (d := m.get("dimension"))), frame.by[0] if frame.by else "")
    return {"day": "weekday"}.get(said, said)


def _more_at(sentence: Sentence, frame: Frame) -> None:
    """ "do people read longer at weekends": than on other days, which the question leaves out."""
    more = next((i for i, m in enumerate(sentence.mentions) if _MORE & set(m.text.split())), None)
    narrowed = frame.period or frame.segments or frame.where
    if more is not None and narrowed and sentence.at(more + 1).has("value"):
        return  # "did people read more sport this week", "do fans read more sport"
    if more is not None and not frame.compared:
        _split_instead(sentence, frame, more)


def _more_than_others(sentence: Sentence, frame: Frame) -> None:
    """ "do fans come back more often", "do mobile users read longer": than the others, who go unnamed."""
    more = [i for i, m in enumerate(sentence.mentions) if _MORE & set(m.text.split())]
    of_segment = len(frame.segments) == 1 and not frame.where
    of_those = len(frame.where) == 1 and not frame.segments
    timed = frame.period or frame.point or frame.window_named or frame.changing or frame.trend
    if not (of_segment or of_those) or not frame.metrics or not more or frame.by or frame.compared or timed:
        return
    if frame.said.get(frame.segments[0] if of_segment else frame.where[0], -1) > more[0]:
        return  # "do we get more clicks from mobile users"
    frame.compared, frame.order, frame.users_ranked = True, None, False
    if of_segment:
        frame.segments, frame.by = [], ["segment"]
    else:
        frame.everyone = frame.rest = True


def _mostly(sentence: Sentence, frame: Frame) -> None:
    """ "are they mostly on mobile": the other devices beside it tell."""
    mostly = next((i for i, m in enumerate(sentence.mentions) if m.text in _MOSTLY), None)
    if mostly is not None and not frame.by:
        _split_instead(sentence, frame, mostly)
        if frame.by in (["device"], ["source"]) and frame.metrics in ([], ["views"]):
            frame.metrics, frame.mix = [], True  # an article view knows neither: clicks do


def _split_instead(sentence: Sentence, frame: Frame, after: int, rows: str = "") -> None:
    """Rows for every value of the dimension (`rows`, if it is known) of the one value named after a word."""
    named = {s for m in sentence.mentions[after:] for s in m.senses if s.kind == "value"}
    found = [
        f for f in _single_values(frame) if any(_names(f, s) for s in named) and rows in ("", f.dimension)
    ]
    if len(found) != 1:
        return
    if found[0] in frame.events:
        frame.events.remove(found[0])
    else:
        frame.where.remove((Has(found[0]),))
    if set(found[0].values) <= {"weekend", "weekday"}:
        frame.by, frame.compared, frame.order = ["daytype"], True, None
    else:
        frame.by, frame.compared, frame.order = [found[0].dimension], False, "desc"


def _single_values(frame: Frame) -> list[Filter]:
    """The filters of one value that pick events or users, those that exclude it left out."""
    on_users = [met.filter for any_of in frame.where if (met := met_alone(any_of))]
    return [f for f in (*frame.events, *on_users) if len(f.values) == 1 and not f.negated]


def _names(found: Filter, sense: Sense) -> bool:
    return found.dimension == sense.dimension and sense.value in found.values
