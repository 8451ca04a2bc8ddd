"""The little markup that texts may carry: <b>, <i> and <a href="https://...">, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup, escape

TAG = re.compile(r'<(?P<close>/?)(?P<name>[bi])>|<(?P<open>a) href="https://[^"<>\s]+">|</(?P<end>a)>')
_TAG_LIKE = re.compile(r"</?[A-Za-z][^>]*>?|\*\*")
_UNESCAPED = re.compile(r"[<>]|&(?!(?:lt|gt|amp|quot|#\d+);)\w*;?")


def html(text: str) -> Markup:
    """Give a text as HTML: the allowed tags stand, every other character stands for itself."""
    escaped = (f"{escape(between)}{_closed(tag)}" for between, tag in _pieces(text))
    return Markup("".join(escaped))  # noqa: S704 - all but the tags above was escaped just now


def plain(text: str) -> str:
    """Give HTML from `html` as a reader sees it, without tags."""
    return unescape(TAG.sub("", text))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one style. `text`: as a reader sees it; `link`: where it leads, or empty."""

    text: str
    bold: bool
    italic: bool
    link: str


def pieces(html: str) -> Iterator[Piece]:
    """Cut HTML from `html` into stretches of one style."""
    bold = italic = False
    link = ""
    for between, tag in _pieces(html):
        if between:
            yield Piece(unescape(between), bold, italic, link)
        bold = tag == "<b>" or (bold and tag != "</b>")
        italic = tag == "<i>" or (italic and tag != "</i>")
        if tag.startswith("<a "):
            link = unescape(tag.removeprefix('<a href="').removesuffix('">'))
        elif tag == "</a>":
            link = ""


def faults(text: str) -> Iterator[tuple[str, str]]:
    """Give each kind of fault in the markup of a text that `html` is yet to be made of, with the tag it is about."""
    return _faults(text, _TAG_LIKE)


def leaks(html: str) -> Iterator[tuple[str, str]]:
    """Give each kind of fault in HTML, whatever made it, with the tag or character that no channel would take."""
    found = list(_faults(html, _TAG_LIKE))
    yield from found
    if not found:
        yield from (("unescaped", piece) for between, _ in _pieces(html) for piece in _UNESCAPED.findall(between))


def _closed(tag: str) -> str:
    """Give a tag with every & in its link written as HTML has it, whichever way the author wrote it."""
    return tag.replace("&amp;", "&").replace("&", "&amp;")


def _faults(text: str, forbidden: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    opened: list[str] = []
    for between, tag in _pieces(text):
        yield from (("markup", found) for found in forbidden.findall(between))
        match = TAG.fullmatch(tag)
        if match and tag.startswith("</"):
            name = match["name"] or match["end"]
            if not opened or opened.pop() != name:
                yield "unclosed", tag
        elif match:
            opened.append(match["name"] or match["open"])
    yield from (("unclosed", f"<{name}>") for name in opened)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text into what stands before each allowed tag, and that tag; the last tag is empty."""
    start = 0
    for match in TAG.finditer(text):
        yield text[start : match.start()], match[0]
        start = match.end()
    yield text[start:], ""
