"""Behind a real PgBouncer: its transaction mode gives each transaction another connection to the server."""

import asyncio
from collections.abc import Iterator

import pytest

from adapters.channels import registry
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.errors import StorageError
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from tests.support.caller import until
from tests.support.pgbouncer import NEEDED, PROGRAM, pooled
from tests.support.postgres_node import Node
from tests.support.spawner import PATIENCE, Crew
from tests.support.telegram_bot import begin, shown, walk

pytestmark = pytest.mark.skipif(not PROGRAM, reason=NEEDED)


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node.running() as made:
        yield made


@pytest.mark.parametrize("mode", ["transaction", "session"])
async def test_many_calls_at_once_and_later_starts(node: Node, mode: str) -> None:
    with pooled(node, mode) as address:
        stores = await asyncio.gather(*(WipeStore.open(address, registry.wipeable()) for _ in range(4)))
        for turn in range(10):
            messages = [ChatMessage("telegram", str(chat), f"{turn}", MessageKind.PERSON) for chat in range(12)]
            await asyncio.gather(*(stores[i % 4].note([one], within=0) for i, one in enumerate(messages)))
            held = await asyncio.gather(*(store.claim(["telegram"], 5, 60.0) for store in stores))
            await asyncio.gather(*(store.finish(found) for store, found in zip(stores, held, strict=True)))
        for store in stores:
            await store.close()
        await (await Session.open(address)).close()


async def test_two_bots_and_twelve_people_at_once(fake: TelegramSimulator, crew: Crew, node: Node) -> None:
    with pooled(node, "transaction") as crew.address:
        await crew.start().up()
        people = [fake.person(2000 + number) for number in range(12)]
        await asyncio.gather(*(begin(person) for person in people))
        await asyncio.gather(*(walk(person, "Beginnen", "1.", "Stop en wis") for person in people))
        await until(lambda: all("gewist" in shown(person).lower() for person in people), PATIENCE)
        later = await crew.start(webhook=True).up()
        assert "database" in await later.ready()
        assert crew.faults() == []


async def test_a_pooler_that_splits_transactions_is_refused(node: Node) -> None:
    with pooled(node, "statement") as address, pytest.raises(StorageError, match="pool_mode=transaction"):
        await Session.open(address)


async def test_a_parameter_that_a_pooler_refuses_is_named(node: Node) -> None:
    with pooled(node, "transaction") as address, pytest.raises(StorageError, match="search_path"):
        await Session.open(f"{address}?search_path=public")
