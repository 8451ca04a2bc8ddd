"""A coordinator's turn on Slack: handles what they asked, pressed or filled in about reminders.

1. Rights are checked again at every turn; a person without them is told so in a modal that only they see.
2. A modal opens before Slack or the database is asked anything, and a submitted form is acknowledged without asking.
   What was filled in is shown again if it can't be saved.
"""

import asyncio
import secrets
from contextlib import suppress
from functools import partial

from markupsafe import Markup

from adapters.channels.services import SharedServices
from adapters.channels.turns import apology, guarded
from adapters.platforms.errors import GoneError, TooLateError, UnavailableError
from adapters.reminders.access import Access, Right
from adapters.reminders.actions import ReminderAction, ReminderActions
from adapters.slack import reminder_list
from adapters.slack.api import ARRIVAL, Api
from adapters.slack.blocks import Json, text
from adapters.slack.events import FormSubmitted, ReminderControlUsed, ReminderEvent, RemindersRequested, Sender
from adapters.slack.home import home
from adapters.slack.languages import Languages
from adapters.slack.reminder_buttons import ReminderButtons, number
from adapters.slack.reminder_form import ReminderForm
from adapters.slack.reminder_list import ReminderPage
from adapters.slack.reminder_modal import FORM, Words, notice
from adapters.slack.settings import NAME
from adapters.storage.errors import DATABASE_UNAVAILABLE
from messages.markup import plain


class ReminderConversation:
    """Runs the turns of coordinators, and keeps nothing between them."""

    def __init__(
        self, api: Api, services: SharedServices, languages: Languages, access: Access, actions: ReminderActions
    ) -> None:
        """Prepare.

        Args:
            api: The API of the app.
            services: What all channels share.
            languages: Knows in which language somebody reads.
            access: Decides who may set up reminders.
            actions: Carries out actions on a reminder.
        """
        self._api = api
        self._dialogue = services.dialogue
        self._service = services.reminder_service
        self._languages = languages
        self._access = access
        self._buttons = ReminderButtons(actions)
        self._form = ReminderForm(api, services, actions)

    def answer(self, sent: FormSubmitted) -> Json:
        """Return the acknowledgement of a submitted form: its errors, or a modal that says that it is being saved."""
        words, carried = self._words(self._languages.known(sent.sender)), self._form.carried(sent)
        if carried is None:
            return {"response_action": "update", "view": notice(words, sent.name, words["form.late"])}
        if wrong := self._form.wrong(words, sent, carried):
            return {"response_action": "errors", "errors": wrong}
        return {"response_action": "update", "view": notice(words, sent.name, words["form.moment"])}

    async def home_part(self, sender: Sender, locale: str) -> list[Json]:
        """Return the blocks about reminders on this person's Home tab: empty for all but coordinators."""
        if await self._access.of(sender.person) is not Right.YES:
            return []
        words, now = self._words(locale), self._service.now()
        with suppress(*DATABASE_UNAVAILABLE):
            return reminder_list.short(words, await self._service.all(NAME), now)
        return reminder_list.short(words, (), now)

    async def take(self, event: ReminderEvent) -> None:
        """Run one turn, and handle every error."""
        name = secrets.token_urlsafe(16) if isinstance(event, RemindersRequested) else event.name
        await guarded(NAME, partial(self._take, event, name), partial(self._excuse, event, name))

    async def _take(self, event: ReminderEvent, name: str) -> None:
        if isinstance(event, RemindersRequested):
            return await self._requested(event, name)
        if isinstance(event, FormSubmitted):
            await asyncio.sleep(ARRIVAL)
        words = self._words(await self._languages.of(event.sender))
        if not await self._may(event.sender, name, words):
            return None
        if isinstance(event, FormSubmitted):
            return await self._submitted(event, words)
        carried = self._form.carried(event)
        if carried and event.action.startswith(FORM):
            return await self._api.change(name, await self._form.filled(words, event, carried))
        return await self._used(event, words)

    async def _requested(self, event: RemindersRequested, name: str) -> None:
        """Open a modal, and only then check the rights and read the reminders: the trigger lives three seconds."""
        words = self._words(self._languages.known(event.sender))
        denied = self._access.known(event.sender.person) is Right.NO
        first = notice(words, name, words["reminder.only" if denied else "form.moment"])
        try:
            await self._api.show(event.trigger, first)
        except (TooLateError, UnavailableError):
            return await self._respond(event, words["form.late"])
        words = self._words(await self._languages.of(event.sender))
        if await self._may(event.sender, name, words):
            await self._list(name, words)
        return None

    async def _may(self, sender: Sender, name: str, words: Words) -> bool:
        """Return whether this person may set up reminders; if not, say so in this modal."""
        right = await self._access.of(sender.person)
        if right is not Right.YES:
            said = words["reminder.only" if right is Right.NO else "reminder.unsure"]
            await self._api.change(name, notice(words, name, said))
        return right is Right.YES

    async def _used(self, event: ReminderControlUsed, words: Words) -> None:
        """Do what a button in the list asks."""
        _, verb, row = (*event.action.split(":"), "", "")[:3]
        page = number(event.origin)
        if verb in {"list", "earlier", "later"}:
            return await self._list(event.name, words, number(event.value))
        if verb == "new":
            if not self._form.checks:
                return await self._list(event.name, words, page, words["suspension.textless"])
            return await self._api.change(event.name, self._form.blank(words, event.name))
        reminder = await self._service.find(NAME, number(row))
        if not reminder:
            return await self._list(event.name, words, page, words["reminder.changed"])
        if verb == ReminderAction.CHANGE.value:
            return await self._api.change(event.name, self._form.of(words, event.name, reminder))
        note = await self._buttons.press(verb, reminder, event.value)
        return await self._list(event.name, words, page, words[note] if note else None)

    async def _submitted(self, event: FormSubmitted, words: Words) -> None:
        carried = self._form.carried(event)
        if carried is None or self._form.wrong(words, event, carried):
            return None  # the acknowledgement said so
        kept = await self._form.keep(words, event, carried)
        if kept in {"reminder.saved", "reminder.changed"}:
            return await self._list(event.name, words, note=words[kept])
        return await self._api.change(event.name, await self._form.filled(words, event, carried, words[kept]))

    async def _list(self, name: str, words: Words, page: int = 0, note: str | None = None) -> None:
        found = await self._service.all(NAME)
        showing = secrets.token_urlsafe(6)
        shown = ReminderPage(found, page, self._service.now(), note, self._form.titles, showing)
        await self._api.change(name, reminder_list.view(words, name, shown))

    async def _respond(self, event: RemindersRequested, said: Markup) -> None:
        """Say it to this person only: where they asked, or else on their Home tab."""
        if not event.reply:
            locale = self._languages.known(event.sender)
            return await self._api.publish_home(event.sender.person, home(self._dialogue, locale, said))
        line = {"response_type": "ephemeral", "replace_original": False, "text": plain(said), "blocks": text(said)}
        return await self._api.respond(event.reply, line)

    async def _excuse(self, event: ReminderEvent, name: str, reference: str | None) -> None:
        """Apologise in a way that still works, together with what was filled in, if anything."""
        words = self._words(self._languages.known(event.sender))
        said = apology(words, reference)
        try:
            carried = self._form.carried(event) if isinstance(event, FormSubmitted) else None
            if isinstance(event, FormSubmitted) and carried:
                await self._api.change(name, self._form.excused(words, event, carried, said))
            else:
                await self._api.change(name, notice(words, name, said))
        except GoneError:
            if isinstance(event, RemindersRequested):  # the modal never opened
                await self._respond(event, said)

    def _words(self, locale: str) -> Words:
        return self._dialogue.words(locale)
