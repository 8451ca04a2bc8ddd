"""Ten thousand connections of somebody without a secret: the bot stays small, quiet, and there for everybody else."""

import asyncio
import json
import os
import resource
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest

from adapters.privacy.audit.ports import free_port
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from benchmarks.attacker import WAYS
from tests.support.caller import PLAIN, until
from tests.support.slack_bot import COMMAND, press, shown
from tests.support.spawner import ROOT
from tests.support.telegram_bot import SECRET

CONNECTIONS = 10_000
MEMORY = 512 * 1024**2
"""The bytes of memory that the process may have, as in the image."""
RESIDENT = 256 * 1024
"""The KiB that it may use."""
LINES = 100
"""The lines that it may log in a minute."""
PATIENCE = 90.0
"""Seconds for anything at all, on a machine whose other core is busy with the attack."""
_ATTACKED = 20.0
"""Seconds of the attack, at least."""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))


@asynccontextmanager
async def served(slack: SlackSimulator, folder: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a bot that receives from Slack over HTTP, within these limits."""
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": "xoxb-test",
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.url,
        "GROOMINGCHECK_SECRET": SECRET.decode(),
        "GROOMINGCHECK_PORT": str(port),
        "GROOMINGCHECK_WEB": "on",
        "GROOMINGCHECK_IDLE_MINUTES": "0.5",
        "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{folder}/ledger.db",
    }
    with (folder / "output").open("wb") as output:
        program = (sys.executable, "-m", "adapters", "serve")
        bot = await asyncio.create_subprocess_exec(
            *program, cwd=folder, env=environment, stdout=output, stderr=output, preexec_fn=limit
        )
    slack.deliver_to(f"http://127.0.0.1:{port}/slack/events")
    yield bot
    if bot.returncode is None:
        bot.kill()
        await bot.wait()


@asynccontextmanager
async def attacked(port: int, *ways: str) -> AsyncIterator[None]:
    """Within the block every connection of the attacker has been opened, and is opened again when it was closed."""
    program = (sys.executable, "-m", "benchmarks.attacker", str(port), str(CONNECTIONS), "300", *ways)
    attacker = await asyncio.create_subprocess_exec(*program, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert attacker.stdout
    try:
        async with asyncio.timeout(PATIENCE):
            assert json.loads(await attacker.stdout.readline())["opened"] >= CONNECTIONS
        yield
    finally:
        attacker.kill()
        await attacker.wait()


async def tried(attempt: Callable[[], Awaitable[object]], succeeded: Callable[[], object]) -> None:
    """Do something again and again until it has succeeded, as people and platforms do."""
    async with asyncio.timeout(PATIENCE):
        while not succeeded():
            await attempt()
            with suppress(TimeoutError):
                await until(succeeded, 1)


async def healthy(port: int) -> bool:
    async with httpx.AsyncClient(verify=PLAIN, timeout=10, trust_env=False) as client:
        with suppress(httpx.HTTPError):
            return (await client.get(f"http://127.0.0.1:{port}/healthz")).status_code == 200
    return False


async def pressed(person: Person) -> None:
    """Go on to the first question."""
    await tried(lambda: press(person, "Beginnen"), lambda: "Vraag 1" in shown(person))


def peak(process: int) -> int:
    """Return the most KiB that this process had in memory."""
    [found] = [line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(found.split()[1])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux, which shows a process's memory")
@pytest.mark.parametrize(
    "ways",
    [(), ("body",), ("metrics",), ("page", "press")],
    ids=["every way", "unfinished bodies", "unread answers", "the page"],
)
async def test_ten_thousand_strangers_cost_little_and_stop_nobody(
    slack: SlackSimulator, tmp_path: Path, ways: tuple[str, ...]
) -> None:
    port = free_port()
    ann, bea = slack.person("U1"), slack.person("U2")
    async with served(slack, tmp_path, port) as bot:
        await tried(lambda: bea.command(COMMAND), lambda: bea.modal)
        begun = time.monotonic()
        async with attacked(port, *(ways or WAYS)):
            health = [await healthy(port) for _ in range(5)]
            await tried(lambda: ann.command(COMMAND), lambda: ann.modal)
            await pressed(ann)
            await until(lambda: "Gewist" in shown(bea), PATIENCE)
            await asyncio.sleep(_ATTACKED - (time.monotonic() - begun))
        minutes = max(1.0, (time.monotonic() - begun) / 60)
        assert bot.returncode is None
        assert any(health)
        assert peak(bot.pid) < RESIDENT
        assert len((tmp_path / "output").read_text().splitlines()) < LINES * minutes
        bot.terminate()
        async with asyncio.timeout(PATIENCE):
            assert await bot.wait() == 0
