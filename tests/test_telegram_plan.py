"""Setting reminders up on Telegram, as whole conversations."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest

from adapters.telegram.fake.group import Group
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from messages.content import Content
from tests.bot import ask, begin, later, rows, said, shown, walk
from tests.caller import until
from tests.coordinator import due, enter, follow, kept, link, local, make, outcomes, planning, posts

NEVER = dt.date.max.toordinal()


pytestmark = pytest.mark.usefixtures("awake")


@pytest.mark.parametrize("thread", [None, 7])
async def test_one_is_made_for_the_group_or_topic_it_was_asked_for_in(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group, thread: int | None
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
        assert "Zo ziet een herinnering eruit:\nMet wie heeft iemand online contact" in text
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")
    assert kept(database, "chat", "thread", "check_id", "minute", "weeks", "holidays_off", "weekdays") == [
        ("-1002", str(thread or ""), "groomingcheck", 570, 2, 1, 5)
    ]
    [message] = said(cora)
    assert message.protected
    assert message.silent


async def test_p33_the_next_three_moments_are_shown_with_their_weekday_and_zone(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora, "zondag", "Verder", "2 uur", "02:30", "✓ Niet", "Verder")
        lines = shown(cora).splitlines()
        following = lines[lines.index("De volgende keren:") + 1 :][:4]
        assert [line.startswith("• zondag ") and line.endswith(" om 02:30") for line in following[:3]] == [True] * 3
        assert following[3] == "Alle tijden zijn in de tijdzone Europe/Amsterdam."
        assert "is er om deze tijd geen klok" in shown(cora), "the night that the clocks go forward"
        await walk(cora, "Opslaan")
    [(at,)] = kept(database, "due_at")
    assert local(at).strftime("%w %H:%M") == "0 02:30"


async def test_what_is_wrong_is_said_where_it_was_chosen_and_nothing_is_lost(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
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
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group, status: str, told: str
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        team.muted = status == "muted"
        team.place(cora, "member" if team.muted else status)
        await walk(cora, "Opslaan")
        assert shown(cora).startswith(told)
        assert kept(database, "id") == []
        team.muted = False
        team.place(cora, "member")
        await walk(cora, "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")


async def test_saving_twice_makes_one(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        [save] = [one.payload for row in said(cora)[-1].buttons for one in row if one.label == "Opslaan"]
        for _ in range(2):
            await cora.press_payload(save or "", said(cora)[-1].id)
        await until(lambda: shown(cora).startswith("Opgeslagen."))
        await fake.settled()
        assert len(kept(database, "id")) == 1


async def test_a_restart_between_any_two_steps_goes_on_where_it_was(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
    for label in ("Nieuwe", "vrijdag", "Verder", "10 uur", "10:05", "Elke 4 weken", "Verder", "✓", "Opslaan"):
        async with planning(fake, shipped, database):
            await walk(cora, label)
    assert kept(database, "weekdays", "minute", "weeks") == [(1 << 4, 605, 4)]


async def test_one_is_changed_paused_resumed_skipped_and_deleted(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Opslaan", "Terug", "1. 09:30", "Veranderen")
        assert {"✓ maandag", "✓ woensdag"} <= set(said(cora)[-1].labels)
        await walk(cora, "vrijdag", "Verder", "✓ 9 uur", "09:35", "Verder", "✓", "Opslaan")
        assert kept(database, "minute", "weekdays") == [(575, 0b10101)]

        await walk(cora, "Even niet", "2 weken")
        [(paused,)] = kept(database, "paused_until")
        assert dt.date.fromordinal(paused) - dt.datetime.now(dt.UTC).date() in {dt.timedelta(14), dt.timedelta(15)}
        assert "Staat stil tot" in shown(cora)
        await walk(cora, "Even niet", "Tot ik")
        assert kept(database, "paused_until", "due_at") == [(NEVER, None)]
        assert "Staat stil, tot je de herinnering weer aanzet." in shown(cora)
        await walk(cora, "Weer aanzetten")
        [(before,)] = kept(database, "due_at")

        await walk(cora, "Volgende keer niet")
        [(skips, after)] = kept(database, "skips", "due_at")
        assert skips == local(before).date().isoformat()
        assert after > before

        await walk(cora, "Weghalen", "Terug", "Weghalen", "Ja, haal weg")
        assert shown(cora).startswith("De herinnering is weg.\n\nHerinneringen\nEr zijn nog geen")
        assert kept(database, "id") == []


async def test_skipping_twice_with_one_button_skips_once(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Opslaan")
        [skip] = [one.payload for row in said(cora)[-1].buttons for one in row if one.label == "Volgende keer niet"]
        for _ in range(2):
            await cora.press_payload(skip or "", said(cora)[-1].id)
        await until(lambda: kept(database, "skips")[0][0])
        await fake.settled()
        assert len(kept(database, "skips")[0][0].split(",")) == 1


async def test_one_is_sent_now_and_its_message_goes_with_it(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
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
        [(message,)] = kept(database, "message")
        assert team.find(int(message))
        await walk(cora, "Weghalen", "Ja, haal weg")
        assert team.find(int(message)) is None


async def test_the_list_in_private_shows_every_group_and_says_how_to_begin(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
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
    assert kept(database, "chat") == [("-1002",)]


async def test_a_long_list_has_pages(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
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


async def test_closing_and_waiting_leave_an_empty_chat(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
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
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
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


async def test_a_reminder_that_somebody_else_deleted_is_told_of(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await make(cora)
        await walk(cora, "Opslaan")
        await asyncio.to_thread(ask, database, "DELETE FROM reminder")
        await walk(cora, "Even niet")
        assert shown(cora).startswith("Deze herinnering is er niet meer.")


async def test_typing_does_no_harm_there(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
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
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        for _ in range(2):
            await enter(cora, team)
            await until(lambda: [message.text[:13] for message in said(cora)] == ["Herinneringen"])
            await begin(cora)
            await until(lambda: [message.text[:13] for message in said(cora)] == ["Groomingcheck"])


async def test_a_reminder_that_is_due_is_posted_while_the_coordinator_looks_on(
    fake: FakeTelegram, shipped: Content, database: Path, cora: Person, team: Group
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
