"""The web server and strangers: limits on their connections, their time, and the memory that they take."""

import asyncio
import json
import resource
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from adapters.runtime.connection_limits import USUAL, ConnectionLimits
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import begin, configured, serving, walk
from tests.support.telegram_bot import Bot

TIGHT = ConnectionLimits(number=40, request=1.0, answer=1.0, memory=256 * 1024)
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n"
HEAD = b"POST /nothing HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000\r\n"


@pytest.fixture
async def bot(slack: SlackSimulator, shipped: Content, database: Path) -> AsyncIterator[Bot]:
    """A bot that receives over HTTP, with few connections and little time for strangers."""
    async with serving(slack, shipped, configured(slack, database, http=True), TIGHT) as made:
        yield made


class Stranger:
    """A connection without a secret."""

    def __init__(self, bot: Bot, sent: bytes = b"") -> None:
        host, _, port = bot.url.removeprefix("http://").partition(":")
        self._socket = socket.create_connection((host, int(port)))
        self._socket.setblocking(False)  # noqa: FBT003 - as the call has it
        self.send(sent)

    def send(self, sent: bytes) -> None:
        with suppress(OSError):
            self._socket.send(sent)

    def closed(self) -> bool:
        """Read what there is, and return whether the other end has closed."""
        try:
            while self._socket.recv(65536):
                pass
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def hang_up(self) -> None:
        self._socket.close()


@pytest.fixture
def strangers() -> Iterator[list[Stranger]]:
    made: list[Stranger] = []
    yield made
    for one in made:
        one.hang_up()


@pytest.mark.parametrize("sent", [b"", b"POST /slack", HEAD, HEAD + b"\r\n" + b"x" * 999], ids=len)
async def test_an_unfinished_request_times_out(bot: Bot, strangers: list[Stranger], sent: bytes) -> None:
    strangers.append(Stranger(bot, sent))
    await until(strangers[0].closed, 20)


async def test_a_slow_request_times_out(bot: Bot, strangers: list[Stranger]) -> None:
    strangers.append(Stranger(bot))
    async with asyncio.timeout(20):
        while not strangers[0].closed():
            strangers[0].send(b"P")
            await asyncio.sleep(0.1)


async def test_a_response_that_is_not_read_times_out(bot: Bot, strangers: list[Stranger]) -> None:
    """Of many requests at once, the first is answered, and with that the connection ends."""
    strangers.append(Stranger(bot, WHOLE.replace(b"/healthz", b"/metrics") * 1000))
    await until(strangers[0].closed, 20)


@pytest.mark.usefixtures("bot")
async def test_somebody_is_served_while_strangers_hold_more_connections_than_there_may_be(
    slack: SlackSimulator, bot: Bot, strangers: list[Stranger]
) -> None:
    ann = slack.person("U1")
    await begin(ann)
    for number in range(3 * TIGHT.number):
        strangers.append(Stranger(bot, HEAD if number % 2 else b""))
        await asyncio.sleep(0.001)
    assert sum(not one.closed() for one in strangers) <= TIGHT.number + 1
    await walk(ann, "Beginnen", "Antwoord 1")


@pytest.mark.usefixtures("bot")
async def test_somebody_is_served_while_strangers_send_all_that_may_be_held(
    slack: SlackSimulator, bot: Bot, strangers: list[Stranger]
) -> None:
    """Which is the head of a request of Slack's, with a body that never ends: only a whole one shows that it is no."""
    stamp = f"X-Slack-Request-Timestamp: {int(time.time())}\r\nX-Slack-Signature: v0={'a' * 64}\r\n"
    head = f"POST /slack/events HTTP/1.1\r\nHost: bot\r\n{stamp}Content-Length: 1000000\r\n\r\n".encode()
    ann = slack.person("U1")
    await begin(ann)
    strangers += [Stranger(bot, head) for _ in range(8)]
    for _ in range(40):
        for one in strangers:
            one.send(b"x" * 8192)
        await asyncio.sleep(0.005)
    assert any(one.closed() for one in strangers)
    await walk(ann, "Beginnen", "Antwoord 1")


async def test_a_request_that_slack_cannot_have_sent_is_refused_before_its_body(bot: Bot) -> None:
    host, _, port = bot.url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(HEAD.replace(b"/nothing", b"/slack/events") + b"\r\n")
    async with asyncio.timeout(20):
        assert (await reader.readline()).startswith(b"HTTP/1.1 401 ")
    writer.close()


async def test_a_refusal_arrives_though_the_body_is_still_being_sent(bot: Bot) -> None:
    """To close while a body comes in would reset the connection, and the answer would be lost."""
    host, _, port = bot.url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(HEAD.replace(b"1000", b"150000") + b"\r\n" + b"x" * 150_000)
    await writer.drain()
    async with asyncio.timeout(20):
        answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"connection: close" in answer
    writer.close()


def test_most_descriptors_are_kept_for_what_goes_out() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        for descriptors in (128, 300, 1024):
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, hard))
            assert USUAL.allowed() == min(USUAL.number, descriptors // 3)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def test_strangers_do_not_hold_up_the_end(bot: Bot, strangers: list[Stranger]) -> None:
    stamp = f"X-Slack-Request-Timestamp: {int(time.time())}\r\nX-Slack-Signature: v0={'a' * 64}\r\n"
    strangers += [Stranger(bot, HEAD + b"\r\n"), Stranger(bot, HEAD[:-2]), Stranger(bot)]
    strangers.append(Stranger(bot, f"POST /slack/events HTTP/1.1\r\n{stamp}Content-Length: 9\r\n\r\n".encode()))
    assert json.dumps(await bot.stop()) == "0"
    assert all(one.closed() for one in strangers)
