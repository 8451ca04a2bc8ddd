"""Each part turns red within half a minute and green again, at the intervals of the product."""

import sys
from pathlib import Path

import pytest

from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.readiness import all as scenarios
from tests.support.readiness.scene import SCENARIOS, Scene
from tests.support.readiness.table import rows

RED = 30.0
"""Seconds within which /readyz tells, by docs/troubleshooting.md."""
BUSY = 10.0
"""Seconds more on a machine that does other things as well."""


@pytest.mark.parametrize("name", [row.name for row in rows()])
async def test_it_turns_red_in_time_and_green_by_itself(
    fake: TelegramSimulator,
    slack: SlackSimulator,
    shipped: Content,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    assert scenarios.__all__
    [row] = [row for row in rows() if row.name == name]
    scene = Scene(row, fake, slack, shipped, tmp_path, monkeypatch, hurried=False)
    await SCENARIOS[name](scene)
    red, green = scene.times
    sys.stdout.write(f"\n{name}: red after {red:.1f} s, green after {green:.1f} s\n")
    assert red < RED + BUSY
