"""Downgrades: the previous version finds every reminder as it was, or the downgrade is refused with a reason."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from adapters.storage import migration
from adapters.storage.errors import DowngradeError
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, OccurrenceOutcome, Plan
from adapters.storage.session import Session
from bot.rhythm import Monthly, Once
from tests.contract.test_reminder_store import CHANNEL, CHECK, KINDS, NAME, OURS, PAST, PLACE, PLAN, WEEKLY
from tests.contract.test_reminder_store_claim import NEXT, claimed
from tests.contract.test_upgrade import tables
from tests.support import made_reminders

SCHEDULES = {
    "come several times a day": replace(WEEKLY, times=KINDS["full"].schedule.times),
    "have single moments left out": replace(WEEKLY, skipped=KINDS["full"].schedule.skipped),
    "come monthly or once": replace(WEEKLY, rhythm=Once()),
}


async def test_compatible_data_survives_a_downgrade_and_another_upgrade(
    url: str, session: Session, reminder_store: ReminderStore
) -> None:
    schedule = replace(WEEKLY, skips=KINDS["full"].schedule.skips, paused_until=KINDS["full"].schedule.paused_until)
    await reminder_store.add(NAME, [PLACE], Plan(CHECK, schedule), PAST)
    claim = await claimed(reminder_store)
    await reminder_store.begin(claim, PAST)
    await reminder_store.settle(claim, PAST, OccurrenceOutcome.SENT, NEXT, ("m1", "C1"))
    [kept] = await reminder_store.all(OURS)
    await session.transact(migration.downgrade)
    found = await session.transact(lambda connection: tables(connection).tables["reminder"])
    row = (await session.run(sa.select(found)))[0]
    assert (row.weekdays, row.minute, row.weeks, row.message) == (1, 570, 1, "m1")
    assert {"series", "rhythm", "which", "times", "skipped", "prompts_off"}.isdisjoint(found.columns.keys())
    assert "draft" not in await session.transact(lambda connection: tables(connection).tables)
    again = await Session.open(url)
    [back] = await made_reminders.on(again).all(OURS)
    await again.close()
    assert replace(back, series=NAME) == kept


@pytest.mark.parametrize(("what", "schedule"), SCHEDULES.items(), ids=SCHEDULES)
async def test_a_time_that_the_previous_version_cannot_hold_is_named(
    session: Session, reminder_store: ReminderStore, what: str, schedule: object
) -> None:
    await reminder_store.add("0" * 16, [PLACE], PLAN, PAST)
    await reminder_store.add(NAME, [PLACE], replace(PLAN, schedule=schedule), PAST)  # type: ignore[arg-type]
    before = await reminder_store.all(OURS)
    with pytest.raises(DowngradeError, match=f"^the previous version can't store .*: 1 {what}$"):
        await session.transact(migration.downgrade)
    assert await reminder_store.all(OURS) == before


async def test_all_incompatible_data_is_named_in_one_line(session: Session, reminder_store: ReminderStore) -> None:
    places = [PLACE, Destination(CHANNEL, "C2"), Destination(CHANNEL, "C3")]
    schedule = replace(SCHEDULES["come several times a day"], rhythm=Monthly(1, 0))
    await reminder_store.add(NAME, places, Plan(CHECK, schedule, frozenset({"ask"})), PAST)
    with pytest.raises(DowngradeError) as refused:
        await session.transact(migration.downgrade)
    assert str(refused.value) == (
        "the previous version can't store these reminders; change or delete them first: 3 come monthly or once, "
        "3 come several times a day, 3 have prompts switched off, 3 come in several places"
    )
    assert len(await reminder_store.all(OURS)) == 3
