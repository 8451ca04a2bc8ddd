"""How updates are asked for."""

import pytest

from adapters.telegram.fake import error
from adapters.telegram.fake.server import FakeTelegram
from tests.caller import until


def waits(fake: FakeTelegram) -> list[int]:
    """The seconds that each request for updates waits for one."""
    return [call.parameters["timeout"] for call in fake.calls if call.method == "getUpdates" and call.parameters]


@pytest.mark.usefixtures("bot")
async def test_what_is_not_known_to_work_is_not_waited_for(fake: FakeTelegram) -> None:
    """Else the bot would count as deaf for as long as nobody says anything."""
    await until(lambda: waits(fake) == [0, 30])
    fake.fail("getUpdates", error.server_error())
    await fake.person(1001).say("/privacy")
    await until(lambda: waits(fake)[-2:] == [0, 30] and len(waits(fake)) > 3)
