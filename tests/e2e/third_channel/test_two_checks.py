"""Two checks on the example channel: what is named starts at once, and otherwise it asks which."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.cli.new_check import write
from adapters.config import settings
from adapters.privacy.audit.ports import free_port
from messages.content import Content
from messages.loading.organisation import Organisation
from tests.e2e.third_channel.people import answer, posts, shown, walk
from tests.example_channel.simulator.person import Person
from tests.example_channel.simulator.server import PleinSimulator
from tests.support.caller import until
from tests.support.loading import load_content
from tests.support.store_reader import due
from tests.support.telegram_bot import SWIFT, running
from tests.support.two_checks import STARTS, TITLES, two_checks


@pytest.mark.parametrize("check", TITLES)
@pytest.mark.parametrize(("way", "more"), [("/{}", 0), ("/start", 1)])
async def test_each_is_reached_and_held_to_its_end(
    plein: PleinSimulator,
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    check: str,
    way: str,
    more: int,
) -> None:
    async with bot(plein, two_checks(tmp_path / "teksten"), database, monkeypatch):
        ann = plein.person(1001)
        await ann.say(way.format(check))
        await until(lambda: shown(ann))
        assert (shown(ann) == "Welke check wil je doen?") == bool(more)
        if more:
            await walk(ann, STARTS[check])
        assert shown(ann).startswith(f"{TITLES[check]}\n")
        await walk(ann, "Beginnen")
        await finished(ann)


async def test_a_check_that_is_called_like_a_command_takes_its_place_from_none(
    plein: PleinSimulator, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("stop", tmp_path / "teksten")
    content = load_content(Organisation(folder=tmp_path / "teksten", checks=("groomingcheck", "stop")))
    async with bot(plein, content, database, monkeypatch):
        ann = plein.person(1001)
        await ann.say("/groomingcheck")
        await until(lambda: shown(ann))
        await ann.say("/stop")
        await until(lambda: shown(ann).startswith("Gestopt. Je check is gewist."))


async def test_a_reminder_of_a_check_that_was_switched_off_ends_politely(
    plein: PleinSimulator, shipped: Content, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = plein.person(1001)
    team = plein.team(77, ann)
    async with bot(plein, two_checks(tmp_path / "teksten"), database, monkeypatch):
        await ann.say("/herinnering", team)
        await until(lambda: shown(ann).startswith("Nieuwe herinnering"))
        await walk(ann, "Berichten", TITLES["meldcode"], "Klaar", "Opslaan")
        await ann.press("Sluiten")
        await due(database)
        await until(lambda: posts(team) and not ann.home.messages)
    async with bot(plein, shipped, database, monkeypatch):
        await ann.press(STARTS["meldcode"], team)
        await until(lambda: shown(ann))
        assert shown(ann).startswith("Deze check is verlopen, begin opnieuw.")
        await walk(ann, "Start: Groomingcheck", "Beginnen")
        assert "Vraag 1 van 9" in shown(ann)


@asynccontextmanager
async def bot(
    plein: PleinSimulator, content: Content, database: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[None]:
    """Run a bot there, of which nothing is refused, and whose coordinator is 1001."""
    given = {"GROOMINGCHECK_COORDINATORS": "plein:1001", "GROOMINGCHECK_PORT": str(free_port())}
    for name, value in {**plein.settings, **given}.items():
        monkeypatch.setenv(name, value)
    chosen = replace(settings.read(), database=f"sqlite:///{database}", overwriting=False, intervals=SWIFT)
    async with running(content, chosen):
        yield
        assert plein.refusals == []
    plein.refusals.clear()  # of the request for events that was under way when it stopped


async def finished(person: Person) -> None:
    """Press on to the end of the check."""
    while not shown(person).startswith("Klaar."):
        labels = [button.label for message in person.home.messages for button in message.buttons]
        leading = next((one for one in labels if one.startswith(("Klaar en wissen", "Verder"))), None)
        await (
            person.press(leading)
            if leading == "Klaar en wissen"
            else walk(person, leading)
            if leading
            else answer(person)
        )
        if leading == "Klaar en wissen":
            await until(lambda: shown(person).startswith("Klaar."))
