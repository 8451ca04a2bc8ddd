"""The form of a reminder at work: what is in it, what is wrong with that, and keeping it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from html import escape

from adapters.dialogue import Dialogue
from adapters.ledger.reminder import Place, Reminder
from adapters.reminder.planner import Planner
from adapters.reminder.prompts import Prompts
from adapters.slack import draft as drafts
from adapters.slack import form
from adapters.slack.api import NAME, Api
from adapters.slack.draft import Draft
from adapters.slack.error import AwayError, RefusedError
from adapters.slack.form import Outlook
from adapters.slack.listing import Words
from adapters.slack.modal import Json
from adapters.slack.poster import WHY
from adapters.slack.wire import Chosen, Sent
from bot.schedule import Trouble, gap
from messages.markup import plain

REFUSED = {
    "channel_not_found": "form.gone",
    "not_in_channel": "form.left",
    "user_not_in_channel": "form.outside",
}
"""What is said where Slack doesn't let the bot post; of all else, what is said of a reminder that is switched off."""


class Editor:
    """Fills forms, and reads them."""

    def __init__(self, api: Api, planner: Planner, dialogue: Dialogue, locale: str) -> None:
        """`locale`: that prompts are posted in."""
        self._api = api
        self._planner = planner
        self.titles = dialogue.titles(locale)
        self._prompts = Prompts(dialogue, locale)

    @cached_property
    def checks(self) -> Mapping[str, str]:
        """Give the title of each check that there are prompts of, as plain text, by its id."""
        return {check: self.titles[check] for check in self._prompts.checks}

    def blank(self, words: Words, name: str) -> Json:
        """Give the form of a new reminder."""
        return self._view(words, name, self._new())

    def of(self, words: Words, name: str, reminder: Reminder) -> Json:
        """Give the form of this reminder."""
        return self._view(words, name, drafts.of(reminder), old=reminder)

    async def filled(self, words: Words, name: str, event: Chosen | Sent, note: str = "") -> Json:
        """Give the form with what is filled in now, and what comes of that."""
        draft, old = await self._current(event)
        return self._view(words, name, draft, note, old)

    def excused(self, words: Words, sent: Sent, said: str) -> Json:
        """Give the form that was sent in again, without asking the ledger anything."""
        return self._view(words, sent.name, self._read(sent, self._carried(sent)), said)

    def wrong(self, words: Words, sent: Sent) -> dict[str, str]:
        """Give what is wrong in a form that is sent in, by field. Nothing is asked of Slack or the ledger."""
        carried = self._carried(sent)
        draft = self._read(sent, carried)
        return form.errors(words, draft, self._troubles(draft, carried if carried.id else None))

    async def keep(self, words: Words, sent: Sent) -> str:
        """Save it, if the bot may post there. Gives what to say of it, by the key of the words."""
        draft, old = await self._current(sent)
        if draft.id and not old:
            return "reminder.changed"
        try:
            await self._api.hint(draft.chat, sent.sender.person, escape(plain(words["form.hint"]), quote=False))
        except RefusedError as refused:
            word = str(refused)
            return REFUSED.get(word) or f"suspension.{WHY.get(word, 'forbidden')}"
        except AwayError:
            return "form.away"
        if not old:
            await self._planner.add(Place(NAME, draft.chat), draft.check, draft.schedule)
            return "reminder.saved"
        return "reminder.saved" if await self._planner.change(old, draft.check, draft.schedule) else "reminder.changed"

    async def _current(self, event: Chosen | Sent) -> tuple[Draft, Reminder | None]:
        """Give what is filled in, over the reminder as the ledger has it."""
        carried = self._carried(event)
        old = await self._planner.find(NAME, carried.id) if carried.id else None
        return self._read(event, drafts.of(old) if old else carried), old

    def _read(self, event: Chosen | Sent, base: Draft) -> Draft:
        known = [*self.checks]
        draft = drafts.read(event.filled, base, known)
        return draft if draft.check in known or not known else replace(draft, check=known[0])

    def _carried(self, event: Chosen | Sent) -> Draft:
        return drafts.unpacked(event.origin, self._new())

    def _new(self) -> Draft:
        return Draft(0, "", next(iter(self.checks), ""), self._planner.blank())

    def _troubles(self, draft: Draft, old: Draft | None) -> tuple[Trouble, ...]:
        """Give what is wrong with it, besides how it is paused, and a start that it has had all the time."""
        kept = {Trouble.START_IN_PAST} if old and old.schedule.start == draft.schedule.start else set()
        found = self._planner.faults(replace(draft.schedule, paused_until=None))
        return tuple(trouble for trouble in found if trouble not in kept)

    def _view(self, words: Words, name: str, draft: Draft, note: str = "", old: Reminder | None = None) -> Json:
        schedule, troubles = draft.schedule, self._troubles(draft, drafts.of(old) if old else None)
        prompt = self._prompts.turn(draft.check, draft.prompt) if draft.check else None
        outlook = Outlook(
            troubles,
            () if troubles else self._planner.next_times(schedule),
            None if troubles else gap(schedule, self._planner.now()),
            prompt.html if prompt else "",
            note,
        )
        return form.view(words, name, draft, self.checks, outlook)
