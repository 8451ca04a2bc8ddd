"""One turn of a conversation, the same in every channel: unseal, step, put into words, seal.

Nothing is stored. Where a conversation stands rides in the buttons of the screen itself. A button that starts a check
carries nothing but the id of that check, in clear: it never expires, and it is shorter than anything sealed.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from adapters.seal import Person, Seal
from bot.check import Check
from bot.engine import step
from bot.event import Event, Started, Stopped
from bot.say import Expired, Gone
from bot.state import Form, State, blank
from messages.content import Content


@dataclass(frozen=True, slots=True)
class Button:
    """`key`: what to type for it; `label`: plain text; `payload`: what comes back when it is pressed."""

    key: str
    label: str
    payload: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees. `html`: with the tags b, i and a only; `over`: nothing of the conversation may stay."""

    html: str
    buttons: tuple[Button, ...]
    over: bool = False


class Dialogue:
    """Holds every conversation by holding none."""

    def __init__(self, content: Content, seal: Seal, idle: float, clock: Callable[[], float] = time.time) -> None:
        """`idle`: seconds after which a screen can't be answered any more; `clock`: Unix time in seconds."""
        self._content = content
        self._seal = seal
        self._idle = idle
        self._clock = clock
        self._forms = {check.id: Form(check) for check in content.checks.values()}

    def start(self, check: str, person: Person, locale: str) -> Screen:
        """Begin this check. It must be among the content's checks."""
        found = self._content.checks[check]
        return self._turn(found, blank(found), Started(), person, locale)

    def stop(self, check: str, person: Person, locale: str) -> Screen:
        """Break this check off, from wherever it stands."""
        found = self._content.checks[check]
        return self._turn(found, blank(found), Stopped(), person, locale)

    def press(self, payload: str, person: Person, locale: str) -> Screen:
        """Take the turn of a pressed button; whatever the payload is, there is a screen to show."""
        if payload in self._content.checks:
            return self.start(payload, person, locale)
        opened = self._seal.unseal(payload, person)
        for check in self._content.checks.values():
            found = self._forms[check.id].unpack(opened.packed) if opened else None
            if opened and found:
                fresh = self._clock() - opened.at <= self._idle
                return self._turn(check, *found, person, locale) if fresh else self.expired((check,), locale)
        return self.expired(self._content.checks.values(), locale)

    def expired(self, checks: Iterable[Check], locale: str) -> Screen:
        """Say that a check can't go on, with a button to start again for each of these checks."""
        messages = [(check.id, self._content.book(check.id, locale).render(Expired())) for check in checks]
        labels = [(choice.label, check) for check, message in messages for choice in message.choices]
        buttons = (Button(str(number), label, check) for number, (label, check) in enumerate(labels, start=1))
        return Screen(messages[0][1].html, tuple(buttons), over=True)

    def _turn(self, check: Check, state: State, event: Event, person: Person, locale: str) -> Screen:
        moved, say = step(check, state, event)
        message = self._content.book(check.id, locale).render(say)
        form, now = self._forms[check.id], self._clock()
        buttons = (
            Button(choice.key, choice.label, self._seal.seal(form.pack(moved, choice.event), person, now))
            for choice in message.choices
        )
        return Screen(message.html, tuple(buttons), over=isinstance(say, Gone))
