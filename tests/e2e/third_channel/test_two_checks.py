"""Two checks on the example channel: what is named starts at once, and otherwise it asks which."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.config import settings
from adapters.privacy.audit.ports import free_port
from tests.e2e.third_channel.people import answer, shown, walk
from tests.example_channel.simulator.person import Person
from tests.example_channel.simulator.server import PleinSimulator
from tests.support.caller import until
from tests.support.telegram_bot import SWIFT, running
from tests.support.two_checks import TITLES, two_checks


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
    for name, value in {**plein.settings, "GROOMINGCHECK_PORT": str(free_port())}.items():
        monkeypatch.setenv(name, value)
    chosen = replace(settings.read(), database=f"sqlite:///{database}", overwriting=False, intervals=SWIFT)
    async with running(two_checks(tmp_path / "teksten"), chosen):
        ann = plein.person(1001)
        await ann.say(way.format(check))
        await until(lambda: shown(ann))
        assert (shown(ann) == "Welke check wil je doen?") == bool(more)
        if more:
            await walk(ann, f"Start: {TITLES[check]}")
        assert shown(ann).startswith(f"{TITLES[check]}\n")
        await walk(ann, "Beginnen")
        await finished(ann)
        assert plein.refusals == []


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
