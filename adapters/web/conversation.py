"""Holds a check on the page: what was pressed goes to the dialogue, and what comes of it is shown."""

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
"""Whoever uses the page: nobody is known. A check has a random name of its own instead."""
_BESIDE: Mapping[str, Help | Privacy] = dict(zip(BESIDE, (Help(), Privacy()), strict=True))
"""The screens beside a check, by the name that the page sends."""


class WebConversation:
    """Takes one press after the other, of anybody, and keeps nothing between them."""

    def __init__(self, services: SharedServices) -> None:
        """Prepare."""
        self._dialogue = services.dialogue
        self._ended = services.ended

    def way_in(self, locale: str) -> WebPage:
        """Return what the address shows: the welcome of the only check, or all that are on."""
        return WebPage(self._dialogue.welcome(HERE, locale), locale, way_in=True)

    async def take(self, form: Form, locale: str) -> WebPage:
        """Take a press, and return what comes of it. Raises one of `DATABASE_UNAVAILABLE`."""
        if beside := _BESIDE.get(form.show):
            return self._beside(beside, form, locale)
        if not form.press:
            return self.way_in(locale)
        if run := self._dialogue.run_of(form.press, HERE):
            await self._ended.over(run)  # which makes it known here, if another process ended it
        screen = self._dialogue.press(form.press, HERE, locale)
        if screen.late:
            screen = replace(screen, html=self._dialogue.words(screen.locale or locale)["web.over"])
        await self._ended.add([screen.ended])
        if not screen.buttons:
            screen = replace(screen, buttons=(self._begin(locale),))
        self._count(screen, form)
        return WebPage(screen, locale, "" if screen.over else self._renewed(form.press))

    async def leave(self, form: Form) -> None:
        """End the check that is left at once. Raises one of `DATABASE_UNAVAILABLE`."""
        await self._ended.add([self._dialogue.run_of(form.leave, HERE)])

    def excuse(self, form: Form, locale: str, reference: str | None) -> WebPage:
        """Apologise for a fault with this reference, or for what will work again by itself."""
        trouble = "web.fault" if reference else "web.later"
        return self._again(apology(self._dialogue.words(locale), reference), trouble, form, locale)

    def busy(self, form: Form, locale: str) -> WebPage:
        """Ask for patience, as there are too many requests."""
        return self._again(self._dialogue.words(locale)["web.busy"], "web.later", form, locale)

    def refuse(self, why: str, locale: str) -> WebPage:
        """Say why what was sent isn't taken, and lead to the way in."""
        words = self._dialogue.words(locale)
        return WebPage(Screen(words[why], (self._begin(locale),)), locale, trouble="web.refused")

    def _renewed(self, pressed: str) -> str:
        """Return what leads back to a screen for as long as its buttons lead on. That its check isn't over was seen."""
        return self._dialogue.cipher.renewed(Purpose.CHECK, pressed, HERE, time.time())

    def _begin(self, locale: str) -> Button:
        """Return the button to the way in."""
        return Button("", str(self._dialogue.words(locale)["web.begin"]), "")

    def _again(self, said: Markup, trouble: str, form: Form, locale: str) -> WebPage:
        """Return a page that says this, from which the same can be sent once more."""
        again = Button("", str(self._dialogue.words(locale)["web.again"]), form.press, main=True)
        return WebPage(Screen(said, (again,)), locale, form.press, trouble=trouble)

    def _beside(self, view: Help | Privacy, form: Form, locale: str) -> WebPage:
        """Return a screen beside the check, with the way back."""
        words = self._dialogue.words(locale)
        back = Button("", str(words["web.back"]), form.press, main=True)
        screen = replace(self._dialogue.tell(view, locale), buttons=(back,))
        return WebPage(screen, locale, form.press, form.show)

    def _count(self, screen: Screen, form: Form) -> None:
        """Count a screen. A check is counted with the first press in it: many a page is opened and closed."""
        if form.first:
            metrics.checks.labels(NAME, CheckOutcome.STARTED).inc()
        count(NAME, replace(screen, outcome=None) if screen.outcome is CheckOutcome.STARTED else screen)
