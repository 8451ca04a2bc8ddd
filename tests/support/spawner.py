"""Real processes of the bot for the tests to kill: `groomingcheck serve`, with an environment and output of its own.

Importing the program takes seconds, so they are forked from one process that has imported it and does nothing else.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, Self

import httpx

from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import PLAIN, until
from tests.support.telegram_bot import HOOK_SECRET, SECRET

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds that a process may take for anything at all, on a machine that is busy with other things too."""


class Served:
    """A process that serves. `url`: its own web server; `output`: the file that it writes to."""

    def __init__(self, pid: int, url: str, output: Path) -> None:
        self.pid = pid
        self.url = url
        self._output = output

    @property
    def events(self) -> list[dict[str, Any]]:
        """Return every line it wrote so far; one that is no JSON, such as of a traceback, is an error here."""
        return [json.loads(line) for line in self._output.read_text().splitlines()]

    def faults(self) -> list[dict[str, Any]]:
        """Return the faults of the program itself that it logged."""
        return [event for event in self.events if event["level"] in {"error", "critical"}]

    def alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    async def kill(self, number: int = signal.SIGKILL) -> None:
        """Send it a signal, and wait until it is gone."""
        os.kill(self.pid, number)
        await until(lambda: not self.alive(), PATIENCE)

    async def up(self) -> Self:
        """Wait until it receives."""
        await until(lambda: any(event["event"] == "receiving" for event in self.events), PATIENCE)
        return self

    async def ready(self) -> dict[str, str]:
        """Return the health that it reports of each of its parts."""
        async with httpx.AsyncClient(verify=PLAIN) as client:
            answer = await client.get(f"{self.url}/readyz", timeout=PATIENCE)
        told: dict[str, str] = answer.json()
        assert (answer.status_code == 200) == (set(told.values()) == {"ok"})
        return told


class Spawner:
    """The process that forks the others."""

    def __init__(self) -> None:
        program = [sys.executable, "-m", "tests.support.spawner"]
        self._process = subprocess.Popen(program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, environment: dict[str, str], output: Path) -> int:
        """Start one, and return its process id."""
        asked, told = self._pipes()
        asked.write(json.dumps([environment, str(output)]) + "\n")
        asked.flush()
        return int(told.readline())

    def end(self) -> None:
        asked, told = self._pipes()
        asked.close()
        self._process.wait(PATIENCE)
        told.close()

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin
        assert self._process.stdout
        return self._process.stdin, self._process.stdout


class Crew:
    """The processes of one test, on one Telegram and one database."""

    def __init__(self, spawner: Spawner, fake: TelegramSimulator, folder: Path) -> None:
        self.address = f"sqlite:///{folder}/ledger.db"
        self._spawner, self._fake, self._folder = spawner, fake, folder
        self._started: list[Served] = []

    def environment(self, **settings: str) -> dict[str, str]:
        """Return the environment of a process: an empty setting counts as not set."""
        return {
            "PATH": os.environ["PATH"],
            "TELEGRAM_BOT_TOKEN": self._fake.token,
            "TELEGRAM_API_URL": self._fake.url,
            "GROOMINGCHECK_DATABASE_URL": self.address,
            "GROOMINGCHECK_SECRET": SECRET.decode(),
            "GROOMINGCHECK_PORT": str(free_port()),
            "GROOMINGCHECK_OVERWRITE_MEMORY": "off",  # or each would restart, and import everything again
            **settings,
        }

    def start(self, *, webhook: bool = False, **settings: str) -> Served:
        """Start one more process with these settings."""
        environment = self.environment(**settings)
        url = f"http://127.0.0.1:{environment['GROOMINGCHECK_PORT']}"
        if webhook:
            environment |= {"TELEGRAM_WEBHOOK_URL": f"{url}/telegram", "TELEGRAM_WEBHOOK_SECRET": HOOK_SECRET}
        output = self._folder / f"output{len(self._started)}"
        output.touch()
        self._started.append(Served(self._spawner.start(environment, output), url, output))
        return self._started[-1]

    def faults(self) -> list[dict[str, Any]]:
        """Return the faults of the program itself that any of them logged."""
        return [fault for served in self._started for fault in served.faults()]

    async def end(self) -> None:
        """Kill those that are still running."""
        for served in self._started:
            if served.alive():
                await served.kill()


def _serve(environment: dict[str, str], output: str) -> int:
    from adapters.__main__ import main  # noqa: PLC0415 - imported in the process that forks the others

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(Path(output).parent)
    written = os.open(output, os.O_APPEND | os.O_WRONLY)
    for number in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(written, number)
    return main(["serve"])


def _fork() -> None:
    for name in (
        "adapters.cli.serve",
        "adapters.slack.channel",
        "adapters.telegram.channel",
    ):  # everything there is to import
        importlib.import_module(name)

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for their exit status
    for line in sys.stdin:
        if pid := os.fork():
            print(pid, flush=True)  # noqa: T201 - to the test
        else:
            os._exit(_serve(*json.loads(line)))


if __name__ == "__main__":
    _fork()
