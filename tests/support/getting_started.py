"""A getting-started page, block by block, and somebody with a fresh clone who follows it."""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.page_reader import STARTS, PageReader
from tests.support.pages import ROOT

_BLOCK = re.compile(r"^```(sh|ini|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of a page.

    Attributes:
        kind: `sh` for commands, `ini` for lines of `.env` to uncomment and fill in, `text` for what commands print.
        lines: What it has.
        shown: What the page says that its commands print; empty if it doesn't say.
    """

    kind: str
    lines: Sequence[str]
    shown: Sequence[str] = ()


def blocks(page: Path) -> Iterator[Block]:
    """Return the commands and edits of a page, in order."""
    found = [(kind, body.splitlines()) for kind, body in _BLOCK.findall(page.read_text())]
    for (kind, lines), (next_kind, shown) in pairwise([*found, ("", [])]):
        if kind != "text":
            yield Block(kind, lines, shown if next_kind == "text" else ())


async def follow(reader: PageReader, name: str, *, rewriting: bool) -> AsyncIterator[Block]:
    """Do what each block of a page in `docs/` says, and yield it then.

    Args:
        reader: Who does it, in a clone.
        name: The page.
        rewriting: Whether the page gets what is printed now, instead of being compared with it.
    """
    for block in blocks(reader.folder / "docs" / f"{name}.md"):
        if block.kind == "ini":
            reader.edit(block.lines)
        else:
            await reader.run(block.lines, block.shown)
            if rewriting and block.lines[-1] not in STARTS:
                _rewrite(name, block.shown, reader.printed)
            elif block.shown and block.lines[-1] not in STARTS:
                assert reader.printed == block.shown, reader.output
        yield block


def _rewrite(name: str, shown: Sequence[str], printed: Sequence[str]) -> None:
    """Replace what a page shows by what was printed, if it shows anything there."""
    path = ROOT / "docs" / f"{name}.md"
    old, new = ("\n".join(["```text", *lines, "```"]) for lines in (shown, printed))
    path.write_text(path.read_text().replace(old, new))


@asynccontextmanager
async def newcomer(folder: Path, filled: Mapping[str, str], **environment: str) -> AsyncIterator[PageReader]:
    """Clone the repository into a folder, for somebody with an empty home; end what they started.

    Args:
        folder: Where.
        filled: What they fill in, by setting.
        environment: What is set besides, such as the address of a simulator.
    """
    if not (ROOT / ".git").exists():
        pytest.skip("needs a checkout of the repository")
    git, clone, home = shutil.which("git") or "git", folder / "clone", folder / "home"
    home.mkdir()
    process = await asyncio.create_subprocess_exec(git, "clone", "--quiet", str(ROOT), str(clone))
    assert await process.wait() == 0
    index = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    given = {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", **index, **environment}
    made = PageReader(clone, given, filled, {"/home/you/": f"{home}/"})
    try:
        yield made
    finally:
        await made.close()
