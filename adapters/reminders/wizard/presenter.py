"""Turns the wizard's state into a screen: fetches what the screen needs, and lays it out."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen, Viewer
from adapters.platforms.errors import PlatformError
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import ChatDirectory
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard import draft_screens, list_screens
from adapters.reminders.wizard.actions import WizardScreen
from adapters.reminders.wizard.changes import chosen
from adapters.reminders.wizard.draft_screens import DraftPreview
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.state import WizardState
from adapters.reminders.wizard.tokens import WizardTokens
from adapters.storage.reminders import Reminder

_NAMED = {WizardScreen.ONE, WizardScreen.PAUSE, WizardScreen.DELETE, WizardScreen.CONFIRM}
"""Screens that name the group that they are about."""


class WizardPresenter:
    """Shows the wizard's state."""

    def __init__(
        self,
        dialogue: Dialogue,
        service: ReminderService,
        directory: ChatDirectory,
        tokens: WizardTokens,
        prompts: Prompts,
    ) -> None:
        """Prepare. `directory`: returns the names of chats; `prompts`: what can be posted."""
        self._dialogue = dialogue
        self._service = service
        self._directory = directory
        self._tokens = tokens
        self._prompts = prompts

    async def list(self, state: WizardState, found: Sequence[Reminder], viewer: Viewer, notice: str | None) -> Screen:
        """Return a page of these reminders. `notice`: the key of the words above it."""
        state = replace(state, page=min(state.page, list_screens.pages(len(found)) - 1))
        builder = self._builder(state, viewer, notice)
        shown = found[state.page * list_screens.PAGE :][: list_screens.PAGE]
        chats = list({one.place.chat for one in shown})
        titles = dict(zip(chats, await asyncio.gather(*(self._title(chat) for chat in chats)), strict=True))
        places = (self._place(viewer, titles[one.place.chat], topic=one.place.thread != "") for one in shown)
        list_screens.listed(builder, list(zip(shown, places, strict=True)), len(found), self._service.now())
        return builder.screen()

    async def show(self, state: WizardState, one: Reminder | None, viewer: Viewer, notice: str | None) -> Screen:
        """Return the screen about a reminder, or about a draft. `notice`: the key of the words above it."""
        builder = self._builder(state, viewer, notice)
        title = await self._title(str(state.chat)) if state.screen in _NAMED else None
        place = self._place(viewer, title, topic=state.thread != 0)
        if one and state.screen in {WizardScreen.ONE, WizardScreen.PAUSE, WizardScreen.DELETE}:
            list_screens.show(builder, one, place, self._service.now())
        else:
            draft_screens.show(builder, self._preview(state, one, place, viewer.locale), self._service)
        return builder.screen()

    def _builder(self, state: WizardState, viewer: Viewer, notice: str | None) -> ScreenBuilder:
        words = self._dialogue.words(viewer.locale)
        builder = ScreenBuilder(words, state, lambda shown, press: self._tokens.make(shown, press, viewer.person))
        if notice:
            builder.say(notice)
            builder.gap()
        return builder

    def _preview(self, state: WizardState, one: Reminder | None, place: Markup, locale: str) -> DraftPreview:
        titles = self._dialogue.titles(locale)
        checks = [Markup("{}").format(titles[check]) for check in self._prompts.checks]
        first = self._prompts.turn(self._prompts.checks[state.check], one.prompt if one else 0)
        prompt = Markup(first.html if first else "")  # noqa: S704 - HTML of the content's own
        return DraftPreview(chosen(state, one, self._service), checks, place, prompt)

    def _place(self, viewer: Viewer, title: str | None, *, topic: bool) -> Markup:
        words = self._dialogue.words(viewer.locale)
        return words["plan.topic_named" if topic else "plan.group_named"].format(title=title or words["plan.unnamed"])

    async def _title(self, chat: str) -> str | None:
        """Return the name of a group; None where the platform doesn't say."""
        try:
            return await self._directory.title(chat)
        except PlatformError:
            return None
