"""The contents of a printed check, for its template. `Markup` is HTML without paragraphs."""

from dataclasses import dataclass

from markupsafe import Markup

_FITS = 16
"""Maximum number of lines to keep together on a page."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, as it is printed.

    Attributes:
        pieces: Its text in pieces, each followed by the number of a URL, or 0 for none.
        read: When it was read, in words; empty if unknown.
    """

    pieces: tuple[tuple[str, int], ...]
    read: Markup


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text.

    Attributes:
        label: The letter of its label; empty for the product's general texts.
        html: The line.
        source: The source of the fact that it states, or None.
    """

    label: str
    html: Markup
    source: Citation | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A group of lines.

    Attributes:
        name: A heading of a word or two; empty if it needs none.
        lines: The lines.
        own: Whether the organisation wrote them to replace shipped ones.
    """

    name: Markup
    lines: tuple[Line, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A unit to approve or comment on.

    Attributes:
        number: Its unique number, such as "4.2" for the second answer to question 4.
        title: A description, or the text that identifies it.
        parts: Its texts.
    """

    number: str
    title: Line
    parts: tuple[Part, ...]

    @property
    def long(self) -> bool:
        """Whether it is so long that a page break inside it is allowed."""
        return sum(1 + bool(line.source) for part in self.parts for line in part.lines) > _FITS


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of items.

    Attributes:
        title: The title, with its number or letter.
        lead: An introduction; may be empty.
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
        sources_locale: The language of the sources.
        title: The title of the check, as plain text.
        facts: Metadata of the print: rows of a name and a value.
        labels: The letters of labels, with their meaning.
        chapters: The chapters.
        addresses: The URLs of the sources, by number.
    """

    locale: str
    sources_locale: str
    title: Markup
    facts: tuple[tuple[Markup, Markup], ...]
    labels: tuple[tuple[str, tuple[Line, ...]], ...]
    chapters: tuple[Chapter, ...]
    addresses: tuple[tuple[int, str], ...]
