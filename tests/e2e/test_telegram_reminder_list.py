"""What a coordinator on Telegram does with existing reminders."""

import asyncio
import datetime as dt
from pathlib import Path

from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from bot.rhythm import Weekly
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import ask, copied, due, kept, outcomes
from tests.support.telegram_bot import begin, said, shown, walk
from tests.support.telegram_reminders import enter, local, make, payload, plan, planning, posts, twice

NEVER = dt.date.max


async def test_one_is_changed_paused_resumed_skipped_and_deleted(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Opslaan", "Terug", "1. 09:30", "Wijzigen", "Hoe vaak")
        assert {"✓ maandag", "✓ woensdag", "✓ Elke 2 weken"} <= set(said(cora)[-1].labels)
        await walk(cora, "vrijdag", "Klaar", "Tijden", "09:30", "✓ 9 uur", "09:35", "Opslaan")
        [changed] = kept(database)
        assert changed.schedule.times == frozenset({dt.time(9, 35)})
        assert changed.schedule.rhythm == Weekly(frozenset({0, 2, 4}), 2)

        await walk(cora, "Pauzeren", "2 weken")
        assert shown(cora).startswith("De herinnering staat nu stil.")
        [paused] = [one.schedule.paused_until for one in kept(database)]
        assert paused
        assert paused - dt.datetime.now(dt.UTC).date() in {dt.timedelta(14), dt.timedelta(15)}
        assert "Staat stil tot" in shown(cora)
        await walk(cora, "Pauzeren", "Tot je")
        assert [(one.schedule.paused_until, one.due_at) for one in kept(database)] == [(NEVER, None)]
        assert "Staat stil, tot je de herinnering weer aanzet." in shown(cora)
        await walk(cora, "Weer aanzetten")
        assert shown(cora).startswith("De herinnering staat weer aan.")
        [before] = kept(database)

        await walk(cora, "Eén keer overslaan")
        assert shown(cora).startswith("De bot slaat de herinnering één keer over.")
        [after] = kept(database)
        assert before.due_at
        assert after.due_at
        assert after.schedule.skipped == {local(before.due_at).replace(tzinfo=None)}
        assert after.due_at > before.due_at

        await walk(cora, "Verwijderen", "Terug", "Verwijderen", "Ja, verwijderen")
        assert shown(cora).startswith("De herinnering is weg.\n\nHerinneringen\nEr zijn nog geen")
        assert kept(database) == ()


async def test_skipping_twice_with_one_button_skips_once(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Opslaan")
        await twice(cora, "Eén keer overslaan")
        await until(lambda: kept(database)[0].schedule.skipped)
        await fake.settled()
        assert len(kept(database)[0].schedule.skipped) == 1


async def test_one_is_sent_now_and_its_message_goes_with_it(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Opslaan")
        ring = payload(cora, "Nu plaatsen")
        await walk(cora, "Nu plaatsen")
        assert shown(cora).startswith("De bot plaatst de herinnering zo meteen.")
        await until(lambda: outcomes(database) == ["sent"])
        await cora.press_payload(ring, said(cora)[-1].id)
        await fake.settled()
        assert outcomes(database) == ["sent"], "the same press again posts nothing"
        [message] = [one.message or "" for one in kept(database)]
        assert team.find(int(message))
        await walk(cora, "Terug")
        assert "De laatste keren: ✓ (1 geplaatst)" in shown(cora)
        await walk(cora, "1. ")
        await walk(cora, "Verwijderen", "Ja, verwijderen")
        await until(lambda: team.find(int(message)) is None)


async def test_the_list_in_private_shows_every_group_and_says_how_to_begin(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    other = fake.group(-1003)
    other.title = "Nacht <b>& co</b>"
    other.join(cora)
    async with planning(fake, shipped, database):
        for group in (team, other):
            await plan(cora, group)
        await begin(cora, "/herinnering")
        await until(lambda: "1. Team" in shown(cora) and len(cora.chat.messages) == 1)
        assert "2. Nacht <b>& co</b>" in shown(cora)
        assert "Typ /herinnering in de groep waar die moet komen." in shown(cora)
        await walk(cora, "2. 10:00", "Verwijderen", "Ja, verwijderen")
        assert "1. Team" in shown(cora)
    assert [one.place.chat for one in kept(database)] == ["-1002"]


async def test_a_long_list_has_pages(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Opslaan")
        for _ in range(12):
            await copied(database)
        await walk(cora, "Terug", "Volgende", "Volgende")
        assert [label[:2] for label in said(cora)[-1].labels[:2]] == ["13", "Vo"]
        assert "Volgende" not in said(cora)[-1].labels
        await walk(cora, "13.", "Terug", "Vorige")
        assert said(cora)[-1].labels[0].startswith("7.")


async def test_a_reminder_that_somebody_else_deleted_is_told_of(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Opslaan")
        await asyncio.to_thread(ask, database, "DELETE FROM reminder")
        await walk(cora, "Pauzeren")
        assert shown(cora).startswith("Deze herinnering is er niet meer.")


async def test_a_reminder_that_is_due_is_posted_while_the_coordinator_looks_on(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team, 7)
        await walk(cora, "Opslaan")
        await due(database)
        await until(lambda: outcomes(database) == ["sent"])
        await walk(cora, "Terug", "1. 10:00")
        assert "Geplaatst: " in shown(cora)
        assert posts(team)[-1].thread == 7
