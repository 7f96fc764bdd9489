"""Shares of users in several rows, as queries: of each row's own users, where one base would mislead."""

from __future__ import annotations

from dataclasses import replace

from intents.query import Group, Has, Measure, Query, met_by, moves

SHARE = (Measure("users", "share"),)


def within_rows(query: Query) -> Query:
    """A share of users by rows as a share of each row's own users; a base says of whom the rows are."""
    group, base = query.group, query.base or Group()
    beyond = tuple(a for a in group.where if a not in base.where)
    if "segment" in query.by:
        whole, part = replace(group, where=base.where), Group((), (), beyond)
    else:
        inside = () if group.segments == base.segments else group.segments
        whole, part = replace(base, users=group.users), Group(inside, (), beyond)
    if part == Group():
        return query
    return replace(query, measures=SHARE, groups=(whole,), base=None, part=part)


def of_its_own(query: Query) -> Query:
    """Where the base of a share is one side's users and several sides are shown: a share of each side's own.

    "What share of mobile users is loyal, against desktop users" is of the mobile users and of the desktop
    users; the mobile users as the base of both would make the second share no share of anybody.
    """
    base, group = query.base, query.group
    if base is None or query.measures != SHARE or query.ask != "figures" or any(map(moves, query.groups)):
        return query
    beyond = [a for a in group.where if a not in base.where]
    if len(query.groups) == 1:
        return within_rows(query) if query.by == ("segment",) and base.segments and beyond else query
    if not beyond and len(base.where) > 1:  # "share that reads science: linkedin users against reddit users"
        beyond = [a for a in group.where if all(a in side.where for side in query.groups)]
    part = Group(() if base.segments else group.segments, (), tuple(beyond))
    if part == Group() or base.segments not in ((), group.segments):
        return query
    return replace(query, groups=tuple(_less(side, part) for side in query.groups), base=None, part=part)


def shares_of_each(one: Query, other: Query) -> Query | None:
    """Two shares of the same part, each of another base, side by side; None where they are no such shares."""
    if one.base is None or other.base is None or one.measures != SHARE or one.base == other.base:
        return None
    parts = [replace(within_rows(query), groups=(Group(),)).part for query in (one, other)]
    if parts[0] is None or parts[0] != parts[1]:
        return None
    bases = (one.base, other.base)
    segments = tuple(s for base in bases for s in base.segments)
    if len(segments) == 2 and one.base.where == other.base.where:  # of two segments: a row each
        both = (replace(other.base, segments=segments),)
        return replace(other, groups=both, base=None, part=parts[0], by=("segment",), compared=True)
    return replace(other, groups=bases, base=None, part=parts[0])


def _less(side: Group, part: Group) -> Group:
    segments = () if part.segments else side.segments
    return replace(side, segments=segments, where=tuple(a for a in side.where if a not in part.where))


def as_one_group(query: Query) -> Query:
    """A share of each row's own users as a follow-up edits it: who is in the part, without saying of whom."""
    part = query.part
    if part is None:
        return query
    if len(query.groups) > 1:
        return replace(query, groups=(part,), part=None)
    side = query.group
    both = replace(side, segments=part.segments or side.segments, where=(*side.where, *part.where))
    return replace(query, groups=(both,), part=None)


def parted_again(before: Query, after: Query) -> Query:
    """What a follow-up made of such a share, parted as it was.

    What takes the place of something in the part is in the part, too ("and on tablet?"); what only narrows is
    said of the whole ("only people from google").
    """
    part = before.part
    if part is None or after.measures != SHARE or after.ask != "figures" or len(after.groups) > 1:
        return after
    named, base = after.group, after.base or Group()
    if len(before.groups) > 1:
        return _among(before, after, part, base)
    if after.base is not None:
        return after
    narrows = set(part.where) <= set(named.where)
    of_part = [a for a in named.where if a in part.where or not (narrows or a in before.group.where)]
    segments = named.segments if part.segments and "segment" not in after.by else ()
    parted = Group(segments, (), tuple(of_part))
    if parted == Group():
        return after
    whole = _less(named, parted)
    if after.by:
        return replace(after, groups=(whole,), part=parted)
    return replace(after, base=None if whole == Group() else whole)


def _among(before: Query, after: Query, part: Group, base: Group) -> Query:
    """The groups of before, narrowed by what a follow-up adds to their part or says they are among.

    One more value of what tells the groups apart is one more group ("and tablet users").
    """
    named = after.group
    narrows = set(part.where) <= set(named.where) and part.segments in ((), named.segments)
    if not narrows and base == Group():
        return replace(after, groups=before.groups, part=named)
    added = tuple(a for a in named.where if a not in part.where)
    segments = base.segments or (() if part.segments else named.segments)
    first = before.group
    told_apart = {
        c.filter.dimension: (c,) for c in met_by(first) if any((c,) not in s.where for s in before.groups)
    }
    met = [a[0].filter.dimension for a in added if isinstance(a[0], Has) and len(a[0].filter.values) == 1]
    if len(added) == len(met) == 1 and met[0] in told_apart:
        third = tuple(added[0] if a == told_apart[met[0]] else a for a in first.where)
        return replace(after, groups=(*before.groups, replace(first, where=third)), part=part)
    sides = (
        replace(side, segments=segments or side.segments, where=tuple(dict.fromkeys((*side.where, *added))))
        for side in before.groups
    )
    return replace(after, groups=tuple(sides), base=None, part=part)


def of_each_row(before: Query, after: Query, own: bool) -> Query:
    """What a follow-up made of the last query, where shares of users in rows are of each row's own.

    They are of their own, too, where the follow-up says so (`own`), or splits by segment what was one share:
    "what share of users is on mobile", "and in each segment?".
    """
    query = parted_again(before, of_its_own(after))
    plain = query.part is None and query.ask == "figures" and query.measures == SHARE
    if not plain or len(query.groups) > 1 or any(map(moves, query.groups)) or not query.by:
        return query
    one = before.ask == "figures" and before.measures == SHARE and before.by == () and before.part is None
    split = one and before.group.where and query.by == ("segment",) and not query.group.segments
    return within_rows(query) if own or split else query
