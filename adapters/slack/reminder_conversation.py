"""A coordinator's turn on Slack: passes presses and picks to the wizard, and shows the result in their modal.

1. A modal opens before any query to Slack or the database, because its trigger expires after three seconds.
2. An action that fails is offered again, with the picked values, so that no choice is lost.
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from markupsafe import Markup

from adapters.channels.services import SharedServices
from adapters.channels.turns import apology, guarded
from adapters.checks.screen import Button, Screen, Viewer
from adapters.checks.state_token import Participant
from adapters.platforms.errors import GoneError, TooLateError, UnavailableError
from adapters.reminders.access import Access, Right
from adapters.reminders.series import Series, gathered
from adapters.reminders.wizard.wizard import ReminderWizard, WizardNotice
from adapters.slack import home_reminders, wizard_modal
from adapters.slack.api import Api
from adapters.slack.blocks import Json, text
from adapters.slack.events import ReminderEvent, RemindersRequested, Sender, WizardUsed
from adapters.slack.home import home
from adapters.slack.languages import Languages
from adapters.slack.settings import NAME
from adapters.slack.wizard_modal import Words
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.reminders import Destination
from messages.markup import plain


class ReminderConversation:
    """Runs the turns of coordinators, and keeps no state between them."""

    def __init__(
        self, api: Api, services: SharedServices, languages: Languages, access: Access, wizard: ReminderWizard
    ) -> None:
        """Set up.

        Args:
            api: The API of the app.
            services: The services that all channels share.
            languages: Looks up people's languages.
            access: Decides who may set up reminders.
            wizard: Handles everything about reminders.
        """
        self._api = api
        self._dialogue = services.dialogue
        self._service = services.reminder_service
        self._languages = languages
        self._access = access
        self._wizard = wizard

    async def home_part(self, sender: Sender, locale: str) -> list[Json]:
        """Return the blocks about reminders for this person's Home tab; empty for people who aren't coordinators."""
        if await self._access.of(sender.person) is not Right.YES:
            return []
        found: Sequence[Series] = ()
        with suppress(*DATABASE_UNAVAILABLE):
            found = gathered(await self._service.all(NAME))
        return home_reminders.blocks(self._dialogue.words(locale), found, self._service.now())

    async def take(self, event: ReminderEvent) -> None:
        """Run one turn, and handle every error."""
        name = secrets.token_urlsafe(16) if isinstance(event, RemindersRequested) else event.name
        await guarded(NAME, partial(self._take, event, name), partial(self._excuse, event, name))

    async def _take(self, event: ReminderEvent, name: str) -> None:
        if isinstance(event, RemindersRequested):
            await self._requested(event, name)
        else:
            await self._used(event)

    async def _requested(self, event: RemindersRequested, name: str) -> None:
        words = self._words(event.sender)
        denied = self._access.known(event.sender.person) is Right.NO
        first = words["reminder.only" if denied else "window.moment"]
        try:
            await self._api.show(event.trigger, wizard_modal.notice(first, name, words))
        except (TooLateError, UnavailableError):
            return await self._respond(event, words["window.late"])
        if event.entry:
            return await self._used(WizardUsed(event.sender, name, event.entry))
        viewer = await self._viewer(event.sender)
        place = Destination(NAME, event.chat) if event.chat else None
        return await self._show(name, await self._wizard.begin(viewer, place), viewer)

    async def _used(self, event: WizardUsed) -> None:
        """Handle a button or a field. No button closes the modal, because Slack's own does."""
        viewer = await self._viewer(event.sender)
        match await self._wizard.press(event.payload, viewer, event.picked):
            case WizardNotice(html):
                await self._tell(event, html)
            case Screen() as screen:
                await self._show(event.name, screen, viewer)

    async def _show(self, name: str, screen: Screen, viewer: Viewer) -> None:
        words = self._dialogue.words(viewer.locale)
        await self._api.change(name, wizard_modal.view(screen, name, secrets.token_urlsafe(6), words))

    async def _tell(self, event: WizardUsed, html: str) -> None:
        """Show this, with a button to try again."""
        words = self._words(event.sender)
        again = Button("", plain(words["window.again"]), wizard_modal.repeated(event.payload, event.picked), main=True)
        await self._api.change(event.name, wizard_modal.notice(html, event.name, words, again))

    async def _respond(self, event: RemindersRequested, said: Markup) -> None:
        """Tell only this person: where they asked, or else on their Home tab."""
        if not event.reply:
            locale = self._languages.known(event.sender)
            return await self._api.publish_home(event.sender.person, home(self._dialogue, locale, said))
        line = {"response_type": "ephemeral", "replace_original": False, "text": plain(said), "blocks": text(said)}
        return await self._api.respond(event.reply, line)

    async def _excuse(self, event: ReminderEvent, name: str, reference: str | None) -> None:
        """Apologise by a means that still works."""
        words = self._words(event.sender)
        said = apology(words, reference)
        if isinstance(event, WizardUsed):
            return await self._tell(event, said)
        try:
            await self._api.change(name, wizard_modal.notice(said, name, words))
        except GoneError:  # the modal never opened
            await self._respond(event, said)

    async def _viewer(self, sender: Sender) -> Viewer:
        return Viewer(Participant(NAME, sender.person), await self._languages.of(sender))

    def _words(self, sender: Sender) -> Words:
        """Return the words in the person's language if it is cached, without asking Slack."""
        return self._dialogue.words(self._languages.known(sender))
