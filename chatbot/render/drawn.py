"""An answer drawn with rich: for eyes at a terminal. Colour only repeats what words and shapes say."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chatbot.escape import visible
from chatbot.render import cells, sentences
from chatbot.render.charts import bar, sparkline
from chatbot.render.grid import Strip, grid, turned
from chatbot.render.screen import UNLIMITED, Screen, console
from chatbot.reply import Reply

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

BAR_WIDTH = 24
"""Columns of the longest bar."""
GAP = 3
"""Columns between two columns of a table, at most."""


def drawn(reply: Reply, screen: Screen) -> str:
    """The whole answer: headline, table with bars, lines of trends, and what to know about them."""
    out = io.StringIO()
    pen = console(replace(screen, width=UNLIMITED), out)
    for part in _parts(reply, screen):
        # A terminal narrower than the figures gets longer lines rather than shortened amounts.
        pen.print(part, width=max(screen.width, pen.measure(part).minimum), crop=False)
    return out.getvalue()


def _parts(reply: Reply, screen: Screen) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(visible(reply.answer.headline), style="bold")
    if sentences.has_table(reply):
        rows, more = sentences.shown_rows(reply, screen)
        yield _table(reply, rows, screen)
        if more:
            yield Text(more, style="yellow")
    yield from _lines(reply, screen)
    yield from _histogram(reply, screen)
    for choice in sentences.choices(reply):
        yield Text(choice, style="cyan")
    for suggestion in sentences.suggestions(reply):
        yield Text(f"Try: {suggestion}", style="cyan")
    for note in sentences.notes(reply):
        yield Text(f"Note: {note}", style="yellow")
    if read_as := sentences.read_as(reply):
        yield Text(read_as, style="dim")
    yield Text(sentences.provenance(reply), style="dim")


def _table(reply: Reply, rows: Sequence[Sequence[Any]], screen: Screen) -> Table:
    """The figures with bars where there is room for them, on their side where only that fits."""
    strips = grid(reply.answer.columns, rows)
    least, least_turned = (sum(s.narrowest + GAP for s in each) for each in (strips, turned(strips)))
    if least > screen.width >= least_turned:
        return _laid_out(turned(strips), screen)
    marks = _bars(reply, rows, screen)
    with_bars = [*strips, Strip("", tuple(marks), figures=False)]
    unbroken = sum(strip.widest + GAP for strip in with_bars)
    return _laid_out(with_bars if any(marks) and unbroken <= screen.width else strips, screen)


def _laid_out(strips: Sequence[Strip], screen: Screen) -> Table:
    """The columns as a table: headings and texts may take several lines, figures never do."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    style = (box.SIMPLE_HEAD if screen.unicode else box.ASCII2) if screen.boxes else None
    table = Table(
        box=style, pad_edge=False, header_style="bold", show_edge=screen.unicode,
        show_header=any(strip.heading for strip in strips),
    )  # fmt: skip
    for strip in strips:
        table.add_column(
            Text(strip.heading), justify="right" if strip.figures else "left", overflow="fold",
            min_width=strip.narrowest,
        )  # fmt: skip
    for line in zip(*(strip.texts for strip in strips), strict=True):
        table.add_row(*map(Text, line))
    return table


def _bars(reply: Reply, rows: Sequence[Sequence[Any]], screen: Screen) -> list[str]:
    """A bar beside each row, where the figures are to be drawn as bars."""
    chart = reply.answer.chart
    if chart.kind != "bar" or len(rows) < 2:
        return []
    return bars([row[chart.value] for row in rows], screen)


def bars(values: Sequence[Any], screen: Screen) -> list[str]:
    """A bar for each value, the longest one BAR_WIDTH columns or a quarter of a narrow terminal."""
    numbers = [v if isinstance(v, int | float) else None for v in values]
    largest = max((n for n in numbers if n is not None), default=0)
    width = max(4, min(BAR_WIDTH, screen.width // 4))
    return [bar(number, largest, width, unicode=screen.unicode) for number in numbers]


def _lines(reply: Reply, screen: Screen) -> Iterator[RenderableType]:
    """A trend as a line of marks, one line for each series, with the values it runs between."""
    from rich.text import Text

    chart = reply.answer.chart
    if chart.kind != "line" or len(reply.answer.rows) < 3:
        return
    series: dict[str, list[Any]] = {}
    for row in reply.answer.rows:
        name = "" if chart.series is None else visible(str(row[chart.series]))
        series.setdefault(name, []).append(row[chart.value])
    names = max(map(cells.width, series))
    for name, values in series.items():
        known = [v for v in values if isinstance(v, int | float)]
        if known:
            ends = f"{cells.amount(min(known))} to {cells.amount(max(known))}"
            line = sparkline(values, unicode=screen.unicode)
            yield Text(f"{cells.pad(name, names)}  {line}  {ends}".strip(), style="blue")


def _histogram(reply: Reply, screen: Screen) -> Iterator[RenderableType]:
    from rich.text import Text

    points = reply.answer.chart.points
    if reply.answer.chart.kind != "histogram" or not points:
        return
    labels = [visible(label) for label, _ in points]
    width = max(map(cells.width, labels))
    drawn_bars = bars([height for _, height in points], screen)
    for label, (_, height), line in zip(labels, points, drawn_bars, strict=True):
        yield Text(f"{cells.pad(label, width, right=True)}  {line} {cells.amount(height)}", style="blue")
