"""A coordinator's turn on Slack: what they asked, pressed or filled in about reminders, and what is shown for it.

1. A turn never raises. What goes wrong is logged under a reference, and the person is shown that reference.
2. Who somebody is, is asked again at every turn; who may not is told so in a modal that only they see.
3. A modal opens before anything is asked of Slack or the database, and a form that is sent in is answered without.
   What was filled in is shown again when it can't be saved.
"""

import asyncio
import secrets
from contextlib import suppress
from typing import assert_never

from markupsafe import Markup

from adapters import log, metric
from adapters.ledger.fault import UNAVAILABLE
from adapters.service import Service
from adapters.slack import listing
from adapters.slack.api import NAME, Api
from adapters.slack.coordinator import Coordinators, Right
from adapters.slack.deed import Deed
from adapters.slack.editor import Editor
from adapters.slack.error import AwayError, GoneError, LateError, RefusedError
from adapters.slack.home import home
from adapters.slack.language import Languages
from adapters.slack.listing import Listing, Words
from adapters.slack.modal import Json, text
from adapters.slack.poster import Poster
from adapters.slack.wire import FORM, Chosen, Plan, Planned, Sender, Sent
from messages.markup import plain

ARRIVAL = 0.2
"""Seconds for an acknowledgement to get to Slack: what is shown after it would be lost if it came before."""


class Planning:
    """Takes the turns of coordinators, and keeps nothing between them."""

    def __init__(self, api: Api, service: Service, languages: Languages, coordinators: Coordinators) -> None:
        """`service`: what every channel shares."""
        self._api = api
        self._dialogue = service.dialogue
        self._planner = service.planner
        self._languages = languages
        self._coordinators = coordinators
        self._editor = Editor(api, service.planner, service.dialogue, service.locale)
        self._deed = Deed(service.planner, Poster(api))

    def answer(self, sent: Sent) -> Json:
        """Give what a form that is sent in is acknowledged with: what is wrong with it, or that it is looked at."""
        words = self._words(self._languages.known(sent.sender))
        if wrong := self._editor.wrong(words, sent):
            return {"response_action": "errors", "errors": wrong}
        return {"response_action": "update", "view": listing.notice(words, sent.name, words["form.moment"])}

    async def part(self, sender: Sender, locale: str) -> list[Json]:
        """Give what stands on this person's Home tab about reminders: nothing but for coordinators."""
        if await self._coordinators.of(sender) is not Right.YES:
            return []
        words, now = self._words(locale), self._planner.now()
        with suppress(*UNAVAILABLE):
            return listing.short(words, await self._planner.all(NAME), now)
        return listing.short(words, (), now)

    async def take(self, event: Plan) -> None:
        """Take one turn, whatever comes."""
        name = secrets.token_urlsafe(16) if isinstance(event, Planned) else event.name
        try:
            await self._take(event, name)
        except GoneError:
            pass  # closed
        except AwayError as error:
            log.event("undelivered", "warning", channel=NAME, error=type(error).__name__)
        except RefusedError as error:
            await self._excuse(event, name, log.failure("refused", error, channel=NAME, reason=str(error)))
        except Exception as error:  # noqa: BLE001 - whatever it is, the process goes on and the person is told
            metric.faults.labels(NAME).inc()
            await self._excuse(event, name, log.failure("turn_failed", error, channel=NAME))

    async def _take(self, event: Plan, name: str) -> None:
        if isinstance(event, Planned):
            return await self._planned(event, name)
        if isinstance(event, Sent):
            await asyncio.sleep(ARRIVAL)
        words = self._words(await self._languages.of(event.sender))
        if not await self._may(event.sender, name, words):
            return None
        match event:
            case Chosen(action=action):
                kind, _, rest = action.partition(":")
                verb, _, number = rest.partition(":")
                if kind == FORM:
                    return await self._form(name, words, event)
                return await self._chosen(event, verb, int(number) if number.isdecimal() else 0, words)
            case Sent():
                return await self._sent(event, words)
            case _:
                assert_never(event)

    async def _planned(self, event: Planned, name: str) -> None:
        """Open a modal, and only then look who this is and what there is: the trigger lives for three seconds."""
        words = self._words(self._languages.known(event.sender))
        denied = self._coordinators.known(event.sender) is Right.NO
        first = listing.notice(words, name, words["reminder.only" if denied else "form.moment"])
        try:
            await self._api.show(event.trigger, first)
        except (LateError, AwayError):
            return await self._whisper(event, words["form.late"])
        words = self._words(await self._languages.of(event.sender))
        if await self._may(event.sender, name, words):
            await self._list(name, words)
        return None

    async def _may(self, sender: Sender, name: str, words: Words) -> bool:
        """Tell whether this person may; who may not is told so in this modal."""
        right = await self._coordinators.of(sender)
        if right is not Right.YES:
            said = words["reminder.only" if right is Right.NO else "reminder.unsure"]
            await self._api.change(name, listing.notice(words, name, said))
        return right is Right.YES

    async def _chosen(self, event: Chosen, verb: str, number: int, words: Words) -> None:
        """Do what a button in the list asks."""
        page = int(event.origin) if event.origin.isdecimal() else 0
        if verb in {"list", "earlier", "later"}:
            return await self._list(event.name, words, int(event.value) if event.value.isdecimal() else 0)
        if verb == "new":
            if not self._editor.checks:
                return await self._list(event.name, words, page, words["suspension.textless"])
            return await self._api.change(event.name, self._editor.blank(words, event.name))
        reminder = await self._planner.find(NAME, number)
        if not reminder:
            return await self._list(event.name, words, page, words["reminder.changed"])
        if verb == "change":
            return await self._api.change(event.name, self._editor.of(words, event.name, reminder))
        note = await self._deed.run(verb, reminder, event.value)
        return await self._list(event.name, words, page, words[note] if note else "")

    async def _form(self, name: str, words: Words, event: Chosen | Sent, note: str = "") -> None:
        """Show the form with what is filled in now, and what comes of that."""
        await self._api.change(name, await self._editor.filled(words, name, event, note))

    async def _sent(self, event: Sent, words: Words) -> None:
        if self._editor.wrong(words, event):
            return None  # it was told with the acknowledgement
        kept = await self._editor.keep(words, event)
        if kept in {"reminder.saved", "reminder.changed"}:
            return await self._list(event.name, words, note=words[kept])
        return await self._form(event.name, words, event, words[kept])

    async def _list(self, name: str, words: Words, page: int = 0, note: str = "") -> None:
        found = await self._planner.all(NAME)
        shown = Listing(found, page, self._planner.now(), note, self._editor.titles)
        await self._api.change(name, listing.view(words, name, shown))

    async def _whisper(self, event: Planned, said: Markup) -> None:
        """Say it for this person's eyes only: where they asked, or else in their Home tab."""
        if not event.reply:
            locale = self._languages.known(event.sender)
            return await self._api.publish(event.sender.person, home(self._dialogue, locale, said))
        line = {"response_type": "ephemeral", "replace_original": False, "text": plain(said), "blocks": text(said)}
        return await self._api.whisper(event.reply, line)

    async def _excuse(self, event: Plan, name: str, reference: str) -> None:
        """Show the reference, by whatever still works; with what was filled in, where it was."""
        words = self._words(self._languages.known(event.sender))
        said = words["chat.fault"].format(reference=reference)
        with suppress(RefusedError, AwayError):
            try:
                if isinstance(event, Sent):
                    return await self._api.change(name, self._editor.excused(words, event, said))
                return await self._api.change(name, listing.notice(words, name, said))
            except GoneError:
                if isinstance(event, Planned):  # whose modal never opened
                    return await self._whisper(event, said)
        return None

    def _words(self, locale: str) -> Words:
        return self._dialogue.words(locale)
