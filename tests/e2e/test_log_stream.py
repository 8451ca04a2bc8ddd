"""A log that can't be written, or that nobody reads, loses lines and nothing else."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

import pytest

from adapters.simulators.telegram.server import TelegramSimulator
from tests.e2e.test_serve import served
from tests.support.caller import until


@contextmanager
def full() -> Iterator[int]:
    """Yield the descriptor of a file on a disk that is full."""
    with closing(Path("/dev/full").open("wb", buffering=0)) as opened:
        yield opened.fileno()


@contextmanager
def left() -> Iterator[int]:
    """Yield the write end of a pipe whose reader is gone."""
    read, write = os.pipe()
    os.close(read)
    yield write
    os.close(write)


@contextmanager
def unread() -> Iterator[int]:
    """Yield the write end of a pipe that holds as much as it can, and whose reader stands still."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    with suppress(BlockingIOError):
        while os.write(write, b" " * 4096):
            pass
    os.set_blocking(write, True)
    yield write
    os.close(write)
    os.close(read)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, as Linux has it")
@pytest.mark.parametrize("kind", [full, left, unread], ids=lambda kind: kind.__name__)
async def test_a_log_that_cannot_be_written_holds_up_nobody(
    fake: TelegramSimulator, tmp_path: Path, kind: Callable[[], AbstractContextManager[int]]
) -> None:
    with kind() as log, served(fake, tmp_path, "serve", log=log) as process:
        ann = fake.person(1001)
        await ann.say("/groomingcheck")
        await until(lambda: [message.from_bot for message in ann.chat.messages] == [True])
        process.send_signal(signal.SIGTERM)
        await until(lambda: process.poll() is not None)
    assert process.returncode == 0
