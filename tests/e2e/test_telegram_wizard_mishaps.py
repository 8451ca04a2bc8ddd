"""What goes wrong while reminders are set up on Telegram: nothing is done twice, and nothing chosen is lost."""

import asyncio
from pathlib import Path

from adapters.simulators.network_failures import Reset
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import ask, kept
from tests.support.telegram_bot import begin, said, shown, walk
from tests.support.telegram_reminders import enter, follow, link, make, payload, planning, twice

OLD = "Deze knop is te oud. Begin opnieuw met /herinnering."


async def test_a_button_that_is_too_old_says_how_to_begin_again(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        argument = await link(cora, team)
        await follow(cora, argument)
    async with planning(fake, shipped, database, idle=0.001):
        await walk(cora, "Opslaan")
        assert shown(cora) == OLD
        await cora.say(f"/start {argument}")
        await until(lambda: len(said(cora)) == 2)
    assert said(cora)[-1].text == OLD
    assert kept(database) == ()


async def test_a_draft_that_is_gone_says_how_to_begin_again(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await asyncio.to_thread(ask, database, "UPDATE draft SET expires_at = 1")
        await walk(cora, "Hoe vaak")
        assert shown(cora) == OLD


async def test_a_draft_is_kept_for_as_long_as_somebody_looks_around_in_it(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        for label in ("Hoe vaak", "Klaar", "Opslaan"):
            await asyncio.to_thread(ask, database, "UPDATE draft SET expires_at = expires_at - 600")
            await walk(cora, label)
        assert shown(cora).startswith("Opgeslagen.")


async def test_a_draft_of_somebody_else_is_no_way_in(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    bob = fake.person(1002, language_code="nl", first_name="Bob")
    team.join(bob)
    team.promote(bob, "administrator")
    async with planning(fake, shipped, database, administrators=True):
        await enter(cora, team)
        stolen = payload(cora, "Opslaan")
        await begin(bob)
        await bob.press_payload(stolen, said(bob)[-1].id)
        await until(lambda: shown(bob) == OLD)
        assert kept(database) == ()
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")


async def test_two_coordinators_change_one_reminder_each_in_a_draft_of_their_own(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    bob = fake.person(1002, language_code="nl", first_name="Bob")
    team.join(bob)
    team.promote(bob, "administrator")
    async with planning(fake, shipped, database, administrators=True):
        await enter(cora, team)
        await walk(cora, "Opslaan", "Wijzigen", "Hoe vaak", "vrijdag", "Klaar")
        await enter(bob, team)
        await walk(bob, "1. ", "Wijzigen", "Tijden", "10:00", "9 uur", "09:30")
        assert "om 10:00" in shown(cora).splitlines()[2]
        assert "op maandag om 09:30" in shown(bob).splitlines()[2]
        await walk(bob, "Opslaan", "Verwijderen", "Ja, verwijderen")
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Deze herinnering is er niet meer.")
    assert kept(database) == ()


async def test_a_draft_that_was_saved_brings_nothing_back_that_is_deleted(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        save = payload(cora, "Opslaan")
        await walk(cora, "Opslaan", "Verwijderen", "Ja, verwijderen")
        await cora.press_payload(save, said(cora)[-1].id)
        await until(lambda: shown(cora).startswith("Deze herinnering is er niet meer."))
    assert kept(database) == ()


async def test_while_the_database_is_away_nothing_is_saved_and_nothing_is_lost(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        before = said(cora)
        away = database.with_suffix(".away")
        await asyncio.to_thread(database.rename, away)
        await asyncio.to_thread(database.mkdir)
        await cora.press("Opslaan")
        await until(lambda: [toast for toast in cora.toasts if toast.text])
        assert (cora.toasts[-1].text or "").startswith("Het lukt nu even niet.")
        assert said(cora)[: len(before)] == before
        await asyncio.to_thread(database.rmdir)
        await asyncio.to_thread(away.rename, database)
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")
        assert "Elke 2 weken op maandag en woensdag om 09:30" in shown(cora)


async def test_while_telegram_cannot_be_reached_nothing_is_saved_and_nothing_is_lost(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        fake.fail("sendMessage", Reset())
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("De chat-app werkt nu even niet mee. Er is niets opgeslagen.")
        assert kept(database) == ()
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")


async def test_a_choice_that_is_pressed_twice_is_made_once(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Hoe vaak")
        await twice(cora, "woensdag")
        await until(lambda: "✓ woensdag" in said(cora)[-1].labels)
        await fake.settled()
        assert "✓ woensdag" in said(cora)[-1].labels
        await walk(cora, "Klaar", "Tijden", "10:00", "9 uur")
        await twice(cora, "09:30")
        await until(lambda: "om 09:30" in shown(cora))
        await fake.settled()
        assert shown(cora).splitlines()[2].startswith("Elke week op maandag en woensdag om 09:30,")


async def test_typing_does_no_harm_there(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        before = said(cora)
        for text in ("1", "Jan de Vries"):
            number = await cora.say(text)
            await until(lambda number=number: cora.chat.find(number) is None)  # type: ignore[misc]
        assert said(cora)[: len(before)] == before
        await walk(cora, "Hoe vaak")
        assert shown(cora) != before[-1].text


async def test_a_check_and_a_plan_take_each_others_place(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        for _ in range(2):
            await enter(cora, team)
            await until(lambda: [message.text[:18] for message in said(cora)] == ["Nieuwe herinnering"])
            await begin(cora)
            await until(lambda: [message.text[:13] for message in said(cora)] == ["Groomingcheck"])
