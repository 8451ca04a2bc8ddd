"""What the English pages quote is what the program says, in English to whoever runs it or in Dutch on a screen."""

import re
from functools import cache

import pytest

from tests.support.pages import ENGLISH, ROOT, page

CODE = re.compile(r"^ *```.*?^ *```$|`[^`\n]*`|<[^>\n]*>", re.MULTILINE | re.DOTALL)
OTHERS = {
    "didn't complete successfully: exit 2",
    "Every second week",
    "Copy member ID",
    "groomingcheck",
    "Missing Authority Key Identifier",
}
"""What Compose, Slack, people and OpenSSL say."""
NAMES_BUTTONS = ("reminders", "settings", "troubleshooting")
"""Pages on which what is in italics is on a button or a screen, but for the reader's line and *Unauthorized*."""


@cache
def said() -> str:
    """Return everything that the program may say."""
    files = [*(ROOT / "adapters").rglob("*.py"), *(ROOT / "messages").rglob("*.toml")]
    return "\n".join(path.read_text() for path in files).lower()


def missing(quoted: list[str]) -> list[str]:
    return [one for one in quoted if one not in OTHERS and one.strip(".").lower() not in said()]


def read(text: str) -> str:
    return " ".join(CODE.sub(" ", text).split())


def test_what_is_quoted_is_said() -> None:
    quoted = [one for path in ENGLISH for one in re.findall(r'"([^"]+)"', read(path.read_text()))]
    assert len(quoted) >= 8
    assert missing(quoted) == []


@pytest.mark.parametrize("name", NAMES_BUTTONS)
def test_the_buttons_it_names_are_there(name: str) -> None:
    _, *named = re.findall(r"(?<![*\w])\*([^*]+)\*(?!\*)", read(page(name)))
    assert named
    assert missing(named) == []
