"""When a reminder comes, chosen on Telegram in whole conversations; each choice comes back to the summary."""

import datetime as dt
from pathlib import Path

import pytest

from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from bot.rhythm import LAST, Monthly, Once, Rhythm, Weekly
from messages.content import Content
from tests.support.store_reader import kept
from tests.support.telegram_bot import said, shown, walk
from tests.support.telegram_reminders import ZONE, enter, local, planning

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def current_day() -> dt.date:
    """Return the day on which this test runs: those before it may have run on the day before."""
    return dt.datetime.now(ZONE).date()


async def save(person: Person) -> None:
    await walk(person, "Opslaan")
    assert shown(person).startswith("Opgeslagen.")


@pytest.mark.parametrize(
    ("labels", "said_", "rhythm"),
    [
        (("Elke werkdag",), "Elke werkdag om 10:00", Weekly(frozenset(range(5)))),
        (("Elke 2 weken",), "Elke 2 weken op maandag om 10:00", Weekly(frozenset({0}), 2)),
        (("vrijdag", "✓ maandag"), "Elke week op vrijdag om 10:00", Weekly(frozenset({4}))),
        (("Elke maand",), "Elke maand op de eerste maandag om 10:00", Monthly(1, 0)),
        (("Elke maand", "laatste", "donderdag"), "Elke maand op de laatste donderdag om 10:00", Monthly(LAST, 3)),
        (("Elke maand", "Elke 3 weken"), "Elke 3 weken op maandag om 10:00", Weekly(frozenset({0}), 3)),
    ],
)
async def test_how_often_it_comes(
    fake: TelegramSimulator,
    shipped: Content,
    database: Path,
    cora: Person,
    team: Group,
    labels: tuple[str, ...],
    said_: str,
    rhythm: Rhythm,
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Hoe vaak", *labels, "Klaar")
        assert shown(cora).splitlines()[2] == f"{said_}, niet op feestdagen"
        await save(cora)
    [found] = kept(database)
    assert found.schedule.rhythm == rhythm
    assert found.due_at
    assert found.schedule.rhythm.includes(local(found.due_at).date(), found.schedule.start)


async def test_on_one_day(fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group) -> None:
    now = current_day()
    day = now + dt.timedelta(days=16)
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Hoe vaak", "Eén keer")
        assert shown(cora).startswith(f"Op welke dag komt de herinnering?\nVan {DAYS[now.weekday()]} {now.day} ")
        await walk(cora, "Volgende", f"{DAYS[day.weekday()]} {day.day}")
        assert shown(cora).splitlines()[2].startswith(f"Eén keer: {DAYS[day.weekday()]} {day.day} ")
        assert shown(cora).count("• ") == 1
        await walk(cora, "Hoe vaak", f"Komt op {DAYS[day.weekday()]} {day.day} ", "Klaar")
        await save(cora)
    [found] = kept(database)
    assert (found.schedule.rhythm, found.schedule.start) == (Once(), day)
    assert found.due_at == dt.datetime.combine(day, dt.time(10), ZONE).timestamp()


async def test_several_times_a_day_for_hand_overs(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Tijden", "10:00", "7 uur", "07:00")
        assert "om 07:00" in shown(cora).splitlines()[2], "a time that is changed comes back to the summary"
        await walk(cora, "Tijden", "Nog een tijd", "15 uur", "15:00", "Nog een tijd", "23 uur", "23:00")
        assert said(cora)[-1].labels[:6] == [
            "07:00",
            "Haal 07:00 weg",
            "15:00",
            "Haal 15:00 weg",
            "23:00",
            "Haal 23:00 weg",
        ]
        await walk(cora, "Nog een tijd", "12 uur", "12:30")
        assert "Nog een tijd" not in said(cora)[-1].labels, "four are the most"
        await walk(cora, "Haal 12:30 weg", "Klaar")
        assert shown(cora).splitlines()[2].startswith("Elke week op maandag om 07:00, 15:00 en 23:00")
        await save(cora)
    assert [one.schedule.times for one in kept(database)] == [frozenset(map(dt.time, (7, 15, 23)))]


async def test_a_time_that_the_clock_skips_is_told(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Hoe vaak", "zondag", "✓ maandag", "Klaar", "Tijden", "10:00", "2 uur", "02:30")
        await walk(cora, "Feestdagen", "✓ Niet op feestdagen", "Klaar")  # it may be Easter
        assert "gaat de klok vooruit. Het wordt dan geen 02:30." in shown(cora), "a night in spring"
        await save(cora)
    [at] = [one.due_at for one in kept(database)]
    assert at
    assert local(at).strftime("%w %H:%M") == "0 02:30"


async def test_holidays_and_single_days_are_left_out(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Feestdagen", "✓ Niet op feestdagen")
        first, second = [label for label in said(cora)[-1].labels if label.startswith("maandag")][:2]
        await walk(cora, first, second, f"✓ {first}", "Volgende")
        assert f"✓ {second}" not in said(cora)[-1].labels
        await walk(cora, "Vorige", "Klaar")
        assert shown(cora).splitlines()[2] == f"Elke week op maandag om 10:00, niet op {second}"
        assert f"• {second}" not in shown(cora)
        await walk(cora, "Feestdagen", "Niet op feestdagen", "Klaar")
        assert "niet op feestdagen" in shown(cora)
        await save(cora)
    [found] = kept(database)
    assert found.schedule.holidays_off
    assert len(found.schedule.skips) == 1


async def test_what_is_wrong_is_said_where_it_was_chosen_and_nothing_is_lost(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Tijden", "10:00", "9 uur", "09:30", "Hoe vaak", "✓ maandag", "Klaar")
        assert shown(cora).startswith("Kies minstens één dag.")
        await walk(cora, "woensdag", "Klaar")
        assert shown(cora).splitlines()[2].startswith("Elke week op woensdag om 09:30")
        assert kept(database) == ()
        await save(cora)


async def test_once_on_a_moment_that_has_passed_is_told_there(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Tijden", "10:00", "0 uur", "00:00", "Hoe vaak", "Eén keer")
        now = current_day()
        today = f"{DAYS[now.weekday()]} {now.day}"
        offered = [label for message in cora.chat.messages for label in message.labels]
        await walk(cora, next(label for label in offered if label.removeprefix("✓ ") == today))  # chosen on a Monday
        assert shown(cora).startswith("Zo komt de herinnering nooit. Kies een andere dag.")
        await walk(cora, f"{DAYS[(now.weekday() + 1) % 7]} ")
        assert shown(cora).splitlines()[2].startswith("Eén keer: ")
        await save(cora)
