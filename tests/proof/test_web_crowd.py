"""A thousand people at once hold a whole check at the page, through one process: nobody is refused, and nobody lost."""

import asyncio
import os
import re
import resource
import shutil
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from adapters.privacy.audit.ports import free_port
from benchmarks.page.crowd import held
from benchmarks.page.person import Answer, Person
from tests.support.caller import PLAIN
from tests.support.telegram_bot import SECRET

PEOPLE = 1_000
READING = 6.0
"""Seconds that each of them reads a screen."""
PATIENCE = 120.0
MEMORY = 512 * 1024**2
"""The bytes of memory that the process may have, as in the image."""
RESIDENT = 256 * 1024
"""The KiB that it may use."""
CADDY = shutil.which("caddy") or ""
_SEEN = re.compile(r"Vraag (\d) van 9")


def limit() -> None:
    """Limit the process to the usual 1,024 descriptors, which it may raise."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 4096))


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, int]]:
    """Run a bot that serves the page. Yields its process and its port."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "GROOMINGCHECK_WEB": "on",
        "GROOMINGCHECK_SECRET": SECRET.decode(),
        "GROOMINGCHECK_PORT": str(port),
        "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{folder}/ledger.db",
    }
    with (folder / "output").open("wb") as output:
        program = (sys.executable, "-m", "adapters", "serve")
        bot = await asyncio.create_subprocess_exec(
            *program, cwd=folder, env=environment, stdout=output, stderr=output, preexec_fn=limit
        )
    try:
        async with asyncio.timeout(PATIENCE):
            while await status(f"http://127.0.0.1:{port}/readyz") != 200:
                await asyncio.sleep(0.1)
        yield bot, port
        bot.terminate()
        async with asyncio.timeout(PATIENCE):
            assert await bot.wait() == 0
    finally:
        if bot.returncode is None:
            bot.kill()
            await bot.wait()


@asynccontextmanager
async def proxied(folder: Path, port: int) -> AsyncIterator[int]:
    """Run a real Caddy in front of this port. Yields its own port."""
    front = free_port()
    (folder / "Caddyfile").write_text(
        f"{{\n\tadmin off\n}}\nhttp://127.0.0.1:{front} {{\n\treverse_proxy 127.0.0.1:{port}\n}}\n"
    )
    caddy = await asyncio.create_subprocess_exec(
        *(CADDY, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"),
        env={"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)},
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            while not await status(f"http://127.0.0.1:{front}/"):
                await asyncio.sleep(0.1)
        yield front
    finally:
        caddy.terminate()
        await caddy.wait()


async def status(url: str) -> int:
    async with httpx.AsyncClient(verify=PLAIN, trust_env=False) as client:
        try:
            return (await client.get(url)).status_code
        except httpx.TransportError:
            return 0


def questions(person: Person) -> list[int]:
    """Return the number of each question that this person saw, in their order."""
    return [int(found[1]) for answer in person.answers if (found := _SEEN.search(answer.body))]


async def figure(port: int, name: str) -> float:
    async with httpx.AsyncClient(verify=PLAIN, trust_env=False, timeout=PATIENCE) as client:
        text = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
    return float(next(line.rsplit(" ", 1)[1] for line in text.splitlines() if line.startswith(name)))


def peak(process: int) -> int:
    """Return the most KiB that this process had in memory."""
    [found] = [line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(found.split()[1])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux, which shows a process's memory")
@pytest.mark.parametrize(
    "through",
    ["nothing", pytest.param("Caddy", marks=pytest.mark.skipif(not CADDY, reason="needs Caddy (apt install caddy)"))],
)
async def test_a_thousand_people_hold_a_whole_check_at_once(tmp_path: Path, through: str) -> None:
    async with served(tmp_path) as (bot, port), proxied(tmp_path, port) as front:
        at = front if through == "Caddy" else port
        people = await held([Person(at, number=number) for number in range(PEOPLE)], READING)
        assert Counter(answer.status for person in people for answer in person.answers) == {
            200: sum(len(person.answers) for person in people)
        }
        assert all(person.sees.over and "Gewist" in person.sees.body for person in people)
        assert all(questions(person)[0] == 1 and sorted(questions(person)) == questions(person) for person in people)
        assert await figure(port, 'groomingcheck_checks_total{channel="web",outcome="started"}') == PEOPLE
        assert await figure(port, 'groomingcheck_checks_total{channel="web",outcome="finished"}') == PEOPLE
        assert await figure(port, "groomingcheck_checks_over") == PEOPLE
        assert peak(bot.pid) < RESIDENT
        late: list[Answer] = await asyncio.gather(*(again(person) for person in people[:50]))
        assert all("al gewist" in answer.body for answer in late)
    assert "warning" not in (tmp_path / "output").read_text()


async def again(person: Person) -> Answer:
    """Press once more what led to the second screen, long after the end."""
    [payload, *_] = person.answers[1].payloads.get("answer") or person.answers[1].payloads["main"]
    return await person.press(payload)
