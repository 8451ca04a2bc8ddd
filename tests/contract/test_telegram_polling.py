"""How updates are asked for."""

import pytest

from adapters.channels.polling import LONG_POLL
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import Caller, until


def waits(fake: TelegramSimulator) -> list[int]:
    """Return the seconds that each request for updates waits for one."""
    return [call.parameters["timeout"] for call in fake.calls if call.method == "getUpdates" and call.parameters]


@pytest.mark.usefixtures("bot")
async def test_what_is_not_known_to_work_is_not_waited_for(fake: TelegramSimulator) -> None:
    """Otherwise the bot would count as not receiving for as long as nobody writes."""
    await until(lambda: waits(fake) == [0, LONG_POLL])
    fake.fail("getUpdates", errors.server_error())
    await fake.person(1001).say("/privacy")
    await until(lambda: waits(fake)[-2:] == [0, LONG_POLL] and len(waits(fake)) > 3)


@pytest.mark.usefixtures("bot")
async def test_a_webhook_that_somebody_sets_meanwhile_does_not_keep_it_deaf(
    fake: TelegramSimulator, call: Caller
) -> None:
    """As an older process does that ends only now, and would take the updates with it."""
    await until(lambda: waits(fake) == [0, LONG_POLL])
    await call("setWebhook", url="https://elsewhere.example.org/telegram")
    ann = fake.person(1001)
    await ann.say("/privacy")
    await until(lambda: any(message.from_bot for message in ann.chat.messages))
