"""The prompt: reads lines on a terminal until the user leaves. prompt_toolkit lives in this folder alone."""

from __future__ import annotations

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys

from chatbot.escape import visible
from chatbot.places import history_file
from chatbot.repl.commands import run_command
from chatbot.repl.completion import Names
from chatbot.repl.conversation import Conversation


def chat(conversation: Conversation) -> int:
    """Talks until Ctrl-D or /quit; the exit status. Ctrl-C clears the line, or stops what is going on."""
    session: PromptSession[str] = PromptSession(
        history=_history(),
        completer=Names(lambda: conversation.vocabulary),
        complete_while_typing=False,
        bottom_toolbar=conversation.toolbar,
        key_bindings=_bindings(),
    )
    conversation.say(conversation.banner())
    while True:
        conversation.offer_newer()
        try:
            text = session.prompt("> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return 0
        # A paste may hold several lines: each is a line of the conversation, none runs before Enter.
        lines = text.splitlines()
        for line in lines:
            try:
                if len(lines) > 1:
                    conversation.say(f"> {visible(line)}")
                _handle(conversation, line.strip())
            except KeyboardInterrupt:
                conversation.say("Interrupted.")
                break
            except EOFError:
                return 0


def _bindings() -> KeyBindings:
    """Passes over what prompt_toolkit takes for the mouse: ESC [ 31 m, typed, fails there."""
    bindings = KeyBindings()
    bindings.add(Keys.Vt100MouseEvent)(lambda _: None)
    return bindings


def _history() -> History:
    file = history_file()
    return InMemoryHistory() if file is None else FileHistory(str(file))


def _handle(conversation: Conversation, line: str) -> None:
    """One line: a command, a question, or a word of farewell (EOFError)."""
    if line.lower() in ("quit", "exit", "bye"):
        raise EOFError
    if line.startswith("/"):
        conversation.guarded(lambda: run_command(conversation, line))
    elif line:
        conversation.guarded(lambda: conversation.ask(line))
