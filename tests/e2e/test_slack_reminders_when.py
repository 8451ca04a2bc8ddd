"""When a reminder on Slack comes: every rhythm, several times a day, holidays, days off, and a pause until a day."""

import datetime as dt
from pathlib import Path

import pytest

from adapters.simulators.slack.server import SlackSimulator
from bot.rhythm import LAST, Monthly, Once, Weekly
from messages.content import Content
from tests.e2e.test_slack_reminders import ZONE, today
from tests.support.slack_bot import body
from tests.support.slack_reminders import asked, field, holds, labels, made, picked, planning, pressed
from tests.support.store_reader import ask, kept

NINE, SEVEN, THREE, ELEVEN = dt.time(9), dt.time(7), dt.time(15), dt.time(23)


@pytest.fixture(autouse=True, params=["initial values kept", "initial values lost"])
def form_memory(slack: SlackSimulator, request: pytest.FixtureRequest) -> None:
    """Both ways in which Slack is reported to treat initial values that come with an update."""
    slack.workspace.initial_values_kept = request.param == "initial values kept"


async def test_it_comes_at_every_hand_over_and_a_time_can_be_changed_and_dropped(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Tijden")
        await picked(ann, "Wijzig", "07:00")
        await picked(ann, "Nog een tijd", "15:00")
        await picked(ann, "Nog een tijd", "23:00")
        await picked(ann, "Nog een tijd", "12:34")
        assert [holds(ann, "Wijzig", number) for number in range(4)] == ["07:00", "12:34", "15:00", "23:00"]
        with pytest.raises(IndexError):
            field(ann, "Nog een tijd")
        await pressed(ann, "Haal 12:34 weg", "Klaar")
        assert "Elke week op maandag om 07:00, 15:00 en 23:00" in body(ann)
        await pressed(ann, "Opslaan")
        assert [one.schedule.times for one in kept(database)] == [{SEVEN, THREE, ELEVEN}]
        await pressed(ann, "Wijzigen", "Tijden")
        await picked(ann, "Wijzig", "09:00", 1)
        await pressed(ann, "Klaar", "Opslaan")
        assert [one.schedule.times for one in kept(database)] == [{SEVEN, NINE, ELEVEN}]
    assert slack.errors == []


@pytest.mark.parametrize(
    ("presses", "rhythm", "said"),
    [
        (["dinsdag", "donderdag"], Weekly(frozenset({0, 1, 3})), "Elke week op maandag, dinsdag en donderdag om 10:00"),
        (
            ["Elke werkdag"],
            Weekly(frozenset(range(5))),
            "Elke werkdag om 10:00",
        ),
        (["Elke 2 weken"], Weekly(frozenset({0}), 2), "Elke 2 weken op maandag om 10:00"),
        (["Elke 3 weken"], Weekly(frozenset({0}), 3), "Elke 3 weken op maandag om 10:00"),
        (["Elke 4 weken", "vrijdag", "✓ maandag"], Weekly(frozenset({4}), 4), "Elke 4 weken op vrijdag om 10:00"),
        (["Elke maand"], Monthly(1, 0), "eerste maandag"),
        (["Elke maand", "laatste", "vrijdag"], Monthly(LAST, 4), "laatste vrijdag"),
    ],
)
async def test_it_comes_in_the_rhythm_that_was_chosen(
    slack: SlackSimulator, shipped: Content, database: Path, presses: list[str], rhythm: Weekly | Monthly, said: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Hoe vaak", *presses, "Klaar")
        assert said in body(ann)
        await pressed(ann, "Opslaan")
        assert said in body(ann)
        assert [one.schedule.rhythm for one in kept(database)] == [rhythm]
    assert slack.errors == []


async def test_without_a_day_it_is_told_there_and_nothing_is_lost(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Tijden")
        await picked(ann, "Wijzig", "09:00")
        await pressed(ann, "Klaar", "Hoe vaak", "✓ maandag", "Klaar")
        assert body(ann).startswith("Kies minstens één dag.")
        await pressed(ann, "woensdag", "Klaar", "Opslaan")
        assert "Elke week op woensdag om 09:00" in body(ann)
    assert slack.errors == []


async def test_it_comes_once_on_a_day_that_is_picked(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    day = today() + dt.timedelta(days=9)
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Hoe vaak", "Eén keer")
        assert body(ann).startswith("Op welke dag komt de herinnering?")
        await picked(ann, "Dag", day.isoformat())
        await pressed(ann, "Opslaan")
        [one] = kept(database)
        assert (one.schedule.rhythm, one.schedule.start) == (Once(), day)
        assert one.due_at == dt.datetime.combine(day, dt.time(10), ZONE).timestamp()
    assert slack.errors == []


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(-1, "Deze dag is al voorbij. Kies vandaag of later."), (800, "Deze dag is te ver weg.")],
)
async def test_a_start_that_cannot_be_is_told_there_and_nothing_is_lost(
    slack: SlackSimulator, shipped: Content, database: Path, days: int, sentence: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Hoe vaak", "vrijdag", "Begint op ")
        wrong = today() + dt.timedelta(days=days)
        await picked(ann, "Dag", wrong.isoformat())
        assert body(ann).startswith(sentence)
        assert holds(ann, "Dag") == wrong.isoformat()
        await pressed(ann, "Klaar")
        assert body(ann).startswith(sentence)
        assert kept(database) == ()
        await picked(ann, "Dag", today().isoformat())
        await pressed(ann, "Opslaan")
        assert "Elke week op maandag en vrijdag" in body(ann)
        assert [one.schedule.start for one in kept(database)] == [today()]
    assert slack.errors == []


async def test_changing_leaves_a_start_that_has_passed_alone(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        start = today() - dt.timedelta(days=40)
        ask(database, "UPDATE reminder SET start = ?", start.toordinal())
        await pressed(ann, "Wijzigen", "Tijden")
        await picked(ann, "Wijzig", "11:00")
        await pressed(ann, "Klaar", "Opslaan")
        [changed] = kept(database)
        assert (changed.schedule.start, changed.schedule.times) == (start, frozenset({dt.time(11)}))
    assert slack.errors == []


async def test_holidays_and_single_days_are_left_out(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    days = [today() + dt.timedelta(days=later) for later in (20, 27)]
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Feestdagen", "✓ Niet op feestdagen")
        assert "Niet op feestdagen" in labels(ann)
        for day in days:
            await picked(ann, "Vrije dag", day.isoformat())
        assert len([label for label in labels(ann) if label.startswith("✓ ")]) == 2
        await pressed(ann, "Klaar")
        assert "niet op feestdagen" not in body(ann)
        await pressed(ann, "Opslaan")
        [one] = kept(database)
        assert (one.schedule.holidays_off, one.schedule.skips) == (False, frozenset(days))
        await pressed(ann, "Wijzigen", "Feestdagen", "✓ ", "Niet op feestdagen", "Klaar", "Opslaan")
        [one] = kept(database)
        assert (one.schedule.holidays_off, one.schedule.skips) == (True, frozenset(days[1:]))
    assert slack.errors == []


async def test_a_pause_until_a_day_that_has_passed_is_told(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await pressed(ann, "Pauzeren")
        await picked(ann, "Pauze tot", (today() - dt.timedelta(days=1)).isoformat())
        assert body(ann).startswith("Deze dag is al voorbij. Kies vandaag of later.")
        assert [one.schedule.paused_until for one in kept(database)] == [None]
        await pressed(ann, "2 weken")
        assert [one.schedule.paused_until for one in kept(database)] == [today() + dt.timedelta(weeks=2)]
    assert slack.errors == []


async def test_a_time_that_does_not_exist_on_some_night_is_told(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Hoe vaak", "zondag", "Klaar", "Feestdagen", "✓ Niet op feestdagen", "Klaar")
        assert "gaat de klok vooruit" not in body(ann)
        await pressed(ann, "Tijden")
        await picked(ann, "Wijzig", "02:30")
        await pressed(ann, "Klaar")
        assert "gaat de klok vooruit." in body(ann)
        await pressed(ann, "Opslaan")
        assert body(ann).startswith("Opgeslagen.")
    assert slack.errors == []
