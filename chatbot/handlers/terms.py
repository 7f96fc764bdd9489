"""What words mean here: one table, filled in with the snapshot's own facts."""

from __future__ import annotations

from collections.abc import Mapping

METRIC_TERMS: Mapping[str, str] = {
    "clicks": ("the number of a user's clicks: rows of the click log, identical ones counted each"),
    "pages": "the number of different pages (urls) a user clicked on",
    "searches": "the number of searches a user made",
    "views": ("the number of times a user opened an article, the same one counted each time"),
    "articles": "the number of different articles a user opened",
    "time_per_click": (
        "the mean of the times observed on a user's clicks, in seconds; missing where none was observed"
    ),
    "time_per_article": (
        "the mean of the times observed on a user's article views, in seconds (dwell time, reading "
        "time); missing where none was observed"
    ),
    "total_time": (
        "the sum of the times observed on a user's clicks and article views, in seconds; searches add none"
    ),
    "active_days": (
        "the number of different days on which a user had any event: a click, a search or an article view"
    ),
    "recency": (
        "the number of days from a user's last event to the last day of the period; 0 is that very day"
    ),
    "sessions": (
        "the number of a user's sessions: runs of events of any kind with gaps of at most 30 minutes"
    ),
}
"""Metric → its meaning, after "Total clicks is"."""

TERMS: Mapping[str, str] = {
    "segment": (
        "A segment is a group of users whose behaviour in the window is alike, found by {algorithm} "
        "on {features} and ordered by engagement: {segments}."
    ),
    "inactive": (
        "Inactive are users seen before with no event in the {window} days that end on {as_of}: "
        "{inactive} now. They are counted beside the segments, never inside them."
    ),
    "new": "New, between two days, are users who had no event before the earlier one.",
    "user": (
        'A user is anyone with an id and at least one event; "users" are those with an event in the '
        "window: {users}."
    ),
    "window": (
        "The window is the {window} days that end on the as-of day, both included: {first} to {last} now."
    ),
    "as-of day": (
        "An as-of day is a day for which membership was worked out, weekly from {first_as_of} to "
        '{as_of}. The latest one is "today" in every answer.'
    ),
    "snapshot": (
        "A snapshot is a published, unchanging copy of the segments and figures as of one day: this "
        "one is {id}. The same question on the same snapshot always gives the same answer."
    ),
    "session": (
        "A session is a run of a user's events of any kind with gaps of at most 30 minutes; a longer "
        "gap begins the next one."
    ),
    "engagement score": (
        "The engagement score of a segment is the mean of its centre's standardised features: 0 is "
        "average, more is more engaged. Scores: {scores}."
    ),
    "silhouette": (
        "The silhouette says how well users fit their segment, from -1 to 1: near 1 they are far from "
        "other segments, near 0 in between. Here it is {silhouette} on {sample} users."
    ),
    "centroid": (
        "A centroid is a segment's centre: the average of its users' features, as the clustering sees them."
    ),
    "share": (
        "A share is a part of a whole in percent; of users, the whole is all users in the segments "
        "unless said otherwise."
    ),
    "median": ("The median is the value in the middle: half of the users have less, half have more."),
    "percentile": ("The 90th percentile is the value that 90 % of the users do not exceed; others likewise."),
    "mean": (
        "The mean is the sum of the users' values divided by their number; users without a value are "
        "left out."
    ),
    "standard deviation": "The standard deviation says how far users' values lie from their mean.",
    "correlation": (
        "A correlation says how far two values go together, from -1 to 1. Spearman's compares ranks, "
        "and is used unless Pearson's is named."
    ),
    "ratio": "A ratio is one value divided by another: 2 is twice as much.",
    "index": ("An index of 100 means like all users; 150 is half as much again, 50 is half."),
    "churned": ("Churned users were in a segment on the earlier day and are Inactive on the later one."),
    "retention": (
        "Retention is the share of a segment's users on the earlier day who are still in it on the later one."
    ),
    "click": "A click is one row of the click log: a user, a time, a url.",
    "device": "The device is what a click was made on, as the click log records it.",
    "source": (
        "The source is where a click came from: the referrer's name without its suffix (google, "
        'facebook), "direct" where there was none.'
    ),
    "section": ("A section is the part of the publication an article belongs to; it goes by article views."),
    "page_section": ("The section of the site is the first part of a page's path; it goes by clicks."),
    "page": "A page is a url, as the click log records it.",
    "article": ("An article is known by its id; its title stands beside it, since titles repeat."),
    "term": "A search term is what a user searched for, lower-cased and trimmed.",
    "hour": "The hour of an event is 0 to 23, in the time zone {zone}.",
    "weekday": (
        "The weekday of an event, in the time zone {zone}; weekdays are compared by the mean per such day."
    ),
    "week": "A week runs from Monday to Sunday and is named by its Monday.",
    "month": "A month is a calendar month.",
    "day": "A day is a calendar day in the time zone {zone}.",
    "week over week": "Week over week compares the 7 days that end today with the 7 before.",
    "month over month": "Month over month compares the 30 days that end today with the 30 before.",
}
"""Term → its meaning; names in braces are filled in from the snapshot."""

ALIASES: Mapping[str, str] = {
    "segments": "segment", "cluster": "segment", "clusters": "segment", "users": "user", "visitor": "user",
    "sleeping": "inactive", "lapsed": "inactive", "churn": "churned", "churn rate": "churned",
    "search term": "term", "as-of": "as-of day", "as of day": "as-of day", "today": "as-of day",
    "visit": "session", "referrer": "source", "score": "engagement score", "centre": "centroid",
    "center": "centroid", "average": "mean", "std": "standard deviation", "spread": "standard deviation",
    "wow": "week over week", "mom": "month over month", "newcomer": "new", "daytype": "weekday",
    "dwell time": "time_per_article", "reading time": "time_per_article", "dwell": "time_per_article",
    "time spent": "total_time", "active day": "active_days", "active days": "active_days",
    "site section": "page_section", "new user": "new", "new users": "new", "retained": "retention",
}  # fmt: skip
"""Other words for the same."""
