"""Days and periods in words → absolute days (SEMANTICS.md, section 2). "Today" is the as-of day.

Each rule is a pattern over the normalised words joined by blanks; of overlapping finds the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from intents.query import Period
from intents.times import around_rules as around
from intents.times import date_rules as rules
from intents.times import earlier_days as earlier
from intents.times import nth_rules as nths
from intents.times import part_rules as parts
from intents.times import weekday_rules as weekdays
from intents.times.around_rules import THE_DAY
from intents.times.date_rules import Found, TimeKind, Which
from intents.times.days import (
    AGAINST,
    DAY,
    DAY_SAID,
    EDGE,
    EVENT,
    MONTH,
    NTH,
    OF_MONTH,
    THROUGH,
    TO,
    Calendar,
    M,
    N,
    U,
    W,
)
from intents.times.part_rules import NTH_PART
from intents.vocabulary import Vocabulary


@dataclass(frozen=True)
class TimeMention:
    """A stretch of text that names time."""

    kind: TimeKind
    """period; point ("two weeks ago"); pair (WoW: two periods); before, after (the same length, just so);
    last ("than last": the one before the current, unit elided)."""
    start: int
    """Offset of the first character in the joined words."""
    end: int
    """Offset after the last one."""
    period: Period | None = None
    """The days; for a point, that one day twice; for a pair, the later period."""
    earlier: Period | None = None
    """The earlier period of a pair; of "between September and October", September."""
    unit: str = ""
    """day, week, month, quarter, year where the words name a calendar one."""
    which: Which = ""
    """How the words reach it: the current calendar unit, the previous one, an open end, a single day, two
    days named, two lengths back from today."""


Rule = tuple[re.Pattern[str], Callable[[Calendar, re.Match[str]], Found]]


_BOTH = r"(?:and|or|vs|versus|against|than|to|compared to|compared with)"
"""Between the days before and those after one."""
_WITHIN = r"(?:(?:in|during|over|for|on|within) )?(?:the )?"
"""Before a stretch of days."""
_RECENT = r"(?:the )?(?:last|past|previous|recent|most recent|latest|trailing|rolling|preceding|these)"


_RULES: list[Rule] = [
    (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), rule)
    for pattern, rule in (
        (r"wow|w ?/ ?w|weekly (?:growth|change)(?: rate)?|"
         r"(?<!from )(?:week|wk)s? (?:over|on|upon|vs|v|versus|against) (?:week|wk)",
         rules.over(7)),
        (r"mom|m ?/ ?m|monthly (?:growth|change)(?: rate)?|"
         r"(?<!from )(?:month|mo|mth)s? (?:over|on|upon|vs|versus|against) (?:month|mo|mth)",
         rules.over(30)),
        (r"dod|day (?:over|on|upon) day", rules.over(1)),
        (r"qoq|quarter (?:over|on) quarter", rules.over(90)),
        (r"yoy|year (?:over|on) year", rules.over(365)),
        (rf"(?<!both )(?<!both on )(?:(?:between|from|starting|beginning) )?(?:the )?"
         rf"(?P<a>{DAY}) (?:{TO}|(?:and )?ending(?: on)?) "
         rf"(?:the )?(?P<b>{DAY_SAID})", rules.day_range),
        (rf"(?:(?:between|from) )?(?:{W} )?(?:the )?(?P<a>{NTH}) {TO} (?:{W} )?(?:the )?(?P<b>{NTH})"
         rf"(?: of)? (?P<m>{M})(?: (?P<y>\d{{4}}))?", rules.short_range),
        (rf"(?:on )?(?P<a>\d{{1,2}}) ?[/+&] ?(?P<b>\d{{1,2}}) (?P<m>{MONTH})", rules.two_days),
        (rf"(?:(?:between|from) )?(?P<m>{M}) (?:the )?(?P<a>{NTH}) {TO} (?:the )?"
         rf"(?P<b>{NTH})(?! {M})(?: (?P<y>\d{{4}}))?", rules.short_range),
        (rf"(?:between|from) (?P<a>{MONTH}) {TO} (?P<b>{MONTH})", rules.months),
        (rf"(?P<a>{MONTH}) {THROUGH} (?P<b>{MONTH})", rules.months),
        (rf"(?:(?:between|from) )?(?P<from>{EDGE} )?(?P<a>{MONTH}) {THROUGH} (?P<to>{EDGE} )(?P<b>{MONTH})|"
         rf"(?:between|from) (?P<from2>{EDGE} )(?P<a2>{MONTH}) {TO} (?P<to2>{EDGE} )?(?P<b2>{MONTH})",
         rules.edges),
        (rf"(?:from )?(?:the )?first (?:day )?{TO} (?:the )?last day of (?P<m>{MONTH})", rules.whole_month),
        (rf"(?P<a>{MONTH}) (?:on|upon|over) (?P<b>{MONTH})", rules.month_on_month),
        (r"(?:in|during|over|throughout|since|at any point since|this|last|this past|a good|a bad) "
         r"(?:the )?(?:end of )?(?P<s>spring|summer|autumn|fall|winter)"
         rf"(?: (?:holidays?|break|months|season))?(?! {EVENT})", rules.season),
        (rf"(?P<s>summer|autumn)(?! {EVENT})", rules.season),
        (rf"as (?:of|at) (?:the )?(?P<d>{DAY})", rules.as_at),
        (rf"(?:(?:in|for|during|over) )?(?:the )?(?:week|wk|7 days) (?:ending|ended|to|up to) (?:on )?"
         rf"(?:the )?(?P<d>{DAY})", rules.week_ending),
        (rf"(?:ever )?(?P<w>since|on or after|starting from|starting|beginning|from|after|as from) "
         rf"(?:the )?(?P<d>{DAY})(?: on| onwards?| onward)?"
         rf"(?: {THROUGH} (?:now|today|date|present))?", rules.since),
        (rf"(?P<w>)(?P<d>{DAY}) {THROUGH} (?:now|today|date|present)", rules.since),
        (rf"(?P<w>between|from) (?:the )?(?P<d>{DAY}) {TO} (?:now|today|date|the present|present)",
         rules.since),
        (rf"since (?:the )?(?P<w>this|last|previous|beginning of this|beginning of the|start of the|"
         rf"start of this) (?P<u>{U})", rules.since_unit),
        (rf"(?:from )?(?P<w>last|previous) (?P<u>{U}) {THROUGH} (?:now|today)", rules.since_unit),
        (rf"(?:on )?last weeks? (?P<d>{W})(?P<on> {THROUGH} (?:now|today))?", weekdays.weekday_of_last_week),
        (rf"since (?:the |this )(?P<u>{U}) (?:began|started|begun)(?P<w>)", rules.since_unit),
        (rf"since (?P<n>{N}) (?P<u>{U}) (?:ago|back)", rules.since_ago),
        (rf"since (?:the )?(?:(?:last|past) )?(?P<n>{N}) (?P<u>{U})(?! (?:ago|back))", rules.last_units),
        (rf"(?:since|from) (?:mid|(?:the )?middle of) (?P<m>{MONTH})(?: onwards?| on)?", rules.since_mid),
        (rf"(?:since|from) (?P<edge>{EDGE} )?(?P<m>{MONTH})"
         rf"(?: onwards?| on| began| begun| started)?(?: {THROUGH} (?:now|today))?|"
         rf"(?P<n>{MONTH}) {THROUGH} (?:now|today|date|present)",
         rules.since_month),
        (rf"(?P<w>before|prior to|earlier than|ahead of|until|till|up to|up until) (?:the )?(?P<d>{DAY})",
         rules.until),
        (rf"(?:before|prior to) (?P<m>{MONTH})", rules.until_month),
        (rf"(?:until|till|til|up to|up until|through) (?P<edge>{EDGE} )(?P<m>{MONTH})", rules.until_edge),
        (rf"from (?:the )?(?:start|beginning|first day|earliest day)(?: of (?:the |our )?(?:data|records))? "
         rf"{THROUGH} (?:the )?(?P<w>)(?P<d>{DAY})", rules.until),
        (rf"(?:(?:in|over|for|during|within|across) )?{_RECENT} "
         rf"(?P<n>\d+|couple of|couple|few couple) ?(?P<u>{U})",
         rules.last_units),
        (r"(?:(?:in|over|for|during|within|across|on|of) )?(?:the|these|our) (?P<n>\d+) (?:last|past|latest) "
         r"(?P<u>(?:day|week|wk|month|mth|year|yr)s)", rules.last_units),
        (r"(?<!\bon )(?<!\bfor )(?:in|over|for|during|within|across) "
         rf"(?:the )?(?P<n>\d+|a couple of) ?(?P<u>{U})(?! (?:ago|or|and))",
         rules.last_units),
        (r"(?:in |during |over |for )?(?:the )?(?P<o>first|1st|second|2nd|other|last|third|3rd) "
         r"(?P<part>half|1|week)(?= |$)(?! (?:of|in) )", parts.other_part),
        (rf"(?:in|over|for|during|within)? ?(?:the )?(?P<w>past|trailing|rolling|last|previous|prior|this|"
         rf"current|this current|preceding|running) (?:calendar )?(?P<u>{U})(?<!past weeks)(?<!past months)"
         r"(?<!the last weeks)(?<!the last months)(?! over)", rules.this_last),
        (r"(?P<u>week|month|quarter|year)[ -]to[ -]date|(?P<v>wtd|mtd|ytd|qtd)",
         rules.to_date),
        (rf"(?:in |during |for )?(?:the )?(?P<u>{U}) before last", rules.before_last),
        (rf"(?:this|the current) (?P<u>{U}) (?:over|on|upon) (?:the )?(?:last|previous|prior)"
         rf"(?: (?:one|(?P=u)))?(?! (?:{U}|\d))", rules.this_over_last),
        (r"since (?:the )?(?:(?P<two>day before )yesterday|yesterday|yday)|"
         r"from yesterday (?:on|onwards?)", rules.since_yesterday),
        (r"(?:the )?day before yesterday", rules.single(2)),
        (r"yesterdays?|yday|yest", rules.single(1)),
        (r"todays?|this(?= (?:morning|afternoon|evening))", rules.single(0)),
        (r"last night", rules.single(1)),
        (rf"(?:as of )?(?P<n>{N})(?:(?<=\d)| )(?P<u>{U}) (?:ago|back|earlier|before today|before now)",
         rules.ago),
        (rf"(?:on )?(?:the )?(?:same |very )?day (?P<n>{N}) ?(?P<u>{U}) ago|"
         rf"(?:today )?(?P<n2>{N}) ?(?P<u2>{U}) ago today", rules.day_ago),
        (rf"(?:(?:somewhere |anywhere )?(?:between|from) )?(?P<a>\d+) {TO} (?P<b>\d+) ?(?P<u>{U}) "
         r"(?:ago|back)", rules.ago_range),
        (r"(?:on|of) (?:the )?(?P<a>\d{1,2}) ?/ ?(?P<b>\d{1,2})(?! ?/)", rules.day_and_month),
        (rf"(?:as of |at |by )?(?:the )?(?P<end>end|close|start|beginning) of (?:the )?"
         rf"(?:(?P<m>{MONTH})|(?P<w>this|last|previous) (?P<u>{U}))", rules.end_of),
        (rf"(?:on |for )?(?:the )?(?P<d>{DAY})", rules.day),
        (rf"(?:(?:in|during|over|for|on) )?(?:the (?:(?P<n>{N}) )?|(?P<n2>\d+|a couple of) )(?P<u>{U}) "
         r"(?P<w>before|prior to|preceding|leading up to|up to|after|following) "
         rf"(?P<d>{THE_DAY})", around.beside_day),
        (rf"{_WITHIN}(?:(?P<n>{N}) )?(?:(?P<u>{U}) )?(?:before {_BOTH} (?:the )?"
         rf"(?:{N} )?(?:{U} )?after|after {_BOTH} before|either side of) (?P<d>{THE_DAY})|"
         rf"{_WITHIN}(?:(?P<n2>{N}) )?(?:(?P<u2>{U}) )?before (?P<d2>{THE_DAY}) {_BOTH} "
         rf"(?:in )?(?:the )?(?:(?:{N}) )?(?:{U} )?(?:after|since|following)(?: it| that| then)?"
         r"(?! (?:the|\d))", around.before_and_after),
        (rf"(?:around|close to|near) (?P<d>{THE_DAY})", around.around),
        (rf"(?:(?P<w>since) |{_WITHIN})(?P<part>early|mid|middle of|late) (?P<m>{MONTH})",
         around.third_of_month),
        (rf"(?:on |over |in )?(?:the |our )?(?:last|past|latest|previous) (?P<n>\d+|couple of)"
         rf"(?= (?P<d>{W}|weekend)s\b)", weekdays.last_few),
        (rf"{_WITHIN}(?:last|past) (?P<n>24|48|72|96) ?(?:hours|hrs|h)", rules.last_hours),
        (r"(?:in |during |for )?(?:(?P<m>0?[1-9]|1[0-2]) / (?P<y>20\d\d)|"
         r"(?P<y2>20\d\d) to (?P<m2>0[1-9]|1[0-2]))", rules.month_in_numbers),
        (rf"(?<!per )(?<!each )(?<!every )(?<!by )(?<!week after )(?:the )?(?:week|wk) "
         rf"(?:of|starting|beginning|from|commencing) (?:on )?(?:the )?(?P<d>{DAY})", nths.week_of),
        (rf"(?:in |for |over )?(?:the )?(?:weeks|wks) (?:of|starting|beginning) "
         rf"(?P<days>(?:the )?{DAY}(?: (?:and |& )?(?:the )?{DAY})+)", rules.weeks_of),
        (r"(?:in |for |during )?(?:(?:calendar )?(?:week|wk|kw|cw) (?:no |number )?|[kc]?w)"
         r"(?P<n>[1-4]\d|5[0-3])"
         r"(?: (?:of )?(?P<y>20\d\d))?", weekdays.week_number),
        (rf"(?:(?:on|over|at|for|during|in) )?(?:the )?(?:weekend|wknd|wkend) (?:(?:of|from) )?(?:the )?"
         rf"(?:{NTH} ?(?:and|to|&|\+|/) ?)?(?P<d>{DAY_SAID})(?: (?:and|to|&|\+|/) {NTH}(?! {M}))?",
         weekdays.weekend_of),
        (rf"(?:(?:on|over|at|in|for) )?(?P<w>since )?(?:the )?(?:very )?"
         rf"(?P<o>first|1st|second|2nd|third|3rd|fourth|4th|last) (?P<d>{W}|weekend) {OF_MONTH}",
         weekdays.nth_weekday),
        (rf"(?:on |as of )?(?P<w>since )?(?:the )?(?:very )?(?P<o>first|1st|last|final) day {OF_MONTH}",
         rules.edge_day),
        (rf"(?:from |between |on )?(?P<a>{W})s? {THROUGH} (?P<b>{W})s? (?:of )?"
         rf"(?P<w>this|current|last|previous) (?:week|wk)|(?P<w2>this|current|last|previous) (?:week|wk) "
         rf"(?:from )?(?P<a2>{W}) {THROUGH} (?P<b2>{W})", weekdays.weekdays_of_week),
        (rf"(?:in |for |during |over |throughout |the month of )?(?P<m>{MONTH})", rules.month),
        (rf"{_WITHIN}(?P<o>{NTH_PART}) (?P<part>half|week|\d+ days) (?:of|in) (?:the )?"
         r"(?:(?P<v>this|current|last|previous) )?(?P<u>week|month|quarter|year)", parts.part_of_unit),
        (rf"{_WITHIN}(?:h(?P<h>[12])|(?P<o>first|1st|second|2nd|last) half of "
         r"(?:the year|(?P<y>20\d\d)))(?: (?:of )?(?P<y2>20\d\d))?", parts.half_year),
        (rf"{_WITHIN}(?:last|previous|past|latest|most recent) (?:full|complete|completed|whole|entire|"
         r"finished) (?:calendar )?(?P<u>week|month|quarter|year)(?P<w>)", rules.this_last),
        (rf"(?:in |during |over |for )?(?:the )?(?P<o>{NTH_PART}) "
         rf"(?P<part>half|week|\d+ days) (?:(?:of|in) )?(?P<m>{MONTH})|"
         rf"(?:in |during |over |for )?(?P<m2>{MONTH}) (?P<o2>first|1st|second|2nd|last|third|3rd) "
         rf"(?P<part2>half|week)",
         parts.part_of_month),
        (r"(?:the )?(?:q(?P<q>[1-4])|(?P<o>first|second|third|fourth|1st|2nd|3rd|4th) quarter)"
         r"(?: (?:of )?(?P<y>\d{4}))?",
         rules.quarter),
        (rf"(?:on )?(?P<w>last|this|past|previous|since|from|"
         rf"on(?! {W} (?:(?:and|or|&|vs|versus|{THROUGH}) )?{W}\b))(?: last)? (?P<d>{W})"
         rf"(?: {THROUGH} (?:now|today))?", weekdays.weekday),
        (rf"(?P<w>)(?P<d>{W}) {THROUGH} (?:now|today)", weekdays.weekday),
        (r"(?:on |over |at )?(?:the )?(?P<w>last|this|past|previous) weekend", weekdays.weekend),
        (rf"(?:in |for |during |over )?(?:the )?(?:week|wk) (?:of|starting|beginning|from|commencing) "
         rf"(?:on )?the (?P<n>{NTH})(?! (?:of )?{M}\b)", nths.week_of_nth),
        (r"(?P<w>(?:on|since|until|till|up to|up until|before|after|from) )?the (?P<n>\d{1,2})(?:st|nd|rd|th)"
         r"(?P<on> onwards?| on(?! (?:the|a|an|mobile|desktop|tablet)\b))?", nths.nth),
        (rf"(?:on )?(?P<d>{W}) the (?P<n>\d{{1,2}})(?:st|nd|rd|th)(?! (?:of )?{M}\b)", nths.weekday_nth),
        (r"(?:(?:between |from )(?:the )?|the )(?P<a>\d{1,2})(?:st|nd|rd|th) (?:to|and|until|till|through|-) "
         r"(?:the )?(?P<b>\d{1,2})(?:st|nd|rd|th)|"
         r"(?:(?<=vs )|(?<=or )|(?<=than )|(?<=against )|(?<=with )|(?<=and ))(?:on |from )?(?:the )?"
         rf"(?P<a2>\d{{1,2}}) {THROUGH} (?P<b2>\d{{1,2}})(?= (?:on|in|for|by|per|please|pls)\b|$)",
         nths.nth_range),
        (r"(?<!day )(?<!days )(?<!hour )(?<!hours )(?<!time )(?<!times )of the (?P<u>week)|"
         r"of the (?P<u2>month|quarter|year)", rules.of_the),
        (r"(?:in|during|of|for) (?P<y>(?:19|20)\d{2})", rules.year),
        (r"(?:from )?(?:the )?(?:first|earliest) (?:(?:full )?(?:day|week|month) )?to (?:the )?"
         r"(?:last|latest)(?: full| complete)? (?:day|week|month)|"
         r"(?:from|since) (?:the )?(?:very )?(?:first|earliest) day (?:of|in) "
         r"(?:the |our )?(?:data|records|log)"
         rf"(?: {THROUGH} (?:now|today))?|"
         r"all time(?! spent| they spend| they spent)|ever since (?:the )?(?:start|beginning)|"
         r"(?:over |in |across |for )?(?:the )?(?:whole|entire|full|complete) "
         r"(?:data ?set|data|period|history|time|range|log|timeline)|"
         r"since (?:the |our |its |site )?(?:very )?"
         r"(?:beginning|begin|start|launch|go live|inception|data starts?|day 1|the data starts?)"
         rf"(?: of (?:the |our )?(?:data|records|time|logging|tracking))?(?: (?:in|on|back in) {MONTH})?|"
         r"(?:over |across |for |of |in )?all (?:of )?(?:the |our |this )?"
         r"(?:data|history|months|weeks|days(?! of (?:the )?week)|dates)"
         r"(?: (?:you|we) have)?|"
         r"since (?:we|the|you) (?:have )?(?:data|records?)|full history|overall period", rules.everything),
        (rf"(?:{AGAINST} )?(?:the )?(?P<u>{U}) "
         r"(?:before|prior|earlier|preceding)(?: that| it)?"
         r"(?! (?:yesterday|now|today|\d))", rules.one_before),
        (rf"(?:the )?(?P<n>\d+) ?(?P<u>{U})? ?(?:before|prior|preceding)(?: that| it)?"
         r"(?! (?:yesterday|now|today|\d))",
         rules.days_before),
        (rf"(?:than|vs|v|versus|to|with|against|from) (?:(?:that|those) (?:of|from|in) |in |over |for )?"
         rf"(?:the )?(?:(?:previous|prior|preceding) (?P<n>\d+)(?: ?(?P<u>{U}))?|"
         rf"(?P<n2>\d+) (?:previous|prior|preceding) (?P<u2>{U}))", rules.days_before),
        (r"(?:the )?(?:period|stretch|time|same time|same period) previous(?: that| it)?(?P<u>)",
         rules.one_before),
        (r"(?:the )?(?:previous|prior|preceding) (?:one|period)(?P<u>)", rules.one_before),
        (r"(?:on )?(?:the )?same (?:day|days|time|weekday) (?:last|the last|the previous|the) week"
         r"(?: before| earlier)?|"
         r"(?:the )?same (?:day|days|time|weekday) (?:a|one|1) week (?:ago|earlier|before)",
         earlier.a_week_earlier),
        (rf"(?:{AGAINST} )?(?:the |its )?same (?:days?|dates?|period|stretch|time) "
         rf"(?:(?:of|in|from) (?:the )?(?:(?P<m>{MONTH})|month before|(?:last|previous|prior) month)|"
         r"(?:a|1|one) month (?:earlier|before|prior|ago))", earlier.same_days),
        (rf"{AGAINST} (?:on )?(?:the )?(?:(?:previous|prior|preceding) (?P<d>{W})|"
         rf"(?P<d2>{W}) (?:before|prior|earlier|preceding)(?: that| it)?)(?! \d)", earlier.weekday_before),
        (rf"(?:than|vs|v|versus|to|with|against) (?:the )?(?:next |following )?(?:(?P<n>\d+) ?)?(?P<u>{U}) "
         r"(?:(?:right|directly|immediately|just|straight) )?(?:after|afterwards|following)(?: that| it)?"
         r"(?! (?:the|\d|yesterday))", earlier.days_after),
        (rf"{AGAINST} (?:the |in the |in )?"
         rf"(?:last|previous|prior|1 before)(?: one)?(?! (?:{U}|\d))",
         rules.elided_last),
        (r"(?:than|vs|v|versus|against|(?<=compared )(?:to|with)) (?:(?:it was|they were) )?before"
         r"(?: that| then)?(?! (?:the|an?|our|its|it|noon|midnight|lunch|yesterday|today|now|\d)\b)"
         rf"(?! (?:{DAY}|{U}|{M}|{W}))", rules.elided_last),
    )
]  # fmt: skip


NOW = re.compile(
    r"(?<!\S)(?:right now|now|currently|at the moment|atm|lately|recently|nowadays|these days|rn|at present|"
    r"(?:in |for |over |of )?(?:the |this )?(?:current |whole |latest )?window|as of now|"
    r"as of today|so far|presently|just now|up to now)(?!\S)"
)
"""Words for the window itself: they name no other time."""


def find_times(joined: str, vocabulary: Vocabulary) -> list[TimeMention]:
    """The mentions of time in normalised words joined by single blanks, in order, none overlapping."""
    cal = Calendar(vocabulary)
    found: list[TimeMention] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(joined):
            if _is_may_verb(joined, match):
                continue
            try:
                made = rule(cal, match)
            except (ValueError, OverflowError):  # a day that no calendar has
                continue
            if made is not None:
                kind, period, earlier, unit, which = made
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                found.append(TimeMention(kind, start, match.end(), period, earlier, unit, which))
    found.sort(key=lambda t: (t.start - t.end, t.start))
    chosen: list[TimeMention] = []
    for mention in found:
        if all(mention.end <= other.start or mention.start >= other.end for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda t: t.start)


def _is_may_verb(joined: str, match: re.Match[str]) -> bool:
    """ "may", "mar" and "dec" alone are rarely months: they need a preposition before them."""
    if match.group().strip() not in ("may", "mar", "dec", "march"):
        return False
    before = joined[: match.start()].split()[-1:]
    return before not in (["in"], ["since"], ["during"], ["for"], ["of"], ["vs"], ["versus"], ["and"], ["to"])
