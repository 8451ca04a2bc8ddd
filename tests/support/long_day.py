"""A day of the bot on both channels, compressed into a minute: people at work, killed processes, and nights."""

import asyncio
import datetime as dt
import itertools
import random
import time
from collections.abc import Callable

from adapters.simulators.slack.delivery import Ack
from adapters.simulators.slack.person import Person as SlackPerson
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.person import Person as TelegramPerson
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, OccurrenceOutcome, Reminder
from tests.support.caller import until
from tests.support.made_reminders import add, weekly
from tests.support.passing_time import night, waiting
from tests.support.slack_bot import COMMAND
from tests.support.spawner import PATIENCE, Served
from tests.support.workers import OnSlack, OnTelegram, Worker, work

PEOPLE, REMINDERS = 4, 8
"""On each channel: people at work, and reminders that come due between two nights."""
LATE = 0.1
"""The share of them that comes due in the night."""
PASSERS = 2
"""People on each channel who ask for a check just before a kill, and never go on with it."""
SHOWN = 0.5
"""Seconds within which they mostly have it."""
SINGLE = 4
"""The kills of one process between two nights; each night begins with one more, of all processes."""
YOUNG, LONGEST_LIFE = 0.25, 0.8
"""The share of kills of a process that may not receive yet; and the most seconds that all receive before a kill."""
SHORTEST_NIGHT, LONGEST_NIGHT = 0.4 * 3600, 4.4 * 3600
THREE_DAYS_AGO = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=3)
WEEKLY = weekly([THREE_DAYS_AGO.weekday()], "12:00", str(THREE_DAYS_AGO), "UTC")
"""Comes once a week, and never by itself on the day of the test."""


class Day:
    """`start`: replaces the process with this number by a new one; `agenda`: the reminder store at `url`."""

    def __init__(
        self,
        platforms: tuple[TelegramSimulator, SlackSimulator],
        start: Callable[[int], Served],
        replicas: int,
        reminder_store: ReminderStore,
        url: str,
        seed: int,
    ) -> None:
        self.telegram, self.slack = platforms
        self._start, self._reminder_store, self._url = start, reminder_store, url
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._asked: set[asyncio.Task[Ack]] = set()
        self._bots: list[Served] = []
        self._replicas = replicas
        self._numbers = itertools.count(1001)
        self.kills = self._morning = 0
        self._chats, self._windows = [self._person() for _ in range(PEOPLE)], [self._user() for _ in range(PEOPLE)]
        self.workers: list[Worker] = [*map(OnTelegram, self._chats), *map(OnSlack, self._windows)]

    async def run(self, nights: int) -> None:
        """Go through this many nights, with work before each; end with a morning on which nobody works."""
        going, left = asyncio.Event(), self._standing()
        working = [asyncio.create_task(work(worker, going)) for worker in self.workers]
        try:
            for _ in range(nights):
                await self._remind()
                await self._begin()
                await self._gone(left)
                going.set()
                await self._kill_each()
                await self._end()
                going.clear()
                assert not [task.exception() for task in working if task.done()]
                left = self._standing()
                await self._pass(self._chance.uniform(SHORTEST_NIGHT, LONGEST_NIGHT))
        finally:
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)
        await self._rest(left)

    async def _rest(self, left: frozenset[object]) -> None:
        """Wait until what was typed in the night is taken, and then until its deadline has passed."""
        await self._begin()
        await self._gone(left)
        await self.telegram.settled(PATIENCE)
        await self.slack.settled(PATIENCE)
        await self._end()
        await self._pass(SHORTEST_NIGHT)
        await self._begin()
        await until(lambda: not self._standing(), PATIENCE)
        await self._told()
        async with asyncio.timeout(PATIENCE):
            while await waiting(self._url):
                await asyncio.sleep(0.1)

    async def _remind(self) -> None:
        """Set reminders: on each channel most for one moment of the work to come, some for the night after it."""
        moments = {channel: time.time() + self._chance.uniform(1, 4) for channel in ("slack", "telegram")}
        for account, chat in self._places():
            late = self._chance.uniform(60, SHORTEST_NIGHT) if self._chance.random() < LATE else 0
            moment = moments[account.partition(":")[0]] + late
            await add(self._reminder_store, Destination(account, chat), WEEKLY, moment)

    def _places(self) -> list[tuple[str, str]]:
        """Create new chats, and return them as account and chat."""
        numbers = [next(self._numbers) for _ in range(REMINDERS)]
        groups = [self.telegram.group(-(10**12) - number) for number in numbers]
        channels = [self.slack.channel(f"C{number}") for number in numbers]
        account = f"telegram:{self.telegram.account.id}"
        return [*((account, str(group.id)) for group in groups), *(("slack", channel.id) for channel in channels)]

    async def _begin(self) -> None:
        self._bots = [self._start(number) for number in range(self._replicas)]
        await self._up()

    async def _up(self, spared: int | None = None) -> None:
        """Wait until all processes receive, except the spared one."""
        for number, bot in enumerate(self._bots):
            if number != spared:
                await bot.up()

    async def _kill_each(self) -> None:
        """Kill one after the other, and start another in its place; end at a moment for killing all of them."""
        for _ in range(SINGLE):
            number, young = self._chance.randrange(len(self._bots)), self._chance.random() < YOUNG
            await self._live(number if young else None)
            await self._bots[number].kill()
            self._bots[number] = self._start(number)
            self.kills += 1
        await self._live()

    async def _live(self, spared: int | None = None) -> None:
        """Wait while all processes receive, except perhaps the spared one; passers-by come in the end."""
        await self._up(spared)
        await asyncio.sleep(self._chance.uniform(0, LONGEST_LIFE))
        await self._come_by()

    async def _end(self) -> None:
        await asyncio.gather(*(bot.kill() for bot in self._bots))
        self.kills += 1

    async def _come_by(self) -> None:
        """Make people ask for a check and abandon it; end at some moment just after."""
        for _ in range(PASSERS):
            chat, window = self._person(), self._user()
            self._chats.append(chat)
            self._windows.append(window)
            await chat.say(COMMAND)
            asked = asyncio.create_task(window.command(COMMAND))
            self._asked.add(asked)
            asked.add_done_callback(self._asked.discard)
        await asyncio.sleep(self._chance.uniform(0, SHOWN))

    def _person(self) -> TelegramPerson:
        return self.telegram.person(next(self._numbers), "nl")

    def _user(self) -> SlackPerson:
        return self.slack.person(f"U{next(self._numbers)}")

    async def _pass(self, seconds: float) -> None:
        """Let this many seconds pass while nothing runs: for the database, and for the platforms."""
        self.telegram.clock.advance(seconds)
        self.slack.clock.advance(seconds)
        await night(self._url, seconds)
        self._morning = self.telegram.clock.date()

    def _standing(self) -> frozenset[object]:
        """Return every message in somebody's chat, and every modal that shows something of a check."""
        messages = {(person.id, message.id) for person in self._chats for message in person.chat.messages}
        windows = [person.modal for person in self._windows]
        return frozenset(messages | {window.id for window in windows if window and window.buttons})

    async def _gone(self, left: frozenset[object]) -> None:
        """Wait until what was there for longer than it may is gone, unless somebody goes on with it.

        Telegram delivers in the morning what was pressed in the evening, and the night has passed for the database, but
        not for the buttons.
        """
        await until(lambda: not (left & self._standing()) - self._resumed(), PATIENCE)

    def _resumed(self) -> frozenset[object]:
        """Return every message in somebody's chat that has become another screen since the last night."""
        messages = ((person.id, message) for person in self._chats for message in person.chat.messages)
        return frozenset(
            (person, message.id) for person, message in messages if message.buttons and message.edited >= self._morning
        )

    async def _told(self) -> None:
        """Wait until the outcome of each reminder is known."""
        async with asyncio.timeout(PATIENCE):
            while not all(
                told(reminder) - {OccurrenceOutcome.SENDING} for reminder in await self._reminder_store.all()
            ):
                await asyncio.sleep(0.1)

    async def reminders(self) -> list[tuple[Reminder, int]]:
        """Return each reminder, and how often it was posted."""
        return [(reminder, self._posted(reminder.place)) for reminder in await self._reminder_store.all()]

    def _posted(self, place: Destination) -> int:
        if place.channel == "slack":
            return len(self.slack.workspace.channels[place.chat].messages)
        return len(self.telegram.account.chats[int(place.chat)].messages)


def told(reminder: Reminder) -> set[OccurrenceOutcome]:
    """Return the outcomes of a reminder's occurrences."""
    return {occurrence.outcome for occurrence in reminder.occurrences}
