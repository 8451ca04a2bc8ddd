"""The ways in which the database fails."""

import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.postgres_node import Node
from tests.support.readiness.scene import Scene, scenario


@scenario("another program locks the database", slow=True)
async def _(scene: Scene) -> None:
    async with scene.serving(scene.on_telegram()) as bot:
        with closing(sqlite3.connect(scene.folder / "ledger.db")) as other:
            other.execute("BEGIN EXCLUSIVE")
            await scene.fails_and_recovers(bot, other.rollback)


@scenario("the tables of the database are gone")
async def _(scene: Scene) -> None:
    async with scene.serving(scene.on_telegram()) as bot:
        with closing(sqlite3.connect(scene.folder / "ledger.db", isolation_level=None, timeout=30)) as other:
            other.execute("ALTER TABLE action RENAME TO elsewhere")
            await scene.fails_and_recovers(bot, lambda: other.execute("ALTER TABLE elsewhere RENAME TO action"))


@scenario("the folder of the database isn't writable")
async def _(scene: Scene) -> None:
    """What it comes to, also for root, who may write everywhere: SQLite can't open its journal."""
    journal = scene.folder / "ledger.db-journal"
    async with scene.serving(scene.on_telegram()) as bot:
        block(journal)
        await scene.fails_and_recovers(bot, journal.rmdir)


@scenario("the file of the database was removed")
async def _(scene: Scene) -> None:
    ledger, kept = scene.folder / "ledger.db", scene.folder / "kept.db"
    async with scene.serving(scene.on_telegram()) as bot:
        shutil.copy(ledger, kept)
        ledger.unlink()
        await scene.fails_and_recovers(bot, lambda: kept.rename(ledger))


@scenario("the disk is full")
async def _(scene: Scene) -> None:
    small = scene.folder / "small"
    small.mkdir()
    if os.getuid() or not _ran("mount", "-t", "tmpfs", "-o", "size=2m", "none", str(small)):
        pytest.skip("needs root, and a system that mounts a small disk")
    try:
        settings = replace(scene.on_telegram(), database=f"sqlite:///{small}/ledger.db")
        async with scene.serving(settings) as bot:
            await scene.fails_and_recovers(bot, _filled(small).unlink)
    finally:
        assert _ran("umount", "--lazy", str(small))


@scenario("the database is down", slow=True)
async def _(scene: Scene) -> None:
    await _on_a_node(scene, Node.stop, Node.start)


@scenario("the database hangs", slow=True)
async def _(scene: Scene) -> None:
    await _on_a_node(scene, lambda node: node.signal(signal.SIGSTOP), lambda node: node.signal(signal.SIGCONT))


@scenario("the database is read-only", slow=True)
async def _(scene: Scene) -> None:
    await _on_a_node(scene, lambda node: node.read_only(on=True), lambda node: node.read_only(on=False))


def block(journal: Path) -> None:
    """Put a folder in the place of the journal; a bot that is writing just then makes a file of it again."""
    while not journal.is_dir():
        journal.unlink(missing_ok=True)
        with suppress(FileExistsError):
            journal.mkdir()


async def _on_a_node(scene: Scene, spoil: Callable[[Node], None], mend: Callable[[Node], None]) -> None:
    with Node.running() as node:
        async with scene.serving(replace(scene.on_telegram(), database=f"{node.url}?sslmode=disable")) as bot:
            spoil(node)
            await scene.fails_and_recovers(bot, lambda: mend(node))


def _ran(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _filled(folder: Path) -> Path:
    """Fill the disk to the last byte; return the file that does so."""
    filling = folder / "filling"
    with filling.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filling
