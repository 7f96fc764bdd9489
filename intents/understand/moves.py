"""Where users were and where they are → the `Moved` condition that says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from intents.query import INACTIVE, TIMES, Moved, of_kind
from intents.understand.frame import Frame


def moved(
    direction: Any, origin: list[str], target: list[str], start: dt.date | None, end: dt.date | None
) -> Moved:
    """The movement between two lists of places, in the direction that names it best."""
    if direction == "returned" and target == [INACTIVE]:
        target = []  # "went quiet and came back": that is whence
    if target == [INACTIVE] and direction in ("any", "left", "joined", "churned", "down", "changed"):
        direction, target = "churned", []
    elif origin == [INACTIVE] and direction in ("any", "joined", "left", "returned", "up"):
        direction, origin = "returned", []
    elif direction == "stayed" and target and not origin:
        origin, target = target, []  # "held on to the top segment"
    elif origin == ["New"]:
        direction, origin = "new", []
    elif origin and target:
        direction = "any"
    elif direction == "any" and target:
        direction = "joined"
    return Moved(direction, tuple(dict.fromkeys(origin)), tuple(dict.fromkeys(target)), start, end)


def movers_from(frame: Frame) -> None:
    """ "top readers gone dark": those who left were in that segment before."""
    moved = of_kind(Moved, frame.where)
    if (
        len(moved) == 1
        and moved[0].direction in ("churned", "left", "down", "stayed")
        and not moved[0].origin
        and frame.segments
    ):
        origin = tuple(s for s in frame.segments if s != INACTIVE)
        frame.where = [
            tuple(replace(c, origin=origin) if c == moved[0] else c for c in a) for a in frame.where
        ]
        frame.segments = []


def movement_over_time(frame: Frame) -> None:
    """ "which week saw most people leave", "moves per week": it is between two days, never a row a week."""
    shared = frame.aggregates == ["share"] and not frame.events  # "retention by week"
    counted = frame.order or ((frame.users_measured or shared) and not frame.metrics)
    if counted and set(frame.by) & set(TIMES) and of_kind(Moved, frame.where):
        frame.doubts.append(_ONE_AT_A_TIME)


def movement_against(frame: Frame) -> None:
    """ "new users last week vs the week before": movements of two periods are two questions."""
    if any(m.direction in _COMPARABLE and m.end for m in of_kind(Moved, frame.where)):
        frame.doubts.append(_ONE_AT_A_TIME)


_COMPARABLE = ("new", "returned", "churned", "up", "down")
"""Directions whose numbers in two periods people set against each other."""
_ONE_AT_A_TIME = "Movement is counted between two days; ask for one week or month at a time."
