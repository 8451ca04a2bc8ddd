"""A check on the page that is over stays over: in every process on one PostgreSQL, and when each of them is killed."""

import re
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from tests.support.caller import PLAIN, until
from tests.support.postgres import Postgres, ask
from tests.support.spawner import PATIENCE, Crew, Served

WELL = {"clock": "ok", "database": "ok"}
OVER, LATER = "Deze check is al gewist", "Het lukt nu even niet"


class Visitor:
    """Somebody with a browser, as far as it sends forms; nothing is kept but what the page last offered."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def press(self, bot: Served, payload: str) -> httpx.Response:
        return await self._client.post(f"{bot.url}/", data={"press": payload})

    async def asked(self, bot: Served) -> str:
        """Come to the first question, and return its page."""
        welcome = await self._client.get(f"{bot.url}/")
        return (await self.press(bot, offered(welcome.text, "Beginnen"))).text


def offered(page: str, label: str) -> str:
    """Return the payload of the first button whose label begins like this."""
    buttons = re.findall(r'<button[^>]*name="press" value="([^"]*)"[^>]*>(.*?)</button>', page, re.DOTALL)
    labels = [(value, " ".join(re.sub(r"<[^>]*>", " ", inside).split())) for value, inside in buttons]
    return str(next(value for value, text in labels if text.startswith(label)))


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """A server that may be killed, as no other test uses it."""
    with Postgres.running() as server:
        yield server


@pytest.fixture
async def ann() -> AsyncIterator[Visitor]:
    async with httpx.AsyncClient(verify=PLAIN, timeout=PATIENCE) as client:
        yield Visitor(client)


async def started(crew: Crew, address: str) -> Served:
    """Start a process with nothing but the page, and wait until it serves."""
    bot = crew.start(GROOMINGCHECK_WEB="on", TELEGRAM_BOT_TOKEN="", GROOMINGCHECK_DATABASE_URL=address)
    await until(lambda: any(event["event"] == "page_served" for event in bot.events), PATIENCE)
    return bot


async def test_what_ends_in_one_process_is_over_in_the_other_and_after_both_were_killed(
    crew: Crew, own_postgres: Postgres, ann: Visitor
) -> None:
    address = own_postgres.database()
    one, other = await started(crew, address), await started(crew, address)
    page = await ann.asked(one)
    answer = offered(page, "Ja")
    assert "Vraag 2" in (await ann.press(other, answer)).text  # either takes the next press
    assert "Gestopt" in (await ann.press(one, offered(page, "Stop en wis"))).text
    for bot in (other, one):
        assert OVER in (await ann.press(bot, answer)).text
    await one.kill()
    await other.kill()
    again = await started(crew, address)
    assert OVER in (await ann.press(again, answer)).text
    assert crew.faults() == []


async def test_while_nobody_can_tell_whether_a_check_is_over_no_press_is_taken_and_nothing_is_lost(
    crew: Crew, own_postgres: Postgres, ann: Visitor
) -> None:
    """Nor is a stop: it is said once it is noted, and is then so in every process."""
    address = own_postgres.database()
    one, other = await started(crew, address), await started(crew, address)
    page = await ann.asked(one)
    answer, stop = offered(page, "Ja"), offered(page, "Stop en wis")
    own_postgres.kill()
    for payload in (answer, stop, answer):
        refused = await ann.press(one, payload)
        assert (refused.status_code, LATER in refused.text) == (503, True)
    own_postgres.start()
    assert "Vraag 2" in (await ann.press(other, answer)).text
    assert "Gestopt" in (await ann.press(one, stop)).text
    assert OVER in (await ann.press(other, answer)).text
    assert len(await ask(address, "SELECT run FROM ended")) == 1
    assert crew.faults() == []


async def test_while_the_database_hangs_a_press_is_answered_and_another_check_goes_on_afterwards(
    crew: Crew, own_postgres: Postgres, ann: Visitor
) -> None:
    bot = await started(crew, own_postgres.database())
    answer = offered(await ann.asked(bot), "Ja")
    own_postgres.pause()
    try:
        refused = await ann.press(bot, answer)
    finally:
        own_postgres.resume()
    assert (refused.status_code, LATER in refused.text) == (503, True)
    assert "Vraag 2" in (await ann.press(bot, answer)).text
