"""What reminders are due now are posted now, on every channel side by side.

1. At most once: that a moment's post begins is noted just before it. What is found begun after a crash is listed as
   unknown, and never posted again; what comes too late is listed as missed. Nothing is dropped without a word.
2. Several moments that were missed are one post, if the last of them is not too long ago.
3. Each post replaces the one before.
4. Posts are spread out, so that the platform bears them and people who hold a check notice nothing.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import takewhile

from adapters import log, metric
from adapters.ledger.agenda import Agenda
from adapters.ledger.fault import UNAVAILABLE
from adapters.ledger.reminder import Claim, Outcome, Place, Suspension
from adapters.pace import Pace
from adapters.reminder.poster import DelayedError, Posted, Poster, Prompt, SuspendedError, UnsureError
from adapters.reminder.prompts import Prompts
from bot.schedule import next_after, upcoming

BATCH = 20
"""Reminders claimed at once."""
AGAIN = 30.0
"""Seconds before a post that failed without a trace is tried again, where the platform doesn't say."""
MOST = 400
"""Moments that are looked through after a long standstill; more than a year's worth."""


class Bell:
    """Posts what is due."""

    def __init__(
        self, agenda: Agenda, posters: Mapping[str, Poster], prompts: Prompts, patience: float, pace: Pace
    ) -> None:
        """`posters`: by account. `patience`: seconds that a post may come late."""
        self._agenda = agenda
        self._posters = posters
        self._prompts = prompts
        self._patience = patience
        self._pace = pace
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Post what is due, again and again, until told to `stop`; what has begun by then is ended."""
        await asyncio.gather(*(self._keep(account) for account in self._posters))

    def stop(self) -> None:
        """Let `run` end."""
        self._stopped.set()
        self._agenda.changed.set()

    async def once(self, account: str) -> bool:
        """Post one batch of what is due now in this account; false if there was nothing."""
        self._agenda.changed.clear()
        claims = await self._agenda.claim([account], BATCH, self._pace.lease)
        posting: list[asyncio.Task[None]] = []
        for claim in claims:
            if self._stopped.is_set():
                posting.append(asyncio.create_task(self._agenda.put_back(claim, 0.0, 0.0)))
                continue
            posting.append(asyncio.create_task(self._ring(claim)))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), self._posters[account].pause)
        for ended in await asyncio.gather(*posting, return_exceptions=True):  # one that fails leaves none of the others
            if isinstance(ended, BaseException):
                raise ended
        return bool(claims)

    async def _keep(self, account: str) -> None:
        while not self._stopped.is_set():
            try:
                if not await self.once(account):
                    await self._sleep(account)
            except UNAVAILABLE as error:
                log.event("ledger_away", "warning", error=type(error).__name__)
                await asyncio.sleep(1)
            except Exception as error:  # noqa: BLE001 - one fault may not silence every reminder after it
                log.failure("reminding_failed", error)
                await asyncio.sleep(5)

    async def _ring(self, claim: Claim) -> None:
        *missed, moment = _moments(claim)
        begun = {found.moment for found in claim.reminder.occurrences if found.outcome is Outcome.SENDING}
        prompt = self._prompts.turn(claim.reminder.check, claim.reminder.prompt)
        if moment in begun:
            await self._settle(claim, moment, Outcome.UNKNOWN, missed=missed)
        elif claim.now - moment > self._patience:
            await self._settle(claim, moment, Outcome.MISSED, missed=missed)
        elif not prompt:
            await self._suspend(claim, moment, Suspension.TEXTLESS)
        elif await self._agenda.begin(claim, moment):  # or else its lease ran out, and another process has it
            await self._post(claim, moment, prompt, missed)

    async def _post(self, claim: Claim, moment: float, prompt: Prompt, missed: Sequence[float]) -> None:
        place = claim.reminder.place
        try:
            posted = await self._posters[place.channel].post(place, prompt)
        except DelayedError as delayed:
            await self._agenda.put_back(claim, moment, delayed.delay or AGAIN)
        except SuspendedError as suspended:
            await self._suspend(claim, moment, suspended.why)
            await self._agenda.suspend(place.channel, place.chat, suspended.why, place.thread)
        except UnsureError:
            await self._settle(claim, moment, Outcome.UNKNOWN, missed=missed)
        except Exception as error:  # noqa: BLE001 - whatever it is, the post may have been made
            log.failure("reminding_failed", error, channel=place.channel.partition(":")[0])
            await self._settle(claim, moment, Outcome.UNKNOWN, missed=missed)
        else:
            if await self._settle(claim, moment, Outcome.SENT, posted, missed):
                await self._replace(claim, posted)
            else:
                there = Place(place.channel, posted.chat, place.thread)
                await self._posters[place.channel].remove(there, posted.message)

    async def _replace(self, claim: Claim, posted: Posted) -> None:
        """Note where the chat has gone, and take away the post before this one."""
        place = claim.reminder.place
        if posted.chat != place.chat:
            await self._agenda.move(place.channel, place.chat, posted.chat)
        if claim.reminder.message:
            # Where it was posted: in a chat that has moved, its id may be that of somebody else's message.
            await self._posters[place.channel].remove(place, claim.reminder.message)

    async def _suspend(self, claim: Claim, moment: float, why: Suspension) -> None:
        place = claim.reminder.place
        log.event("reminder_suspended", "warning", channel=place.channel.partition(":")[0], reason=why)
        metric.reminders.labels(place.channel.partition(":")[0], Outcome.REFUSED).inc()
        settle = partial(self._agenda.settle, claim, moment, Outcome.REFUSED, None, None, suspended=why)
        await _persistent(settle)

    async def _settle(
        self,
        claim: Claim,
        moment: float,
        outcome: Outcome,
        posted: Posted | None = None,
        missed: Sequence[float] = (),
    ) -> bool:
        """Note what became of it, and when it comes again. False: the reminder was removed meanwhile."""
        following = next_after(claim.reminder.schedule, dt.datetime.fromtimestamp(moment, dt.UTC))
        metric.reminders.labels(claim.reminder.place.channel.partition(":")[0], outcome).inc()
        due = following.timestamp() if following else None
        told = (posted.message, posted.chat) if posted else None
        return await _persistent(lambda: self._agenda.settle(claim, moment, outcome, due, told, missed))

    async def _sleep(self, account: str) -> None:
        pause = await self._agenda.next_due([account])
        if self._stopped.is_set():
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(
                self._agenda.changed.wait(), self._pace.look if pause is None else min(pause, self._pace.look)
            )


def _moments(claim: Claim) -> list[float]:
    """Give the moment that is due, and those after it that have come meanwhile."""
    due, now = claim.reminder.due_at or claim.now, claim.now
    later = upcoming(claim.reminder.schedule, dt.datetime.fromtimestamp(due, dt.UTC), MOST)
    return [due, *takewhile(lambda moment: moment <= now, (found.timestamp() for found in later))]


async def _persistent(work: Callable[[], Awaitable[bool]]) -> bool:
    """Do this, and do it again while the database is away for a moment: what was posted is not to be lost sight of."""
    for pause in (1.0, 5.0, 20.0):
        try:
            return await work()
        except UNAVAILABLE:
            await asyncio.sleep(pause)
    return await work()
