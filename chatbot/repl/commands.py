"""The commands of the chat: one table of what can stand behind a slash."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chatbot.errors import ChatbotError
from chatbot.escape import visible
from chatbot.places import missed_file, taught_file
from chatbot.render import render
from chatbot.render.cells import amount
from chatbot.render.screen import Screen
from chatbot.repl.conversation import Conversation
from chatbot.reply import Reply
from intents.query import to_dict
from segmentation.snapshot import list_snapshots, load


@dataclass(frozen=True)
class Command:
    """One command."""

    argument: str
    """What follows its name, in capitals; "" when nothing does; in brackets when it may be left out."""
    help: str
    """What it does, for /help."""
    run: Callable[[Conversation, str], str]
    """Does it and returns what to say; EOFError leaves the chat."""


def run_command(conversation: Conversation, line: str) -> None:
    """Runs a line that starts with a slash, and says what came of it.

    Raises:
        ChatbotError: there is no such command, or it lacks its argument.
        EOFError: the chat is to be left.
    """
    name, _, argument = line[1:].partition(" ")
    argument = argument.strip()
    command = COMMANDS.get(name.lower())
    if command is None:
        near = difflib.get_close_matches(name.lower(), COMMANDS, n=1, cutoff=0.5)
        hint = f"Did you mean /{near[0]}?" if near else "/help lists the commands."
        raise ChatbotError(f"There is no command /{visible(name)}.", hint)
    if not argument and command.argument.isalpha():
        raise ChatbotError(f"/{name} needs {command.argument}.", f"{command.help}.")
    if said := command.run(conversation, argument):
        conversation.say(said + "\n")


def _help(_conversation: Conversation, _argument: str) -> str:
    usages = [f"/{name} {command.argument}".rstrip() for name, command in COMMANDS.items()]
    width = max(map(len, usages))
    lines = [
        f"  {usage:<{width}}  {command.help}"
        for usage, command in zip(usages, COMMANDS.values(), strict=True)
    ]
    return "\n".join(["Ask in plain words, or:", *lines, '"what can I ask" shows the kinds of questions.'])


def _quit(_conversation: Conversation, _argument: str) -> str:
    raise EOFError


def _new(conversation: Conversation, _argument: str) -> str:
    conversation.context = None
    return "A new conversation."


def _raw(conversation: Conversation, argument: str) -> str:
    conversation.ask(argument, raw=True)
    return ""


def _json(conversation: Conversation, _argument: str) -> str:
    return render(_last(conversation), "json", Screen()).rstrip()


def _csv(conversation: Conversation, argument: str) -> str:
    return _written(_last(conversation), "csv", argument)


def _export(conversation: Conversation, argument: str) -> str:
    ending = Path(argument).suffix.lower()
    if ending not in ENDINGS:
        raise ChatbotError(f"The ending of {argument} says no format.", f"Use one of {', '.join(ENDINGS)}.")
    return _written(_last(conversation), ENDINGS[ending], argument)


def _query(conversation: Conversation, _argument: str) -> str:
    query = _last(conversation).query
    if query is None:
        return "The last question has no single reading, so there is no query."
    plain = {key: value for key, value in to_dict(query).items() if value not in (None, [], "", False)}
    return visible_lines(json.dumps(plain, indent=2, ensure_ascii=False))


def _snapshots(conversation: Conversation, _argument: str) -> str:
    lines = []
    for snapshot in list_snapshots(conversation.folder):
        manifest = snapshot.manifest
        here = "  (in use)" if manifest.id == conversation.snapshot.manifest.id else ""
        lines.append(f"  {manifest.id}  {amount(manifest.users)} users, {manifest.window_days} days{here}")
    return "\n".join(lines)


def _use(conversation: Conversation, argument: str) -> str:
    conversation.use(load(conversation.folder, argument))
    return conversation.banner().rstrip()


def _teach(conversation: Conversation, argument: str) -> str:
    from intents.teaching import teach

    said = teach(argument, conversation.vocabulary, taught_file())
    conversation.use(conversation.snapshot)
    return said


def _missed(_conversation: Conversation, _argument: str) -> str:
    from intents.teaching import missed

    file = missed_file()
    if file is None:
        return "Unanswered questions are not being logged."
    return "\n".join(f"  {visible(question)}" for question in missed(file)) or "Nothing was missed so far."


def _plain(conversation: Conversation, _argument: str) -> str:
    conversation.drawn = not conversation.drawn
    return (
        "Answers are drawn again."
        if conversation.drawn
        else "Answers are plain text now; /plain draws them again."
    )


def _last(conversation: Conversation) -> Reply:
    if conversation.last is None:
        raise ChatbotError("Nothing was asked yet.", "Ask something first, such as: how many users")
    return conversation.last


def _written(reply: Reply, format: str, file: str) -> str:
    """Writes a reply to a new file. An existing one is never overwritten."""
    path = Path(file).expanduser()
    try:
        with path.open("x", encoding="utf-8", newline="") as out:
            out.write(render(reply, format, Screen()))
    except FileExistsError:
        raise ChatbotError(f"{path} exists already.", "Name a new file.") from None
    except (OSError, ValueError) as error:
        raise ChatbotError(f"{visible(str(path))} cannot be written: {error}", "Name another file.") from None
    return f"Written to {path}."


def visible_lines(text: str) -> str:
    """Text of several lines, each made safe to show."""
    return "\n".join(map(visible, text.split("\n")))


ENDINGS = {".csv": "csv", ".json": "json", ".md": "markdown", ".txt": "plain"}
"""File ending to the format it stands for."""

COMMANDS: Mapping[str, Command] = {
    "help": Command("", "shows this list", _help),
    "new": Command("", "starts a new conversation: the next question follows nothing", _new),
    "raw": Command("QUESTION", "asks without correcting any spelling", _raw),
    "json": Command("", "shows the last answer as JSON", _json),
    "csv": Command("FILE", "writes the last answer's figures to a CSV file", _csv),
    "export": Command("FILE", "writes the last answer; .csv, .json, .md or .txt says how", _export),
    "query": Command("", "shows the last question as it was typed for the computer", _query),
    "plain": Command("", "switches between drawn answers and plain text", _plain),
    "snapshots": Command("", "lists the snapshots", _snapshots),
    "use": Command("ID", "turns to another snapshot", _use),
    "teach": Command("TEXT", 'teaches a name, such as "/teach whales means Highly Engaged"', _teach),
    "missed": Command("", "lists the questions that found no answer", _missed),
    "quit": Command("", "leaves, as Ctrl-D does", _quit),
}
"""Name to command, in the order of /help."""
