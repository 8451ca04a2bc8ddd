"""The raw blocks of a disk below a ledger in SQLite: once all is wiped, nothing of anybody is in them."""

import asyncio
import os
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.channels import registry
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from tests.support.wiping_process import Worker

SIZE, PEOPLE, ROUNDS, KILLS = 24 * 1024 * 1024, 5, 30, 6
_ID = re.compile(rb"(?:chat|text)77[0-9]{5}")


class Disk:
    """A file system in a file. `folder`: where it is mounted."""

    def __init__(self, image: Path, folder: Path) -> None:
        self._image, self.folder = image, folder

    def found(self) -> set[bytes]:
        """Return every id in its blocks, whatever file they belong to, or none."""
        os.sync()
        subprocess.run(["blockdev", "--flushbufs", self._device()], check=False)  # noqa: S607
        return set(_ID.findall(self._image.read_bytes()))

    def _device(self) -> str:
        asked = ["findmnt", "-no", "SOURCE", str(self.folder)]
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    image, folder = tmp_path / "image", tmp_path / "disk"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(SIZE)
    for command in (
        ["mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(image)],
        ["mount", "-o", "loop,nodiscard", str(image), str(folder)],
    ):
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("needs root, and a system that mounts a file (Debian: apt install e2fsprogs mount)")
    yield Disk(image, folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607


def messages(turn: int) -> list[ChatMessage]:
    return [
        ChatMessage("telegram", f"chat77{turn:03d}{person:02d}", f"text77{turn:03d}{number:02d}", MessageKind.PERSON)
        for person in range(PEOPLE)
        for number in range(4)
    ]


async def test_nothing_of_anybody_is_left_in_the_blocks(disk: Disk) -> None:
    chance = random.Random(3)  # noqa: S311 - the same each time
    wipe_store = await WipeStore.open(f"sqlite:///{disk.folder}/ledger.db", registry.wipeable())
    for turn in range(ROUNDS):
        await wipe_store.note(messages(turn), within=0)
        held = list(await wipe_store.claim(["telegram"], 15, 600.0))
        await wipe_store.finish(chance.sample(held, len(held) * 2 // 3))
        await wipe_store.postpone(dict.fromkeys(held, 0.0))
    assert disk.found()
    while held := list(await wipe_store.claim(["telegram"], 100, 600.0)):
        await wipe_store.finish(held)
    assert disk.found() == set()
    await wipe_store.close()


async def test_nothing_is_left_though_processes_were_killed(disk: Disk, tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311 - likewise
    url = f"sqlite:///{disk.folder}/ledger.db"
    for turn in range(KILLS):
        worker = Worker(url, tmp_path / "effects")
        worker.go()
        worker.wait_until_open()
        wipe_store = await WipeStore.open(url, registry.wipeable())
        for number in range(5):
            await wipe_store.note(messages(turn * 5 + number), within=0)
        await asyncio.sleep(chance.uniform(0, 0.2))
        worker.kill()
        await wipe_store.close()
    assert disk.found()
    wipe_store = await WipeStore.open(url, registry.wipeable())
    await asyncio.sleep(1.1)  # what the last of them had claimed
    while held := list(await wipe_store.claim(["telegram"], 100, 600.0)):
        await wipe_store.finish(held)
    assert disk.found() == set()
    await wipe_store.close()
