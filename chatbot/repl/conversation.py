"""One sitting of the chat: the app, the context of the talk, the last reply. Knows no keyboard."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.app import App, open_app, starters
from chatbot.escape import visible
from chatbot.missed import remember
from chatbot.render import render
from chatbot.render.cells import amount
from chatbot.render.screen import console, screen_of
from chatbot.reply import Reply
from chatbot.telling import told
from chatbot.vocabulary import vocabulary_of
from segmentation.errors import SegmentationError
from segmentation.snapshot import Snapshot, current

if TYPE_CHECKING:
    from intents.followups.context import Context


class Conversation:
    """What is asked and answered between opening the chat and leaving it."""

    def __init__(self, snapshot: Snapshot, folder: Path, *, debug: bool = False) -> None:
        self.folder = folder
        """The snapshots folder."""
        self.debug = debug
        """True: faults are shown with their traceback."""
        self.last: Reply | None = None
        """The last reply."""
        self.drawn = True
        """False after /plain: answers are plain text."""
        self.use(snapshot)

    def use(self, snapshot: Snapshot) -> None:
        """Turns to a snapshot and starts a new conversation on it."""
        self.snapshot = snapshot
        self.vocabulary = vocabulary_of(snapshot)
        self.context: Context | None = None
        self._seen = self._pointed_to()
        self._app = _loaded_behind(lambda: open_app(self.snapshot, self.vocabulary))

    def ask(self, text: str, *, raw: bool = False) -> None:
        """Answers a question; the first one waits for the parser."""
        if not self._app.done():
            with console(screen_of(sys.stdout), sys.stdout).status("Getting ready ...", spinner="line"):
                self._app.result()
        self.last, self.context = self._app.result().ask(text, self.context, raw=raw)
        self.show(self.last)
        remember(self.last)

    def show(self, reply: Reply) -> None:
        """Draws a reply."""
        screen = screen_of(sys.stdout)
        print(render(reply, "drawn" if self.drawn else "plain", screen))
        if len(reply.answer.choices) > 1:
            print("Type the number of the one you mean, or ask in other words.\n")
        elif reply.answer.choices:
            print("Type yes if you did, or ask in other words.\n")

    def guarded(self, work: Callable[[], None]) -> None:
        """Does a piece of work; what goes wrong in it is said, and the conversation goes on."""
        try:
            work()
        except EOFError:
            raise
        except Exception as error:
            self.say(told(error, debug=self.debug) + "\n")

    def say(self, text: str) -> None:
        """Prints a message of the program itself."""
        print(text)

    def banner(self) -> str:
        """The first lines: which data this is, and what to try."""
        manifest = self.snapshot.manifest
        sizes = ", ".join(f"{visible(s.name)} {amount(s.users)}" for s in manifest.segments)
        return "\n".join(
            [
                f"Snapshot {manifest.id}: {amount(manifest.users)} users in the {manifest.window_days} days"
                f" to {manifest.as_of}",
                sizes,
                *(f'Try "{question}"' for question in starters(self.vocabulary)),
                "/help lists the commands, Ctrl-D leaves.",
                "",
            ]
        )

    def toolbar(self) -> str:
        """The line under the prompt."""
        manifest = self.snapshot.manifest
        return f" as of {manifest.as_of} | {amount(manifest.users)} users | {manifest.id} | /help"

    def offer_newer(self) -> None:
        """Says, once, that another snapshot has become the current one."""
        newest = self._pointed_to()
        if newest not in (None, self._seen, self.snapshot.manifest.id):
            self.say(f"A newer snapshot is there: {newest}. /use {newest} turns to it.\n")
        self._seen = newest

    def _pointed_to(self) -> str | None:
        try:
            return current(self.folder)
        except SegmentationError:  # unreadable just now: the snapshot in use is not concerned
            return None


def _loaded_behind(load: Callable[[], App]) -> Future[App]:
    """The app, loaded in a thread that does not keep the program from leaving."""
    future: Future[App] = Future()

    def work() -> None:
        try:
            future.set_result(load())
        except BaseException as error:  # told to whoever asks the first question
            future.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return future
