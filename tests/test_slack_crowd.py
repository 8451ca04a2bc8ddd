"""Nothing stays of anybody who was there, however many they were."""

from pathlib import Path

import pytest

from tests import remains
from tests.slack_crowd import NOTHING


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_p3_nothing_stays_of_a_crowd_that_has_gone(database: Path, transport: str) -> None:
    assert await remains.of("slack_crowd", transport, str(database)) == NOTHING
