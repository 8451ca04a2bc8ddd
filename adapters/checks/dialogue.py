"""One turn of a check, the same on every channel: unseal, step, render, seal.

1. Nothing is stored: each button carries the state it leads to, encrypted. A button that starts a check carries only
   that check's id, in the clear, and never expires.
2. Each run of a check has a random name, which its buttons carry too: once the run is over, none of them works.
"""

import datetime as dt
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.checks.outcome import outcome_of
from adapters.checks.screen import Button, CheckOutcome, Screen, Viewer
from adapters.checks.state_token import RUN, Participant, Purpose, TokenCipher
from adapters.checks.window_titles import WindowTitles
from adapters.storage.ended_runs import EndedRuns
from adapters.telemetry.clock_skew import CLOCK_SKEW
from bot.check import Check
from bot.choices import offers
from bot.engine import step
from bot.events import Event, Started
from bot.state import State, StateCodec, blank
from bot.views import Advice, Expired, Gone, Help, Privacy, View
from messages.content import Content
from messages.rendering.renderer import Choice, Renderer


class Dialogue:
    """Runs checks without server-side state; each button carries it, sealed.

    Attributes:
        cipher: Encrypts the payloads of buttons.
        ended: The runs that are over; the caller adds each run that it ends.
    """

    def __init__(
        self,
        content: Content,
        cipher: TokenCipher,
        idle: float,
        clock: Callable[[], float] = time.time,
        zone: str = "Europe/Amsterdam",
    ) -> None:
        """Prepare every check of this content.

        Args:
            content: The checks, and their words in each language.
            cipher: Encrypts and decrypts the payloads of buttons.
            idle: Seconds after which a screen expires.
            clock: Returns the Unix time in seconds.
            zone: The time zone of the help numbers' opening hours, an IANA name.
        """
        self._zone = ZoneInfo(zone)
        self._content = content
        self.cipher = cipher
        self._idle = idle
        self._clock = clock
        self.ended = EndedRuns(idle + 2 * CLOCK_SKEW)
        self._codecs = {check.id: StateCodec(check) for check in content.checks.values()}
        self._titles = WindowTitles(content)

    def start(self, check: str, person: Participant, locale: str) -> Screen:
        """Start this check; if it isn't enabled (any more), return the screen that offers those that are."""
        found = self._content.checks.get(check)
        if not found:
            return self.expired(self._content.checks.values(), locale)
        return self._turn(found, blank(found), Started(), Viewer(person, locale))

    def stopped(self, locale: str) -> Screen:
        """Return the screen that says that a check was stopped."""
        return self._say(Gone(finished=False), locale, CheckOutcome.STOPPED)

    def press(self, payload: str, person: Participant, locale: str) -> Screen:
        """Handle the press of a button; any payload at all leads to a screen."""
        if payload in self._content.checks:
            return self.start(payload, person, locale)
        opened = self.cipher.unseal(Purpose.CHECK, payload, person)
        run, packed = (opened.packed[:RUN].hex(), opened.packed[RUN:]) if opened else ("", b"")
        for check in self._content.checks.values():
            found = self._codecs[check.id].unpack(packed)
            if opened and found and offers(check, *found):
                if opened.fresh(self._clock(), self._idle) and run not in self.ended:
                    return self._turn(check, *found, Viewer(person, locale), run)
                return replace(self.expired((check,), locale), ended=run, late=run in self.ended)
        return self.expired(self._content.checks.values(), locale)

    def run_of(self, payload: str, person: Participant) -> str:
        """Return the run of the check that this payload belongs to; empty if there is none."""
        opened = self.cipher.unseal(Purpose.CHECK, payload, person)
        found = opened and any(codec.unpack(opened.packed[RUN:]) for codec in self._codecs.values())
        return opened.packed[:RUN].hex() if opened and found else ""

    def expired(self, checks: Iterable[Check], locale: str) -> Screen:
        """Return the screen that says that a check has expired, with a start button for each of these checks."""
        found = tuple(checks)
        renderer = self._renderer(found, locale)
        said, title = renderer.render(Expired()).html, self.title(locale)
        return Screen(said, self.starts(locale, found), CheckOutcome.EXPIRED, title, locale=renderer.locale)

    def welcome(self, person: Participant, locale: str) -> Screen:
        """Start the only check, or offer all enabled ones."""
        checks = tuple(self._content.checks)
        if len(checks) == 1:
            return self.start(checks[0], person, locale)
        offered = tuple(start._replace(answers=True) for start in self.starts(locale))
        return Screen(self.words(locale)["start.choose"], offered, title=self.title(locale))

    def tell(self, say: Help | Privacy, locale: str) -> Screen:
        """Render a view that isn't part of a check, without buttons."""
        return self._say(say, locale)

    @property
    def checks(self) -> Collection[str]:
        """Return the ids of all enabled checks."""
        return self._content.checks.keys()

    @property
    def locales(self) -> Collection[str]:
        """Return the languages of all enabled checks (ISO 639-1)."""
        return self._content.words.keys()

    def title(self, locale: str) -> str:
        """Return the title of the first check, as plain text."""
        return self._content.renderers[next(iter(self._content.checks)), locale].name

    def titles(self, locale: str) -> Mapping[str, str]:
        """Return the title of each check, as plain text by id."""
        return {check: self._content.renderers[check, locale].title for check in self._content.checks}

    def prompts(self, check: str, locale: str) -> Mapping[str, str]:
        """Return this check's prompts as HTML by id, in another language if need be; empty for an unknown check."""
        found = ((prompt.id, prompt.text) for prompt in self._content.prompts.get(check, ()))
        return {id_: text.get(locale, next(iter(text.values()))).html for id_, text in found}

    @property
    def achterwacht(self) -> Markup:
        """Return whom people who work alone can call, as HTML; empty if that isn't set."""
        return self._content.achterwacht

    def words(self, locale: str) -> Mapping[str, Markup]:
        """Return the product's own words in this language, as HTML by dotted key."""
        return self._content.words[locale]

    def starts(self, locale: str, checks: Iterable[Check] | None = None) -> tuple[Button, ...]:
        """Return a start button for each of these checks, by default all; its payload is the check's id."""
        found = tuple(self._content.checks.values() if checks is None else checks)
        offers = ((check.id, self._content.renderers[check.id, locale].render(Expired()).choices) for check in found)
        labels = [(choice.label, check) for check, choices in offers for choice in choices]
        return tuple(Button(str(number), label, check) for number, (label, check) in enumerate(labels, start=1))

    def _say(self, say: View, locale: str, outcome: CheckOutcome | None = None) -> Screen:
        """Render a view that isn't about a particular check, without buttons."""
        renderer = self._renderer(self._content.checks.values(), locale)
        return Screen(
            renderer.render(say, self._local_time()).html, (), outcome, self.title(locale), locale=renderer.locale
        )

    def _renderer(self, checks: Iterable[Check], locale: str) -> Renderer:
        """Return the renderer of the first of these checks that has this language, or else of the first."""
        found = [self._content.renderers[check.id, locale] for check in checks]
        return next((one for one in found if one.locale == locale), found[0])

    def _local_time(self) -> dt.datetime:
        """Return the local time in the help numbers' time zone."""
        return dt.datetime.fromtimestamp(self._clock(), self._zone)

    def _turn(self, check: Check, state: State, event: Event, viewer: Viewer, pressed: str = "") -> Screen:
        """Run one turn. `pressed`: the run whose button was pressed."""
        moved, say = step(check, state, event)
        renderer = self._content.renderers[check.id, viewer.locale]
        message = renderer.render(say, self._local_time() if isinstance(say, Help) else None)
        outcome = outcome_of(event, say)
        run = secrets.token_hex(RUN) if outcome is CheckOutcome.STARTED else pressed
        urgent = tuple(renderer.parts[point] for point in say.points if point.urgent) if isinstance(say, Advice) else ()
        return Screen(
            message.html,
            self._buttons(check, moved, message.choices, viewer.person, run) if message.choices else (),
            outcome,
            self._titles.title(check, say, renderer),
            urgent,
            run=run if message.choices else "",
            ended=pressed if outcome else "",
            locale=renderer.locale,
        )

    def _buttons(
        self, check: Check, state: State, choices: Iterable[Choice], person: Participant, run: str
    ) -> tuple[Button, ...]:
        packed = bytes.fromhex(run) + self._codecs[check.id].pack_state(state)
        seal = self.cipher.buttons(packed, person, self._clock())
        return tuple(
            [Button(one.key, one.label, seal(one.number), one.answers, one.main, one.wipes) for one in choices]
        )
