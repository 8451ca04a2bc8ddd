"""Ready means that it works: each row of the table in docs/troubleshooting.md, brought about."""

from pathlib import Path

import pytest

from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.readiness import all as scenarios
from tests.support.readiness.scene import SCENARIOS, SLOW, Scene
from tests.support.readiness.table import rows

ROWS = {row.name: row for row in rows()}


def test_every_row_is_brought_about_and_nothing_else() -> None:
    assert scenarios.__all__
    assert len(ROWS) >= 20
    assert sorted(SCENARIOS) == sorted(ROWS)


@pytest.mark.parametrize("name", sorted(SCENARIOS.keys() - SLOW))
async def test_it_turns_red_with_this_reason_and_green_again(
    fake: TelegramSimulator,
    slack: SlackSimulator,
    shipped: Content,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    await SCENARIOS[name](Scene(ROWS[name], fake, slack, shipped, tmp_path, monkeypatch, hurried=True))
