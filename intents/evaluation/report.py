"""The figures of an evaluation as plain, aligned text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from intents.evaluation.answers import Figures
from intents.evaluation.outcomes import Outcome
from intents.query import Query
from intents.restate import restate
from intents.vocabulary import Vocabulary

STEPS = 10
"""Rows of the risk-coverage table, at most."""

Part = tuple[str, list[Outcome]]


def percent(part: int, whole: int) -> float:
    """In percent; 100 of nothing."""
    return 100.0 * part / whole if whole else 100.0


def right(found: Sequence[Outcome]) -> float:
    """Percent of the in-scope questions that are read as expected."""
    return _share(found, lambda o: o.in_scope, lambda o: o.verdict == "right")


def wrong(found: Sequence[Outcome]) -> float:
    """Percent of the in-scope questions that are answered, and wrongly; 0 where there are none."""
    inside = [o for o in found if o.in_scope]
    return 100.0 * sum(o.verdict == "wrong" for o in inside) / max(len(inside), 1)


def declined(found: Sequence[Outcome]) -> float:
    """Percent of the questions outside this data's scope that are not answered."""
    return _share(found, lambda o: o.turn.expect == "unsupported", lambda o: o.verdict == "right")


def _share(
    found: Sequence[Outcome], among: Callable[[Outcome], bool], holds: Callable[[Outcome], bool]
) -> float:
    inside = [o for o in found if among(o)]
    return percent(sum(map(holds, inside)), len(inside))


def parts(found: Sequence[Outcome]) -> list[Part]:
    """Training help and held out apart, then all; parts without questions are left out."""
    halves = [
        ("training help", [o for o in found if not o.file.held_out]),
        ("held out", [o for o in found if o.file.held_out]),
    ]
    named = [half for half in halves if half[1]]
    return [*named, ("all", list(found))] if len(named) > 1 else named


def rates(found: Sequence[Outcome]) -> str:
    """How many are right, answered wrongly, asked back and declined, a column a part."""
    columns = parts(found)

    def row(name: str, cell: Callable[[list[Outcome]], str]) -> list[str]:
        return [name, *(cell(part) for _, part in columns)]

    def verdict(name: str) -> Callable[[list[Outcome]], str]:
        return lambda part: _percent([o.verdict == name for o in part if o.in_scope])

    def expecting(expect: str) -> Callable[[list[Outcome]], str]:
        return lambda part: f"{sum(o.turn.expect == expect for o in part):,}"

    return table(
        [
            ["", *(name for name, _ in columns)],
            row("in scope, questions", expecting("query")),
            row("  right", verdict("right")),
            row("  answered wrongly", verdict("wrong")),
            row("  clarify", verdict("clarify")),
            row(
                "    right one offered", lambda p: _percent([o.offered for o in p if o.verdict == "clarify"])
            ),
            row("  unsupported", verdict("unsupported")),
            row("out of scope, questions", expecting("unsupported")),
            row("  declined", _outside("unsupported")),
            row("two meanings, questions", expecting("clarify")),
            row("  not answered", _outside("clarify")),
        ]
    )


def _outside(expect: str) -> Callable[[list[Outcome]], str]:
    return lambda part: _percent([o.verdict == "right" for o in part if o.turn.expect == expect])


def _percent(holds: Sequence[bool]) -> str:
    return f"{percent(sum(holds), len(holds)):.1f} %" if holds else "-"


def families(found: Sequence[Outcome]) -> str:
    """Right (in scope) or not answered (elsewhere), by family."""
    columns = parts(found)
    rows = [["family", "questions", *(name for name, _ in columns)]]
    for family, count in sorted(Counter(o.turn.family for o in found).items()):
        shares = (
            _percent([o.verdict == "right" for o in part if o.turn.family == family]) for _, part in columns
        )
        rows.append([family or "(none)", f"{count:,}", *shares])
    return table(rows)


def risk_coverage(found: Sequence[Outcome]) -> str:
    """Were only readings of some confidence answered: the share of all questions that are, and how many of
    these would be wrong."""
    answered = sorted((o for o in found if o.reading.query), key=lambda o: -o.reading.confidence)
    cuts = {
        answered[-(-len(answered) * k // STEPS) - 1].reading.confidence
        for k in range(1, STEPS + 1)
        if answered
    }
    rows = [["confidence", "coverage", "risk", "wrong"]]
    for cut in sorted(cuts, reverse=True):
        kept = [o for o in answered if o.reading.confidence >= cut]
        bad = sum(o.verdict == "wrong" for o in kept)
        coverage, risk = percent(len(kept), len(found)), percent(bad, len(kept))
        rows.append([f">= {cut:.3f}", f"{coverage:.1f} %", f"{risk:.2f} %", f"{bad:,} of {len(kept):,}"])
    return table(rows)


def misses(found: Iterable[Outcome], vocabulary: Vocabulary) -> str:
    """Every question that is not right: what was understood and what is expected."""
    return "\n".join(_miss(o, vocabulary) for o in found if o.verdict != "right")


def _miss(outcome: Outcome, vocabulary: Vocabulary) -> str:
    reading, turn = outcome.reading, outcome.turn
    lines = [f"{outcome.verdict}: {reading.text}  ({outcome.file.voice}, {turn.family})"]
    if reading.query:
        lines.append(f"  got       {restate(reading.query, vocabulary)}")
    lines += [f"  choice    {restate(choice, vocabulary)}" for choice in reading.choices]
    lines += [f"  reason    {reading.reason}"] if reading.reason else []
    lines += [f"  expected  {_expected(query, vocabulary)}" for query in turn.queries or (None,)]
    if turn.expect != "query":
        lines[-1] += turn.expect
    return "\n".join(lines)


def _expected(query: Query | None, vocabulary: Vocabulary) -> str:
    return restate(query, vocabulary) if query else ""


def wrong_figures(found: Iterable[Figures]) -> str:
    """Every answer whose figures are not the expected ones."""
    return "\n".join(
        f"figures: {f.turn.text}\n  got       {list(f.rows)}\n  expected  {list(f.turn.rows)}"
        for f in found
        if not f.right
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of equal length as text: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
