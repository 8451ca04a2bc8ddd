"""One turn of a conversation, the same in every channel: unseal, step, put into words, seal.

Nothing is stored. Where a conversation stands rides in the buttons of the screen itself. A button that starts a check
carries nothing but the id of that check, in clear: it never expires, and it is shorter than anything sealed.
"""

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from adapters.seal import Person, Seal
from bot.check import Check
from bot.engine import step
from bot.event import Answered, Event, Finished, Started
from bot.say import Advice, Expired, Gone, Help, Privacy, Say, Welcome
from bot.state import Form, State, blank
from messages.content import Content


@dataclass(frozen=True, slots=True)
class Button:
    """`key`: what to type for it; `label`: plain text; `payload`: what comes back when it is pressed.

    `answers`: it answers the question of its screen; `finishes`: it is the last press of a check held to its end.
    """

    key: str
    label: str
    payload: str
    answers: bool = False
    finishes: bool = False


class Outcome(StrEnum):
    """What a turn made of a check."""

    STARTED = "started"
    FINISHED = "finished"
    STOPPED = "stopped"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees. `html`: with the tags b, i and a only; `outcome`: None while a check goes on.

    `title`: of the check, plain text; `urgent`: the lines of `html` that come before all others.
    """

    html: str
    buttons: tuple[Button, ...]
    outcome: Outcome | None = None
    title: str = ""
    urgent: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Nothing of the conversation may stay."""
        return self.outcome not in {None, Outcome.STARTED}


class Dialogue:
    """Holds every conversation by holding none. `seal`: what seals its buttons, for what else rides in buttons."""

    def __init__(self, content: Content, seal: Seal, idle: float, clock: Callable[[], float] = time.time) -> None:
        """`idle`: seconds after which a screen can't be answered any more; `clock`: Unix time in seconds."""
        self._content = content
        self.seal = seal
        self._idle = idle
        self._clock = clock
        self._forms = {check.id: Form(check) for check in content.checks.values()}

    def start(self, check: str, person: Person, locale: str) -> Screen:
        """Begin this check. It must be among the content's checks."""
        found = self._content.checks[check]
        return self._turn(found, blank(found), Started(), person, locale)

    def stopped(self, locale: str) -> Screen:
        """Say that a check was broken off, wherever it stood."""
        return self._say(Gone(finished=False), locale, Outcome.STOPPED)

    def press(self, payload: str, person: Person, locale: str) -> Screen:
        """Take the turn of a pressed button; whatever the payload is, there is a screen to show."""
        if payload in self._content.checks:
            return self.start(payload, person, locale)
        opened = self.seal.unseal(payload, person)
        for check in self._content.checks.values():
            found = self._forms[check.id].unpack(opened.packed) if opened else None
            if opened and found:
                fresh = self._clock() - opened.at <= self._idle
                return self._turn(check, *found, person, locale) if fresh else self.expired((check,), locale)
        return self.expired(self._content.checks.values(), locale)

    def expired(self, checks: Iterable[Check], locale: str) -> Screen:
        """Say that a check can't go on, with a button to start again for each of these checks."""
        found = tuple(checks)
        html = self._content.book(found[0].id, locale).render(Expired()).html
        return Screen(html, self.starts(locale, found), Outcome.EXPIRED, self.title(locale))

    def welcome(self, person: Person, locale: str) -> Screen:
        """Begin the one check there is, or offer every check there is."""
        checks = tuple(self._content.checks)
        if len(checks) == 1:
            return self.start(checks[0], person, locale)
        return Screen(self.words(locale)["start.choose"], self.starts(locale), title=self.title(locale))

    def tell(self, say: Help | Privacy, locale: str) -> Screen:
        """Say something that belongs to no turn, without buttons."""
        return self._say(say, locale)

    @property
    def checks(self) -> Collection[str]:
        """Give the id of every check there is."""
        return self._content.checks.keys()

    @property
    def locales(self) -> Collection[str]:
        """Give every language there are words in, as ISO 639-1."""
        return self._content.words.keys()

    def title(self, locale: str) -> str:
        """Give the title of the first check, as plain text."""
        return self._content.book(next(iter(self._content.checks)), locale).title

    def titles(self, locale: str) -> Mapping[str, str]:
        """Give the title of every check, as plain text, by its id."""
        return {check: self._content.book(check, locale).title for check in self._content.checks}

    def prompts(self, check: str, locale: str) -> tuple[str, ...]:
        """Give every prompt there is of this check, as HTML, in this language where there is one; it may be unknown."""
        found = (prompt.text for prompt in self._content.prompts.get(check, ()))
        return tuple(text.get(locale, next(iter(text.values()))).html for text in found)

    def words(self, locale: str) -> Mapping[str, Markup]:
        """Give the product's own words in this language, by dotted key, as HTML."""
        return self._content.words[locale]

    def starts(self, locale: str, checks: Iterable[Check] | None = None) -> tuple[Button, ...]:
        """Give a start button for each of these checks, or for every one; its payload is the check's id."""
        found = tuple(self._content.checks.values() if checks is None else checks)
        offers = ((check.id, self._content.book(check.id, locale).render(Expired()).choices) for check in found)
        labels = [(choice.label, check) for check, choices in offers for choice in choices]
        return tuple(Button(str(number), label, check) for number, (label, check) in enumerate(labels, start=1))

    def _say(self, say: Say, locale: str, outcome: Outcome | None = None) -> Screen:
        """Say it in the words of the first check, without buttons."""
        html = self._content.book(next(iter(self._content.checks)), locale).render(say).html
        return Screen(html, (), outcome, self.title(locale))

    def _turn(self, check: Check, state: State, event: Event, person: Person, locale: str) -> Screen:
        moved, say = step(check, state, event)
        book = self._content.book(check.id, locale)
        message = book.render(say)
        form, now = self._forms[check.id], self._clock()
        buttons = (
            Button(
                choice.key,
                choice.label,
                self.seal.seal(form.pack(moved, choice.event), person, now),
                answers=isinstance(choice.event, Answered),
                finishes=isinstance(choice.event, Finished),
            )
            for choice in message.choices
        )
        urgent = tuple(book.parts[point] for point in say.points if point.urgent) if isinstance(say, Advice) else ()
        return Screen(message.html, tuple(buttons), _outcome(event, say), book.title, urgent)


def _outcome(event: Event, say: Say) -> Outcome | None:
    match say:
        case Gone(finished):
            return Outcome.FINISHED if finished else Outcome.STOPPED
        case Welcome() if isinstance(event, Started):
            return Outcome.STARTED
        case _:
            return None
