"""Setting reminders up on Telegram, as whole conversations."""

import asyncio
import datetime as dt
import shutil
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Hang
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.conftest import ORGANISATION
from tests.support.caller import until
from tests.support.loading import load_content
from tests.support.store_reader import ask, kept, later, rows
from tests.support.telegram_bot import begin, said, shown, walk
from tests.support.telegram_reminders import enter, follow, link, local, make, plan, planning, posts

FLOOD = 60
"""The number of presses of one person at one moment."""
HANGING = 8.0
"""Seconds that Telegram takes to answer the first of them."""


@pytest.mark.parametrize("thread", [None, 7])
async def test_one_is_made_for_the_group_or_topic_it_was_asked_for_in(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, thread: int | None
) -> None:
    async with planning(fake, shipped, database):
        asked = len(team.messages)
        argument = await link(cora, team, thread)
        assert len(team.messages) == asked + 1, "the command goes, and one line comes"
        assert posts(team)[0].thread == thread
        await follow(cora, argument)
        assert shown(cora).startswith("Herinneringen\nEr zijn nog geen herinneringen.")
        await make(cora)
        text = shown(cora)
        assert f"Groep: Team{', in een onderwerp' if thread else ''}" in text
        assert "Elke 2 weken op maandag en woensdag om 09:30, niet op feestdagen" in text
        assert "Alle tijden zijn in de tijdzone Europe/Amsterdam." in text
        assert "Zo ziet een herinnering eruit:\nVraag deze week eens: met wie praat je online" in text
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")
    [found] = kept(database)
    assert (found.place.chat, found.place.thread, found.check) == ("-1002", str(thread or ""), "groomingcheck")
    assert (found.schedule.time, found.schedule.weekdays) == (dt.time(9, 30), frozenset({0, 2}))
    assert (found.schedule.weeks, found.schedule.holidays_off) == (2, True)
    [message] = said(cora)
    assert message.protected
    assert message.silent


async def test_the_next_three_moments_are_shown_with_their_weekday_and_zone(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora, "zondag", "Verder", "2 uur", "02:30", "✓ Niet", "Verder")
        lines = shown(cora).splitlines()
        following = lines[lines.index("De volgende keren:") + 1 :][:4]
        assert [line.startswith("• zondag ") and line.endswith(" om 02:30") for line in following[:3]] == [True] * 3
        assert following[3] == "Alle tijden zijn in de tijdzone Europe/Amsterdam."
        assert "gaat de klok vooruit. Deze tijd bestaat dan niet." in shown(cora), "a night in spring"
        await walk(cora, "Opslaan")
    [at] = [one.due_at for one in kept(database)]
    assert at
    assert local(at).strftime("%w %H:%M") == "0 02:30"


async def test_what_is_wrong_is_said_where_it_was_chosen_and_nothing_is_lost(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Nieuwe herinnering", "Verder")
        assert shown(cora).startswith("Kies minstens één dag.")
        await walk(cora, "maandag", "Verder", "9 uur", "09:30", "Verder", "Terug", "Terug", "Terug", "Terug")
        assert "✓ maandag" in said(cora)[-1].labels
        await walk(cora, "Verder")
        assert "✓ 9 uur" in said(cora)[-1].labels


@pytest.mark.parametrize(
    ("status", "told"), [("kicked", "De bot zit niet meer in dit kanaal."), ("muted", "De bot mag hier niets")]
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
        [save] = [one.payload for row in said(cora)[-1].buttons for one in row if one.label == "Opslaan"]
        for _ in range(2):
            await cora.press_payload(save or "", said(cora)[-1].id)
        await until(lambda: shown(cora).startswith("Opgeslagen."))
        await fake.settled()
        assert len(kept(database)) == 1


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
        await make(cora)
        [save] = [one.payload for row in said(cora)[-1].buttons for one in row if one.label == "Opslaan"]
        fake.calls.clear()
        fake.fail("editMessageText", Hang(HANGING))
        for _ in range(FLOOD):
            await cora.press_payload(save or "", said(cora)[-1].id)
        await until(lambda: "editMessageText" in {call.method for call in fake.calls})
        await walk(ann, "Beginnen", "1.")
        assert "Vraag 2 van 9" in shown(ann)
        assert "Klopt dit?" in shown(cora)
        await until(lambda: shown(cora).startswith("Opgeslagen."), 30)
        await fake.settled(30)
        assert len(kept(database)) == 1


async def test_a_restart_between_any_two_steps_goes_on_where_it_was(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
    for label in ("Nieuwe", "vrijdag", "Verder", "10 uur", "10:05", "Elke 4 weken", "Verder", "✓", "Opslaan"):
        async with planning(fake, shipped, database):
            await walk(cora, label)
    [made] = [one.schedule for one in kept(database)]
    assert (made.weekdays, made.time, made.weeks) == (frozenset({4}), dt.time(10, 5), 4)


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


async def test_a_button_that_is_too_old_says_how_to_begin_again(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        argument = await link(cora, team)
        await follow(cora, argument)
    async with planning(fake, shipped, database, idle=0.001):
        await walk(cora, "Nieuwe herinnering")
        assert shown(cora) == "Deze knop is te oud. Begin opnieuw met /herinnering."
        await cora.say(f"/start {argument}")
        await until(lambda: len(said(cora)) == 2)
    assert said(cora)[-1].text == "Deze knop is te oud. Begin opnieuw met /herinnering."


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
        await walk(cora, "Nieuwe herinnering")
        assert shown(cora) != before[-1].text


async def test_a_check_and_a_plan_take_each_others_place(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        for _ in range(2):
            await enter(cora, team)
            await until(lambda: [message.text[:13] for message in said(cora)] == ["Herinneringen"])
            await begin(cora)
            await until(lambda: [message.text[:13] for message in said(cora)] == ["Groomingcheck"])


async def test_where_several_checks_have_prompts_one_is_chosen(
    fake: TelegramSimulator, database: Path, tmp_path: Path, cora: Person, team: Group
) -> None:
    folder = tmp_path / "teksten"
    shutil.copytree(ORGANISATION, folder)
    shutil.copy(SHIPPED / "groomingcheck" / "prompts.toml", folder / "moneycheck")
    own = load_content(Organisation(folder=folder))
    async with planning(fake, own, database):
        await enter(cora, team)
        await walk(cora, "Nieuwe herinnering")
        assert said(cora)[-1].labels[:2] == ["✓ Groomingcheck", own.renderers["moneycheck", "nl"].title]
        await walk(cora, own.renderers["moneycheck", "nl"].title, "maandag", "Verder", "9 uur", "09:30", "Verder", "✓")
        assert own.renderers["moneycheck", "nl"].title in shown(cora).splitlines()
        await walk(cora, "Opslaan")
    assert [one.check for one in kept(database)] == ["moneycheck"]
