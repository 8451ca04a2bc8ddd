"""Takes the recipes out of `docs/teksten.md`, and carries them out with the real program.

A block of `toml` is a whole file, whose name stands bold above it. A block of `sh` is typed. A block of `text` is what
the last of that prints: a line of `…` stands for any lines, `…` in a line for any characters, and what is typed then
stands behind its prompt. What a reader has already is in a comment. Other blocks are not carried out.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile, zip_longest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "teksten.md"
SETTING_UP = "Eén keer klaarzetten"
PROMPT = "Typ een nummer of letter: "
LEFT_OUT = "…"
_BLOCK = re.compile(
    r"^## (?P<heading>[^\n]*)$|^(?:\*\*`(?P<file>[^`]+)`\*\*\n\n)?```(?P<kind>toml|sh|text)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_STAYS = ("groomingcheck preview",)
"""Commands that run until somebody stops them."""


@dataclass(frozen=True)
class Block:
    """A block of a page.

    Attributes:
        heading: The heading of the section that it is in.
        kind: "toml", "sh" or "text".
        file: The name of the file that it is; empty if it is none.
        text: What is in it.
        at: Where that begins and ends in the page.
    """

    heading: str
    kind: str
    file: str
    text: str
    at: tuple[int, int]


def blocks(page: str) -> Iterator[Block]:
    """Yield the blocks of a page that are carried out, in order."""
    heading = ""
    for found in _BLOCK.finditer(page):
        heading = found["heading"] or heading
        if not found["heading"]:
            yield Block(heading, found["kind"], found["file"] or "", found["text"], found.span("text"))


def setting_up() -> list[Block]:
    """Return what everybody types first: it makes a folder for texts of one's own."""
    found = (block for block in blocks(PAGE.read_text()) if block.heading == SETTING_UP)
    return list(takewhile(lambda block: block.kind == "sh", found))[:1]


class Reader:
    """Somebody who follows the page in a folder of their own.

    Attributes:
        printed: What the last commands printed.
    """

    def __init__(self, folder: Path) -> None:
        """Start in an empty folder, which is made if it isn't there."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.printed = ""

    def write(self, file: str, text: str) -> None:
        """Save a file of this name."""
        path = self._folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def type(self, commands: str, answers: Sequence[str] = ()) -> None:
        """Type these commands, and these answers while the last of them runs."""
        run = self._stopped if commands.startswith(_STAYS) else self._run
        self.printed = run(commands, "".join(f"{one}\n" for one in answers))

    def _run(self, commands: str, typed: str) -> str:
        done = subprocess.run(
            ["/bin/sh", "-ec", commands], cwd=self._folder, env=self._environment(), input=typed, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stdout  # 1: a review found something
        return done.stdout

    @contextmanager
    def running(self, command: str) -> Iterator[str]:
        """Run a command that stays; yield the first line that it prints, and stop it in the end with Ctrl-C."""
        with subprocess.Popen(
            ["/bin/sh", "-ec", f"exec {command}"], cwd=self._folder, env=self._environment(), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process:  # fmt: skip
            assert process.stdout
            try:
                yield process.stdout.readline()
            finally:
                process.send_signal(signal.SIGINT)
            self.printed = process.stdout.read()

    def _stopped(self, command: str, _: str) -> str:
        with self.running(command) as first:
            pass
        return first + self.printed

    def _environment(self) -> dict[str, str]:
        programs = Path(sys.executable).parent
        path = f"{programs}:{os.environ['PATH']}"
        return {"PATH": path, "HOME": str(self._folder), "LANG": "C.UTF-8", "BROWSER": "true"}  # opens nothing


def carried_out(section: Sequence[Block], folder: Path) -> Iterator[tuple[Block, str]]:
    """Carry out a section, and yield each block of output with what the program printed."""
    reader = Reader(folder)
    for number, block in enumerate(section):
        after = section[number + 1] if number + 1 < len(section) else None
        if block.kind == "toml":
            reader.write(block.file, block.text)
        elif block.kind == "sh":
            reader.type(block.text, answers(after.text) if after and after.kind == "text" else ())
        else:
            yield block, reader.printed


def answers(text: str) -> list[str]:
    """Return what a person types in this output."""
    return re.findall(rf"^{re.escape(PROMPT)}(.+)$", text, re.MULTILINE)


def answered(printed: str, given: Sequence[str]) -> str:
    """Return what a command printed, with each answer behind its prompt, as a person sees it."""
    first, *others = printed.split(PROMPT)
    told = [f"{PROMPT}{answer}{rest}" for answer, rest in zip_longest(given, others, fillvalue="")]
    return "".join((first, *told[: len(others)]))


def says(text: str, printed: str) -> bool:
    """Return whether a block of the page is what a command printed."""
    bare = re.sub(rf"^({re.escape(PROMPT)}).+$", r"\1", text.strip("\n"), flags=re.MULTILINE)
    parts = (re.escape(part.strip("\n")) for part in re.split(rf"^{LEFT_OUT}$", bare, flags=re.MULTILINE))
    pattern = r"(?s:.*)".join(part.replace(LEFT_OUT, ".*") for part in parts)
    return re.fullmatch(pattern, printed.strip("\n")) is not None
