"""What a coordinator on Telegram does with existing reminders."""

import asyncio
import datetime as dt
from pathlib import Path

from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import ask, due, kept, outcomes
from tests.support.telegram_bot import begin, said, shown, walk
from tests.support.telegram_reminders import enter, local, make, planning, posts

NEVER = dt.date.max


async def test_one_is_changed_paused_resumed_skipped_and_deleted(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Opslaan", "Terug", "1. 09:30", "Veranderen")
        assert {"✓ maandag", "✓ woensdag"} <= set(said(cora)[-1].labels)
        await walk(cora, "vrijdag", "Verder", "✓ 9 uur", "09:35", "Verder", "✓", "Opslaan")
        [changed] = kept(database)
        assert (changed.schedule.time, changed.schedule.weekdays) == (dt.time(9, 35), frozenset({0, 2, 4}))

        await walk(cora, "Even niet", "2 weken")
        [paused] = [one.schedule.paused_until for one in kept(database)]
        assert paused
        assert paused - dt.datetime.now(dt.UTC).date() in {dt.timedelta(14), dt.timedelta(15)}
        assert "Staat stil tot" in shown(cora)
        await walk(cora, "Even niet", "Tot ik")
        assert [(one.schedule.paused_until, one.due_at) for one in kept(database)] == [(NEVER, None)]
        assert "Staat stil, tot je de herinnering weer aanzet." in shown(cora)
        await walk(cora, "Weer aanzetten")
        [before] = kept(database)

        await walk(cora, "Volgende keer niet")
        [after] = kept(database)
        assert before.due_at
        assert after.due_at
        assert after.schedule.skips == {local(before.due_at).date()}
        assert after.due_at > before.due_at

        await walk(cora, "Weghalen", "Terug", "Weghalen", "Ja, haal weg")
        assert shown(cora).startswith("De herinnering is weg.\n\nHerinneringen\nEr zijn nog geen")
        assert kept(database) == ()


async def test_skipping_twice_with_one_button_skips_once(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Opslaan")
        [skip] = [one.payload for row in said(cora)[-1].buttons for one in row if one.label == "Volgende keer niet"]
        for _ in range(2):
            await cora.press_payload(skip or "", said(cora)[-1].id)
        await until(lambda: kept(database)[0].schedule.skips)
        await fake.settled()
        assert len(kept(database)[0].schedule.skips) == 1


async def test_one_is_sent_now_and_its_message_goes_with_it(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Opslaan")
        [ring] = [one.payload for row in said(cora)[-1].buttons for one in row if one.label == "Nu plaatsen"]
        await walk(cora, "Nu plaatsen")
        assert shown(cora).startswith("De bot plaatst de herinnering zo.")
        await until(lambda: outcomes(database) == ["sent"])
        await cora.press_payload(ring or "", said(cora)[-1].id)
        await fake.settled()
        assert outcomes(database) == ["sent"], "the same press again posts nothing"
        [message] = [one.message or "" for one in kept(database)]
        assert team.find(int(message))
        await walk(cora, "Weghalen", "Ja, haal weg")
        assert team.find(int(message)) is None


async def test_the_list_in_private_shows_every_group_and_says_how_to_begin(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    other = fake.group(-1003)
    other.title = "Nacht <b>& co</b>"
    other.join(cora)
    async with planning(fake, shipped, database):
        for group in (team, other):
            await enter(cora, group)
            await make(cora)
            await walk(cora, "Opslaan")
        await begin(cora, "/herinnering")
        await until(lambda: "1. Groep: Team" in shown(cora) and len(cora.chat.messages) == 1)
        assert "2. Groep: Nacht <b>& co</b>" in shown(cora)
        assert "Typ /herinnering in de groep waar die moet komen." in shown(cora)
        await walk(cora, "2. 09:30", "Weghalen", "Ja, haal weg")
        assert "1. Groep: Team" in shown(cora)
    assert [one.place.chat for one in kept(database)] == ["-1002"]


async def test_a_long_list_has_pages(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Opslaan")
        columns = (
            "channel, chat, thread, check_id, weekdays, weeks, start, zone, holidays_off, skips, prompt, suspended"
        )
        copy = f"INSERT INTO reminder ({columns}, minute) SELECT {columns}, ? FROM reminder LIMIT 1"  # noqa: S608
        for minute in range(12):
            await asyncio.to_thread(ask, database, copy, minute)
        await walk(cora, "Terug", "Meer", "Meer")
        assert [label[:2] for label in said(cora)[-1].labels[:2]] == ["13", "Ee"]
        await walk(cora, "13.", "Terug", "Eerdere")
        assert said(cora)[-1].labels[0].startswith("7.")


async def test_a_reminder_that_somebody_else_deleted_is_told_of(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Opslaan")
        await asyncio.to_thread(ask, database, "DELETE FROM reminder")
        await walk(cora, "Even niet")
        assert shown(cora).startswith("Deze herinnering is er niet meer.")


async def test_a_reminder_that_is_due_is_posted_while_the_coordinator_looks_on(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team, 7)
        await make(cora)
        await walk(cora, "Opslaan")
        await due(database)
        await until(lambda: outcomes(database) == ["sent"])
        await walk(cora, "Terug", "1. 09:30")
        assert "Geplaatst: " in shown(cora)
        assert posts(team)[-1].thread == 7
