"""What is on the pages of a printed check, for its template. Whatever is `Markup` is HTML, without paragraphs."""

from dataclasses import dataclass

from markupsafe import Markup

_FITS = 16
"""The most lines that are kept on one page together."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where something comes from, as it is printed.

    Attributes:
        pieces: Its text, in pieces; after each the number of the address in the list of them, or 0 for none.
        read: When that was read, in words; empty if nobody noted it.
    """

    pieces: tuple[tuple[str, int], ...]
    read: Markup


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text.

    Attributes:
        label: The letter that says where it comes from; empty for the product's own words.
        html: The line.
        source: Where a fact that it states comes from, or None.
    """

    label: str
    html: Markup
    source: Citation | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together.

    Attributes:
        name: What they are, in a word or two; empty if that needs no telling.
        lines: The lines.
        own: Whether the organisation has written them in place of what was shipped.
    """

    name: Markup
    lines: tuple[Line, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What a meeting approves or remarks upon as one.

    Attributes:
        number: Unique on the pages, such as "4.2" for the second answer to question 4.
        title: What it is, or the text that names it.
        parts: Its texts.
    """

    number: str
    title: Line
    parts: tuple[Part, ...]

    @property
    def long(self) -> bool:
        """Whether it may be divided over two pages, as it can fill one."""
        return sum(1 + bool(line.source) for part in self.parts for line in part.lines) > _FITS


@dataclass(frozen=True, slots=True)
class Chapter:
    """Items that belong together.

    Attributes:
        title: With its number or letter.
        lead: What a reader has to know first; there may be nothing.
        items: The items.
    """

    title: Markup
    lead: tuple[Markup, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole check.

    Attributes:
        locale: The language (ISO 639-1).
        sources_locale: The language of what is told about sources.
        title: The title of the check, as plain text.
        facts: What is known about these pages: rows of a name and a value.
        labels: The letters that say where a text comes from, with what each stands for.
        chapters: The chapters.
        addresses: The addresses of the sources, by their number.
    """

    locale: str
    sources_locale: str
    title: Markup
    facts: tuple[tuple[Markup, Markup], ...]
    labels: tuple[tuple[str, tuple[Line, ...]], ...]
    chapters: tuple[Chapter, ...]
    addresses: tuple[tuple[int, str], ...]
