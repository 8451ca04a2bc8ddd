"""Nothing stays of anybody who was there, however many they were."""

from pathlib import Path

import pytest

from tests.support import leftovers
from tests.support.slack_crowd import NOTHING


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_nothing_stays_of_a_crowd_that_has_left(database: Path, transport: str) -> None:
    assert await leftovers.of("slack_crowd", transport, str(database)) == NOTHING
