"""How much the fake Telegram lets a bot send."""

import pytest

from adapters.telegram.fake.clock import Clock
from adapters.telegram.fake.error import ApiError
from adapters.telegram.fake.limit import EDIT, Limit
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from tests.caller import Caller

ANN, BEN, TEAM = 1001, 1002, -1002


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until it is moved on."""
    return Clock(at=1_800_000_000)


@pytest.fixture
def limit(clock: Clock) -> Limit:
    """The limits, before anything was sent."""
    return Limit(clock)


def waits(limit: Limit, chat: int, count: int, weight: float = 1) -> list[int]:
    """Give, for each of so many messages, the seconds to wait, or 0 when it was let through."""
    found = []
    for _ in range(count):
        try:
            limit.spend(chat, weight)
            found.append(0)
        except ApiError as refusal:
            found.append(refusal.parameters["retry_after"])
    return found


def test_a_private_chat_takes_a_burst_and_then_one_a_second(clock: Clock, limit: Limit) -> None:
    assert waits(limit, ANN, 6) == [0, 0, 0, 0, 0, 1]
    assert waits(limit, BEN, 1) == [0]
    clock.advance(1)
    assert waits(limit, ANN, 2) == [0, 1]
    clock.advance(60)
    assert waits(limit, ANN, 6) == [0, 0, 0, 0, 0, 1]


def test_a_group_takes_twenty_a_minute(clock: Clock, limit: Limit) -> None:
    assert waits(limit, TEAM, 10) == [0] * 10
    clock.advance(20)
    assert waits(limit, TEAM, 11) == [0] * 10 + [40]
    clock.advance(40)
    assert waits(limit, TEAM, 11) == [0] * 10 + [20]


def test_all_chats_together_take_thirty_a_second(clock: Clock, limit: Limit) -> None:
    assert [waits(limit, chat, 1)[0] for chat in range(1, 32)] == [0] * 30 + [1]
    clock.advance(1)
    assert waits(limit, 31, 1) == [0]


def test_an_edit_counts_for_a_quarter(limit: Limit) -> None:
    assert waits(limit, ANN, 21, EDIT) == [0] * 20 + [1]


async def test_one_who_sends_too_much_is_told_when_to_go_on(clock: Clock) -> None:
    async with FakeTelegram(clock=clock) as fake:
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


async def test_what_is_refused_is_not_counted(fake: FakeTelegram, call: Caller, ann: Person) -> None:
    for _ in range(9):
        await call.refused("sendMessage", chat_id=ann.id, text="")
    assert waits(fake.account.limit, ann.id, 5) == [0] * 5


async def test_the_limits_can_be_left_out() -> None:
    async with FakeTelegram(limits=False) as fake:
        assert waits(fake.account.limit, ANN, 40) == [0] * 40
