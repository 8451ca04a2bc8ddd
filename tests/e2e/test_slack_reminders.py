"""Whole conversations of coordinators on Slack: creating, changing, pausing, skipping, posting now, deleting."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import body, called, leads
from tests.support.slack_reminders import (
    DAYS,
    NEW,
    TRIAL,
    asked,
    chosen,
    fields,
    labels,
    made,
    planning,
    posted,
    pressed,
    sent,
)
from tests.support.store_reader import ask, kept

ZONE = ZoneInfo("Europe/Amsterdam")


def today() -> dt.date:
    return dt.datetime.now(ZONE).date()


async def test_a_reminder_is_made_changed_paused_skipped_posted_and_deleted(
    slack: SlackSimulator,
    shipped: Content,
    database: Path,
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann)
        assert "Er zijn nog geen herinneringen." in body(ann)
        await made(ann)
        assert "#C1\nElke week op maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag en zondag om 14:00" in body(
            ann
        )
        assert "niet op feestdagen" in body(ann)
        assert "Volgende keer: " in body(ann)
        assert "Alle tijden zijn in de tijdzone Europe/Amsterdam." in body(ann)
        assert [one.text for one in ann.ephemerals] == ["Hier komt een herinnering. Alleen jij ziet dit bericht."]

        await pressed(ann, "Veranderen")
        await chosen(ann, "form:time", "09:30")
        await chosen(ann, "form:weeks", "Elke 2 weken")
        await chosen(ann, "form:holidays", "Ook op Nederlandse feestdagen")
        await sent(ann)
        assert "Opgeslagen." in body(ann)
        assert "Elke 2 weken op maandag" in body(ann)
        assert "om 09:30\n" in body(ann)
        assert _rhythms(database) == [(dt.time(9, 30), 2, False)]

        until_day = today() + dt.timedelta(days=30)
        await chosen(ann, "plan:until:1", until_day.isoformat())
        assert "De herinnering staat nu stil." in body(ann)
        assert "Staat stil tot " in body(ann)
        assert [one.schedule.paused_until for one in kept(database)] == [until_day]
        await pressed(ann, "Weer aanzetten")
        assert "De herinnering staat weer aan." in body(ann)
        assert "Weer aanzetten" not in labels(ann)
        await pressed(ann, "Pauze zonder einde")
        assert "Staat stil, tot je de herinnering weer aanzet." in body(ann)
        assert [one.due_at for one in kept(database)] == [None]
        await pressed(ann, "Weer aanzetten")

        [before] = [one.due_at for one in kept(database)]
        await pressed(ann, "Sla de volgende over")
        assert "De bot slaat de volgende keer over." in body(ann)
        [after] = [one.due_at for one in kept(database)]
        assert isinstance(before, float)
        assert isinstance(after, float)
        assert after > before
        assert "niet op " in body(ann)

        await pressed(ann, "Nu plaatsen")
        assert "De bot plaatst de herinnering zo." in body(ann)
        await until(lambda: posted(slack))
        await until(lambda: [one.due_at for one in kept(database)] == [after])
        await asked(ann)
        assert "Geplaatst: " in body(ann)

        await pressed(ann, "Verwijderen")
        assert "De herinnering is weg." in body(ann)
        assert kept(database) == ()
        await until(lambda: not posted(slack))
    assert slack.errors == []
    assert called(slack, "chat.scheduleMessage") == 0


async def test_it_speaks_english_to_who_does(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database, "slack:U2"):
        bob = slack.person("U2", "en-GB")
        await asked(bob, "Reminders ")
        await until(lambda: "There are no reminders yet." in body(bob))
        await pressed(bob, "New reminder")
        await chosen(bob, "form:chat", "C1")
        await chosen(bob, "form:days", ["Monday", "Friday"])
        assert "The next times:\n• " in body(bob)
        await sent(bob)
        assert "Saved." in body(bob)
        assert "Every week on Monday and Friday at 14:00, not on public holidays" in body(bob)
    assert slack.errors == []


@pytest.mark.parametrize("text", ["herinnering", "HERINNERINGEN", "reminder", " reminders "])
async def test_the_word_may_be_of_any_language(
    slack: SlackSimulator, shipped: Content, database: Path, text: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, text)
        assert NEW in labels(ann)


@pytest.mark.parametrize("text", ["herinnering voor Jan", "Jan", "herinner"])
async def test_whatever_else_is_typed_starts_a_check(
    slack: SlackSimulator, shipped: Content, database: Path, text: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        await ann.command("/groomingcheck", text)
        await until(lambda: ann.modal)
        assert leads(ann, "Beginnen")


async def test_the_home_tab_shows_reminders_and_opens_the_list(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await ann.close()
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        said = "\n".join(ann.home.texts)
        assert "Herinneringen\n#C1\nElke week op " in said
        assert "Volgende keer: " in said
        await ann.press_home("Herinneringen instellen")
        await until(lambda: ann.modal and NEW in [one.text for one in ann.modal.buttons])
        assert "#C1\nElke week op" in body(ann)
    assert slack.errors == []


async def test_the_list_goes_on_where_a_modal_ends(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        columns = (
            "channel, thread, check_id, weekdays, minute, weeks, start, zone, holidays_off, skips, prompt, suspended"
        )
        for number in range(2, 61):
            copied = f"SELECT 'C{number:02}', {columns} FROM reminder WHERE id = 1"  # noqa: S608 - our own names
            ask(database, f"INSERT INTO reminder (chat, {columns}) {copied}")
        await asked(ann)
        assert ann.modal
        assert len(ann.modal.blocks) <= 100
        assert body(ann).count("Elke week") == 25
        await pressed(ann, "Meer herinneringen")
        await pressed(ann, "Meer herinneringen")
        assert body(ann).count("Elke week") == 10
        assert "Meer herinneringen" not in labels(ann)
        await ann.press(next(one.action_id for one in ann.modal.buttons if one.action_id.startswith("plan:delete")))
        await until(lambda: body(ann).count("Elke week") == 9)
        await pressed(ann, "Vorige herinneringen")
        assert body(ann).count("Elke week") == 25
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        assert "Er zijn nog meer herinneringen. Kijk in de lijst." in ann.home.texts
    assert slack.errors == []


async def test_the_form_has_the_fields_and_goes_back(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann)
        await pressed(ann, NEW)
        assert fields(ann) == ["chat", "days", "time", "weeks", "holidays", "start"]
        await chosen(ann, "form:days", DAYS[:1])
        await pressed(ann, "Terug naar de lijst")
        await pressed(ann, NEW)
        assert "Kies minstens één dag." in body(ann)
        assert kept(database) == ()
    assert slack.errors == []


async def test_a_second_press_does_nothing_twice(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        assert ann.modal
        [skip] = [one for one in ann.modal.buttons if one.text == "Sla de volgende over"]
        [ring] = [one for one in ann.modal.buttons if one.text == "Nu plaatsen"]
        await pressed(ann, skip.action_id)
        [skips] = [one.schedule.skips for one in kept(database)]
        await ann.press_raw(skip.action_id, skip.value)
        await slack.settled()
        assert [one.schedule.skips for one in kept(database)] == [skips]
        [ring] = [one for one in ann.modal.buttons if one.text == "Nu plaatsen"]
        await pressed(ann, ring.action_id)
        await until(lambda: posted(slack))
        await slack.settled()
        await ann.press_raw(ring.action_id, ring.value)
        await slack.settled()
        assert called(slack, "chat.postMessage") == 1 + TRIAL
    assert slack.errors == []


async def test_a_screen_reader_says_which_reminder_a_button_is_about(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        assert ann.modal
        said = {one.text: one.accessibility_label for one in ann.modal.buttons}
        assert said["Verwijderen"].startswith("Verwijderen: Elke week op maandag, dinsdag")
        assert len({said[name] for name in ("Veranderen", "Nu plaatsen", "Verwijderen")}) == 3
    assert slack.errors == []


def _rhythms(database: Path) -> list[tuple[dt.time, int, bool]]:
    return [(one.schedule.time, one.schedule.weeks, one.schedule.holidays_off) for one in kept(database)]
