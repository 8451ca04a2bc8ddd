"""Deliver one due reminder, and record the outcome.

1. At most once: each post is recorded just before it is made. If it is still in that state after a crash, its outcome
   is unknown and it is never posted again. A post that would be too late is missed. None is dropped silently.
2. Several missed occurrences result in one post, if the last is recent enough.
3. Each post replaces the one before.
4. A refusal is recorded, and the next occurrence is tried; after repeated refusals the reminder is suspended. The store
   keeps what coordinators must be notified of (`alert_worker`).
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
"""Seconds before a post that definitely failed is retried, if the platform doesn't say how long to wait."""
MOST = 400
"""Maximum number of occurrences handled together after a long outage."""
LATE = 300.0
"""Seconds after its time from which a post counts as late."""


class ReminderDelivery:
    """Delivers claimed reminders. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(
        self, reminder_store: ReminderStore, publishers: Mapping[str, Publisher], prompts: Prompts, patience: float
    ) -> None:
        """Configure it.

        Args:
            reminder_store: The store of the reminders.
            publishers: The publishers, by account.
            prompts: The prompts that are posted.
            patience: Seconds that a post may be late.
        """
        self._reminder_store = reminder_store
        self._publishers = publishers
        self._prompts = prompts
        self._patience = patience
        self._started = time.monotonic()

    async def deliver(self, claim: Claim) -> None:
        """Post it, or record why not."""
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
        elif await self._reminder_store.begin(claim, moment):  # otherwise its lease expired, and another process has it
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
        except Exception as error:  # noqa: BLE001 - after any error, it may have been posted
            log.failure("reminder_failed", error, channel=_channel(claim))
            await self._settle(claim, Occurrence(moment, OccurrenceOutcome.UNKNOWN), missed=missed)
        else:
            await self._posted(claim, moment, posted, missed)

    async def _posted(self, claim: Claim, moment: float, posted: PostedReminder, missed: Sequence[Occurrence]) -> None:
        """Record that it was posted; if the reminder was deleted meanwhile, delete the post."""
        place = claim.reminder.place
        outcome = OccurrenceOutcome.LATE if claim.now - moment > LATE else OccurrenceOutcome.SENT
        if await self._settle(claim, Occurrence(moment, outcome), posted, missed):
            await self._replace(claim, posted)
        else:
            there = Destination(place.channel, posted.chat, place.thread)
            await self._publishers[place.channel].retract(there, posted.message)

    async def _replace(self, claim: Claim, posted: PostedReminder) -> None:
        """Store the chat's new id if it has one, and delete the previous post."""
        place = claim.reminder.place
        if posted.chat != place.chat:
            await self._reminder_store.move(place.channel, place.chat, posted.chat)
        if claim.reminder.message:
            # Only in the chat where it was posted: after a chat has moved, the id may belong to another message.
            await self._publishers[place.channel].retract(place, claim.reminder.message)

    async def _refused(
        self, claim: Claim, moment: float, refused: PostRefusedError, missed: Sequence[Occurrence]
    ) -> None:
        """Record the refusal; suspend the reminder if it persists, or all in its place if the reason is permanent."""
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
        """Store the outcome and the next occurrence. Return False if the reminder was deleted meanwhile."""
        moment, outcome, why = occurrence.moment, occurrence.outcome, occurrence.why
        following = next_after(claim.reminder.schedule, dt.datetime.fromtimestamp(moment, dt.UTC))
        metrics.reminders.labels(_channel(claim), outcome).inc()
        due = following.timestamp() if following else None
        ids = (posted.message, posted.chat) if posted else None
        settle = partial(self._reminder_store.settle, why=why, suspended=suspended)
        return await noted(partial(settle, claim, moment, outcome, due, ids, missed))

    def _missed(self, claim: Claim, moment: float) -> Occurrence:
        """Return a missed occurrence. If this process was running then, the database must have been unavailable."""
        ran = moment >= claim.now - (time.monotonic() - self._started)
        return Occurrence(moment, OccurrenceOutcome.MISSED, Delay.STALLED if ran else Delay.OFF)


def _left(known: Occurrence) -> Occurrence:
    """Return the outcome of an occurrence that another process started but didn't settle."""
    return replace(known, outcome=OccurrenceOutcome.UNKNOWN) if known.outcome is OccurrenceOutcome.SENDING else known


def _channel(claim: Claim) -> str:
    return claim.reminder.place.channel.partition(":")[0]


def _hold(away: UnavailableError) -> float:
    """Return the seconds until the next attempt."""
    return away.delay or AGAIN


def _moments(claim: Claim) -> list[float]:
    """Return the due occurrence, and later ones that have become due meanwhile."""
    due = claim.reminder.due_at or claim.now
    since, now = (dt.datetime.fromtimestamp(moment, dt.UTC) for moment in (due, claim.now))
    return [due, *(found.timestamp() for found in between(claim.reminder.schedule, since, now, MOST))]
