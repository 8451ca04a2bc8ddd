"""A failover of PostgreSQL: the primary dies or is demoted, its copy is promoted, and the bot goes on by itself."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress

import pytest

from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.session import Session
from tests.support.caller import until
from tests.support.postgres_node import Node
from tests.support.spawner import PATIENCE, Crew, Served
from tests.support.telegram_bot import begin, shown, walk

LATER = "Het lukt nu even niet"
READS_ONLY = "it takes no writes: it is read-only"


@pytest.fixture
def nodes() -> Iterator[tuple[Node, Node]]:
    with Node.running() as primary, primary.copy() as second:
        yield primary, second


class Switch:
    """An address that leads to one node, and later to another; connections that are open stay as they are."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self._open: set[asyncio.Task[None] | None] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        async with await asyncio.start_server(self._carry, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres?sslmode=disable"
            for task in self._open:
                if task:
                    task.cancel()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(asyncio.current_task())
        back, there = await asyncio.open_connection("127.0.0.1", self.node.port)
        try:
            await asyncio.gather(_pass(reader, there), _pass(back, writer))
        finally:
            for end in (there, writer):
                end.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while said := await reader.read(65_536):
        writer.write(said)
    writer.close()


async def becomes(bot: Served, wanted: str) -> float:
    """Wait until the database is said to be so; return how many seconds that took."""
    since = time.monotonic()
    async with asyncio.timeout(PATIENCE):
        while wanted not in (await bot.ready())["database"]:
            await asyncio.sleep(0.05)
    return time.monotonic() - since


async def test_the_primary_dies_and_its_copy_takes_over(
    fake: TelegramSimulator, crew: Crew, nodes: tuple[Node, Node]
) -> None:
    primary, second = nodes
    crew.address = f"postgresql://postgres@127.0.0.1:{primary.port},127.0.0.1:{second.port}/postgres?sslmode=disable"
    bot = await crew.start().up()
    ann, bob = fake.person(1001, language_code="nl"), fake.person(1002, language_code="nl")
    await begin(ann)
    await fake.settled()
    primary.signal(signal.SIGKILL)
    refused = time.monotonic()
    sent = await bob.say("/groomingcheck")
    await until(lambda: LATER in shown(bob) and bob.chat.find(sent) is None, PATIENCE)
    assert await becomes(bot, "is read-only") < 30
    await walk(ann, "Beginnen", "1.")
    second.promote()
    promoted = time.monotonic()
    await until(lambda: "Groomingcheck" in "".join(one.text for one in bob.chat.messages), PATIENCE)
    taken = time.monotonic()
    green = await becomes(bot, "ok")
    print(f"FIGURES refused-to-taken {taken - refused:.2f} promoted-to-taken {taken - promoted:.2f} green {green:.2f}")  # noqa: T201
    await begin(fake.person(1003))
    assert crew.faults() == []


async def test_one_address_leads_to_a_demoted_node_and_then_to_the_new_primary(
    fake: TelegramSimulator, crew: Crew, nodes: tuple[Node, Node]
) -> None:
    primary, second = nodes
    switch = Switch(primary)
    async with switch.running() as crew.address:
        bot = await crew.start().up()
        ann = fake.person(1001, language_code="nl")
        await begin(ann)
        await fake.settled()
        primary.read_only(on=True)
        red = await becomes(bot, READS_ONLY)
        assert red < 30
        second.promote()
        switch.node = second
        green = await becomes(bot, "ok")
        print(f"FIGURES red {red:.2f} green {green:.2f}")  # noqa: T201
        await begin(fake.person(1002))
        assert crew.faults() == []
        await bot.kill()


async def test_a_host_that_swallows_everything_hides_no_other(nodes: tuple[Node, Node]) -> None:
    primary, _ = nodes

    swallowing = []

    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        swallowing.append(asyncio.current_task())
        with suppress(ConnectionError):
            await reader.read()  # until the other side gives up
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async with await asyncio.start_server(swallow, "127.0.0.1", 0) as server:
        silent = server.sockets[0].getsockname()[1]
        address = f"postgresql://postgres@127.0.0.1:{silent},127.0.0.1:{primary.port}/postgres?sslmode=disable"
        session = await Session.open(f"{address}&connect_timeout=1")
        await session.write()
        await session.close()
        await asyncio.gather(*filter(None, swallowing))
