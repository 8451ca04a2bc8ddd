"""The little markup that texts may carry: <b>, <i> and <a href="https://...">, and nothing else."""

import re
from collections.abc import Iterator
from html import unescape

from markupsafe import Markup, escape

TAG = re.compile(r'<(?P<close>/?)(?P<name>[bi])>|<(?P<open>a) href="https://[^"<>\s]+">|</(?P<end>a)>')
_TAG_LIKE = re.compile(r"</?[A-Za-z][^>]*>?")


def html(text: str) -> Markup:
    """Give a text as HTML: the allowed tags stand, every other character stands for itself."""
    pieces = (f"{escape(between)}{tag}" for between, tag in _pieces(text))
    return Markup("".join(pieces))  # noqa: S704 - all but the tags above was escaped just now


def plain(text: str) -> str:
    """Give HTML from `html` as a reader sees it, without tags."""
    return unescape(TAG.sub("", text))


def faults(text: str) -> Iterator[tuple[str, str]]:
    """Give each kind of fault in the markup of a text, with the tag it is about."""
    opened: list[str] = []
    for between, tag in _pieces(text):
        yield from (("markup", found) for found in _TAG_LIKE.findall(between))
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
