"""The markup that texts may have: <b>, <i> and <a href="https://...">. Templates may also collapse long text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup, escape

TAG = re.compile(r'</?[bi]>|<a href="https://[^"<>\s]+">|</a>')
FOLD = ("<details>", "</details>")
"""The tags that templates put around long optional text, which is collapsed on channels that support it."""
_FOLD = re.compile("|".join(FOLD))
_TEMPLATES_TAG = re.compile(f"{TAG.pattern}|{_FOLD.pattern}")
_TAG_LIKE = re.compile(r"</?[A-Za-z][^>]*>?|\*\*")
_UNESCAPED = re.compile(r"[<>]|&(?!(?:lt|gt|amp|quot|#\d+);)\w*;?")


def html(text: str) -> Markup:
    """Convert a text to HTML: keep the allowed tags, and escape everything else."""
    escaped = (f"{escape(between)}{_closed(tag)}" for between, tag in _pieces(text))
    return Markup("".join(escaped))  # noqa: S704 - everything but the tags above is escaped


def literal(text: str) -> Markup:
    """Convert a plain text to HTML, escaping everything."""
    return Markup(str(escape(text)).replace("*", "&#42;"))  # noqa: S704 - escaped


def plain(text: str) -> str:
    """Convert HTML from `html` to plain text, as a reader sees it."""
    return unescape(TAG.sub("", unfolded(text)) if "<" in text else str(text))


def unfolded(html: str) -> str:
    """Remove the collapsing tags from a template's HTML, for channels that don't support them."""
    return _FOLD.sub("", html)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style.

    Attributes:
        text: The plain text.
        bold: Whether it is bold.
        italic: Whether it is italic.
        link: The URL it links to; empty if it isn't a link.
    """

    text: str
    bold: bool
    italic: bool
    link: str


def pieces(html: str) -> Iterator[Piece]:
    """Split HTML from `html` into runs of one style."""
    bold = italic = False
    link = ""
    for between, tag in _pieces(unfolded(html)):
        if between:
            yield Piece(unescape(between), bold, italic, link)
        bold = tag == "<b>" or (bold and tag != "</b>")
        italic = tag == "<i>" or (italic and tag != "</i>")
        if tag.startswith("<a "):
            link = unescape(tag.removeprefix('<a href="').removesuffix('">'))
        elif tag == "</a>":
            link = ""


def faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield each fault in the markup of an author's text: its kind, and the tag."""
    yield from _ill_formed(text, TAG)


def leaks(html: str) -> Iterator[tuple[str, str]]:
    """Yield each fault in HTML: its kind, and the tag or character that no channel accepts."""
    found = [*_ill_formed(html, _TEMPLATES_TAG)]
    yield from found
    if not found:
        between = (between for between, _ in _pieces(html, _TEMPLATES_TAG))
        yield from (("unescaped", piece) for one in between for piece in _UNESCAPED.findall(one))


def _ill_formed(text: str, tags: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield everything that looks like a tag but isn't one of these, and each unbalanced tag.

    Collapsed texts can't be nested, like quotations on Telegram.
    """
    opened: list[str] = []
    for between, tag in _pieces(text, tags):
        yield from (("markup", found) for found in _TAG_LIKE.findall(between))
        name = tag.strip("</>").partition(" ")[0]
        if tag.startswith("</"):
            if not opened or opened.pop() != name:
                yield "unclosed", tag
        elif tag == FOLD[0] and name in opened:
            yield "unclosed", tag
        elif tag:
            opened.append(name)
    yield from (("unclosed", f"<{name}>") for name in opened)


def _closed(tag: str) -> str:
    """Return a tag with every & in its link escaped, even if the author already escaped it."""
    return tag.replace("&amp;", "&").replace("&", "&amp;")


def _pieces(text: str, tags: re.Pattern[str] = TAG) -> Iterator[tuple[str, str]]:
    """Yield the text before each of these tags, and that tag; the last tag is empty."""
    start = 0
    for match in tags.finditer(text):
        yield text[start : match.start()], match[0]
        start = match.end()
    yield text[start:], ""
