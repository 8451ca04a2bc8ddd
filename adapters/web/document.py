"""Convert the lines of a screen's HTML to headings, paragraphs and lists. Pure functions.

1. A line that is entirely bold is a heading; if an empty line follows, it is only emphasised.
2. The first heading is the screen's heading. Lines above it, such as the progress, are moved below it.
3. Guidance for the last answer at the start of a screen is a separate section above that heading.
4. Nothing is collapsed: a page can be scrolled and printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from markupsafe import Markup

from adapters.web.telephones import dialled
from messages.markup import TAG, unfolded

_BOLD = re.compile(r"<b>((?:(?!</?b>).)*)</b>")
_ITALIC = re.compile(r"<i>((?:(?!</?i>).)*)</i>")
_NUMBERED = re.compile(r"(\d+)\. (.*)")
_BULLET = "• "


class Kind(StrEnum):
    """The kind of a block."""

    HEADING = "heading"
    STRONG = "strong"
    HINT = "hint"
    TEXT = "text"
    LIST = "list"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page.

    Attributes:
        kind: Its kind.
        lines: One line, or the items of a list.
        numbers: The number of each item, if they are numbered.
        urgent: Whether it comes before all others.
    """

    kind: Kind
    lines: tuple[Markup, ...]
    numbers: tuple[int, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The structure of a screen on the page.

    Attributes:
        heading: The heading; empty if there is none.
        given: The guidance for the last answer, if the screen begins with it.
        above: The lines that are above the heading on other channels.
        blocks: Everything else.
    """

    heading: Markup
    given: tuple[Block, ...]
    above: tuple[Block, ...]
    blocks: tuple[Block, ...]


def read(html: str, answered: re.Pattern[str], urgent: Sequence[str] = (), *, named: bool = True) -> Document:
    """Parse a screen.

    Args:
        html: The HTML of the screen.
        answered: Matches the line with the chosen answer.
        urgent: The lines that come before all others.
        named: Whether its first heading, or its only line, is the heading of the page.
    """
    lines = [*_balanced(unfolded(html).split("\n"))]
    end = lines.index("") if "" in lines else len(lines)
    begins = bool(lines and _BOLD.fullmatch(lines[0]) and answered.fullmatch(lines[0]))
    given, rest = (lines[:end], lines[end:]) if begins else ([], lines)
    blocks = tuple(_blocks(rest, urgent))
    if not named:
        at = len(blocks)
    elif len(blocks) == 1 and len(blocks[0].lines) == 1:
        at = 0
    else:
        at = next((at for at, block in enumerate(blocks) if block.kind in {Kind.HEADING, Kind.STRONG}), len(blocks))
    heading = blocks[at].lines[0] if at < len(blocks) else Markup()
    above, below = (blocks[:at], blocks[at + 1 :]) if heading else ((), blocks)
    return Document(heading, tuple(map(_plainer, _blocks(given, ()))), above, below)


def _plainer(block: Block) -> Block:
    """Return a block for the place above the page's heading, where headings aren't allowed."""
    return replace(block, kind=Kind.STRONG) if block.kind is Kind.HEADING else block


def _blocks(lines: Sequence[str], urgent: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks of these lines."""
    items: list[str] = []
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        if items and _item(line) != _item(items[0]):
            yield _listed(items, urgent)
            items = []
        if _item(line):
            items.append(line)
        elif line:
            yield _line(line, below)
    if items:
        yield _listed(items, urgent)


def _item(line: str) -> Kind | None:
    """Return the kind of list that this line is an item of, or None."""
    if line.startswith(_BULLET):
        return Kind.LIST
    return Kind.NUMBERED if _NUMBERED.fullmatch(line) else None


def _listed(items: Sequence[str], urgent: Sequence[str]) -> Block:
    numbered = [found.groups() for found in map(_NUMBERED.fullmatch, items) if found]
    if numbered:
        return Block(Kind.NUMBERED, tuple(_safe(text) for _, text in numbered), tuple(int(one) for one, _ in numbered))
    texts = tuple(_safe(item.removeprefix(_BULLET)) for item in items)
    return Block(Kind.LIST, texts, urgent=any(item in urgent for item in items))


def _line(line: str, below: str) -> Block:
    if found := _BOLD.fullmatch(line):
        return Block(Kind.HEADING if below else Kind.STRONG, (_safe(found[1]),))
    if found := _ITALIC.fullmatch(line):
        return Block(Kind.HINT, (_safe(found[1]),))
    return Block(Kind.TEXT, (_safe(line),))


def _balanced(lines: Sequence[str]) -> Iterator[str]:
    """Yield these lines, with tags that span several lines repeated in each."""
    opened: list[str] = []
    for line in lines:
        before = "".join(opened) if line else ""
        for tag in TAG.findall(line):
            if tag.startswith("</"):
                del opened[-1:]
            else:
                opened.append(tag)
        after = "".join(f"</{tag[1]}>" for tag in reversed(opened)) if line else ""
        yield f"{before}{line}{after}"


def _safe(html: str) -> Markup:
    return Markup(dialled(html))  # noqa: S704 - everything but allowed tags is escaped
