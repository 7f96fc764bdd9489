"""Names that users teach ("stickies" means Highly Engaged), and the questions that show what to teach.

A name is taken only when it means nothing yet and changes no question that is understood today. Taught names
stand in a YAML file that can be read and mended by hand.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from intents.errors import VocabularyError
from intents.lexicon import DATA, Lexicon, split_words
from intents.marking import mark
from intents.mentions import Mention
from intents.parser import Parser
from intents.restate import DIMENSION_PHRASES
from intents.spelling import Spelling
from intents.taught import substitution
from intents.tokens import clean, tokenize
from intents.understand.segments import places_of
from intents.vocabulary import Vocabulary

REGRESSION = DATA / "en" / "regression.yaml"
"""Questions whose reading no taught name may change."""
LONGEST = 60
"""Characters of the longest name."""
MEANINGS = ("segment", "metric", "value", "dimension")
"""Kinds of phrases that a name can stand for; the other thing it can stand for is a whole question."""
LOG_BYTES, LOG_KEPT = 1_000_000, 500
"""A log of missed questions that outgrows so many bytes keeps its last so many questions."""

_HEADER = "# Taught with /teach: a name and what it stands for. Delete a line to forget it.\n"
_LESSON = re.compile(r"\s*(\"[^\"]+\"|'[^']+'|.+?)\s+means\s+(.+)", re.IGNORECASE)
_USAGE = 'Such as: "stickies" means Highly Engaged'
_KINDS = {
    "segment": "names a segment",
    "metric": "names a metric",
    "dimension": "is what figures are split by",
    "topic": "names something this data does not hold",
}


def teach(text: str, vocabulary: Vocabulary, path: Path, regression: Path = REGRESSION) -> str:
    """Takes up a lesson (`"X" means Y`) into the file at `path`, and says so.

    Raises:
        VocabularyError: it is no lesson, Y is unknown, X means something else already, or it changes how a
            question of `regression` is read; the message shows which.
    """
    name, meaning = _parts(text)
    known = taught(path)
    parser = Parser(vocabulary)
    meaning = substitution({n: p for n, p in known.items() if n != name})(meaning)[0]
    phrase = _canonical(meaning, parser)
    if conflict := _conflict(name, parser):
        if _alike(name, phrase, parser):
            return f'"{name}" means {phrase} already.'
        raise VocabularyError(
            f'"{name}" cannot be taught: {conflict}.', "Choose a name that means nothing yet."
        )
    _check_regression(name, phrase, parser, regression)
    _write(path, known | {name: phrase})
    before = f", no longer {known[name]}" if known.get(name, phrase) != phrase else ""
    return f'"{name}" means {phrase} from now on{before}.'


def taught(path: Path) -> dict[str, str]:
    """Every taught name, lower-cased → the phrase it stands for; empty where there is no file."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise VocabularyError(f"{path} cannot be read: {error}", "Mend the file, or delete it.") from error
    if data is None:
        return {}
    if not isinstance(data, dict) or not all(isinstance(s, str) for pair in data.items() for s in pair):
        raise VocabularyError(
            f"{path} is no list of taught names.", "A line of it is a name, a colon and what it stands for."
        )
    return {name.lower(): phrase for name, phrase in data.items() if name.strip()}


def _parts(text: str) -> tuple[str, str]:
    """The name, lower-cased, and the meaning of a lesson."""
    lesson = _LESSON.fullmatch(clean(text).replace("“", '"').replace("”", '"'))
    if lesson is None:
        raise VocabularyError("This teaches nothing.", _USAGE)
    name, meaning = (part.strip("\"' .") for part in lesson.groups())
    if not any(c.isalpha() for c in name) or '"' in name:
        raise VocabularyError(f"{name or text} is no name: a name has letters.", _USAGE)
    if len(name) > LONGEST:
        raise VocabularyError(f"A name has at most {LONGEST} characters.", _USAGE)
    return name.lower(), meaning


def _canonical(meaning: str, parser: Parser) -> str:
    """What the meaning is called: a segment by its name, anything else that is understood as it was typed."""
    mentions = _mentions(meaning, parser)
    if len(mentions) == 1 and mentions[0].has(*MEANINGS):
        places = places_of(mentions[0], parser.vocabulary)
        return places[0] if len(places) == 1 else meaning
    if parser.read(meaning, raw=True)[0].query is None:
        names = ", ".join(parser.vocabulary.segments)
        raise VocabularyError(
            f'I do not know what "{meaning}" means.',
            f"A name can stand for a segment ({names}), a metric, a name in the data or a whole question.",
        )
    return meaning


def _mentions(text: str, parser: Parser) -> tuple[Mention, ...]:
    return mark(Spelling(tuple(tokenize(text))), parser.lexicon, parser.vocabulary).mentions


def _conflict(name: str, parser: Parser) -> str:
    """Why a name is not free; "" when it is."""
    mentions = _mentions(name, parser)
    if all(mention.known for mention in mentions):
        said = (f'"{mention.text}" {_meaning(mention)}' for mention in mentions)
        return ", ".join(said) or "it has no words"
    if whole := _containing(split_words(name), parser.lexicon):
        return f'it is a part of "{whole}"'
    return ""


def _meaning(mention: Mention) -> str:
    if mention.time is not None:
        return "is a time"
    if mention.user is not None:
        return "is a user's id"
    if mention.number is not None:
        return "is a number"
    if dimension := next((sense.dimension for sense in mention.senses if sense.kind == "value"), ""):
        return f"names a {DIMENSION_PHRASES[dimension]}"
    return next(
        (said for kind, said in _KINDS.items() if mention.has(kind)), "is a word that questions are made of"
    )


def _containing(words: list[str], lexicon: Lexicon) -> str:
    """A known phrase that contains the words, "" when there is none."""
    for phrases in lexicon.exact.values():
        for phrase in phrases:
            if any(list(phrase[i : i + len(words)]) == words for i in range(len(phrase))):
                return " ".join(phrase)
    return ""


def _alike(name: str, phrase: str, parser: Parser) -> bool:
    """True when questions with the one and with the other read alike."""
    pairs = [
        [parser.read(form.format(words), raw=True)[0].query for words in (name, phrase)]
        for form in ("{}", "how many {}")
    ]
    return any(one for one, _ in pairs) and all(one == other for one, other in pairs)


def _check_regression(name: str, phrase: str, parser: Parser, regression: Path) -> None:
    substitute = substitution({name: phrase})
    for question in yaml.safe_load(regression.read_text(encoding="utf-8"))["regression"]:
        text, replaced = substitute(clean(question))
        if replaced and parser.read(text)[0].query != parser.read(question)[0].query:
            raise VocabularyError(
                f'"{name}" cannot be taught: it would change what "{question}" means.', "Choose another name."
            )


def _write(path: Path, names: Mapping[str, str]) -> None:
    """Puts the file in place as a whole, readable by its user alone."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.touch(mode=0o600)
        beside.write_text(
            _HEADER + yaml.safe_dump(dict(names), allow_unicode=True, width=1_000), encoding="utf-8"
        )
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise VocabularyError(
            f"{path} cannot be written: {error.strerror}.", "Is its folder there?"
        ) from error


def log_missed(file: Path, question: str) -> None:
    """Appends a question that found no answer to the log; a log that cannot be written is let be."""
    try:
        if file.exists() and file.stat().st_size > LOG_BYTES:
            kept = file.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)[-LOG_KEPT:]
            file.write_text("".join(kept), encoding="utf-8")
        with file.open("a", encoding="utf-8") as log:
            log.write(json.dumps({"question": question}, ensure_ascii=False) + "\n")
    except OSError:
        return


def missed(file: Path, most: int = 50) -> list[str]:
    """The questions of the log, the latest first and each once; damaged lines are passed over."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return list(dict.fromkeys(filter(None, map(_question, reversed(lines)))))[:most]


def _question(line: str) -> str:
    try:
        return str(json.loads(line)["question"])
    except (ValueError, KeyError, TypeError):
        return ""
