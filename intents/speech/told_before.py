"""What is told before a question that is whole without it: why it is asked, of which user, what came before.

"Because the chocolate brand pays by attention, which segment reads the longest?" ends in a question that
stands on its own. What is told before it is left out, whatever it speaks of, unless the question leans on it
(`leaning.py`) or it could narrow the question down (`narrowing.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.antecedent import pointed_at
from intents.speech.leaning import about_user, days_pointed_at, leans, leans_on_reason
from intents.speech.narrowing import ASKER, narrows_nothing, only_colour, says_what_narrows
from intents.speech.openings import asks_for_figure, opens, requests, wishes
from intents.speech.world import PEOPLE, SAID, of_world, stands

if TYPE_CHECKING:
    from intents.mentions import Mention

_JOINTS = ("so", "therefore", "hence", "thus")
_ASKED_BY = SAID["request"] | frozenset(
    ("how", "what", "which", "who", "whats", "rank", "break", "split", "set", "add", "name", "put", "sort",
     "order", "let", "could", "can", "please")
)  # fmt: skip
"""Words with one of which a request begins."""
_LABELS = ("user", "reader", "id", "number", "subscriber", "no", "nr")
"""Words before an id."""
_OF_DAYS = frozenset(("then", "since", "day", "date"))
"""Words of a question that may lean on a day told before."""


def reasons(mentions: Sequence[Mention]) -> set[int]:
    """The mentions of the reason before a "so": "we changed the layout, so show the views of each week".

    The days it tells stay where the request leans on them. "We only sell on mobile, so how many clicks were
    there" keeps its reason.
    """
    joint = next((i for i, m in enumerate(mentions) if i > 2 and m.breaks and m.text in _JOINTS), None)
    if joint is None:
        return set()
    reason, asked = mentions[:joint], mentions[joint + 1 :]
    if _asks_by_itself(reason) or not _asks_of_users(asked) or leans_on_reason(asked):
        return set()
    if not says_what_narrows(asked, reason):
        return set()
    days = days_pointed_at(asked)
    if any(m.time is not None for m in asked) and not days:
        return set(range(joint))
    pointing = {joint + 1 + i for i in days} if any(m.time is not None for m in reason) else set()
    return {i for i in range(joint) if reason[i].time is None} | pointing


def _asks_by_itself(reason: Sequence[Mention]) -> bool:
    """ "how many users read sport, so ...", "clicks last week, so ..."."""
    return reason[0].has("count", "what", "howmuch", "metric", "aggregate", "compare", "value", "segment")


def _asks_of_users(asked: Sequence[Mention]) -> bool:
    """It asks, for a figure of the users or for the users themselves."""
    words = {w for m in asked[:5] for w in m.text.split()}
    people = any(m.has(*PEOPLE) and not m.has("fill") for m in asked)
    figure = any(
        m.has("metric") or (m.has("dimension") and asked[i - 1].has("desc", "asc"))
        for i, m in enumerate(asked)
    )
    return bool(words & _ASKED_BY) and (figure or people)


def told_of_user(mentions: Sequence[Mention]) -> set[int]:
    """The mentions before a question about the one user that they name, all but the name.

    "user 12 is angry. which segment is he in": whatever a user said or did, only the question says what is
    asked of them.
    """
    named = [i for i, m in enumerate(mentions) if _is_id(mentions, i)]
    start = next(
        (i for i, m in enumerate(mentions) if named and i > named[0] and m.breaks and opens(mentions, i)), 0
    )
    head, asked = mentions[:start], mentions[start:]
    again = len(named) == 2 and named[1] > start and mentions[named[0]].text == mentions[named[1]].text
    if again and not requests(head):
        return set(range(start))  # "support has user 77 on the phone. how has user 77 changed"
    if not start or len(named) > 1 or not about_user(asked) or requests(head):
        return set()
    dated = bool(_OF_DAYS & {word for m in asked for word in m.text.split()})
    name = first = named[0]
    while first and mentions[first - 1].text in _LABELS and not mentions[first].breaks:
        first -= 1
    told = {i for i in range(start) if not (dated and mentions[i].time)} - set(range(first, name + 1))
    return told if start > name + 1 or name > 1 else set()


def _is_id(mentions: Sequence[Mention], i: int) -> bool:
    """ "user 12", "the reader with the number 1399"."""
    labelled = i > 0 and mentions[i - 1].text.split(" ")[-1] in _LABELS
    number = mentions[i].number
    return mentions[i].user is not None or (labelled and number is not None and number.is_integer())


def told_before(mentions: Sequence[Mention]) -> set[int]:
    """The mentions before the last question that is whole, where they only say why it is asked."""
    for start in range(len(mentions) - 2, 0, -1):
        asks = opens(mentions, start) or asks_for_figure(mentions, start)
        if not (mentions[start].breaks and asks) and not wishes(mentions, start):
            continue
        asked, head = mentions[start:], mentions[:start]
        if not _tells(head):
            continue
        whole = stands(asked) and (len(asked) > 2 or asked[0].has("cue"))
        if whole and not leans(asked) and narrows_nothing(head, asked):
            return set(range(start))
        if whole and (kept := pointed_at(head, asked)):
            return set(range(start)) - kept
        if colours := only_colour(head, asked):
            return colours
    return set()


def _tells(head: Sequence[Mention]) -> bool:
    """A clause and no mere phrase ("in October, ..."), which requests nothing."""
    words = {w for m in head for w in m.text.split()}
    speaks = bool(words & (ASKER | SAID["telling verb"] | SAID["saying"] | SAID["wish"]))
    strange = any(not m.known or m.has("topic") or of_world(m) for m in head)
    return len(head) > 2 and (speaks or strange) and not requests(head)
