"""The only markup that texts may have: <b>, <i> and <a href="https://...">. Templates may also fold long text away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup, escape

TAG = re.compile(r'</?[bi]>|<a href="https://[^"<>\s]+">|</a>')
FOLD = ("<details>", "</details>")
"""What templates put around long text that nobody needs to go on: a channel that can fold it away does so."""
_FOLD = re.compile("|".join(FOLD))
_TEMPLATES_TAG = re.compile(f"{TAG.pattern}|{_FOLD.pattern}")
_TAG_LIKE = re.compile(r"</?[A-Za-z][^>]*>?|\*\*")
_UNESCAPED = re.compile(r"[<>]|&(?!(?:lt|gt|amp|quot|#\d+);)\w*;?")


def html(text: str) -> Markup:
    """Return a text as HTML: the allowed tags stay, every other character is escaped."""
    escaped = (f"{escape(between)}{_closed(tag)}" for between, tag in _pieces(text))
    return Markup("".join(escaped))  # noqa: S704 - all but the tags above is escaped


def literal(text: str) -> Markup:
    """Return a text in which nothing is markup as HTML, in which nothing can be taken for markup either."""
    return Markup(str(escape(text)).replace("*", "&#42;"))  # noqa: S704 - it is escaped


def plain(text: str) -> str:
    """Return HTML from `html` as a reader sees it, without tags."""
    return unescape(TAG.sub("", unfolded(text)) if "<" in text else str(text))


def unfolded(html: str) -> str:
    """Return HTML from a template for a channel that folds nothing away."""
    return _FOLD.sub("", html)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style.

    Attributes:
        text: The text as a reader sees it.
        bold: Whether it is bold.
        italic: Whether it is italic.
        link: The address it links to; empty if it is no link.
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
    """Yield each fault in the markup of a text as its author wrote it: its kind, and the tag it is about."""
    yield from _ill_formed(text, TAG)


def leaks(html: str) -> Iterator[tuple[str, str]]:
    """Yield each fault in HTML, whatever made it: its kind, and the tag or character that no channel would accept."""
    found = [*_ill_formed(html, _TEMPLATES_TAG)]
    yield from found
    if not found:
        between = (between for between, _ in _pieces(html, _TEMPLATES_TAG))
        yield from (("unescaped", piece) for one in between for piece in _UNESCAPED.findall(one))


def _ill_formed(text: str, tags: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield what isn't one of these tags but looks like one, and each tag that is out of turn.

    No fold is within another, as no quotation on Telegram is.
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
    """Return a tag with every & in its link escaped, whether or not the author escaped it."""
    return tag.replace("&amp;", "&").replace("&", "&amp;")


def _pieces(text: str, tags: re.Pattern[str] = TAG) -> Iterator[tuple[str, str]]:
    """Yield the text before each of these tags, and that tag; the last tag is empty."""
    start = 0
    for match in tags.finditer(text):
        yield text[start : match.start()], match[0]
        start = match.end()
    yield text[start:], ""
