"""Whole conversations of coordinators on Slack: creating, changing, pausing, skipping, posting now, deleting."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from bot.rhythm import Weekly
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import body, called, leads, offered
from tests.support.slack_reminders import (
    NEW,
    TRIAL,
    asked,
    copied,
    field,
    labels,
    made,
    picked,
    planning,
    posted,
    pressed,
)
from tests.support.store_reader import kept

ZONE = ZoneInfo("Europe/Amsterdam")
MONTHS = [
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
]  # fmt: skip


def today() -> dt.date:
    return dt.datetime.now(ZONE).date()


def mondays() -> list[dt.date]:
    """Return the next three Mondays on which it isn't past ten yet."""
    now = dt.datetime.now(ZONE)
    first = now.date() + dt.timedelta(days=-now.weekday() % 7)
    if first == now.date() and now.time() >= dt.time(10):
        first += dt.timedelta(weeks=1)
    return [first + dt.timedelta(weeks=weeks) for weeks in range(3)]


async def test_one_press_after_the_command_saves_a_form_that_is_filled_in(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """This channel, next Monday, ten o'clock, every week, holidays off; with what it will look like."""
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        said = body(ann)
        assert "Waar: #C1\nElke week op maandag om 10:00, niet op feestdagen" in said
        assert said.count("• maandag ") == 3
        assert "Alle tijden zijn in de tijdzone Europe/Amsterdam." in said
        assert "Zo ziet een herinnering eruit:\nVraag deze week eens: met wie praat je online" in said
        assert labels(ann)[0] == "Opslaan"
        assert kept(database) == ()
        await pressed(ann, "Opslaan")
        assert body(ann).startswith("Opgeslagen.")
        [one] = kept(database)
        schedule = one.plan.schedule
        assert (one.place.chat, schedule.rhythm) == ("C1", Weekly(frozenset({0})))
        assert schedule.times == {dt.time(10)}
        assert (schedule.start.weekday(), schedule.holidays_off, one.suspended) == (0, True, "")
        assert [one.text for one in ann.ephemerals] == ["Hier komt een herinnering. Alleen jij ziet dit bericht."]
    assert slack.errors == []


async def test_the_next_moments_are_shown_with_weekday_and_zone(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Feestdagen", "✓ Niet op feestdagen", "Klaar")
        assert "Elke week op maandag om 10:00\n" in body(ann)
        for day in mondays():
            assert f"• maandag {day.day} {MONTHS[day.month - 1]} {day.year} om 10:00" in body(ann)
    assert slack.errors == []


async def test_a_reminder_takes_two_requests_and_two_screens(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """The command and *Opslaan*. The first screen, "one moment", stands only until the rights are known."""
    async with planning(slack, shipped, database) as ann:
        before = len(slack.calls)
        await asked(ann, channel="C1")
        await pressed(ann, "Opslaan")
        assert len(kept(database)) == 1
        shown = [call.method for call in slack.calls[before:] if call.method.startswith("views.")]
        assert shown == ["views.open", "views.update", "views.update"]
    assert slack.errors == []


async def test_a_reminder_is_made_changed_paused_skipped_posted_and_deleted(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann)
        assert "Er zijn nog geen herinneringen." in body(ann)
        await made(ann)

        await pressed(ann, "Wijzigen", "Hoe vaak", "Elke 2 weken", "vrijdag", "Klaar")
        assert "Elke 2 weken op maandag en vrijdag om 10:00" in body(ann)
        await pressed(ann, "Opslaan")
        assert [one.schedule.rhythm for one in kept(database)] == [Weekly(frozenset({0, 4}), 2)]

        until_day = today() + dt.timedelta(days=30)
        await pressed(ann, "Pauzeren")
        await picked(ann, "Pauze tot", until_day.isoformat())
        assert body(ann).startswith("De herinnering staat nu stil.")
        assert "Staat stil tot " in body(ann)
        assert [one.schedule.paused_until for one in kept(database)] == [until_day]
        await pressed(ann, "Weer aanzetten")
        assert body(ann).startswith("De herinnering staat weer aan.")
        assert "Weer aanzetten" not in labels(ann)
        await pressed(ann, "Pauzeren", "Tot je hem weer aanzet")
        assert "Staat stil, tot je de herinnering weer aanzet." in body(ann)
        assert [one.due_at for one in kept(database)] == [None]
        await pressed(ann, "Weer aanzetten")

        [before] = [one.due_at for one in kept(database)]
        await pressed(ann, "Eén keer overslaan")
        assert body(ann).startswith("De bot slaat de herinnering één keer over.")
        [after] = [one.due_at for one in kept(database)]
        assert isinstance(before, float)
        assert isinstance(after, float)
        assert after > before

        await pressed(ann, "Nu plaatsen")
        assert body(ann).startswith("De bot plaatst de herinnering zo meteen.")
        await until(lambda: posted(slack))
        await until(lambda: [one.due_at for one in kept(database)] == [after])
        await asked(ann)
        await pressed(ann, "1. ")
        assert "Geplaatst: " in body(ann)

        await pressed(ann, "Verwijderen")
        assert body(ann).startswith("Deze herinnering verwijderen?")
        assert len(kept(database)) == 1
        await pressed(ann, "Ja, verwijderen")
        assert body(ann).startswith("De herinnering is weg.")
        assert kept(database) == ()
        await until(lambda: not posted(slack))
    assert slack.errors == []
    assert called(slack, "chat.scheduleMessage") == 0


async def test_it_speaks_english_to_who_does(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database, "slack:U2"):
        bob = slack.person("U2", "en-GB")
        await asked(bob, "Reminders ")
        await until(lambda: "There are no reminders yet." in body(bob))
        await asked(bob, "reminder", "C1")
        assert "Every week on Monday at 10:00, not on public holidays" in body(bob)
        assert "The next times:\n• " in body(bob)
        await pressed(bob, "Save")
        assert body(bob).startswith("Saved.")
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
        assert "Herinneringen\n#C1\nElke week op maandag om 10:00" in said
        assert "Volgende keer: " in said
        await ann.press_home("Herinneringen instellen")
        await until(lambda: NEW in labels(ann))
        assert "1. #C1\nElke week op" in body(ann)
    assert slack.errors == []


async def test_a_long_list_is_paged_and_the_home_tab_shows_its_beginning(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        copied(database, *(f"C{number:02}" for number in range(2, 21)))
        await asked(ann)
        assert body(ann).count("Elke week op") == 6
        await pressed(ann, "Volgende", "Volgende", "Volgende")
        assert body(ann).count("Elke week op") == 2
        assert "Volgende" not in labels(ann)
        await pressed(ann, "20. ", "Verwijderen", "Ja, verwijderen")
        assert len(kept(database)) == 19
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        assert "\n".join(ann.home.texts).count("Elke week op") == 10
        assert "Er zijn nog meer herinneringen. Kijk in de lijst." in ann.home.texts
    assert slack.errors == []


async def test_a_second_press_does_nothing_twice(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        save = _value(ann, "Opslaan")
        await pressed(ann, "Opslaan")
        [made_] = kept(database)
        await _again(ann, save)
        assert kept(database) == (made_,)

        skip, ring = _value(ann, "Eén keer overslaan"), _value(ann, "Nu plaatsen")
        await _again(ann, skip)
        [skipped] = kept(database)
        assert skipped.due_at != made_.due_at
        await _again(ann, skip)
        assert kept(database) == (skipped,)
        ring = _value(ann, "Nu plaatsen")
        await _again(ann, ring)
        await until(lambda: posted(slack))
        await slack.settled()
        await _again(ann, ring)
        await slack.settled()
        assert called(slack, "chat.postMessage") == 1 + TRIAL
    assert slack.errors == []


async def test_what_was_being_changed_is_left_as_it_was(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        before = kept(database)
        await pressed(ann, "Wijzigen", "Hoe vaak", "dinsdag", "Klaar", "Annuleren")
        assert "Elke week op maandag om 10:00" in body(ann)
        await asked(ann)
        await pressed(ann, NEW)
        assert field(ann, "Kanalen")
        assert kept(database) == before
    assert slack.errors == []


async def test_a_screen_reader_says_what_each_button_in_the_list_is_about(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        copied(database, "C2")
        await asked(ann)
        assert ann.modal
        said = [one.accessibility_label for one in ann.modal.buttons]
        assert said[:2] == [f"{number}. Elke week op maandag om 10:00, niet op feestdagen" for number in (1, 2)]
    assert slack.errors == []


def _value(person: Person, label: str) -> tuple[str, str]:
    assert person.modal
    [found] = [one for one in person.modal.buttons if one.action_id == offered(person, label)]
    return found.action_id, found.value


async def _again(person: Person, button: tuple[str, str]) -> None:
    """Press a button that was shown before."""
    before = person.modal
    await person.press_raw(*button)
    await until(lambda: person.modal is not before)
