"""Render the screen of a page as HTML. Pure functions.

Without a template, as this runs at each press and a template is several times slower.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from adapters.checks.screen import Button
from adapters.web.document import Block, Document, Kind

_URGENT = '<ul class="urgent">'
_HIDDEN = '<input type="hidden" name="{}" value="{}">'


@dataclass(frozen=True, slots=True)
class WebScreen:
    """A screen on the page.

    Attributes:
        document: Its text.
        heading: Its heading.
        given: The label of the guidance for the last answer.
        buttons: All its buttons.
        changes: The buttons that change a listed answer, by the number of the question.
        hidden: The hidden fields of the form, by name.
    """

    document: Document
    heading: str
    given: str
    buttons: Sequence[Button]
    changes: Mapping[int, Button]
    hidden: Mapping[str, str]


def written(screen: WebScreen) -> str:
    """Return this screen as HTML."""
    document = screen.document
    parts = [
        f'<h1 id="asked">{screen.heading}</h1>',
        *_progress(document.above),
        *_blocks(document.blocks, screen.changes),
    ]
    if document.given:
        guidance = "\n".join(_blocks(document.given, {}))
        parts.insert(0, f'<section class="given" aria-label="{screen.given}">\n{guidance}\n</section>')
    return "\n".join((*parts, *_form(screen)))


def _form(screen: WebScreen) -> Iterator[str]:
    """Yield the parts of the form: the answers, the buttons to continue, all others, and those that end the check."""
    if not screen.buttons:
        return
    rest = [one for one in screen.buttons if one not in screen.changes.values()]
    yield '<form id="check" method="post">'
    yield from (_HIDDEN.format(name, escape(value)) for name, value in screen.hidden.items())
    if answers := [_button(one, "answer") for one in rest if one.answers]:
        yield "\n".join(('<div class="answers" role="group" aria-labelledby="asked">', *answers, "</div>"))
    yield from (_button(one, "main") for one in rest if one.main and not one.answers)
    if others := [_button(one, "other") for one in rest if not (one.answers or one.main or one.wipes)]:
        yield "\n".join(('<div class="others">', *others, "</div>"))
    yield from (_button(one, "wipe") for one in rest if one.wipes and not one.main)
    yield "</form>"


def _progress(blocks: Iterable[Block]) -> Iterator[str]:
    return (f'<p class="progress">{line}</p>' for block in blocks for line in block.lines)


def _blocks(blocks: Iterable[Block], changes: Mapping[int, Button]) -> Iterator[str]:
    return (_block(block, changes) for block in blocks)


def _block(block: Block, changes: Mapping[int, Button]) -> str:
    match block.kind:
        case Kind.HEADING:
            return f"<h2>{block.lines[0]}</h2>"
        case Kind.LIST:
            items = "\n".join(f"<li>{line}</li>" for line in block.lines)
            return f"{_URGENT if block.urgent else '<ul>'}\n{items}\n</ul>"
        case Kind.NUMBERED:
            return "\n".join(("<ol>", *_numbered(block, changes), "</ol>"))
        case Kind.TEXT:
            return f"<p>{block.lines[0]}</p>"
        case _:
            return f'<p class="{block.kind}">{block.lines[0]}</p>'


def _numbered(block: Block, changes: Mapping[int, Button]) -> Iterator[str]:
    for number, line in zip(block.numbers, block.lines, strict=True):
        change = f" {_button(changes[number], 'change')}" if number in changes else ""
        yield f'<li value="{number}"><span>{line}</span>{change}</li>'


def _button(one: Button, look: str) -> str:
    own = ' form="check"' if look == "change" else ""
    return f'<button class="{look}"{own} name="press" value="{escape(one.payload)}">{escape(one.label)}</button>'
