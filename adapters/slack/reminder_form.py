"""Fills, reads, validates and saves the form of a reminder."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from html import escape

from adapters.channels.services import SharedServices
from adapters.platforms.errors import RefusedError, UnavailableError
from adapters.reminders.actions import ReminderActions
from adapters.slack import reminder_draft, reminder_form_view
from adapters.slack.api import Api
from adapters.slack.blocks import Json
from adapters.slack.events import FormSubmitted, ReminderControlUsed
from adapters.slack.publisher import suspension
from adapters.slack.reminder_draft import ReminderDraft
from adapters.slack.reminder_form_view import FormPreview
from adapters.slack.reminder_modal import FORM, Words
from adapters.slack.settings import NAME
from adapters.storage.reminders import Destination, Reminder, Suspension
from bot.schedule import ScheduleProblem, gap
from messages.markup import plain

OUTSIDE = "user_not_in_channel"
"""Slack's error where this person isn't in the channel."""
OBSTACLES = {Suspension.GONE: "form.gone", Suspension.LEFT: "form.left"}
"""The words for why the bot can't post yet; for any other reason, those of a suspended reminder are used."""


class ReminderForm:
    """Fills forms, and reads them.

    Attributes:
        titles: The title of every check, as plain text, by its id.
    """

    def __init__(self, api: Api, services: SharedServices, actions: ReminderActions) -> None:
        """Prepare. `actions`: finds out whether the bot may post somewhere."""
        self._api = api
        self._service = services.reminder_service
        self._prompts = services.prompts
        self._actions = actions
        self.titles = services.dialogue.titles(services.locale)

    @cached_property
    def checks(self) -> Mapping[str, str]:
        """Return the title of each check that has prompts, as plain text, by its id."""
        return {check: self.titles[check] for check in self._prompts.checks}

    def blank(self, words: Words, name: str) -> Json:
        """Return the form of a new reminder."""
        draft = ReminderDraft(0, "", next(iter(self.checks), ""), self._service.blank(), opening=_opening())
        return self._view(words, name, draft)

    def of(self, words: Words, name: str, reminder: Reminder) -> Json:
        """Return the form of this reminder."""
        return self._view(words, name, reminder_draft.of(reminder, _opening()), old=reminder)

    def carried(self, event: ReminderControlUsed | FormSubmitted) -> ReminderDraft | None:
        """Return what the form carries along; None if it is no form of this version."""
        return reminder_draft.unpacked(event.origin, self._service.blank())

    async def filled(
        self,
        words: Words,
        event: ReminderControlUsed | FormSubmitted,
        carried: ReminderDraft,
        note: str | None = None,
    ) -> Json:
        """Return the form with what is filled in now, and a preview.

        Args:
            words: The words.
            event: What was done.
            carried: What the form carries along.
            note: HTML to show above everything else; None for nothing.
        """
        draft, old = await self._current(event, carried)
        return self._view(words, event.name, draft, note, old)

    def excused(self, words: Words, sent: FormSubmitted, carried: ReminderDraft, said: str) -> Json:
        """Return the form as submitted, with an apology, without asking the store anything."""
        return self._view(words, sent.name, self._read(sent, carried), said)

    def wrong(self, words: Words, sent: FormSubmitted, carried: ReminderDraft) -> dict[str, str]:
        """Return the errors in a submitted form, by field. Neither Slack nor the store is asked anything."""
        draft = self._read(sent, carried)
        return reminder_form_view.errors(words, draft, self._troubles(draft, carried if carried.id else None))

    async def keep(self, words: Words, sent: FormSubmitted, carried: ReminderDraft) -> str:
        """Save it, if the bot may post there. Returns the key of the words that report the result."""
        draft, old = await self._current(sent, carried)
        if draft.id and not old:
            return "reminder.changed"
        if obstacle := await self._obstacle(words, sent.sender.person, draft, old):
            return obstacle
        if not old:
            await self._service.add(Destination(NAME, draft.chat), draft.check, draft.schedule)
            return "reminder.saved"
        return "reminder.saved" if await self._service.change(old, draft.check, draft.schedule) else "reminder.changed"

    async def _obstacle(self, words: Words, person: str, draft: ReminderDraft, old: Reminder | None) -> str | None:
        """Return the key of the words that say why the bot, or this person, can't post there; None if they can."""
        said = escape(plain(words["form.hint"]), quote=False)
        try:
            why = await self._actions.obstacle(Destination(NAME, draft.chat), draft.check, old)
            if not why:
                await self._api.post_ephemeral(draft.chat, person, said)  # only for somebody who is in the channel
        except RefusedError as refused:
            why = suspension(refused.reason)
            if refused.reason == OUTSIDE:
                return "form.outside"
        except UnavailableError:
            return "form.away"
        return OBSTACLES.get(why, f"suspension.{why}") if why else None

    async def _current(
        self, event: ReminderControlUsed | FormSubmitted, carried: ReminderDraft
    ) -> tuple[ReminderDraft, Reminder | None]:
        """Return the draft as filled in; what the form doesn't ask for is that of the reminder in the store."""
        old = await self._service.find(NAME, carried.id) if carried.id else None
        draft = self._read(event, carried)
        if not old:
            return draft, None
        known = old.schedule
        schedule = replace(draft.schedule, skips=known.skips, paused_until=known.paused_until, zone=known.zone)
        return replace(draft, prompt=old.prompt, schedule=schedule), old

    def _read(self, event: ReminderControlUsed | FormSubmitted, carried: ReminderDraft) -> ReminderDraft:
        known = [*self.checks]
        chosen = event.action.removeprefix(f"{FORM}:") if isinstance(event, ReminderControlUsed) else ""
        draft = reminder_draft.read(event.filled, carried, known, chosen)
        return draft if draft.check in known or not known else replace(draft, check=known[0])

    def _troubles(self, draft: ReminderDraft, old: ReminderDraft | None) -> tuple[ScheduleProblem, ...]:
        """Return what is wrong with it, other than an old pause, or an old start that wasn't changed."""
        kept = {ScheduleProblem.START_IN_PAST} if old and old.schedule.start == draft.schedule.start else set()
        found = self._service.problems(replace(draft.schedule, paused_until=None))
        return tuple(trouble for trouble in found if trouble not in kept)

    def _view(
        self, words: Words, name: str, draft: ReminderDraft, note: str | None = None, old: Reminder | None = None
    ) -> Json:
        schedule, troubles = draft.schedule, self._troubles(draft, reminder_draft.of(old) if old else None)
        prompt = self._prompts.turn(draft.check, draft.prompt) if draft.check else None
        outlook = FormPreview(
            troubles,
            () if troubles else self._service.next_times(schedule),
            None if troubles else gap(schedule, self._service.now()),
            prompt.html if prompt else "",
            note,
        )
        return reminder_form_view.view(words, name, draft, self.checks, outlook)


def _opening() -> str:
    """Return a name for an opening of a form, which no other has."""
    return secrets.token_urlsafe(6)
