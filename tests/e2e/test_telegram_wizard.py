"""Setting reminders up on Telegram, as whole conversations: three presses, saving, closing, waiting."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Hang
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from bot.rhythm import Weekly
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import ask, kept, later, rows
from tests.support.telegram_bot import begin, said, shown, walk
from tests.support.telegram_reminders import enter, follow, link, make, payload, plan, planning, posts, twice

FLOOD = 60
"""The number of presses of one person at one moment."""
HANGING = 8.0
"""Seconds that Telegram takes to answer the first of them."""
MOST_PRESSES = 3
"""From the command to ‘Opgeslagen’: the command, the link, ‘Opslaan’. It was 10 while each choice had a screen."""
MOST_SCREENS = 3
"""The screens of that: the link, the form, and what was saved. There were 10."""


async def test_three_presses_make_one(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await fake.settled()
        fake.calls.clear()
        await enter(cora, team)
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")
        await fake.settled()
        screens = [call for call in fake.calls if call.method in {"sendMessage", "editMessageText"}]
        offsets = [int(str(call.parameters["offset"])) for call in fake.calls if call.method == "getUpdates"]
    trial = 1
    assert len(screens) - trial <= MOST_SCREENS
    assert offsets[-1] - offsets[0] <= MOST_PRESSES
    [found] = kept(database)
    assert found.schedule.rhythm == Weekly(frozenset({0}))
    assert (found.schedule.times, found.schedule.holidays_off) == (frozenset({dt.time(10)}), True)


@pytest.mark.parametrize("thread", [None, 7])
async def test_the_form_is_filled_in_for_the_group_or_topic_it_was_asked_for_in(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, thread: int | None
) -> None:
    async with planning(fake, shipped, database):
        asked = len(team.messages)
        argument = await link(cora, team, thread)
        assert len(team.messages) == asked + 1, "the command goes, and one line comes"
        assert posts(team)[0].thread == thread
        await follow(cora, argument)
        lines = shown(cora).splitlines()
        assert lines[:2] == ["Nieuwe herinnering", f"Waar: Team{' (onderwerp)' if thread else ''}"]
        assert lines[2] == "Elke week op maandag om 10:00, niet op feestdagen"
        following = lines[lines.index("De volgende keren:") + 1 :][:4]
        assert [line.startswith("• maandag ") and line.endswith(" om 10:00") for line in following[:3]] == [True] * 3
        assert following[3] == "Alle tijden zijn in de tijdzone Europe/Amsterdam."
        assert "Zo ziet een herinnering eruit:\nVraag deze week eens: met wie praat je online" in shown(cora)
        assert said(cora)[-1].labels[0] == "Opslaan"
        await walk(cora, "Opslaan")
    assert [(one.place.chat, one.place.thread) for one in kept(database)] == [("-1002", str(thread or ""))]
    [message] = said(cora)
    assert message.protected
    assert message.silent


@pytest.mark.parametrize(
    ("status", "told"), [("kicked", "De bot zit daar niet in."), ("muted", "De bot mag daar niets")]
)
async def test_nothing_is_saved_for_a_group_in_which_the_bot_cannot_post(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, status: str, told: str
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        team.muted = status == "muted"
        team.set_bot_status(cora, "member" if team.muted else status)
        await walk(cora, "Opslaan")
        assert shown(cora).startswith(told)
        assert shown(cora).splitlines()[1:3] == ["Dit is nog niet opgeslagen.", ""]
        assert "Elke 2 weken op maandag en woensdag om 09:30" in shown(cora)
        assert kept(database) == ()
        team.muted = False
        team.set_bot_status(cora, "member")
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")


async def test_saving_twice_makes_one(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await twice(cora, "Opslaan")
        await until(lambda: shown(cora).startswith("Opgeslagen."))
        await fake.settled()
        assert shown(cora).startswith("Opgeslagen.")
        [first] = kept(database)
        await walk(cora, "Wijzigen", "Hoe vaak", "donderdag", "Klaar")
        await twice(cora, "Opslaan")
        await until(lambda: shown(cora).startswith("Opgeslagen."))
        await fake.settled()
        assert shown(cora).startswith("Opgeslagen.")
        [second] = kept(database)
    assert (first.id, second.schedule.rhythm) == (second.id, Weekly(frozenset({0, 2, 3}), 2))


async def test_saving_what_was_switched_off_switches_it_on(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        before = kept(database)
        await asyncio.to_thread(ask, database, "UPDATE reminder SET suspended = 'forbidden', due_at = NULL")
        await plan(cora, team)
        assert kept(database) == before
        assert [one.suspended for one in kept(database)] == [""]


async def test_of_a_flood_of_savings_one_is_a_reminder_and_somebody_else_waits_for_nothing(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        ann = fake.person(1077)
        await begin(ann)
        await enter(cora, team)
        save = payload(cora, "Opslaan")
        fake.calls.clear()
        fake.fail("editMessageText", Hang(HANGING))
        for _ in range(FLOOD):
            await cora.press_payload(save, said(cora)[-1].id)
        await until(lambda: "editMessageText" in {call.method for call in fake.calls})
        await walk(ann, "Beginnen", "1.")
        assert "Vraag 2 van 9" in shown(ann)
        assert shown(cora).startswith("Nieuwe herinnering")
        await until(lambda: shown(cora).startswith("Opgeslagen."), 30)
        await fake.settled(30)
        assert len(kept(database)) == 1


async def test_a_restart_between_any_two_steps_goes_on_where_it_was(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
    for label in ("Hoe vaak", "vrijdag", "Elke 4 weken", "Klaar", "Tijden", "10:00", "10 uur", "10:05", "Opslaan"):
        async with planning(fake, shipped, database):
            await walk(cora, label if label != "10 uur" else "✓ 10 uur")
    [made] = [one.schedule for one in kept(database)]
    assert (made.rhythm, made.times) == (Weekly(frozenset({0, 4}), 4), frozenset({dt.time(10, 5)}))


async def test_closing_and_waiting_leave_an_empty_chat(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await cora.press("Sluiten")
        await until(lambda: not cora.chat.messages)
        await enter(cora, team)
        await fake.settled()
        await later(database, 901)
        await until(lambda: not cora.chat.messages and not rows(database))


async def test_it_speaks_english_as_well(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    cora.language_code = "en"
    async with planning(fake, shipped, database):
        await follow(cora, await link(cora, team, 7, "/reminder"))
        lines = shown(cora).splitlines()
        assert lines[:2] == ["New reminder", "Where: Team (topic)"]
        assert lines[2] == "Every week on Monday at 10:00, not on public holidays"
        await walk(cora, "How often", "Every weekday", "Done", "Times", "10:00", "9:00", "09:30")
        await walk(cora, "Holidays", "Done", "Messages", "✓ 2.", "Switch off", "Done", "Where", "Done", "Save")
        assert shown(cora).startswith("Saved.\n\nReminder\nWhere: Team (topic)\nEvery weekday at 09:30, not on public")
        await walk(cora, "Pause", "1 week", "Switch on again", "Skip once", "First message to your team", "Back")
        await walk(cora, "Delete", "Yes, delete")
        assert shown(cora).startswith("The reminder is gone.")
    assert kept(database) == ()
