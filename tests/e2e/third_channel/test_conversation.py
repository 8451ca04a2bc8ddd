"""Checks, reminders and erasures on the example channel, with everything that the program itself brings."""

import asyncio
from pathlib import Path

import pytest

from tests.e2e.third_channel.people import MAKING, answer, begin, posts, shown, walk
from tests.example_channel.simulator.person import Person
from tests.example_channel.simulator.server import PleinSimulator
from tests.example_channel.simulator.square import Chat
from tests.support.caller import until
from tests.support.erasing_process import erased_here
from tests.support.store_reader import due, kept, later, outcomes, rows


@pytest.fixture
def ann(plein: PleinSimulator) -> Person:
    return plein.person(1001)


@pytest.fixture
def cora(plein: PleinSimulator) -> Person:
    return plein.person(1002, "Cora")


@pytest.fixture
def team(plein: PleinSimulator, ann: Person, cora: Person) -> Chat:
    return plein.team(77, ann, cora)


async def plan(cora: Person, team: Chat) -> None:
    """Make a reminder of this team's, from its chat on, and leave nothing at home."""
    await cora.say("/herinnering", team)
    await until(lambda: shown(cora).startswith("Nieuwe herinnering"))
    await walk(cora, *MAKING)
    assert shown(cora).startswith("Opgeslagen.")
    await cora.press("Sluiten")
    await until(lambda: not cora.home.messages)


async def come(database: Path, times: int) -> None:
    """Let the reminder be due, and wait until it was posted so many times."""
    await due(database)
    await until(lambda: outcomes(database) == ["sent"] * times)


@pytest.mark.usefixtures("served")
async def test_an_answer_that_comes_after_the_stop_brings_nothing_back(ann: Person, database: Path) -> None:
    await begin(ann)
    await walk(ann, "Beginnen")
    answer = next(button.label for message in ann.home.messages for button in message.buttons if button.heavy)
    await ann.press("Stop en wis")
    await ann.press(answer)
    await until(lambda: shown(ann).startswith("Gestopt."))
    await asyncio.sleep(0.5)  # long enough for a screen that comes back
    assert shown(ann).startswith("Gestopt.")
    await until(lambda: [part for _, message, part in rows(database) if message] == ["notice"])
    await later(database, 61)
    await until(lambda: not ann.home.messages and not rows(database))


@pytest.mark.usefixtures("served")
async def test_a_whole_check_leaves_nothing(ann: Person, database: Path) -> None:
    await begin(ann)
    typed = await ann.say("Het gaat om Jan de Vries")
    await until(lambda: not ann.home.find(typed))
    await walk(ann, "Privacy", "Terug naar de check", "Beginnen")
    for _ in range(8):
        await answer(ann)
    await walk(ann, "Verder naar vraag 9")
    await answer(ann)
    await walk(ann, "Antwoorden nakijken", "Naar het advies", "Klaar en wissen")
    await until(lambda: "Klaar. Je check is gewist." in [one.text[:26] for one in ann.home.messages])
    await until(lambda: {part for _, message, part in rows(database) if message} == {"notice"})
    await later(database, 61)  # the remark on what was typed stays for its minute, too
    await until(lambda: not ann.home.messages and not rows(database))


@pytest.mark.usefixtures("served")
async def test_a_check_that_nobody_goes_on_with_is_wiped(ann: Person, database: Path) -> None:
    await begin(ann)
    await until(lambda: [part for _, message, part in rows(database) if message] == ["screen"])
    await later(database, 901)
    await until(lambda: not ann.home.messages and not rows(database))


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("trouble", [429, 500])
async def test_a_post_that_fails_or_whose_answer_is_lost_leaves_nothing(
    plein: PleinSimulator, ann: Person, database: Path, trouble: int
) -> None:
    plein.troubles.append(trouble)
    await begin(ann)
    await until(lambda: [part for _, message, part in rows(database) if message] == ["screen"])
    assert len(plein.refusals) == 1
    plein.refusals.clear()
    assert len(ann.home.messages) == (2 if trouble == 500 else 1)
    await later(database, 61)
    await until(lambda: len(ann.home.messages) == len(rows(database)) == 1)
    await walk(ann, "Beginnen", "Stop en wis")
    assert [one.text[:8] for one in ann.home.messages] == ["Gestopt."]


@pytest.mark.usefixtures("served")
async def test_a_reminder_is_planned_and_posted_and_replaced(
    ann: Person, cora: Person, team: Chat, database: Path
) -> None:
    await plan(cora, team)
    assert [one.place.chat for one in kept(database)] == ["77"]
    await come(database, 1)
    [first] = posts(team)
    await team_button(ann, team)
    assert shown(ann).startswith("Groomingcheck")
    await come(database, 2)
    await until(lambda: first not in posts(team))
    assert len(posts(team)) == 1


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a page in the browser that is served as well, as the environment says."""
    monkeypatch.setenv("GROOMINGCHECK_WEB", "on")
    monkeypatch.setenv("GROOMINGCHECK_WEB_URL", "https://check.example/vragen")
    return "https://check.example/vragen"


@pytest.mark.usefixtures("page", "served")
async def test_beside_a_page_a_reminder_has_a_button_to_it(cora: Person, team: Chat, database: Path, page: str) -> None:
    await plan(cora, team)
    await come(database, 1)
    assert [(one.label, one.address) for message in team.messages for one in message.buttons] == [
        ("Start: Groomingcheck", ""),
        ("Open in je browser", page),
    ]


async def team_button(person: Person, team: Chat) -> None:
    """Press the button below the reminder, and wait for what comes of it at home."""
    [label] = [button.label for message in team.messages for button in message.buttons]
    await person.press(label, team)
    await until(lambda: shown(person))


@pytest.mark.usefixtures("served")
async def test_a_bot_that_left_the_team_tells_the_coordinators_once(
    plein: PleinSimulator, cora: Person, team: Chat, database: Path
) -> None:
    await plan(cora, team)
    team.with_bot = False
    await due(database)
    await until(lambda: [(one.suspended, one.due_at) for one in kept(database)] == [("left", None)])
    await until(lambda: shown(cora).startswith("Deze herinnering komt niet meer:"))
    assert len(cora.home.messages) == 1
    assert set(plein.refusals) == {"not_in_chat"}
    plein.refusals.clear()


@pytest.mark.usefixtures("served")
async def test_only_a_coordinator_plans(ann: Person, team: Chat) -> None:
    await ann.say("/herinnering", team)
    await until(lambda: shown(ann))
    assert [button for message in ann.home.messages for button in message.buttons] == []


@pytest.mark.usefixtures("served")
async def test_a_bot_that_left_the_team_is_told_when_a_reminder_is_saved(
    plein: PleinSimulator, cora: Person, team: Chat
) -> None:
    await cora.say("/herinnering", team)
    await until(lambda: shown(cora))
    await walk(cora, *MAKING[:-1])
    team.with_bot = False
    await walk(cora, "Opslaan")
    assert shown(cora).startswith("De bot zit daar niet in.")
    assert set(plein.refusals) == {"not_in_chat"}
    plein.refusals.clear()


@pytest.mark.usefixtures("served")
async def test_what_is_held_of_somebody_or_of_a_team_is_erased(
    plein: PleinSimulator, ann: Person, cora: Person, team: Chat, database: Path
) -> None:
    await plan(cora, team)
    await come(database, 1)
    await begin(ann)
    address = f"sqlite:///{database}"
    status, lines = await erased_here("plein:1001", address, **plein.settings)
    assert (status, lines[-1]) == (0, "Rijen van plein:1001 die weg zijn uit de database: 1.")
    assert not ann.home.messages
    status, lines = await erased_here("plein:77", address, **plein.settings)
    assert (status, lines[0]) == (0, "• Herinneringen weggehaald: 1. Ze komen niet meer.")
    assert (posts(team), kept(database)) == ([], ())
