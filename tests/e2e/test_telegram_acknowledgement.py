"""A press of a check is acknowledged in the answer to its delivery, and any other press by a call of its own."""

from pathlib import Path

import pytest

from adapters.simulators.telegram import errors
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.telegram.update_parser import acknowledgement
from messages.content import Content
from tests.support.caller import until
from tests.support.telegram_bot import begin, configured, running, shown, walk

ANSWER = "answerCallbackQuery"


def calls(fake: TelegramSimulator, method: str) -> int:
    return sum(call.method == method for call in fake.calls)


async def test_by_webhook_a_press_takes_one_call(fake: TelegramSimulator, shipped: Content, database: Path) -> None:
    ann = fake.person(1001)
    async with running(shipped, configured(fake, database, webhook=True)):
        await begin(ann)
        await walk(ann, "Beginnen", "1.")
        await until(lambda: all(press.answered for press in fake.account.presses.values()))
    assert (calls(fake, ANSWER), calls(fake, "editMessageText")) == (0, 2)


async def test_what_goes_wrong_after_it_is_told_in_a_message(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    ann = fake.person(1001)
    async with running(shipped, configured(fake, database, webhook=True)):
        await begin(ann)
        fake.fail("editMessageText", errors.bad_request("can't parse entities"))
        await ann.press("Beginnen")
        await until(lambda: shown(ann).startswith("Er ging iets mis."))
    assert not ann.toasts


@pytest.mark.parametrize(
    ("payload", "kind", "acknowledged"),
    [
        ("C" + "A" * 50, "private", True),
        ("groomingcheck", "private", True),
        ("anything", "private", True),
        ("R" + "A" * 50, "private", False),
        ("A", "private", False),
        ("A" + "0" * 16, "private", False),
        ("C" + "A" * 50, "supergroup", False),
    ],
)
def test_only_a_press_that_needs_no_words_is(payload: str, kind: str, *, acknowledged: bool) -> None:
    query = {"id": "7", "data": payload, "message": {"chat": {"id": 1, "type": kind}}}
    expected = {"method": ANSWER, "callback_query_id": "7"} if acknowledged else None
    assert acknowledgement({"update_id": 1, "callback_query": query}) == expected
