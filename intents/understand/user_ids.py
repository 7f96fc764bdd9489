"""Users by their ids: "user 42", "users 42, 87 and 1501", "why is 1207 in there"."""

from __future__ import annotations

from intents.understand.frame import Frame, Sentence
from intents.understand.wording import REPAIRS


def read_user_ids(sentence: Sentence, frame: Frame) -> None:
    """ "user 42", "#640", an id that can be nothing else."""
    for i, mention in enumerate(sentence.mentions):
        if sentence.used[i]:
            continue
        if mention.user is not None:
            _add_user(sentence, frame, i, mention.user)
        elif mention.number is not None and float(mention.number).is_integer():
            before, labels = _id_owner(sentence, i)
            hash_sign = i > 0 and sentence.at(i - 1).text == "#"
            hash_sign &= not (mention.number == 1 and sentence.at(i + 1).has("noun"))  # "the #1 user"
            owner = sentence.at(before)
            named = owner.has("noun") and not owner.text.endswith(("s", "people", "ppl"))
            named |= owner.has("them") and owner.text.endswith(" user")
            joined = owner.has("and", "or") and bool(frame.users)
            near = before is not None and i - before <= 2 + hash_sign + labels
            said = sentence.at(i - 1).text in REPAIRS  # "one user, say 250"
            stopped = any(m.breaks for m in sentence.mentions[(before or 0) + 1 : i + 1]) and not said
            named &= not (stopped and not labels) and not sentence.at(i + 1).has("desc", "asc")
            column = [] if labels else _column_or_verb(sentence, i)
            if column or _owns(sentence, i) or _acts(sentence, i):
                stored = sentence.vocabulary.find_user(mention.text)
                if stored or sentence.at(column[0] if column else None).text in _IDS:
                    _add_user(sentence, frame, i, stored or mention.text)
                    sentence.use(*column)
            elif (hash_sign or named or joined) and before is not None and near:
                stored = sentence.vocabulary.find_user(mention.text)
                _add_user(sentence, frame, i, stored or mention.text)
                sentence.use(before, *([i - 1] if hash_sign else []), *range(i - labels, i))
                _use_opening(sentence, before)
    _read_id_lists(sentence, frame)
    for i, mention in enumerate(sentence.mentions):
        if mention.quoted and not sentence.used[i] and sentence.at(sentence.before(i)).has("noun"):
            stored = sentence.vocabulary.find_user(sentence.tokens[mention.start].text.strip("\"'“”«»"))
            if stored is not None:
                _add_user(sentence, frame, i, stored)


def _read_id_lists(sentence: Sentence, frame: Frame) -> None:
    """ "users 42, 87 and 1501": several numbers right behind a word for users, each of them an id."""
    for i, mention in enumerate(sentence.mentions):
        if not (mention.has("noun") or mention.text in _IDS):
            continue
        ids, at = [i + 1], i + 2
        while at < len(sentence):
            joined = sentence.at(at).has("and", "or", "plus")
            if not (joined or sentence.at(at).breaks) or sentence.at(at + joined).number is None:
                break
            ids.append(at + joined)
            at += 1 + joined
        stored = [sentence.vocabulary.find_user(sentence.at(j).text) for j in ids]
        if len(ids) > 1 and all(stored) and not any(sentence.used[j] for j in ids):
            if sentence.at(at).has(*_COUNTED) and not sentence.at(at).breaks:
                continue  # "users 3, 4 or 5 days away"
            sentence.use(*range(i, at))
            frame.users += [user for user in stored if user and user not in frame.users]


def _id_owner(sentence: Sentence, i: int) -> tuple[int | None, int]:
    """The word for a user before an id, and how many of "no", "number", "with the id" stand between."""
    j = i - 1
    while j > 0 and i - j <= 4 and (sentence.at(j).text in _ID_LABELS or sentence.at(j).text == "with"):
        j -= 1
    if j < i - 1 and sentence.at(j).has("noun") and sentence.at(i - 1).text in _ID_LABELS:
        return j, i - 1 - j
    return sentence.before(i), 0


_ID_LABELS = ("no", "nr", "num", "number", "id", "the id", "id no", "id number", "user id", "id nr")
"""Words between a user and the id."""
_OPENINGS = ("open", "open up", "view", "look up", "look for", "search for", "looking for")
"""Verbs before a user that ask for the whole user, where elsewhere they count."""


def _use_opening(sentence: Sentence, user: int) -> None:
    """ "look up user 88", "open user 318": to be shown, no views and no searches."""
    verb = sentence.before(user)
    opens = verb is not None and all(sentence.is_filler(j) for j in range(verb))
    if verb is not None and opens and sentence.at(verb).text in _OPENINGS:
        sentence.use(verb)


def _owns(sentence: Sentence, i: int) -> bool:
    """ "1044's searches": a number that owns something is somebody's id; "over 180 s" is a length."""
    if sentence.at(i - 1).has("more", "less", "at_least", "at_most", "exactly"):
        return False
    if i + 2 >= len(sentence) or sentence.at(i + 2).breaks:
        return False  # "between 20 and 40 s"
    number, clitic = (sentence.tokens[sentence.at(j).start] for j in (i, min(i + 1, len(sentence) - 1)))
    return clitic.norm == "s" and clitic.start == number.start + len(number.text) + 1


_IDS = ("id", "ids", "user id", "user_id", "uid", "reader id", "visitor id")
_OPENED = ("pull up", "look up", "looking up", "bring up", "open up", "what makes", "all about")


def _column_or_verb(sentence: Sentence, i: int) -> list[int]:
    """ "id = 1042", "look up 903": the words right before that say it is somebody's id."""
    at = i - 1
    while at > 0 and sentence.at(at).text in ("=", "==", "is", "of"):
        at -= 1
    before, following = sentence.at(at), sentence.at(i + 1)
    if before.text in _IDS:
        return list(range(at, i))
    numbered = before.text == "number" and sentence.at(at - 1).text.split(" ")[-1] in _NAMES_NUMBER
    alone = i + 1 == len(sentence) or following.breaks or following.text in ("in", "belong", "belongs")
    if numbered and alone and sentence.at(i).number != 1:
        return [at]  # "in which group is number 15"
    opened = before.text in _OPENED and not following.has(*_COUNTED) and following.number is None
    return [at] if opened and at == i - 1 else []


_NAMES_NUMBER = ("is", "was", "does", "did", "about", "has")
"""Words before "number 15" that make somebody of it, where "what number of" counts."""
_ACTS = ("read", "search", "view", "click", "visit", "search for")


def _acts(sentence: Sentence, i: int) -> bool:
    """ "how often did 2310 click"."""
    asked = sentence.at(i - 1).text.split(" ")[-1] in ("did", "does")
    return asked and sentence.at(i + 1).text in _ACTS


def read_bare_user_id(sentence: Sentence, frame: Frame) -> None:
    """A number left over in a question about one person ("why is 1207 in there") is that person's id."""
    if frame.users:
        return
    for i, mention in enumerate(sentence.mentions):
        if not sentence.used[i] and mention.number is not None and not mention.has("ordinal"):
            said_before = sentence.at(i - 1).text.split(" ")[-1]
            next_to = sentence.at(i + 1)
            verb = next_to.text in _ACTS
            doing = said_before in ("has", "did", "does", "is", "was")
            members = next_to.has("segment") and next_to.text.endswith("s")  # "five fans"
            members |= said_before == "the" and (next_to.has("noun", "desc", "asc") or next_to.text in _WITH)
            counted = members or next_to.has(*_COUNTED) or sentence.at(i - 1).has("desc", "asc")
            if counted and not (verb and doing):
                continue
            alone = i == 0 and len(sentence) <= 2
            personal = sentence.cue("why", "profile", "user_history", "last_seen") or alone
            heads = i == 0 and (next_to.breaks or next_to.has("what"))
            personal = personal or (heads and sentence.any("segment_noun", "metric"))
            personal = personal or (i + 1 == len(sentence) and sentence.at(i - 1).text.endswith("history"))
            personal = personal or _belongs_to(sentence, frame, i) or _said_to_be_user(sentence)
            personal = personal or (said_before == "number" and bool(_HIS & set(sentence.text.split())))
            if personal or doing:
                stored = sentence.vocabulary.find_user(mention.text)
                if stored is not None:
                    _add_user(sentence, frame, i, stored)


_HIS = frozenset(("he", "she", "his", "her", "him"))
_WITH = ("with", "who", "whose", "that", "having", "most", "least")
"""Words after a number of people: "who are the 30 with the most clicks"."""


def _said_to_be_user(sentence: Sentence) -> bool:
    """ "everything on 312, it's a user", "what 77 has been viewing (user id)": told at the end, or before."""
    last = next((i for i in range(len(sentence) - 1, 0, -1) if sentence.at(i).breaks), None)
    if last is None:
        return False
    *led, ends = sentence.mentions[last:]
    one = ends.text in _ONE_USER or ends.text.endswith(" a user")
    return one and all(m.has("fill", "them") or m.text in ("its", "thats") for m in led)


_ONE_USER = (*_IDS, "user", "a user", "reader", "a reader", "customer", "visitor")
_COUNTED = ("dimension", "percent_sign", "noun", "metric", "desc", "asc", "vague", "at_least", "at_most")
"""Kinds after a number that is an amount and nobody's id."""


def _belongs_to(sentence: Sentence, frame: Frame, i: int) -> bool:
    """ "total time for 310", "the history of 310": a figure or a course is somebody's."""
    of = sentence.at(i - 1).text.split(" ")[-1] in ("of", "for") and sentence.at(i - 1).text != "out of"
    last = i + 1 == len(sentence) or sentence.at(i + 1).breaks or sentence.at(i + 1).time is not None
    told = bool(frame.metrics or sentence.cue("trend") or sentence.any("segment_noun"))
    return of and last and told and "buckets" not in frame.aggregates


def _add_user(sentence: Sentence, frame: Frame, i: int, user: str) -> None:
    sentence.use(i)
    if user not in frame.users:
        frame.users.append(user)
