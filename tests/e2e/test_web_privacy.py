"""What is left of a check on the page, and of whoever held it: a random name of what is over, and nothing else."""

import asyncio
import io
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from messages.content import Content
from tests.e2e.test_web import to_advice
from tests.support.command import run
from tests.support.store_reader import ask
from tests.support.web_bot import Visitor, configured, visiting

SAID = {
    "User-Agent": "Kanarie/1.0 (van der Vliet)",
    "X-Forwarded-For": "203.0.113.77",
    "Forwarded": "for=203.0.113.77",
    "X-Real-IP": "203.0.113.77",
    "Referer": "https://kanarie.example/",
    "Cookie": "kanarie=1",
    "Accept-Language": "nl;q=0.9,fy-kanarie;q=0.1",
}
TRACES = ("kanarie", "vliet", "203.0.113.77", "127.0.0.1")
"""What a browser says of somebody, and the address that it comes from."""


@pytest.fixture
async def ann(shipped: Content, database: Path, output: io.StringIO) -> AsyncIterator[Visitor]:  # noqa: ARG001 - the log is read from here on
    async with visiting(shipped, configured(database)) as visitor:
        visitor.headers = SAID
        yield visitor


def held(database: Path) -> str:
    """Return what is said to be held."""
    done = run("", "privacy", GROOMINGCHECK_DATABASE_URL=f"sqlite:///{database}")
    assert done.returncode == 0
    return done.stdout.decode()


def logged(output: io.StringIO) -> str:
    """Return what the bot logged, but for the address that it listens at, and for what the client of this test did."""
    lines = [(line, json.loads(line)) for line in output.getvalue().splitlines()]
    return "\n".join(
        line
        for line, fields in lines
        if fields["event"] != "page_served" and not str(fields.get("library")).startswith("http")
    )


async def test_of_an_open_check_nothing_is_stored_and_of_one_that_is_over_its_random_name(
    ann: Visitor, database: Path
) -> None:
    await ann.open()
    await to_advice(ann)
    for table in ("action", "ended", "draft"):
        assert ask(database, f"SELECT * FROM {table}") == []  # noqa: S608 - a table of ours
    await ann.press("Klaar en wissen")
    [(name, _)] = ask(database, "SELECT * FROM ended")
    assert re.fullmatch("[0-9a-f]{16}", name)
    told = await asyncio.to_thread(held, database)
    assert "Een check die voorbij is: 1" in told
    assert "Van een check in de browser bewaart de bot alleen dit. Dat gebeurt pas als de check voorbij is." in told
    assert "Berichten die de bot nog moet wissen: 0" in told


async def test_nothing_of_whoever_asks_is_written_down(ann: Visitor, database: Path, output: io.StringIO) -> None:
    """With the log at its most detailed: not what the browser says, nor an address, nor what was pressed."""
    assert "page_served" in output.getvalue()
    await ann.open()
    await to_advice(ann)
    await ann.press("Klaar en wissen")
    await ann.send({"press": "C" + "x" * 60})
    async with httpx.AsyncClient(trust_env=False) as client:
        figures = (await client.get(f"{ann.url}metrics")).text
    assert 'groomingcheck_checks_total{channel="web",outcome="finished"}' in figures
    stored = (await asyncio.to_thread(database.read_bytes)).decode("latin-1")
    for where in (logged(output), figures, stored):
        assert not [trace for trace in TRACES if trace in where.lower()]
        assert not [form["press"] for form in ann.past if form.get("press") and form["press"] in where]


async def test_the_page_asks_a_browser_to_keep_nothing(ann: Visitor) -> None:
    """No cookie, no storage, and no file; and no address or title that tells how far it is."""
    titles = set()
    await ann.open()
    while not any(label.startswith("Klaar en wissen") for label in ann.labels):
        await ann.press(next((one for one in ann.labels if one.startswith("Verder")), ann.labels[0]))
        assert "set-cookie" not in ann.answer.headers
        assert ann.answer.headers["cache-control"] == "no-store"
        assert not re.search(r"localStorage|sessionStorage|indexedDB|\.cookie|serviceWorker|caches\b", ann.answer.text)
        titles |= {*re.findall(r"<title>(.*?)</title>", ann.answer.text)}
    assert titles == {"Vragenlijst"}
