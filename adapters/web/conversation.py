"""Run a check on the page: pass each press to the dialogue, and show the result."""

import time
from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from adapters.channels.services import SharedServices
from adapters.channels.turns import apology, count
from adapters.checks.screen import Button, CheckOutcome, Screen
from adapters.checks.state_token import Participant, Purpose
from adapters.telemetry import metrics
from adapters.web.form import Form
from adapters.web.page import BESIDE, WebPage
from adapters.web.settings import NAME
from bot.views import Help, Privacy

HERE = Participant(NAME, "")
"""The user of the page, who is anonymous. A check has a random name instead."""
_BESIDE: Mapping[str, Help | Privacy] = dict(zip(BESIDE, (Help(), Privacy()), strict=True))
"""The side screens, by the name that the page sends."""


class WebConversation:
    """Handles presses by anybody, without keeping state between them."""

    def __init__(self, services: SharedServices) -> None:
        """Prepare."""
        self._dialogue = services.dialogue
        self._ended = services.ended

    def way_in(self, locale: str) -> WebPage:
        """Return the first page: the welcome of the only enabled check, or a choice between several."""
        return WebPage(self._dialogue.welcome(HERE, locale), locale, way_in=True)

    async def take(self, form: Form, locale: str) -> WebPage:
        """Handle a press, and return the next page. May raise one of `DATABASE_UNAVAILABLE`."""
        if beside := _BESIDE.get(form.show):
            return self._beside(beside, form, locale)
        if not form.press:
            return self.way_in(locale)
        if run := self._dialogue.run_of(form.press, HERE):
            await self._ended.over(run)  # this learns whether another process ended it
        screen = self._dialogue.press(form.press, HERE, locale)
        if screen.late:
            screen = replace(screen, html=self._dialogue.words(screen.locale or locale)["web.over"])
        await self._ended.add([screen.ended])
        if not screen.buttons:
            screen = replace(screen, buttons=(self._begin(locale),))
        self._count(screen, form)
        return WebPage(screen, locale, "" if screen.over else self._renewed(form.press))

    async def leave(self, form: Form) -> None:
        """End a check that is left with the exit button. May raise one of `DATABASE_UNAVAILABLE`."""
        await self._ended.add([self._dialogue.run_of(form.leave, HERE)])

    def excuse(self, form: Form, locale: str, reference: str | None) -> WebPage:
        """Apologise for an error with this reference, or for a temporary failure."""
        trouble = "web.fault" if reference else "web.later"
        return self._again(apology(self._dialogue.words(locale), reference), trouble, form, locale)

    def busy(self, form: Form, locale: str) -> WebPage:
        """Ask the person to wait, as there are too many requests."""
        return self._again(self._dialogue.words(locale)["web.busy"], "web.later", form, locale)

    def refuse(self, why: str, locale: str) -> WebPage:
        """Explain why a request was rejected, with a button to the first page."""
        words = self._dialogue.words(locale)
        return WebPage(Screen(words[why], (self._begin(locale),)), locale, trouble="web.refused")

    def _renewed(self, pressed: str) -> str:
        """Return a token that leads back to a screen as long as its buttons are valid. The check must not be over."""
        return self._dialogue.cipher.renewed(Purpose.CHECK, pressed, HERE, time.time())

    def _begin(self, locale: str) -> Button:
        """Return the button to the first page."""
        return Button("", str(self._dialogue.words(locale)["web.begin"]), "")

    def _again(self, said: Markup, trouble: str, form: Form, locale: str) -> WebPage:
        """Return a page with this message, from which the same request can be sent again."""
        again = Button("", str(self._dialogue.words(locale)["web.again"]), form.press, main=True)
        return WebPage(Screen(said, (again,)), locale, form.press, trouble=trouble)

    def _beside(self, view: Help | Privacy, form: Form, locale: str) -> WebPage:
        """Return a side screen, with a button back."""
        words = self._dialogue.words(locale)
        back = Button("", str(words["web.back"]), form.press, main=True)
        screen = replace(self._dialogue.tell(view, locale), buttons=(back,))
        return WebPage(screen, locale, form.press, form.show)

    def _count(self, screen: Screen, form: Form) -> None:
        """Count a screen. A check is counted at its first press, as many pages are only opened and closed."""
        if form.first:
            metrics.checks.labels(NAME, CheckOutcome.STARTED).inc()
        count(NAME, replace(screen, outcome=None) if screen.outcome is CheckOutcome.STARTED else screen)
