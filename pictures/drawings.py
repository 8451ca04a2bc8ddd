"""Every screen of a check, as sent to Telegram, Slack and a browser, and three paths through the first check."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen
from adapters.checks.state_token import RUN, Participant, Purpose, TokenCipher
from adapters.simulators.slack.view import OpenView, new_view
from adapters.simulators.telegram.html_parser import parse
from adapters.simulators.telegram.inline_keyboard import read
from adapters.simulators.telegram.message import Message
from adapters.slack import modal
from adapters.telegram import message_layout
from adapters.web.drawing import MINUTES
from adapters.web.page import PageWriter, WebPage
from adapters.web.settings import EXIT
from bot.catalogue import foreseeable
from bot.engine import step
from bot.events import POINTS, Answered, Began, Event, Opened, Reviewed, Started
from bot.state import State, StateCodec, blank
from bot.views import Reading, View, Welcome
from messages.content import Content
from tests.support.turns import turns

CHECK = "groomingcheck"
"""The check in the pictures, whose screens are compared with earlier ones."""
NIGHT = dt.datetime(2027, 1, 5, 2, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""The time of every screen: a Tuesday, at night."""
PATHS: Mapping[str, Sequence[str]] = {
    "niets opgevallen": ("yes", "yes", "no", "none", "none", "often", "neutral", "no", "no"),
    "twijfel": ("yes", "some", "doubt", "feeling", "not_yet", "think", "sometimes", "unsure", "unsure"),
    "signalen herkend": ("no", "no", "yes", "facts", "not_yet", "no", "hard", "maybe", "yes"),
}
"""Three ways to answer its questions, as ids of options."""
_turns = cache(turns)
_WORKER = Participant("telegram", "1")


@dataclass(frozen=True)
class Drawing:
    """A screen.

    Attributes:
        view: Its view.
        path: The name of its path; empty if it isn't on any of `PATHS`.
        screen: The screen, independent of the channel.
        message: The message on Telegram.
        modal: The modal on Slack.
        page: The web page.
    """

    view: View
    path: str
    screen: Screen
    message: Message
    modal: OpenView
    page: str


class Artist:
    """Draws a check in one language."""

    def __init__(self, content: Content, check: str, locale: str) -> None:
        """Configure it. `check`: its id; `locale`: a language of the content (ISO 639-1)."""
        self.words = content.words[locale]
        self._check, self._locale = content.checks[check], locale
        self._cipher, self._codec = TokenCipher([b"s" * 32]), StateCodec(self._check)
        self._dialogue = Dialogue(content, self._cipher, 900, NIGHT.timestamp)
        self._writer = PageWriter(content.words, EXIT, MINUTES)

    def everything(self) -> list[Drawing]:
        """Return every screen that depends on at most two answers, and each path with the screens behind its advice."""
        found = _turns(self._check)
        screens = [self.drawing(view, *found[view]) for view in foreseeable(self._check) if view in found]
        paths = PATHS if self._check.id == CHECK else ()
        return [*screens, *(one for name in paths for one in self._path(name))]

    def drawing(self, view: View, state: State, event: Event, path: str = "") -> Drawing:
        """Return the screen after a press. `view`: its view."""
        packed = bytes(RUN) + self._codec.pack(state, event)
        token = self._cipher.seal(Purpose.CHECK, packed, _WORKER, NIGHT.timestamp())
        pressed = self._check.id if event == Started() else token
        screen = self._dialogue.press(pressed, _WORKER, self._locale)
        page = self._writer.write(WebPage(screen, self._locale, way_in=isinstance(view, Welcome)))
        return Drawing(view, path, screen, _message(screen), self._modal(screen), page)

    def _path(self, name: str) -> Iterator[Drawing]:
        options = [[option.id for option in asked.options] for asked in self._check.questions]
        chosen = [ids.index(answer) for ids, answer in zip(options, PATHS[name], strict=True)]
        state = blank(self._check)
        pending: list[Event] = [Started(), Began(), *(Answered(*answer) for answer in enumerate(chosen))]
        while pending:
            event = pending.pop(0)
            before, (state, view) = state, step(self._check, state, event)
            yield self.drawing(view, before, event, name)
            pending = [*([view.onward] if isinstance(view, Reading) else []), *pending]
        for event in (Opened(POINTS), Reviewed()):
            yield self.drawing(step(self._check, state, event)[1], state, event)

    def _modal(self, screen: Screen) -> OpenView:
        words = modal.ModalWords(self._locale, str(self.words["modal.close"]), str(self.words["modal.answer"]))
        return new_view(modal.view(screen, "drawn", words))


def _message(screen: Screen) -> Message:
    text, entities = parse(message_layout.text(screen))
    markup = read((message_layout.keyboard(screen) or {}).get("reply_markup"))
    return Message(1, {}, from_bot=True, date=0, text=text, entities=tuple(entities), markup=markup)
