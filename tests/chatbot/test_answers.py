"""What answers promise: shapes, shares, comparisons, notes, refusals. Queries are in their compact form."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from chatbot.answer import Answer
from chatbot.figures.opened import Opened
from chatbot.handlers import HANDLERS, answer
from chatbot.vocabulary import vocabulary_of
from intents.query import Measure, Moved, Period, Query
from intents.questions import query_of
from segmentation.snapshot import Snapshot
from tests.chatbot.reference import Reference

SEGMENTS = ["Low Engagement", "Moderate Engagement", "Highly Engaged"]
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(demo_snapshot: Snapshot) -> Ask:
    vocabulary = vocabulary_of(demo_snapshot)
    return lambda text: answer(query_of(yaml.safe_load(text)), demo_snapshot, vocabulary)


@pytest.fixture(scope="module")
def reference(demo_warehouse: Path, demo_snapshot: Snapshot) -> Reference:
    return Reference(str(demo_warehouse), demo_snapshot)


def names(found: Answer) -> list[str]:
    return [column.name for column in found.columns]


def said(found: Answer, text: str) -> bool:
    return any(text in note for note in found.notes)


# --- shapes


def test_overview_is_users_and_share_in_rising_order(ask: Ask, demo_snapshot: Snapshot) -> None:
    found = ask("{ask: overview}")
    assert names(found) == ["segment", "users", "share"]
    assert [row[0] for row in found.rows] == SEGMENTS
    assert sum(row[1] for row in found.rows) == demo_snapshot.manifest.users
    assert math.isclose(sum(row[2] for row in found.rows), 100)
    assert said(found, "Inactive")


def test_a_single_figure_is_one_row_and_one_column(ask: Ask, demo_snapshot: Snapshot) -> None:
    found = ask("{measures: [users count], segments: [Low Engagement]}")
    assert found.rows == ((demo_snapshot.manifest.segments[0].users,),)
    assert [(c.name, c.unit) for c in found.columns] == [("users", "users")]
    assert "Low Engagement" in found.headline and f"{found.rows[0][0]:,}" in found.headline


def test_several_statistics_are_one_row(ask: Ask) -> None:
    found = ask("{measures: [sessions mean, sessions median, sessions p95], segments: [Low Engagement]}")
    assert len(found.rows) == 1 and len(found.columns) == 3


def test_a_distribution_is_one_row_and_its_histogram_a_picture(ask: Ask) -> None:
    found = ask("{measures: [clicks distribution]}")
    assert names(found) == ["users", "mean", "std", "min", "p10", "p25", "median", "p75", "p90", "max"]
    assert found.chart.kind == "histogram"
    assert sum(height for _, height in found.chart.points) == found.rows[0][0]


@pytest.mark.parametrize("metric", ["clicks", "active_days", "recency", "time_per_article", "total_time"])
def test_every_user_is_in_exactly_one_bucket(ask: Ask, metric: str) -> None:
    found = ask(f"{{measures: [{metric} buckets]}}")
    assert names(found) == ["from", "to", "users"]
    users = ask(f"{{measures: [{metric} distribution]}}").rows[0][0]
    assert sum(row[2] for row in found.rows) == users
    ends = [(row[0], row[1]) for row in found.rows]
    assert all(low <= high for low, high in ends)
    assert [low for low, _ in ends] == sorted(low for low, _ in ends)


def test_a_cross_is_long_rows(ask: Ask) -> None:
    found = ask("{measures: [users count], by: [device, segment]}")
    assert names(found) == ["device", "segment", "users"]
    assert len(found.rows) == 4 * 3


def test_a_breakdown_carries_value_and_share(ask: Ask) -> None:
    found = ask("{measures: [clicks sum], by: [device]}")
    assert names(found) == ["device", "clicks", "share"]
    assert math.isclose(sum(row[2] for row in found.rows), 100)
    assert "(unknown)" in [row[0] for row in found.rows]
    assert sum(row[1] for row in found.rows) == ask("{measures: [clicks sum]}").rows[0][0]


def test_users_by_a_dimension_count_once_in_every_value(ask: Ask) -> None:
    found = ask("{measures: [users count], by: [source]}")
    assert sum(row[2] for row in found.rows) > 100
    assert said(found, "over 100 %")


def test_articles_have_their_title_beside_the_id(ask: Ask) -> None:
    found = ask("{measures: [views sum], by: [article], order: desc, limit: 5}")
    assert names(found) == ["article", "title", "article views", "share"]
    values = [row[2] for row in found.rows]
    assert values == sorted(values, reverse=True) and len(values) == 5


def test_ties_go_by_name(ask: Ask) -> None:
    found = ask("{measures: [searches sum], by: [term], order: asc}")
    once = [row[0] for row in found.rows if row[1] == found.rows[0][1]]
    assert once == sorted(once) and len(once) > 1


def test_weekdays_are_compared_by_the_mean_per_such_day(ask: Ask) -> None:
    found = ask("{measures: [clicks sum], by: [weekday]}")
    assert names(found) == ["weekday", "clicks per day", "clicks", "share", "days"]
    assert sum(row[4] for row in found.rows) == 30
    for row in found.rows:
        assert math.isclose(row[1] * row[4], row[2])


def test_users_per_such_day_are_counted_day_by_day(ask: Ask) -> None:
    found = ask("{measures: [users count], by: [daytype]}")
    daily = ask("{measures: [users count], by: [day]}")
    weekend = [row[1] for row in daily.rows if dt.date.fromisoformat(str(row[0])).weekday() > 4]
    assert math.isclose({row[0]: row[1] for row in found.rows}["weekend"], sum(weekend) / len(weekend))


def test_trends_say_how_many_days_a_point_holds(ask: Ask) -> None:
    found = ask("{measures: [clicks sum], by: [week], period: [2026-09-01, 2026-10-31]}")
    assert names(found) == ["week", "clicks", "share", "days", "complete"]
    assert found.rows[0][0] == "2026-08-31" and found.rows[0][3:] == (6, False)
    assert found.rows[1][3:] == (7, True) and found.rows[-1][3:] == (6, False)
    assert said(found, "Incomplete") and found.chart.kind == "line"


def test_days_without_events_are_zero(ask: Ask) -> None:
    found = ask("{measures: [clicks sum], by: [day], users: ['42'], period: [2026-10-01, 2026-10-31]}")
    assert len(found.rows) == 31 and 0 in [row[1] for row in found.rows]


def test_a_trend_of_membership_runs_over_all_as_of_days(ask: Ask, demo_snapshot: Snapshot) -> None:
    found = ask("{measures: [users count], by: [as_of], segments: [Highly Engaged]}")
    assert [row[0] for row in found.rows] == [d.isoformat() for d in demo_snapshot.manifest.as_of_days]
    some = ask("{measures: [users count], by: [as_of], period: [2026-10-01, 2026-10-31]}")
    assert [row[0] for row in some.rows] == [f"2026-10-{d:02}" for d in (3, 10, 17, 24, 31)]


# --- comparisons


def assert_compared(rows: Any, value: int) -> None:
    first = rows[0]
    assert first[-3:] == (None, None, None)
    for row in rows[1:]:
        difference, change, ratio = row[-3:]
        assert math.isclose(difference, row[value] - first[value])
        assert math.isclose(change, 100 * (row[value] / first[value] - 1))
        assert math.isclose(ratio, row[value] / first[value])


@pytest.mark.parametrize(
    "query",
    [
        "{measures: [clicks mean], by: [segment], segments: [Highly Engaged, Low Engagement], "
        "compared: true}",
        "{measures: [clicks sum], by: [device], events: {device: [mobile, desktop]}, compared: true}",
        "{measures: [clicks mean], groups: [{where: [{has: {device: [mobile]}}]}, "
        "{segments: [Highly Engaged]}]}",
        "{measures: [clicks sum], period: [2026-10-25, 2026-10-31], baseline: [2026-10-18, 2026-10-24]}",
        "{measures: [clicks sum], by: [daytype], compared: true}",
    ],
)
def test_every_row_but_the_first_is_compared_with_the_first(ask: Ask, query: str) -> None:
    found = ask(query)
    assert len(found.rows) == 2
    assert names(found)[-3:] == ["difference", "change_percent", "ratio"]
    assert_compared(found.rows, 1)


def test_the_first_named_is_the_one_compared_with(ask: Ask) -> None:
    found = ask("{measures: [clicks sum], by: [device], events: {device: [tablet, mobile]}, compared: true}")
    assert [row[0] for row in found.rows] == ["tablet", "mobile"]


def test_like_for_like_gives_the_whole_in_a_note(ask: Ask) -> None:
    found = ask(
        "{measures: [clicks sum], period: [2026-10-26, 2026-10-31], "
        "baseline: [2026-10-19, 2026-10-24, 2026-10-25]}"
    )
    whole = ask("{measures: [clicks sum], period: [2026-10-19, 2026-10-25]}").rows[0][0]
    assert [row[0] for row in found.rows] == ["2026-10-19 to 2026-10-24", "2026-10-26 to 2026-10-31"]
    assert said(found, f"The whole of 2026-10-19 to 2026-10-25: {whole:,} clicks")


def test_growth_is_ranked_by_the_change_in_members(ask: Ask) -> None:
    found = ask("{measures: [users count], by: [segment], baseline_as_of: 2026-09-26, order: desc}")
    assert names(found) == ["segment", "earlier", "later", "difference", "change_percent", "ratio"]
    changes = [row[3] for row in found.rows]
    assert changes == sorted(changes, reverse=True)


# --- shares


def test_a_share_of_users_is_of_all_users_in_the_segments(ask: Ask, demo_snapshot: Snapshot) -> None:
    mobile = ask("{measures: [users count], where: [{has: {device: [mobile]}}]}").rows[0][0]
    found = ask("{measures: [users share], where: [{has: {device: [mobile]}}]}")
    assert math.isclose(found.rows[0][0], 100 * mobile / demo_snapshot.manifest.users)


def test_a_base_narrows_both_sides(ask: Ask) -> None:
    both = ask("{measures: [users count], segments: [Highly Engaged], where: [{has: {device: [mobile]}}]}")
    base = ask("{measures: [users count], where: [{has: {device: [mobile]}}]}")
    found = ask(
        "{measures: [users share], segments: [Highly Engaged], base: {where: [{has: {device: [mobile]}}]}}"
    )
    assert math.isclose(found.rows[0][0], 100 * both.rows[0][0] / base.rows[0][0])


def test_a_part_is_a_share_of_each_rows_own_users(ask: Ask) -> None:
    mobile = "{has: {device: [mobile]}}"
    found = ask(f"{{measures: [users share], by: [segment], part: {{where: [{mobile}]}}}}")
    assert names(found) == ["segment", "users", "share"]
    for name, users, share in found.rows:
        whole = ask(f"{{measures: [users count], segments: [{name}]}}").rows[0][0]
        within = ask(f"{{measures: [users count], segments: [{name}], where: [{mobile}]}}").rows[0][0]
        assert users == within
        assert math.isclose(share, 100 * within / whole)
    assert said(found, "Shares are of each row's users")


def test_a_part_of_groups_is_compared_by_its_share_in_each(ask: Ask) -> None:
    sides = [f"{{where: [{{has: {{device: [{device}]}}}}]}}" for device in ("mobile", "tablet")]
    found = ask(
        f"{{measures: [users share], groups: [{', '.join(sides)}], part: {{segments: [Highly Engaged]}}}}"
    )
    each = [
        ask(f"{{measures: [users share], segments: [Highly Engaged], base: {side}}}").rows[0][0]
        for side in sides
    ]
    assert [row[1] for row in found.rows] == pytest.approx(each)
    assert found.rows[1][2] == pytest.approx(each[1] - each[0])


def test_a_part_that_a_row_lacks_is_none_of_it_and_of_nobody_unknown(ask: Ask) -> None:
    never = "{measures: [users share], by: [segment], part: {where: [{metric: clicks, op: '>', low: 1.0e9}]}"
    assert [row[1:] for row in ask(f"{never}}}").rows] == [(0, 0.0)] * 3
    nobody = f"{never}, where: [{{metric: clicks, op: '>', low: 1.0e9}}]}}"
    assert [row[1:] for row in ask(nobody).rows] == [(0, None)] * 3


def test_a_share_of_picked_events_is_of_the_same_users_events(ask: Ask) -> None:
    mobile = ask("{measures: [clicks sum], segments: [Low Engagement], events: {device: [mobile]}}").rows[0][
        0
    ]
    clicks = ask("{measures: [clicks sum], segments: [Low Engagement]}").rows[0][0]
    found = ask("{measures: [clicks share], segments: [Low Engagement], events: {device: [mobile]}}")
    assert math.isclose(found.rows[0][0], 100 * mobile / clicks)


def test_a_groups_share_of_clicks_is_of_everyones(ask: Ask) -> None:
    top = ask("{measures: [clicks sum], where: [{top: clicks, amount: 10}]}").rows[0][0]
    clicks = ask("{measures: [clicks sum]}").rows[0][0]
    found = ask("{measures: [clicks share], where: [{top: clicks, amount: 10}]}")
    assert math.isclose(found.rows[0][0], 100 * top / clicks)


def test_a_mix_tells_how_many_users_stand_behind_each_part(ask: Ask) -> None:
    mix = "segments: [Low Engagement], by: [device]"
    shares, sums = (ask(f"{{measures: [clicks {a}], {mix}}}") for a in ("share", "sum"))
    assert [note for note in shares.notes if note.startswith("Users behind")] == [
        note for note in sums.notes if note.startswith("Users behind")
    ]
    assert said(shares, "Users behind each figure: mobile")
    assert shares.rows == sums.rows


def test_mixes_of_segments_add_up_within_each(ask: Ask) -> None:
    found = ask("{measures: [clicks share], by: [segment, device]}")
    for name in SEGMENTS:
        assert math.isclose(sum(row[3] for row in found.rows if row[0] == name), 100)


def test_retention_is_of_those_in_the_group_on_the_earlier_day(ask: Ask, reference: Reference) -> None:
    found = ask("{measures: [users share], by: [segment], where: [{moved: stayed}]}")
    pairs = reference.movement(Moved("stayed"))
    assert {row[0]: row[2] for row in found.rows} == pytest.approx({a: v[1] for (a, _), v in pairs.items()})


def test_inactive_share_counts_them_in_the_base(ask: Ask, demo_snapshot: Snapshot) -> None:
    manifest = demo_snapshot.manifest
    found = ask("{measures: [users share], segments: [Inactive]}")
    assert math.isclose(found.rows[0][0], 100 * manifest.inactive / (manifest.users + manifest.inactive))


# --- against the reference


@pytest.mark.parametrize(
    "direction",
    ["any", "up", "down", "changed", "stayed", "left", "joined", "churned", "new", "returned"],
)
def test_movement_agrees_with_the_reference(ask: Ask, reference: Reference, direction: str) -> None:
    found = ask(f"{{ask: movement, where: [{{moved: {direction}, start: 2026-09-12}}]}}")
    expected = reference.movement(Moved(direction, start=dt.date(2026, 9, 12)))
    assert {row[:2]: row[2] for row in found.rows if row[2]} == {k: v[0] for k, v in expected.items()}
    for row in found.rows:
        if row[2]:
            assert row[3] == pytest.approx(expected[row[:2]][1])


@pytest.mark.parametrize("method", ["spearman", "pearson"])
@pytest.mark.parametrize(
    "pair", [("clicks", "searches"), ("recency", "time_per_article"), ("sessions", "pages")]
)
def test_correlation_agrees_with_the_reference(
    ask: Ask, reference: Reference, method: str, pair: tuple[str, str]
) -> None:
    found = ask(f"{{ask: correlation, measures: [{pair[0]} {method}, {pair[1]} {method}]}}")
    query = Query("correlation", (Measure(pair[0], method), Measure(pair[1], method)))
    value, users = reference.correlation(query)
    assert found.rows[0] == (pytest.approx(value), users)
    assert method.capitalize() in found.headline


def test_a_profile_agrees_with_the_reference(ask: Ask, reference: Reference) -> None:
    found = ask("{ask: profile, segments: [Highly Engaged], period: [2026-09-01, 2026-09-30]}")
    assert names(found) == ["metric", "value", "all_users", "ratio"]
    period = Period(dt.date(2026, 9, 1), dt.date(2026, 9, 30))
    clicks = Query("figures", (Measure("clicks", "mean"),), period=period)
    group = dataclasses.replace(clicks.group, segments=("Highly Engaged",))
    mine = reference.cells(clicks, clicks.measures[0], group, period)[()]
    everyone = reference.cells(clicks, clicks.measures[0], clicks.group, period)[()]
    assert found.rows[0] == (
        "total clicks",
        pytest.approx(mine),
        pytest.approx(everyone),
        pytest.approx(mine / everyone),
    )


# --- users


def test_a_list_of_users_is_ranked_with_ties_by_id(ask: Ask) -> None:
    found = ask("{ask: users, measures: [clicks sum], order: desc, limit: 50}")
    assert names(found) == ["user_id", "segment", "clicks"]
    keys = [(-row[2], row[0]) for row in found.rows]
    assert keys == sorted(keys) and said(found, "50 of")


def test_a_list_counts_what_the_count_counts(ask: Ask) -> None:
    where = "where: [{metric: clicks, op: '>', low: 50}, {metric: searches, op: '=', low: 0}]"
    assert (
        len(ask(f"{{ask: users, {where}}}").rows) == ask(f"{{measures: [users count], {where}}}").rows[0][0]
    )


def test_users_who_moved_are_listed_with_their_places(ask: Ask) -> None:
    found = ask("{ask: users, where: [{moved: up}]}")
    assert names(found) == ["user_id", "from", "to"]
    assert all(SEGMENTS.index(str(row[2])) > SEGMENTS.index(str(row[1])) for row in found.rows)


def test_one_user(ask: Ask) -> None:
    found = ask("{ask: user, subject: '42'}")
    assert names(found) == ["metric", "value", "segment_mean"]
    assert len(found.rows) == 11
    assert ask("{ask: user_segment, subject: '42'}").rows[0][0] == 42
    assert len(ask("{ask: user_history, subject: '42'}").rows) == 13


def test_the_reasons_for_a_segment_are_the_models(ask: Ask, demo_snapshot: Snapshot) -> None:
    with demo_snapshot.connect() as raw:
        users = raw.execute("SELECT user_id, segment FROM users ORDER BY user_id LIMIT 200").fetchall()
    for user, segment in users:
        found = ask(f"{{ask: why, subject: '{user}'}}")
        assert f"is in {segment} because" in found.headline
        assert not said(found, "places this user in"), user


def test_an_unknown_user_is_unsupported_and_an_inactive_one_is_answered(
    ask: Ask, demo_snapshot: Snapshot
) -> None:
    for kind in ("user", "user_segment", "user_history", "why"):
        found = ask(f"{{ask: {kind}, subject: '999999'}}")
        assert (found.status, bool(found.suggestions)) == ("unsupported", True)
    with demo_snapshot.connect() as raw:
        (inactive,) = raw.execute(
            "SELECT min(user_id) FROM people WHERE user_id NOT IN (SELECT user_id FROM users)"
        ).fetchall()[0]
    for kind in ("user", "user_segment", "user_history", "why"):
        found = ask(f"{{ask: {kind}, subject: '{inactive}'}}")
        assert found.status == "answered" and "Inactive" in found.headline


# --- what is missing, empty, small or contradictory


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("{measures: [searches sum], by: [device]}", "Search queries carry no device"),
        ("{measures: [sessions mean], by: [device]}", "Sessions run over all"),
        ("{measures: [clicks sum], by: [section]}", "Clicks carry no section"),
        ("{measures: [clicks sum], period: [2025-01-01, 2025-01-31]}", "2026-07-04 to 2026-10-31"),
        ("{measures: [users count], as_of: 2026-07-10}", "known from 2026-08-08"),
        ("{measures: [clicks sum], users: ['999999']}", "no user 999999"),
        ("{measures: [total_time sum], by: [device], events: {section: [Sport]}}", "No event has both"),
        ("{ask: definition, subject: flurb}", "no definition"),
    ],
)
def test_what_cannot_be_answered_says_why_and_what_can(ask: Ask, query: str, reason: str) -> None:
    found = ask(query)
    assert found.status == "unsupported" and not found.rows
    assert reason in found.headline
    assert found.suggestions


def test_a_sibling_dimension_is_suggested(ask: Ask) -> None:
    assert "site section" in ask("{measures: [clicks sum], by: [section]}").suggestions[0]
    assert "by section" in ask("{measures: [views sum], by: [page_section]}").suggestions[0]


def test_a_period_partly_outside_is_answered_for_the_part_that_exists(ask: Ask) -> None:
    found = ask("{measures: [clicks sum], period: [2026-06-01, 2026-07-31]}")
    assert found.rows == ask("{measures: [clicks sum], period: [2026-07-04, 2026-07-31]}").rows
    assert said(found, "only 2026-07-04 to 2026-07-31")


def test_an_as_of_day_in_between_is_the_one_before(ask: Ask) -> None:
    found = ask("{measures: [users count], segments: [Highly Engaged], as_of: 2026-10-20}")
    assert found.rows == ask("{measures: [users count], segments: [Highly Engaged], as_of: 2026-10-17}").rows
    assert said(found, "Membership is that of 2026-10-17")


def test_contradictions_give_zero_and_say_why(ask: Ask) -> None:
    for where in (
        "[{metric: clicks, op: '>', low: 10}, {metric: clicks, op: '<', low: 5}]",
        "[{has: {device: [mobile]}}, {without: {device: [mobile]}}]",
        "[{metric: recency, op: '>', low: 40}]",
    ):
        found = ask(f"{{measures: [users count], where: {where}}}")
        assert found.rows == ((0,),) and said(found, "contradict")


def test_an_empty_group_has_no_mean(ask: Ask) -> None:
    where = "[{metric: clicks, op: '>', low: 100000}]"
    found = ask(f"{{measures: [clicks mean], where: {where}}}")
    assert found.rows == ((None,),) and said(found, "No users")
    assert ask(f"{{measures: [clicks sum], where: {where}}}").rows == ((0,),)


def test_small_groups_are_flagged(ask: Ask) -> None:
    found = ask("{measures: [clicks mean], where: [{top: clicks, amount: 12, unit: users}]}")
    assert said(found, "Small group: 12 users") and found.small


def test_those_left_out_of_a_mean_are_counted(ask: Ask, demo_snapshot: Snapshot) -> None:
    found = ask("{measures: [time_per_article mean], segments: [Low Engagement]}")
    with demo_snapshot.connect() as raw:
        (without,) = raw.execute(
            "SELECT count(*) FROM users WHERE segment = 'Low Engagement' AND time_per_article IS NULL"
        ).fetchall()[0]
    assert without and said(found, f"{without} users had no time per article")


def test_an_unavailable_metric_is_named_with_the_reason(demo_warehouse: Path, tmp_path: Path) -> None:
    from segmentation.pipeline import build
    from segmentation.settings import load_settings

    file = tmp_path / "part.duckdb"
    with duckdb.connect(str(file)) as raw:
        raw.execute(f"ATTACH '{demo_warehouse}' AS demo (READ_ONLY)")
        raw.execute("CREATE TABLE clickstream AS SELECT * EXCLUDE (device) FROM demo.clickstream")
        raw.execute("CREATE TABLE article_views AS FROM demo.article_views")
    settings = dataclasses.replace(
        load_settings(None), warehouse=f"duckdb:///{file}", snapshots=tmp_path / "s"
    )
    snapshot = build(settings)
    vocabulary = vocabulary_of(snapshot)
    assert "searches" not in vocabulary.metrics and "device" not in vocabulary.dimensions
    for text, missing in (
        ("{measures: [searches sum]}", "search_queries"),
        ("{measures: [clicks sum], by: [device]}", "device"),
        ("{measures: [users count], where: [{has: {term: [wine]}}]}", "search_queries"),
    ):
        found = answer(query_of(yaml.safe_load(text)), snapshot, vocabulary)
        assert found.status == "unsupported" and missing in found.headline
    for text in ("{ask: profile, segments: [Highly Engaged]}", "{ask: advice}", "{ask: user, subject: '42'}",
                 "{ask: data}", "{ask: method}", "{ask: why, subject: '42'}"):  # fmt: skip
        assert answer(query_of(yaml.safe_load(text)), snapshot, vocabulary).status == "answered"


# --- advice, words, data


def test_advice_cites_its_figures(ask: Ask) -> None:
    found = ask("{ask: advice, segments: [Low Engagement]}")
    assert names(found) == ["kind", "what", "value", "all_users", "index", "users"]
    told = [note for note in found.notes if "against" in note]
    assert 3 <= len(told) <= 6
    for row in found.rows:
        assert math.isclose(row[4], 100 * row[2] / row[3])


def test_a_share_in_advice_is_the_breakdowns(ask: Ask) -> None:
    traits = {(row[0], row[1]): row for row in ask("{ask: distinction, segments: [Highly Engaged]}").rows}
    for measure, dimension, kind in (("clicks", "device", "device"), ("searches", "term", "search term")):
        mix = ask(f"{{measures: [{measure} share], by: [{dimension}], segments: [Highly Engaged]}}").rows
        told = [row for row in mix if (kind, row[0]) in traits]
        assert len(told) >= 3
        for row in told:
            assert math.isclose(traits[kind, row[0]][2], row[-1])


def test_a_breakdown_of_few_users_says_so(ask: Ask) -> None:
    few = "{measures: [clicks sum], by: [device], where: [{metric: clicks, op: '>', low: 200}]}"
    assert said(ask(few), "Small group")


@pytest.mark.parametrize(
    "subject",
    [
        "session",
        "Highly Engaged",
        "inactive",
        "time_per_article",
        "snapshot",
        "window",
        "silhouette",
        "share",
    ],
)
def test_words_are_explained(ask: Ask, subject: str) -> None:
    found = ask(f"{{ask: definition, subject: '{subject}'}}")
    assert found.status == "answered" and len(found.headline) > 40 and "{" not in found.headline


def test_the_data_and_the_method_are_told(ask: Ask, demo_snapshot: Snapshot) -> None:
    assert "2026-07-04 to 2026-10-31" in ask("{ask: data, subject: period}").headline
    assert len(ask("{ask: data, subject: metrics}").rows) == 11
    assert "k-means" in ask("{ask: method}").headline
    quality = dict(ask("{ask: method, subject: quality}").rows)
    assert quality["silhouette"] == demo_snapshot.manifest.quality.silhouette
    assert len(ask("{ask: help, subject: greeting}").suggestions) == 3


def test_text_from_questions_never_becomes_sql(ask: Ask) -> None:
    nasty = "x' OR 1=1; DROP VIEW clicks; --"
    found = ask(f'{{measures: [clicks sum], events: {{device: ["{nasty}"]}}}}')
    assert found.rows == ((0,),)
    assert ask(f'{{measures: [searches sum], events: {{term: ["{nasty}", "(.*", "[["]}}}}').rows == ((0,),)
    assert ask("{measures: [clicks sum]}").rows[0][0] > 0


def test_search_terms_match_whole_words(ask: Ask) -> None:
    found = ask("{measures: [searches sum], by: [term], events: {term: [Election]}}")
    assert found.rows and all("election" in str(row[0]).split() for row in found.rows)


def test_a_fresh_connection_gives_the_same_bits(ask: Ask, demo_snapshot: Snapshot) -> None:
    """Sums of fractions come out alike whatever was asked before: the connection works in one thread."""
    fresh = Opened(demo_snapshot)
    for text in (
        "{measures: [total_time sum], by: [source], period: [2026-08-01, 2026-10-31]}",
        "{measures: [time_per_click mean, time_per_click std], by: [device, segment]}",
        "{measures: [time_per_article p37], by: [week], period: [2026-08-01, 2026-10-31]}",
        "{ask: correlation, measures: [total_time pearson, time_per_click pearson]}",
        "{ask: profile, where: [{has: {device: [mobile]}}], period: [2026-08-01, 2026-10-31]}",
        "{ask: advice, segments: [Inactive]}",
    ):
        query = query_of(yaml.safe_load(text))
        assert HANDLERS[query.ask](query, fresh) == ask(text)
    fresh.connection.close()


@pytest.mark.parametrize("dimension", ["device", "source", "page_section"])
@pytest.mark.parametrize("group", ["", "segments: [Low Engagement], "])
def test_readings_that_are_held_for_equal_have_the_same_rows(ask: Ask, dimension: str, group: str) -> None:
    rows = ask(f"{{measures: [clicks sum], {group}by: [{dimension}]}}").rows
    assert rows == ask(f"{{measures: [clicks sum], {group}by: [{dimension}], order: desc}}").rows
    assert rows == ask(f"{{measures: [clicks share], {group}by: [{dimension}]}}").rows
    assert rows == ask(f"{{measures: [clicks sum, clicks share], {group}by: [{dimension}]}}").rows


def test_the_sizes_of_all_segments_have_the_rows_of_the_overview(ask: Ask) -> None:
    rows = ask("{ask: overview}").rows
    assert rows == ask("{measures: [users count], by: [segment]}").rows
    assert rows == ask("{measures: [users count, users share], by: [segment]}").rows


def test_a_list_shows_one_value_a_user_however_it_is_aggregated(ask: Ask) -> None:
    rows = ask("{ask: users, measures: [total_time mean], order: desc, limit: 5}").rows
    assert rows == ask("{ask: users, measures: [total_time sum], order: desc, limit: 5}").rows


def test_no_weekend_is_a_weekday(ask: Ask) -> None:
    rows = ask("{measures: [clicks sum], events: [{weekday: [weekend], not: true}]}").rows
    assert rows == ask("{measures: [clicks sum], events: [{weekday: [weekday]}]}").rows


@pytest.mark.parametrize("direction", ["up", "left", "joined", "changed"])
def test_from_one_segment_to_another_the_direction_says_no_more(ask: Ask, direction: str) -> None:
    ends = "origin: [Low Engagement], target: [Moderate Engagement]"
    rows = ask(f"{{measures: [users count], where: [{{moved: any, {ends}}}]}}").rows
    assert rows == ask(f"{{measures: [users count], where: [{{moved: {direction}, {ends}}}]}}").rows


def test_a_movement_that_ended_earlier_is_told_with_its_own_day(ask: Ask) -> None:
    past = ask("{measures: [users count], where: [{moved: up, start: 2026-08-29, end: 2026-09-26}]}")
    assert past.headline.endswith("until 2026-09-26.")
    listed = ask("{ask: users, where: [{moved: up, start: 2026-08-29, end: 2026-09-26}]}")
    assert "until 2026-09-26" in listed.headline
