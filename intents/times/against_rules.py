"""Days held against others: "week over week", "than the month before", "the same day last week"."""

from __future__ import annotations

import re

from intents.times.days import Calendar
from intents.times.earlier_days import A_WEEK, SAME_DAYS, like_for_like, previous
from intents.times.rule import Found, Means, rules
from intents.times.words import AGAINST, DAY, MONTH, UNIT_DAYS, M, U, W, amount_of, length_of, unit_of


def _over(days: int) -> Means:
    """ "week over week": as many days up to today against those before."""

    def rule(cal: Calendar, _: re.Match[str]) -> Found:
        later = cal.last_days(days)
        return "pair", later, previous(later), "", ""

    return rule


def _this_over_last(cal: Calendar, m: re.Match[str]) -> Found:
    """ "this month over last": like for like."""
    unit = unit_of(m["u"])
    later, earlier = cal.cut(cal.calendar_unit(unit, 0)), cal.calendar_unit(unit, 1)
    return "pair", later, like_for_like(later, earlier, unit), unit, ""


def _month_on_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "October on September": the later against the earlier."""
    later, earlier = cal.month(m["a"]), cal.month(m["b"])
    return ("pair", later, earlier, "month", "") if earlier.last < later.first else None


def _last(_: Calendar, __: re.Match[str]) -> Found:
    """ "than last", "than before": the unit goes without saying."""
    return "last", None, None, "", ""


def _before(_: Calendar, __: re.Match[str]) -> Found:
    """ "the same period previous": as long as the days beside, just before them."""
    return "before", None, None, "", ""


def _unit_before(_: Calendar, m: re.Match[str]) -> Found:
    """ "the week before"."""
    return "before", None, None, unit_of(m["u"]), ""


def _days_before(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the 30 days before", "the 30 previous days": as many days, just before the ones compared with."""
    said = m.groupdict()
    number, word = said["n"] or said["n2"], said["u"] or said.get("u2")
    unit = unit_of(word) if word else ""
    return "before", cal.last_days(amount_of(number) * UNIT_DAYS[unit or "day"]), None, unit, ""


def _days_after(cal: Calendar, m: re.Match[str]) -> Found:
    """ "versus the fortnight right after it", "against the three days after": just after those beside."""
    return "after", cal.last_days(length_of(m["n"] or "1", m["u"])), None, unit_of(m["u"]), ""


def _week_earlier(_: Calendar, __: re.Match[str]) -> Found:
    """ "the same day last week", "vs the weekend before": the days of before, a week earlier."""
    return "before", None, None, A_WEEK, ""


def _same_days(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the same days of August", "the same dates a month earlier"."""
    return "before", cal.month(m["m"]) if m["m"] else None, None, SAME_DAYS, ""


def _weekday_before(_: Calendar, m: re.Match[str]) -> Found:
    """ "against the previous Friday", "the Friday before": the last one before the days beside it."""
    return "before", None, None, m["d"] or m["d2"], ""


RULES = rules(
    (r"wow|w ?/ ?w|weekly (?:growth|change)(?: rate)?|"
     r"(?<!from )(?:week|wk)s? (?:over|on|upon|vs|v|versus|against) (?:week|wk)", _over(7)),
    (r"mom|m ?/ ?m|monthly (?:growth|change)(?: rate)?|"
     r"(?<!from )(?:month|mo|mth)s? (?:over|on|upon|vs|versus|against) (?:month|mo|mth)", _over(30)),
    (r"dod|day (?:over|on|upon) day", _over(1)),
    (r"qoq|quarter (?:over|on) quarter", _over(90)),
    (r"yoy|year (?:over|on) year", _over(365)),
    (rf"(?:this|the current) (?P<u>{U}) (?:over|on|upon) (?:the )?(?:last|previous|prior)"
     rf"(?: (?:one|(?P=u)))?(?! (?:{U}|\d))", _this_over_last),
    (rf"(?P<a>{MONTH}) (?:on|upon|over) (?P<b>{MONTH})", _month_on_month),
    (rf"(?:{AGAINST} )?(?:the )?(?P<u>{U}) (?:before|prior|earlier|preceding)(?: that| it)?"
     r"(?! (?:yesterday|now|today|\d))", _unit_before),
    (rf"(?:the )?(?P<n>\d+) ?(?P<u>{U})? ?(?:before|prior|preceding)(?: that| it)?"
     r"(?! (?:yesterday|now|today|\d))", _days_before),
    (r"(?:than|vs|v|versus|to|with|against|from) (?:(?:that|those) (?:of|from|in) |in |over |for )?"
     rf"(?:the )?(?:(?:previous|prior|preceding) (?P<n>\d+)(?: ?(?P<u>{U}))?|"
     rf"(?P<n2>\d+) (?:previous|prior|preceding) (?P<u2>{U}))", _days_before),
    (r"(?:the )?(?:period|stretch|time|same time|same period) previous(?: that| it)?", _before),
    (r"(?:the )?(?:previous|prior|preceding) (?:one|period)", _before),
    (r"(?:on )?(?:the )?same (?:day|days|time|weekday) (?:last|the last|the previous|the) week"
     r"(?: before| earlier)?|"
     r"(?:the )?same (?:day|days|time|weekday) (?:a|one|1) week (?:ago|earlier|before)", _week_earlier),
    (rf"{AGAINST} (?:the )?(?:(?:previous|prior|preceding) weekend|weekend (?:before|earlier|prior))"
     r"(?: that| it)?", _week_earlier),
    (rf"(?:{AGAINST} )?(?:the |its )?same (?:days?|dates?|period|stretch|time) "
     rf"(?:(?:of|in|from) (?:the )?(?:(?P<m>{MONTH})|month before|(?:last|previous|prior) month)|"
     r"(?:a|1|one) month (?:earlier|before|prior|ago))", _same_days),
    (rf"{AGAINST} (?:on )?(?:the )?(?:(?:previous|prior|preceding) (?P<d>{W})|"
     rf"(?P<d2>{W}) (?:before|prior|earlier|preceding)(?: that| it)?)(?! \d)", _weekday_before),
    (rf"(?:than|vs|v|versus|to|with|against) (?:the )?(?:next |following )?(?:(?P<n>\d+) ?)?(?P<u>{U}) "
     r"(?:(?:right|directly|immediately|just|straight) )?(?:after|afterwards|following)(?: that| it)?"
     r"(?! (?:the|\d|yesterday))", _days_after),
    (rf"{AGAINST} (?:the |in the |in )?(?:last|previous|prior|1 before)(?: one)?(?! (?:{U}|\d))", _last),
    (r"(?:than|vs|v|versus|against|(?<=compared )(?:to|with)) (?:(?:it was|they were) )?before"
     r"(?: that| then)?(?! (?:the|an?|our|its|it|noon|midnight|lunch|yesterday|today|now|\d)\b)"
     rf"(?! (?:{DAY}|{U}|{M}|{W}))", _last),
)  # fmt: skip
