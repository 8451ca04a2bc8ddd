"""A clock that is set back, or was ahead for a while, causes no delay, loss or repetition."""

import datetime as dt
import io
import json
import time

import pytest
from sqlalchemy import insert, select, update

from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.runtime.upkeep import HOLD, KEEP, Upkeep
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination, OccurrenceOutcome, Plan, Reminder
from adapters.storage.schema import action, draft, ended, occurrence, reminder
from adapters.storage.session import Session
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.wiping.worker import LONGEST_DELAY
from bot.schedule import next_after
from messages.content import Content
from tests.support.made_reminders import add, weekly

ACCOUNT, OTHER, IDLE = "telegram:1", "telegram:2", 900.0
HOURS, YEARS = 3 * 3600.0, 2 * 366 * 86400.0
DAILY = weekly(range(7), "12:00", "2026-01-01")


class Clock:
    """A clock that is never set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(session: Session, shipped: Content) -> SharedServices:
    return SharedServices.on(session, Dialogue(shipped, TokenCipher([b"s" * 32]), IDLE), IDLE, "nl")


@pytest.fixture
def upkeep(services: SharedServices, clock: Clock) -> Upkeep:
    return Upkeep(services, {ACCOUNT: None}, clock)


def jumps(output: io.StringIO) -> list[tuple[int, int]]:
    """Return the jumps that were logged: in seconds, and in how many rows."""
    found = [json.loads(line) for line in output.getvalue().splitlines()]
    assert not [one for one in found if one["level"] in {"error", "critical"}]
    return [(one["seconds"], one["count"]) for one in found if one["event"] == "clock_jumped"]


async def noted(services: SharedServices, message: ChatMessage, within: float) -> None:
    await services.wipe_store.note([message], within)


async def set_back(services: SharedServices, seconds: float) -> None:
    """Set the clock back: all that is stored lies so much further ahead."""
    session = services.session
    for table, names in (
        (action, ("due_at", "until", "leased_until")),
        (reminder, ("held_until", "leased_until")),
        (ended, ("expires_at",)),
        (draft, ("expires_at",)),
    ):
        await session.run(update(table).values({name: table.c[name] + seconds for name in names}))


@pytest.mark.parametrize("seconds", [HOURS, YEARS])
async def test_after_the_clock_was_set_back_nothing_waits_longer_than_it_may(
    services: SharedServices, upkeep: Upkeep, output: io.StringIO, seconds: float
) -> None:
    store, reminders = services.wipe_store, services.reminder_store
    await noted(services, ChatMessage(ACCOUNT, "1", "1", MessageKind.SCREEN, run="a" * 16), IDLE)
    await noted(services, ChatMessage(ACCOUNT, "2", "2", MessageKind.PERSON), 0)
    await noted(services, ChatMessage(ACCOUNT, "3", "3", MessageKind.PERSON), 0)
    (first, _) = await store.claim([ACCOUNT], 10, 60)
    await store.postpone({first: LONGEST_DELAY})
    await noted(services, ChatMessage(OTHER, "1", "1", MessageKind.SCREEN), IDLE)
    await services.ended.add(["b" * 16])
    await services.drafts.keep(Draft("0" * 16, ACCOUNT, "", (), Plan("groomingcheck", DAILY)))
    await add(reminders, Destination(ACCOUNT, "-1"), DAILY, time.time() - 1)
    (claim,) = await reminders.claim([ACCOUNT], 10, 120)
    await reminders.put_back(claim, claim.now, 60)
    await set_back(services, seconds)
    await upkeep.look()
    rows = await services.session.run(select(action).where(action.c.channel == ACCOUNT))
    now = time.time()
    assert all(row.due_at <= now + IDLE + 1 for row in rows)
    assert all(row.until <= now + 48 * 3600 for row in rows)
    assert all(row.leased_until <= now + LONGEST_DELAY + 1 for row in rows if row.leased_until)
    (held,) = await services.session.run(select(reminder))
    assert held.held_until <= now + HOLD + 1
    (over,) = await services.session.run(select(ended))
    assert over.expires_at <= now + KEEP + 1
    [unsaved] = await services.session.run(select(draft))
    assert unsaved.expires_at <= now + 86400 + 1
    (other,) = await services.session.run(select(action).where(action.c.channel == OTHER))
    assert other.due_at > now + seconds  # its own process looks after it
    assert jumps(output) == [(0, 4 if seconds == HOURS else 6)]
    await upkeep.look()
    assert len(jumps(output)) == 1


async def test_a_draft_is_forgotten_once_its_buttons_are_too_old(services: SharedServices, upkeep: Upkeep) -> None:
    for name in ("0" * 16, "1" * 16):
        await services.drafts.keep(Draft(name, ACCOUNT, "", (), Plan("groomingcheck", DAILY)))
    await services.session.run(update(draft).where(draft.c.name == "0" * 16).values(expires_at=time.time() - 1))
    await upkeep.look()
    assert [row.name for row in await services.session.run(select(draft))] == ["1" * 16]


async def test_a_clock_that_is_adjusted_by_a_little_is_left_alone(
    services: SharedServices, upkeep: Upkeep, clock: Clock, output: io.StringIO
) -> None:
    await noted(services, ChatMessage(ACCOUNT, "1", "1", MessageKind.SCREEN), IDLE)
    await set_back(services, 30)
    await upkeep.look()
    clock.now += 30
    await upkeep.look()
    assert jumps(output) == []


@pytest.mark.parametrize("seconds", [HOURS, -HOURS])
async def test_a_jump_while_it_runs_is_logged_once(
    upkeep: Upkeep, clock: Clock, output: io.StringIO, seconds: float
) -> None:
    await upkeep.look()
    clock.now -= seconds
    await upkeep.look()
    await upkeep.look()
    [(found, count)] = jumps(output)
    assert abs(found - seconds) < 60
    assert count == 0


async def test_a_check_that_is_over_is_not_forgotten_by_a_clock_that_is_ahead(
    services: SharedServices, upkeep: Upkeep, clock: Clock
) -> None:
    """At the start, and right after a jump, nobody knows whether it is."""
    await services.ended.add(["a" * 16])
    await services.session.run(update(ended).values(expires_at=ended.c.expires_at - HOURS))
    await upkeep.look()
    assert await services.ended.count() == 1
    clock.now -= HOURS
    await upkeep.look()
    clock.now += 1
    await upkeep.look()
    assert await services.ended.count() == 1


async def test_it_is_forgotten_once_the_clock_was_steady_for_as_long(services: SharedServices, clock: Clock) -> None:
    services.ended.known.keep = 0.0
    upkeep = Upkeep(services, {ACCOUNT: None}, clock)
    await services.ended.add(["a" * 16])
    await upkeep.look()
    assert await services.ended.count() == 0


async def test_what_is_forgotten_is_not_learned_again(services: SharedServices, clock: Clock) -> None:
    services.ended.known.keep = 0.0
    await services.session.run(insert(ended).values(run="a" * 16, expires_at=time.time() - 1))
    await Upkeep(services, {ACCOUNT: None}, clock).look()
    assert "a" * 16 not in services.ended.known


async def told(services: SharedServices, moment: float, outcome: OccurrenceOutcome, ahead: float) -> Reminder:
    """Return a reminder as a clock that was so many seconds ahead has left it."""
    due = next_after(DAILY, dt.datetime.fromtimestamp(time.time() + ahead, dt.UTC))
    assert due
    one = await add(services.reminder_store, Destination(ACCOUNT, "-1"), DAILY, due.timestamp())
    past = {"reminder_id": one.id, "moment": moment, "outcome": outcome}
    await services.session.run(insert(occurrence), past)
    return one


def coming(after: float = 0.0) -> float:
    """Return the first moment that comes after so many seconds."""
    found = next_after(DAILY, dt.datetime.fromtimestamp(time.time() + 61 + after, dt.UTC))
    assert found
    return found.timestamp()


@pytest.mark.parametrize("ahead", [86400.0, YEARS])
async def test_a_moment_that_was_missed_by_a_clock_ahead_comes_at_its_time(
    services: SharedServices, upkeep: Upkeep, ahead: float
) -> None:
    one = await told(services, coming(), OccurrenceOutcome.MISSED, ahead)
    await upkeep.look()
    found = await services.reminder_store.get(one.id)
    assert found
    assert found.due_at == coming()
    assert found.occurrences == ()


@pytest.mark.parametrize("outcome", [OccurrenceOutcome.SENT, OccurrenceOutcome.UNKNOWN])
async def test_a_moment_that_was_posted_by_a_clock_ahead_is_not_posted_again(
    services: SharedServices, upkeep: Upkeep, outcome: OccurrenceOutcome
) -> None:
    one = await told(services, coming(), outcome, YEARS)
    await upkeep.look()
    found = await services.reminder_store.get(one.id)
    assert found
    assert found.due_at == coming(coming() - time.time())
    assert [one.outcome for one in found.occurrences] == [outcome]


async def test_a_reminder_that_comes_as_its_schedule_says_stays_as_it_is(
    services: SharedServices, upkeep: Upkeep, output: io.StringIO
) -> None:
    one = await add(services.reminder_store, Destination(ACCOUNT, "-1"), DAILY, coming())
    late = await add(services.reminder_store, Destination(ACCOUNT, "-2"), DAILY, 1000.0)
    await upkeep.look()
    assert [found.due_at for found in await services.reminder_store.all()] == [one.due_at, late.due_at]
    assert jumps(output) == []
