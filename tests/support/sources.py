"""What the shipped texts add to their source, and what `docs/bronnen.md` says of it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from messages.loading.folder import SHIPPED
from messages.loading.texts import flatten

PAGE = Path(__file__).parents[2] / "docs" / "bronnen.md"
ADVICE = "\n## Raad en uitleg, van ons zelf\n"
"""The heading below which no fact stands."""
_NAMES = re.compile(r"title|card\.[^.]+\.title|question\.[^.]+\.(topic|label\.[^.]+)")
_FACT = re.compile(r"^\| (.+?) \| (`.+?`) \| (.+?) \| (\d{2}-\d{2}-\d{4}) \|$", re.MULTILINE)
_NUMBER = re.compile(r"^\| (\d[\d -]*) \| (.+?) \| (.+?) \| (.+?) \| (\d{2}-\d{2}-\d{4}) \|$", re.MULTILINE)
_PIECE = re.compile(r"^- (.+) \((`.+`)\)$", re.MULTILINE)


@dataclass(frozen=True)
class Fact:
    """A row of the page: where a fact comes from.

    Attributes:
        keys: Of the texts it is in, as the page writes them.
        source: Where it comes from, with its address; or that nothing was found.
        read: When that was read.
    """

    keys: str
    source: str
    read: date


@cache
def additions() -> Mapping[str, str]:
    """Return each line of the Dutch texts that isn't the source's, with the keys it has, as the page writes them.

    The names of cards, answers and questions are left out: they state nothing.
    """
    found: dict[str, list[str]] = {}
    for key, line in _lines():
        if line.startswith("[A] "):
            found.setdefault(line.removeprefix("[A] ").removeprefix("• "), []).append(key)
    return {line: ", ".join(f"`{key}`" for key in dict.fromkeys(keys)) for line, keys in found.items()}


def facts() -> Mapping[str, Fact]:
    """Return what the page lists as a fact, by its line."""
    rows = _FACT.findall(PAGE.read_text())
    return {line: Fact(keys, source, _day(read)) for line, keys, source, read in rows}


def advice() -> Mapping[str, str]:
    """Return what the page lists as advice: the keys of each line."""
    return dict(_PIECE.findall(PAGE.read_text().partition(ADVICE)[2]))


def numbers() -> Mapping[str, tuple[str, str, str, date]]:
    """Return the name, the hours, the source and the day of reading of each number on the page."""
    rows = _NUMBER.findall(PAGE.read_text())
    return {call: (name, hours, source, _day(read)) for call, name, hours, source, read in rows}


def shipped_numbers() -> list[dict[str, Any]]:
    return list(_read("help.toml")["number"].values())


def described(number: Mapping[str, Any]) -> str:
    """Return the Dutch name of a number and what there is to know about it, as the pages write them."""
    said = [number["nl"], *([number["note"]["nl"]] if "note" in number else [])]
    return ". ".join(line.removeprefix("[A] ") for line in said)


def rewritten() -> str:
    """Return the page with every addition that isn't listed as a fact below the heading for advice."""
    above, heading, below = PAGE.read_text().partition(ADVICE)
    introduction = below.partition("\n- ")[0].rstrip()
    pieces = "\n".join(f"- {line} ({keys})" for line, keys in additions().items() if line not in facts())
    return f"{above}{heading}{introduction}\n\n{pieces}\n"


def _lines() -> Iterator[tuple[str, str]]:
    for key, value in flatten(_read("nl.toml")).items():
        if not _NAMES.fullmatch(key):
            yield from ((key, str(line)) for line in (value if isinstance(value, list) else [value]))
    yield from ((f"prompt.{name}", one["nl"]) for name, one in _read("prompts.toml")["prompt"].items())


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((SHIPPED / "groomingcheck" / file).read_text())


def _day(text: str) -> date:
    day, month, year = map(int, text.split("-"))
    return date(year, month, day)
