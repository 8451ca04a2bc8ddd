"""Delivers one reminder that is due, and notes what became of it.

1. At most once: that an occurrence is about to be posted is noted just before. One found noted so after a crash is
   listed as unknown, and never posted again; one that comes too late is listed as missed. None is dropped silently.
2. Several occurrences that were missed are one post, if the last of them is not too long ago.
3. Each post replaces the one before.
4. A refusal is listed, and the next occurrence is tried; what is refused again and again is suspended. The store notes
   what the coordinators are to be told (`alert_worker`).
"""

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from adapters.platforms.errors import UnavailableError
from adapters.reminders.noting import noted
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import PostedReminder, PostRefusedError, Publisher, ReminderPost
from adapters.reminders.refusals import lasting
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Claim, Delay, Destination, Occurrence, OccurrenceOutcome, Suspension
from adapters.telemetry import log, metrics
from bot.schedule import between, next_after

AGAIN = 30.0
"""Seconds before a post that certainly failed is tried again, if the platform doesn't say how long to wait."""
MOST = 400
"""The most occurrences that are gone through at once after a long outage."""
LATE = 300.0
"""Seconds after its time from which a post is listed as late."""


class ReminderDelivery:
    """Delivers reminders that were claimed. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(
        self, reminder_store: ReminderStore, publishers: Mapping[str, Publisher], prompts: Prompts, patience: float
    ) -> None:
        """Prepare.

        Args:
            reminder_store: The store of the reminders.
            publishers: The publishers, by account.
            prompts: The prompts that are posted.
            patience: Seconds that a post may come late.
        """
        self._reminder_store = reminder_store
        self._publishers = publishers
        self._prompts = prompts
        self._patience = patience
        self._started = time.monotonic()

    async def deliver(self, claim: Claim) -> None:
        """Post it, or note why not."""
        *passed, moment = _moments(claim)
        missed = [self._missed(claim, one) for one in passed]
        known = next((found for found in claim.reminder.occurrences if found.moment == moment), None)
        prompt = self._prompts.turn(claim.reminder.plan, claim.reminder.prompt)
        if known and known.outcome is not OccurrenceOutcome.WAITING:
            await self._settle(claim, _left(known), missed=missed)
        elif claim.now - moment > self._patience:
            await self._settle(claim, self._missed(claim, moment), missed=missed)
        elif not prompt:
            await self._refused(claim, moment, PostRefusedError(Suspension.TEXTLESS), missed)
        elif await self._reminder_store.begin(claim, moment):  # else its lease ran out, and another process has it
            await self._post(claim, moment, prompt, missed)

    async def _post(self, claim: Claim, moment: float, prompt: ReminderPost, missed: Sequence[Occurrence]) -> None:
        place = claim.reminder.place
        try:
            posted = await self._publishers[place.channel].publish(place, prompt)
        except PostRefusedError as refused:
            await self._refused(claim, moment, refused, missed)
        except UnavailableError as away:
            if away.unsure:
                await self._settle(claim, Occurrence(moment, OccurrenceOutcome.UNKNOWN), missed=missed)
            else:
                why = Delay.LIMITED if away.delay else Delay.AWAY
                await self._reminder_store.put_back(claim, moment, _hold(away), why)
        except Exception as error:  # noqa: BLE001 - after any error, the post may have been made
            log.failure("reminder_failed", error, channel=_channel(claim))
            await self._settle(claim, Occurrence(moment, OccurrenceOutcome.UNKNOWN), missed=missed)
        else:
            await self._posted(claim, moment, posted, missed)

    async def _posted(self, claim: Claim, moment: float, posted: PostedReminder, missed: Sequence[Occurrence]) -> None:
        """Note that it was posted; if the reminder was deleted meanwhile, take the post away."""
        place = claim.reminder.place
        outcome = OccurrenceOutcome.LATE if claim.now - moment > LATE else OccurrenceOutcome.SENT
        if await self._settle(claim, Occurrence(moment, outcome), posted, missed):
            await self._replace(claim, posted)
        else:
            there = Destination(place.channel, posted.chat, place.thread)
            await self._publishers[place.channel].retract(there, posted.message)

    async def _replace(self, claim: Claim, posted: PostedReminder) -> None:
        """Note the new id of the chat if it has one, and take away the previous post."""
        place = claim.reminder.place
        if posted.chat != place.chat:
            await self._reminder_store.move(place.channel, place.chat, posted.chat)
        if claim.reminder.message:
            # In the chat where it was posted: after a chat has moved, its id may be that of somebody else's message.
            await self._publishers[place.channel].retract(place, claim.reminder.message)

    async def _refused(
        self, claim: Claim, moment: float, refused: PostRefusedError, missed: Sequence[Occurrence]
    ) -> None:
        """List the refusal; suspend the reminder if that lasts, and all of its place if that can't change by itself."""
        place, why = claim.reminder.place, refused.why
        lasts = why is Suspension.TEXTLESS or (not refused.final and lasting(claim.reminder, moment))
        occurrence = Occurrence(moment, OccurrenceOutcome.REFUSED, why)
        log.event("reminder_refused", "warning", channel=_channel(claim), reason=why)
        await self._settle(claim, occurrence, missed=missed, suspended=why if lasts else None)
        if refused.final:
            await noted(partial(self._reminder_store.suspend, place.channel, place.chat, why, place.thread))
        if lasts or refused.final:
            log.event("reminder_suspended", "warning", channel=_channel(claim), reason=why)

    async def _settle(
        self,
        claim: Claim,
        occurrence: Occurrence,
        posted: PostedReminder | None = None,
        missed: Sequence[Occurrence] = (),
        suspended: Suspension | None = None,
    ) -> bool:
        """Note the outcome, and the next occurrence. Returns False if the reminder was deleted meanwhile."""
        moment, outcome, why = occurrence.moment, occurrence.outcome, occurrence.why
        following = next_after(claim.reminder.schedule, dt.datetime.fromtimestamp(moment, dt.UTC))
        metrics.reminders.labels(_channel(claim), outcome).inc()
        due = following.timestamp() if following else None
        ids = (posted.message, posted.chat) if posted else None
        settle = partial(self._reminder_store.settle, why=why, suspended=suspended)
        return await noted(partial(settle, claim, moment, outcome, due, ids, missed))

    def _missed(self, claim: Claim, moment: float) -> Occurrence:
        """Return that this moment was missed; if this process ran at the time, it couldn't get at the reminders."""
        ran = moment >= claim.now - (time.monotonic() - self._started)
        return Occurrence(moment, OccurrenceOutcome.MISSED, Delay.STALLED if ran else Delay.OFF)


def _left(known: Occurrence) -> Occurrence:
    """Return what became of a moment that another process began, and whose reminder that one didn't move on."""
    return replace(known, outcome=OccurrenceOutcome.UNKNOWN) if known.outcome is OccurrenceOutcome.SENDING else known


def _channel(claim: Claim) -> str:
    return claim.reminder.place.channel.partition(":")[0]


def _hold(away: UnavailableError) -> float:
    """Return the seconds until another attempt."""
    return away.delay or AGAIN


def _moments(claim: Claim) -> list[float]:
    """Return the occurrence that is due, and those after it whose time has come meanwhile."""
    due = claim.reminder.due_at or claim.now
    since, now = (dt.datetime.fromtimestamp(moment, dt.UTC) for moment in (due, claim.now))
    return [due, *(found.timestamp() for found in between(claim.reminder.schedule, since, now, MOST))]
