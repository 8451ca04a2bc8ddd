"""The README is short, what it shows and says is so, and its commands run."""

import os
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest

from adapters.config import settings
from bot.engine import step
from bot.events import Answered, Began
from bot.state import blank
from messages.content import Content
from pictures.drawings import CHECK, Artist, Drawing
from tests.docs.test_pages import PICTURE
from tests.support.command import run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
LINES, WORDS = 150, 1000
ANSWERED = (1, 0, 1, 1)
"""The answers to the first four questions that lead to the screen in its pictures; the last one is shown above it."""
STAMPS = ("runs", "reviews", "ready")
"""The files by which `make` sees that something is installed."""


def commands() -> list[str]:
    """Return the commands in the README's code blocks, without their comments."""
    blocks = re.findall(r"^```\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]


def drawn(content: Content, locale: str) -> Drawing:
    """Return the screen that the README's pictures show, in this language."""
    check = content.checks[CHECK]
    *before, last = (Began(), *(Answered(*one) for one in enumerate(ANSWERED)))
    state = blank(check)
    for event in before:
        state, _ = step(check, state, event)
    return Artist(content, CHECK, locale).drawing(step(check, state, last)[1], state, last)


def test_it_is_short() -> None:
    visible = re.sub(r"<!--.*?-->|<img[^>]*>|```mermaid.*?```", "", README, flags=re.DOTALL)
    assert len(README.splitlines()) <= LINES
    assert len(visible.split()) <= WORDS


def test_it_shows_the_same_answered_question_on_three_platforms() -> None:
    pictures = [(ROOT / "docs" / "pictures" / f"{name}.html").read_text() for name, _ in PICTURE.findall(README)]
    assert len(pictures) == 3
    assert all('class="screen' in one and " phone" in one for one in pictures)
    [chosen] = {found for one in pictures for found in re.findall(r"Je koos: [^<&]+", one)}
    assert chosen == "Je koos: Vooral op gevoel"


def test_the_translation_is_that_screen_in_english(shipped: Content) -> None:
    quoted = " ".join(re.findall(r"^> ?(.*)$", README, re.MULTILINE))
    lines = [re.sub(r"\*+", "", one).strip() for one in re.split(r"<br>|  +| · ", quoted)]
    screen = drawn(shipped, "en")
    said = [line.strip() for line in screen.message.text.splitlines() if line.strip()]
    labels = [re.sub(r"^\d+\. ", "", one.label) for row in screen.message.buttons for one in row]
    assert lines == [*said, *labels]
    picture = (ROOT / "docs" / "pictures" / "telegram-vraag.html").read_text()
    for line in drawn(shipped, "nl").message.text.splitlines():
        assert all(escape(part, quote=False) in picture for part in re.split(r"(?<=\.) ", line)), line


def test_its_code_blocks_are_the_two_commands() -> None:
    assert commands() == ["make run", "make test"]


@pytest.mark.parametrize("command", commands())
def test_each_command_in_its_code_blocks_runs(command: str, tmp_path: Path) -> None:
    """Where everything is installed already. Of the gate, which runs this test, only what it would run is looked at."""
    for name in ("Makefile", "pyproject.toml", *(path.name for path in ROOT.glob("*.lock"))):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.prefix) / "bin")
    for stamp in STAMPS:
        (tmp_path / ".venv" / stamp).touch()
    there = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command.split(), *(["--dry-run"] if command == "make test" else [])],
        cwd=tmp_path,
        env=there,
        input="9\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("pytest" if command == "make test" else "Groomingcheck") in done.stdout


def test_the_other_ways_to_try_it_are_as_it_says() -> None:
    assert set(re.findall(r"`\.venv/bin/groomingcheck ([^`]+)`", README)) == {"talk --locale en", "serve"}
    assert b"Stop and wipe" in run("s\n", "talk", "--locale", "en").stdout
    found = settings.read()
    assert f"<http://{found.host}:{found.port}/>" in README
