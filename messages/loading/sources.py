"""Read the sources of a check's texts: the meaning of its labels, and the source of each fact."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from messages.loading.faults import Faults
from messages.loading.tables import Table
from messages.loading.texts import LABELS
from messages.loading.toml_reader import TomlReader

FILE = "sources.toml"
UNFOUND = re.compile(r"\b(niet\s+gevonden|not\s+found)\b", re.IGNORECASE)
"""The text of a source without an address."""
_ADDRESS = re.compile(r"https?://\S")
_BULLET = "• "


@dataclass(frozen=True, slots=True)
class Source:
    """A source.

    Attributes:
        text: Plain text, with links as [name](address).
        read: The day on which it was read; None if unknown.
    """

    text: str
    read: date | None


@dataclass(frozen=True, slots=True)
class Label:
    """The meaning of a label in one check.

    Attributes:
        name: A few words, by language (ISO 639-1); not necessarily in all the check's languages.
        source: The source, or None.
    """

    name: Mapping[str, str]
    source: Source | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in the texts of a check.

    Attributes:
        lines: The line that states it, by language (ISO 639-1), as returned by `bare`. Its name is the default.
        source: Its source.
    """

    lines: Mapping[str, tuple[str, ...]]
    source: Source


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a check's texts.

    Attributes:
        labels: The meaning of labels, by letter; other labels have their general meaning.
        facts: The facts, by the line that is their name.
        numbers: The source of each helpline, by the number as people write it.
        left_out: What the texts leave out on purpose, and why: plain text, with links as in a source.
    """

    labels: Mapping[str, Label] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    numbers: Mapping[str, Source] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    def by_line(self) -> Mapping[str, Source]:
        """Return the source of each line that states a fact, in any language."""
        stated = ((line, one.source) for name, one in self.facts.items() for line in (name, *_stated(one)))
        return dict(stated)


def bare(line: str) -> str:
    """Return a line of a text without its bullet, as in the name of a fact. The line has no label."""
    return line.removeprefix(_BULLET)


def read(raw: Table, faults: Faults, locales: tuple[str, ...], today: date) -> Sources:
    """Read `sources.toml`.

    Args:
        raw: The content of the file.
        faults: Collects the faults of the file.
        locales: The languages (ISO 639-1) of the check.
        today: The current date; reading dates must not be later.
    """
    top = TomlReader(raw, faults)
    labels = {letter: _label(row, locales, today) for letter, row in _tables(top, "label")}
    facts = {line: _fact(row, locales, today) for line, row in _tables(top, "fact")}
    numbers = {call: _closed(row, today) for call, row in _tables(top, "number")}
    for letter in labels.keys() - set(LABELS):
        top.note("unknown_label", f"label.{letter}", found=letter, known=", ".join(LABELS))
    left_out = top.texts("left_out")
    top.close()
    return Sources(labels, facts, numbers, left_out)


def _tables(top: TomlReader, name: str) -> Iterator[tuple[str, TomlReader]]:
    table = top.table(name)
    yield from ((one, table.table(one)) for one in table.all_names())


def _label(row: TomlReader, locales: tuple[str, ...], today: date) -> Label:
    row.skip_languages()
    spoken = [locale for locale in locales if row.take(locale) is not None] or locales[:1]
    name = {locale: row.line(locale) for locale in spoken}
    source = _source(row, today) if row.take("source") is not None else None
    row.close()
    return Label(name, source)


def _fact(row: TomlReader, locales: tuple[str, ...], today: date) -> Fact:
    lines = {locale: tuple(map(bare, row.texts(locale))) for locale in locales if row.take(locale) is not None}
    row.skip_languages()
    source = _source(row, today)
    if row.take("read") is None:
        row.note("unread", "read")
    row.close()
    return Fact(lines, source)


def _closed(row: TomlReader, today: date) -> Source:
    source = _source(row, today)
    row.close()
    return source


def _source(row: TomlReader, today: date) -> Source:
    text, read_on = row.line("source"), row.day("read")
    if text and not _ADDRESS.search(text) and not UNFOUND.search(text):
        row.note("no_address", "source")
    if read_on is not None and read_on > today:
        row.note("read_later", "read", date=read_on)
    return Source(text, read_on)


def _stated(fact: Fact) -> Iterator[str]:
    for lines in fact.lines.values():
        yield from lines
