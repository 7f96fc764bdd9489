"""What every format promises about what it shows, for any figures and any text."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answer import Answer, Chart, Column
from chatbot.escape import visible, without_controls
from chatbot.render import RENDERERS, render
from chatbot.render.cells import texts, width
from chatbot.render.charts import bar, sparkline
from chatbot.render.screen import Screen, screen_of
from chatbot.render.sentences import SHOWN_ROWS
from chatbot.reply import Reply

PIPE = Screen()
TERMINAL = Screen(terminal=True, width=80, colour=True)
ASCII = Screen(terminal=True, width=80, unicode=False)
DUMB = Screen(terminal=True, width=80, boxes=False)

DEVICES = Answer(
    "answered",
    "Mobile has the most clicks, 1,234,567.",
    columns=(Column("device"), Column("clicks", "clicks"), Column("share", "%")),
    rows=(("mobile", 1234567, 72.5), ("desktop", 400000, 23.25), ("tablet", 0, None)),
    notes=("'clcks' read as 'clicks'.",),
    chart=Chart("bar", 0, 1),
)
NASTY = '\x1b[31mred\x1b[0m \x07 a|b [bold]not markup[/bold] \u202eabc\x9b2J\r\n,"q" <b> 名前'


def reply_of(answer: Answer) -> Reply:
    """A reply as the app makes it, for an answer by hand."""
    payload = {
        "question": "clicks by device",
        "headline": answer.headline,
        "result": {"rows": [list(row) for row in answer.rows]},
        "snapshot": {"id": "2026-10-31-12345678", "as_of": "2026-10-31", "window_days": 30, "users": 3921},
    }
    return Reply("clicks by device", "sum of clicks by device", None, answer, payload)


def one_column(values: list[object], name: str = "value") -> Answer:
    return Answer(
        "answered", "Here.", columns=(Column("n"), Column(name, "clicks")), rows=tuple(enumerate(values))
    )


@pytest.mark.parametrize("screen", [PIPE, TERMINAL, ASCII, DUMB])
@pytest.mark.parametrize("format", ["drawn", "plain", "markdown"])
def test_formats_for_reading_say_everything(format: str, screen: Screen) -> None:
    shown = render(reply_of(DEVICES), format, screen)
    for part in ("1,234,567", "400,000", "72.50", "clcks", "sum of clicks by device", "3,921", "2026-10-31"):
        assert part in shown


def test_a_single_figure_needs_no_table() -> None:
    answer = Answer(
        "answered", "There are 2,113 users.", columns=(Column("users", "users"),), rows=((2113,),)
    )
    assert render(reply_of(answer), "plain", PIPE).count("2,113") == 1


@pytest.mark.parametrize("format", ["drawn", "plain", "markdown"])
def test_a_long_row_stands_upright(format: str) -> None:
    names = [f"a rather long statistic {n}" for n in range(9)]
    answer = Answer("answered", "Here.", tuple(Column(n) for n in names), (tuple(range(100, 109)),))
    lines = render(reply_of(answer), format, Screen(terminal=True, width=60)).split("\n")
    for name, value in zip(names, range(100, 109), strict=True):
        assert any(name in line and str(value) in line for line in lines)


def test_a_wide_table_of_few_rows_lies_on_its_side_where_only_that_fits() -> None:
    columns = (Column("segment"), *(Column(f"a rather long name {n}", "x") for n in range(6)))
    rows = (("Low", *range(1000, 1006)), ("High", *range(2000, 2006)))
    shown = render(
        reply_of(Answer("answered", "Here.", columns, rows)), "drawn", Screen(terminal=True, width=60)
    )
    assert re.search(r"a rather long name 3 \(x\) +1,003 +2,003", shown)


def test_choices_are_numbered_and_suggestions_shown() -> None:
    answer = Answer("clarify", "Which one?", choices=("first", "second"), suggestions=("how many users",))
    for format in ("drawn", "plain", "markdown"):
        shown = render(reply_of(answer), format, PIPE)
        assert "1. first" in shown
        assert "2. second" in shown
        assert "Try: how many users" in shown


@pytest.mark.parametrize("format", RENDERERS)
@pytest.mark.parametrize("screen", [PIPE, Screen(terminal=True, width=60)])
@given(text=st.text() | st.just(NASTY))
def test_nothing_hidden_reaches_the_stream(format: str, screen: Screen, text: str) -> None:
    answer = replace(
        DEVICES, headline=text, notes=(text,), choices=(text,), suggestions=(text,),
        columns=(Column(text), Column("clicks", text), Column("share", "%")),
        rows=((text, 1, 2.0), ("other", 3, 4.0)),
    )  # fmt: skip
    shown = render(replace(reply_of(answer), restated=text), format, screen)
    hidden = {c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")} - {"\n"}
    assert not hidden
    assert "\u202e" not in shown
    shown.encode()


def test_markup_in_data_is_text() -> None:
    answer = one_column(["[bold]x[/bold]", "[link=evil]y[/link]", ":smile:"])
    shown = render(reply_of(answer), "drawn", TERMINAL)
    for text in ("[bold]x[/bold]", "[link=evil]y[/link]", ":smile:"):
        assert text in shown


@pytest.mark.parametrize("format", ["drawn", "plain"])
@given(
    values=st.lists(st.integers(-(10**15), 10**15), min_size=2, max_size=5),
    columns=st.integers(1, 120),
    name=st.text("abc ", max_size=60),
)
def test_amounts_are_never_cut_or_wrapped(format: str, values: list[int], columns: int, name: str) -> None:
    rows = tuple((name, value, value) for value in values)
    answer = Answer(
        "answered", "Here.", (Column("name"), Column("a", "x"), Column("b", "x")), rows, chart=Chart("bar")
    )
    for screen in (Screen(terminal=True, width=columns), Screen(terminal=True, width=columns, boxes=False)):
        shown = render(reply_of(answer), format, screen)
        for value in values:
            assert shown.count(f"{value:,}") >= 2


@given(st.text("abc |\n名", max_size=40))
def test_plain_columns_line_up(text: str) -> None:
    answer = Answer("answered", "Here.", (Column("name"), Column("a")), ((text, 1), ("x", 23456)))
    lines = render(reply_of(answer), "plain", PIPE).split("\n")[2:5]
    assert len({width(line) for line in lines}) == 1


def test_json_is_one_sorted_line_of_the_payload() -> None:
    answer = replace(DEVICES, headline=NASTY)
    shown = render(reply_of(answer), "json", PIPE)
    assert shown.count("\n") == 1
    assert json.loads(shown) == reply_of(answer).payload
    assert list(json.loads(shown)) == sorted(json.loads(shown))


def test_csv_reads_back_unrounded() -> None:
    answer = one_column([1 / 3, 12345678.5, None, 'a,b\n"c"', "=1+1"])
    read = list(csv.reader(io.StringIO(render(reply_of(answer), "csv", PIPE))))
    assert read == [
        ["n", "value"], ["0", str(1 / 3)], ["1", "12345678.5"], ["2", ""], ["3", 'a,b\\n"c"'], ["4", "=1+1"],
    ]  # fmt: skip


def test_markdown_cells_cannot_be_broken_out_of() -> None:
    shown = render(reply_of(one_column(["a|b", "<b>", "`x`"])), "markdown", PIPE)
    table = [line for line in shown.split("\n") if line.startswith("|")]
    assert all(line.replace("\\|", "").count("|") == 3 for line in table)
    assert "<b>" not in shown.replace("\\<", "")


def test_long_lists_are_cut_on_a_terminal_alone() -> None:
    answer = one_column(list(range(1000, 1100)))
    for format in ("drawn", "plain"):
        shown = render(reply_of(answer), format, TERMINAL)
        assert f"{100 - SHOWN_ROWS} more rows" in shown
        assert "1,099" not in shown
        assert "1,099" in render(reply_of(answer), format, PIPE)
    for format in ("csv", "json", "markdown"):
        assert "more rows" not in render(reply_of(answer), format, TERMINAL)


def test_colour_carries_nothing_and_can_be_off() -> None:
    coloured = render(reply_of(DEVICES), "drawn", TERMINAL)
    plain = render(reply_of(DEVICES), "drawn", replace(TERMINAL, colour=False))
    assert "\x1b[" in coloured
    assert "\x1b" not in plain
    assert without_controls(coloured).split() == plain.split()


def test_ascii_and_dumb_terminals_get_what_they_can_show() -> None:
    trend = replace(DEVICES, chart=Chart("line", 0, 1))
    histogram = replace(DEVICES, chart=Chart("histogram", points=(("0 to 9", 12), ("10 to 19", 3))))
    for answer in (DEVICES, trend, histogram):
        render(reply_of(answer), "drawn", ASCII).encode("ascii")
    assert "─" not in render(reply_of(DEVICES), "drawn", DUMB)
    assert "---" not in render(reply_of(DEVICES), "drawn", DUMB)


def test_pictures() -> None:
    bars = render(reply_of(DEVICES), "drawn", TERMINAL)
    assert "█" in bars
    assert "█" not in render(reply_of(DEVICES), "drawn", replace(TERMINAL, width=30))
    trend = render(reply_of(replace(DEVICES, chart=Chart("line", 0, 1))), "drawn", PIPE)
    assert "█▃▁  0 to 1,234,567" in trend
    histogram = replace(DEVICES, chart=Chart("histogram", points=(("0 to 9", 12), ("10 to 19", 3))))
    assert "10 to 19  ██████ 3" in render(reply_of(histogram), "drawn", PIPE)


@given(st.floats(0, 1e12), st.floats(0, 1e12), st.integers(1, 60), st.booleans())
def test_a_bar_is_as_long_as_its_value(value: float, other: float, columns: int, unicode: bool) -> None:
    largest = max(value, other)
    drawn = bar(value, largest, columns, unicode=unicode)
    assert len(drawn) <= columns
    assert bool(drawn) == (value > 0)
    if 0 < value == largest:
        assert len(drawn) == columns


@given(st.lists(st.none() | st.floats(-1e12, 1e12), max_size=50), st.booleans())
def test_a_sparkline_has_a_mark_for_each_point(values: list[float | None], unicode: bool) -> None:
    line = sparkline(values, unicode=unicode)
    assert len(line) == (len(values) if any(v is not None for v in values) else 0)
    assert line.isascii() or unicode


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 1234567], ["1", "1,234,567"]),
        ([12.0, 3.0], ["12", "3"]),
        ([84.239, 5.5], ["84.24", "5.50"]),
        ([1234.567, 2.25], ["1,234.6", "2.2"]),
        ([0.0123, 0.9], ["0.012", "0.900"]),
        ([None, "x", True], ["-", "x", "yes"]),
    ],
)
def test_figures_are_rounded_to_what_they_say(values: list[object], expected: list[str]) -> None:
    assert texts(Column("time", "seconds"), values) == expected


def test_ids_are_no_amounts() -> None:
    assert texts(Column("user"), [1234567, None]) == ["1234567", "-"]
    assert texts(Column("value"), ["k-means", 20261031, 0.254]) == ["k-means", "20261031", "0.25"]


@given(st.text())
def test_visible_text_is_printable_and_ordinary_text_stays(text: str) -> None:
    shown = visible(text)
    assert all(unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert visible(shown) == shown


class Stream(io.TextIOWrapper):
    """A stream of an encoding that may claim to be a terminal."""

    def __init__(self, encoding: str, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "environ", "colour"),
    [
        (True, {"TERM": "xterm"}, True),
        (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm", "FORCE_COLOR": "0"}, False),
        (False, {"TERM": "xterm", "FORCE_COLOR": "1"}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {"TERM": "xterm", "FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_when_colour_is_used(terminal: bool, environ: dict[str, str], colour: bool) -> None:
    assert screen_of(Stream("utf-8", terminal), environ).colour is colour


@pytest.mark.parametrize(("encoding", "unicode"), [("utf-8", True), ("ascii", False), ("cp1252", False)])
def test_what_an_encoding_can_draw(encoding: str, unicode: bool) -> None:
    assert screen_of(Stream(encoding, True), {}).unicode is unicode
