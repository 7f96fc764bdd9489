"""Whether what is told beside a question could narrow it down.

"My aunt reads us on a tablet. How many users read Culture?" might be about tablets: a time, a group, a
section or a bound that is told is harmless only where the question itself says one. What goes without saying
depends on where it is told: within a sentence or by somebody (`harmless`), in a sentence of its own before
the question (`narrows_nothing`), or as the reason before a "so" (`says_what_narrows`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.leaning import refers_to_told
from intents.speech.world import PEOPLE, PERSONAL, POINTING, SAID, is_deed, of_clock, of_world, stretch_start

if TYPE_CHECKING:
    from intents.mentions import Mention

ASKER = frozenset(("i", "im", "ive", "we", "weve", "my", "our", "me", "us", "id", "ill"))
"""Words by which somebody speaks of themselves."""
_FIGURES = ("metric", "count", "howmuch")
_ASKED = ("howmuch", "when_cue", "decile", "percentile", "percent_sign", "only_ever")
"""Kinds by which what is told asks or picks by itself."""
_ITS = frozenset(("it", "its", "their", "this", "that"))
"""Words that point at things of the asker's world as well: "the day their pixel broke"."""
_NEWSROOM = frozenset(("desk", "editor", "editors", "team", "newsroom", "department"))
"""Roles whose section is likely meant: "the travel desk wants the median time per article"."""
CLOCK = (
    "over lunch", "at lunch", "by noon", "by lunch", "after lunch", "before lunch", "at breakfast",
    "over dinner", "before noon", "overnight",
)  # fmt: skip
"""Times of the asker's own day."""
_IDS = ("user", "reader", "id", "number")
_TO_COME = frozenset(("may", "might", "will", "can", "could"))
"""Words before what is yet to be."""
_RUMOUR = frozenset((
    "told", "promised", "claims", "claim", "says", "say", "said", "insists", "swears", "suspects", "believes",
    "reckons", "argues",
))  # fmt: skip
"""Verbs of what others hold: it limits nothing."""


def anchored(inside: Sequence[Mention], asked: Sequence[Mention]) -> bool:
    """After "we ran a campaign" a bare "how many clicks did we get" is likely about the campaign."""
    if not any(map(is_deed, inside)):
        return True
    picked = any(m.has("value", "segment") or m.quoted or m.user or m.number for m in asked)
    dated = any(m.time is not None for m in (*asked, *inside))
    return picked or dated or any(m.has("segment") for m in inside)


def picks_people(mentions: Sequence[Mention], i: int) -> bool:
    """ "push users", "readers from the mailing": people picked by what was done, which no data tells."""
    after = mentions[i + 1] if i + 1 < len(mentions) else None
    if after is not None and not after.breaks and after.has(*PEOPLE, "metric"):
        return not of_world(after)
    before = mentions[stretch_start(mentions, i) : i]
    people = (m for m in before if m.has(*PEOPLE) and m.text not in SAID["role"] | _ITS)
    return mentions[i].text not in SAID["role"] and any(people)


def harmless(mentions: Sequence[Mention], i: int, asked: Sequence[Mention]) -> bool:
    """A word that could not narrow the question down, or that the question says itself."""
    mention = mentions[i]
    if of_world(mention) or mention.text in _ITS or mention.time is not None or of_clock(mentions, i):
        return True
    if mention.number is not None:
        return mention.number == 1 or (i > 0 and mentions[i - 1].text in ("at", "line"))
    topic = mention.has("topic") and mention.get("topic") != "actions"  # "writing a proposal"
    if mention.user or mention.quoted or topic or mention.has(*PEOPLE, "only", "not"):
        return False
    named = _values(mention)
    return not named or _calls(mentions, i) or _calling(mentions, i) or bool(named & _values(*asked))


def _calls(mentions: Sequence[Mention], i: int) -> bool:
    """ "the travel client", "SEO meeting": what somebody or something is called by."""
    after = mentions[i + 1].text if i + 1 < len(mentions) else ""
    return after in SAID["appointment"] or (after in SAID["role"] and after not in _NEWSROOM)


def _calling(mentions: Sequence[Mention], i: int) -> bool:
    """ "I've got a bank on the phone": no device."""
    before = " ".join(m.text for m in mentions[max(i - 2, 0) : i])
    return mentions[i].text in ("phone", "line", "mobile") and before.endswith(("on the", "on"))


def narrows_nothing(head: Sequence[Mention], asked: Sequence[Mention]) -> bool:
    """Whatever could narrow the question is said in it, too."""
    listed = any(m.get("cue") == "users" for m in head) and not any(m.get("cue") == "users" for m in asked)
    if listed or not anchored(head, asked):
        return False  # "need the user list for a test: read travel at least 3 times"
    rumour = any(m.text.split(" ")[0] in _RUMOUR for m in head)
    limits = not rumour and any(m.has("only", "not", "compare", "side_by_side") for m in head)
    return all(
        _harmless_before(head, i, asked, limits) or (rumour and _amount(head[i])) for i in range(len(head))
    )


def _amount(mention: Mention) -> bool:
    """ "sales promised 30 percent"."""
    return mention.number is not None or mention.has("percent_sign")


def only_colour(head: Sequence[Mention], asked: Sequence[Mention]) -> set[int]:
    """Strange words told, where the question leans on the rest: "the ticker ran from 5 October".

    None beside what is named, and none where people are spoken of, for there a strange word picks them.
    """
    if any(m.has(*PEOPLE, "only", "not", "compare", "by") for m in head) or any(map(is_deed, head)):
        return set()
    named = [i for i, m in enumerate(head) if m.time or m.quoted or m.has("value", "metric", "number")]
    strange = {
        i for i, m in enumerate(head) if not m.known or (m.has("topic") and m.get("topic") not in PERSONAL)
    }
    strange |= {i - 1 for i in strange if i and head[i - 1].text == "new"}  # "a new app"
    beside = any(abs(i - j) == 1 and not (head[j].time or _owned(head[j])) for i in strange for j in named)
    bare = not any(m.has("value", "segment", "dimension", "from_where") or m.quoted for m in asked)
    if bare and any(head[i].has("topic") for i in strange):
        return set()  # "we relaunched the crossword in May. how many clicks did we get": of it
    dated = all(head[i].time or head[i].quoted or _value_said(head[i], asked, False) for i in named)
    return strange if named and (dated or refers_to_told(asked)) and not beside else set()


def _owned(mention: Mention) -> bool:
    """ "sponsors | our newsletter": the word before it is no part of its name."""
    return mention.text.startswith(("our ", "the ", "my "))


def _harmless_before(head: Sequence[Mention], i: int, asked: Sequence[Mention], limits: bool) -> bool:
    """A word told before the question that could not narrow it down, or that it says itself."""
    mention = head[i]
    if of_world(mention) or mention.text in CLOCK or if_so(head, i) or _names_thing(head, i):
        return True
    if mention.time is not None:
        return _to_come(head, i) or _time_said(mention, asked, limits)
    if mention.user or mention.quoted:
        return any(m.text == mention.text for m in asked)
    if mention.number is not None and mention.number != 1:
        return _number_said(head, i, asked)
    if mention.has("topic"):
        picks = any(m.has("only", "not") or m.text in SAID["wish"] for m in head)
        return not (picks and mention.get("topic") in PERSONAL)
    if mention.has("movement", "awayfor"):
        moves = mention.has("awayfor") or _moves_users(head, i)
        return not moves or any(m.has("movement", "awayfor") for m in asked)
    by = mention.has("by") and i + 1 < len(head) and head[i + 1].has("dimension")
    if mention.has(*_ASKED) or by or (mention.has("count") and mention.text.startswith("how")):
        return False
    if mention.has("segment"):
        return _segment_said(mention, asked, limits)
    if mention.text == "share" and head[i + 1 : i + 2] and head[i + 1].text in ("a", "an", "the", "our"):
        return True  # "both desks share a budget"
    if mention.has("aggregate") and not any(m.has("aggregate") for m in asked):
        return mention.has_sense("aggregate", "sum") and any(m.has("count") for m in asked)
    if mention.has("metric") and not mention.has("dimension"):
        return any(m.has(*_FIGURES) for m in asked)
    after = head[i + 1] if i + 1 < len(head) and not head[i + 1].breaks else None
    called = after is not None and of_world(after)  # "I drop the desktop banners"
    return _value_said(mention, asked, limits and not called)


def if_so(head: Sequence[Mention], i: int) -> bool:
    """ "they sign if it's above two percent", "if the number falls": said of the answer itself."""
    start = stretch_start(head, i)
    return any(
        m.text == "if" and head[j + 1].text.split(" ")[0] in ("it", "that", "this", "the")
        for j, m in enumerate(head[start:i], start)
    )


def _names_thing(head: Sequence[Mention], i: int) -> bool:
    """ "the Sunday essay", "the travel client": what somebody or something is called by."""
    after = head[i + 1] if i + 1 < len(head) and not head[i + 1].breaks else None
    strange = after is not None and not after.known and not after.text.endswith("s")
    return _calls(head, i) or (strange and head[i].names("weekday", "hour"))


def _to_come(head: Sequence[Mention], i: int) -> bool:
    """ "we may merge the desks in spring": no day of the data."""
    return any(m.text.split(" ")[0] in _TO_COME for m in head[stretch_start(head, i) : i])


def _time_said(mention: Mention, asked: Sequence[Mention], limits: bool) -> bool:
    """A time beside one in the question; a day of every week beside days of the week."""
    weekly = any(m.names("weekday") for m in asked) and not limits
    return weekly or any(m.time is not None and (m.time == mention.time or not limits) for m in asked)


def _moves_users(head: Sequence[Mention], i: int) -> bool:
    """ "the fans moved up", not "stories were moved", "a new editor", "the chart still shows"."""
    after = head[i + 1 : i + 2]
    if head[i].has("fill") or (head[i].text == "new" and not (after and after[0].has(*PEOPLE))):
        return False
    told_by_asker = any(m.text in ASKER for m in head[:i])
    return not told_by_asker and any(m.has(*PEOPLE) for m in head)


def _number_said(head: Sequence[Mention], i: int, asked: Sequence[Mention]) -> bool:
    """ "fifty stamps" beside "the 50 users" narrows nothing; "at least three views" and "reader 1258" do."""
    if any(m.number == head[i].number for m in asked):
        return True
    before = head[i - 1] if i else None
    bound = before is not None and before.has("more", "less", "at_least", "at_most", "exactly", "between")
    labelled = before is not None and before.text.split(" ")[-1] in _IDS
    ranked = any(m.has("desc", "asc") for m in asked) and not any(m.number for m in asked)
    known = before is not None and before.text in ("the", "those", "these", "both")  # "the two desks"
    others = i + 1 < len(head) and head[i + 1].has("topic")  # "two writers"
    return others or not (bound or labelled or (ranked and not known))


def _segment_said(mention: Mention, asked: Sequence[Mention], limits: bool) -> bool:
    """A segment told is harmless beside one in the question; "Sundays are dead" names none."""
    named = {s.value for s in mention.senses if s.kind == "segment"}
    if any(s.kind in ("asc", "desc") for s in mention.senses):
        return True
    others = [m for m in asked if m.text not in POINTING]  # "he" is no highly engaged one
    said = {(s.kind, s.value) for m in others for s in m.senses if s.kind in ("segment", "segment_noun")}
    return any(value in named for _, value in said) or (bool(said) and not limits)


def _value_said(mention: Mention, asked: Sequence[Mention], limits: bool) -> bool:
    """A section, a device or a term told is harmless beside one in the question."""
    named, said = _values(mention), _values(*asked)
    if not named or named & said:
        return True
    dimensions = _dimensions(named)
    if dimensions == {"term"}:
        searched = any(m.has("search_for") or m.has_sense("metric", "searches") for m in asked)
        return not searched or any(m.names("term") or m.quoted or m.text.endswith("for") for m in asked)
    cut = _dimensions(said) | _splits(asked)
    cut |= {"hour"} if any(m.has("between") or m.text == "oclock" for m in asked) else set()
    return not limits and bool(dimensions & cut)


def says_what_narrows(asked: Sequence[Mention], reason: Sequence[Mention]) -> bool:
    """True where the request says itself all by which the reason before it could narrow it down."""
    return all(_said_again(reason, i, asked) for i in range(len(reason)))


def _said_again(reason: Sequence[Mention], i: int, asked: Sequence[Mention]) -> bool:
    """True for a word that narrows nothing down or whose like the request says itself."""
    mention = reason[i]
    after = reason[i + 1] if i + 1 < len(reason) else None
    if mention.user or mention.quoted:
        return mention.text in [m.text for m in asked]
    if mention.number is not None:
        return mention.number == 1 or any(m.number is not None for m in asked)
    if mention.names("weekday") and after is not None and of_world(after):
        return True  # "a weekend edition"
    regular = mention.names("weekday") or (after is not None and after.names("weekday"))
    if regular and any(m.time is not None for m in asked):
        return True  # "I report every Saturday, so ..."
    if mention.has("by"):
        return any(m.has("by", "compare") for m in asked)
    if mention.has("segment"):
        return any(m.has("segment") or m.number is not None for m in asked)
    told = {(d, value) for d, value in _values(mention) if d != "term" or value == mention.text}
    said = _values(*asked)
    if told and not told & said:
        return bool(_dimensions(told) & (_dimensions(said) | _splits(asked)))
    return not mention.has("metric") or any(m.has("metric", *PEOPLE) for m in asked)


def _values(*mentions: Mention) -> set[tuple[str, str]]:
    """The sections, devices, terms, ... that mentions may name, each with its dimension."""
    return {(s.dimension, s.value) for m in mentions for s in m.senses if s.kind == "value"}


def _dimensions(values: set[tuple[str, str]]) -> set[str]:
    return {dimension for dimension, _ in values}


def _splits(asked: Sequence[Mention]) -> set[str]:
    """The dimensions that the question names by themselves."""
    return {s.value for m in asked for s in m.senses if s.kind == "dimension"}
