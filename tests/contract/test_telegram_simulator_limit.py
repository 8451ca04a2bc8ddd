"""The rate limits of the Telegram simulator."""

import pytest

from adapters.simulators.clock import Clock
from adapters.simulators.telegram.errors import ApiError
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.rate_limit import EDIT, RateLimit
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import Caller

ANN, BEN, TEAM = 1001, 1002, -1002


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until it is advanced."""
    return Clock(at=1_800_000_000)


@pytest.fixture
def limit(clock: Clock) -> RateLimit:
    """The limits, before anything was sent."""
    return RateLimit(clock)


def waits(limit: RateLimit, chat: int, count: int, weight: float = 1) -> list[int]:
    """Return, for each of this many messages, the seconds to wait, or 0 if it was accepted."""
    found = []
    for _ in range(count):
        try:
            limit.spend(chat, weight)
            found.append(0)
        except ApiError as refusal:
            found.append(refusal.parameters["retry_after"])
    return found


def test_a_private_chat_takes_a_burst_and_then_one_a_second(clock: Clock, limit: RateLimit) -> None:
    assert waits(limit, ANN, 6) == [0, 0, 0, 0, 0, 1]
    assert waits(limit, BEN, 1) == [0]
    clock.advance(1)
    assert waits(limit, ANN, 2) == [0, 1]
    clock.advance(60)
    assert waits(limit, ANN, 6) == [0, 0, 0, 0, 0, 1]


def test_a_group_takes_twenty_a_minute(clock: Clock, limit: RateLimit) -> None:
    assert waits(limit, TEAM, 10) == [0] * 10
    clock.advance(20)
    assert waits(limit, TEAM, 11) == [0] * 10 + [40]
    clock.advance(40)
    assert waits(limit, TEAM, 11) == [0] * 10 + [20]


def test_all_chats_together_take_thirty_a_second(clock: Clock, limit: RateLimit) -> None:
    assert [waits(limit, chat, 1)[0] for chat in range(1, 32)] == [0] * 30 + [1]
    clock.advance(1)
    assert waits(limit, 31, 1) == [0]


def test_an_edit_counts_for_a_quarter(limit: RateLimit) -> None:
    assert waits(limit, ANN, 21, EDIT) == [0] * 20 + [1]


async def test_one_who_sends_too_much_is_told_when_to_go_on(clock: Clock) -> None:
    async with TelegramSimulator(clock=clock) as fake:
        ann, call = fake.person(ANN), Caller(fake.url, fake.token)
        await ann.say("/start")
        async with call.client:
            sent = await call("sendMessage", chat_id=ANN, text="x")
            message = {"chat_id": ANN, "message_id": sent["message_id"]}
            for number in range(16):
                await call("editMessageText", text=str(number), **message)
            for method in ("editMessageText", "sendMessage"):
                assert await call.refused(method, text="y", **message) == "429 Too Many Requests: retry after 1"
            clock.advance(1)
            await call("editMessageText", text="y", **message)
            assert await call("deleteMessage", **message) is True


async def test_what_is_refused_is_not_counted(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    for _ in range(9):
        await call.refused("sendMessage", chat_id=ann.id, text="")
    assert waits(fake.account.limit, ann.id, 5) == [0] * 5


async def test_the_limits_can_be_left_out() -> None:
    async with TelegramSimulator(limits=False) as fake:
        assert waits(fake.account.limit, ANN, 40) == [0] * 40
