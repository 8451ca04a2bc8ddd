"""The sentences of a page, and of a file of words, as they are read: without markup, one after another."""

import re
import tomllib
from collections.abc import Iterator

_MARKUP = re.compile(r"```.*?```|<img[^>]*>|<br>|^> ?|<!--.*?-->|^#+ [^\n]*$|\*\*", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-•|]|\d+\.) ?)")
_START = r"""(?=[A-Z0-9`"“‘(•/<*[])"""
_END = re.compile(rf"""(?<=[.?!])\s+{_START}|(?<=[.?!]["”’)*])\s+{_START}""")


def of_page(markdown: str) -> Iterator[str]:
    """Return the sentences of a page in Markdown; a row of a table is one, with bars between its cells."""
    for block in _BLOCK.split(_MARKUP.sub("", _LINK.sub(r"\1", markdown))):
        line = " ".join(block.split())
        if line.startswith("|"):
            yield from re.findall(r".*\w.*", line.strip("| "))
        else:
            yield from _split(re.sub(r"^(?:[-•]|\d+\.) ", "", line))


def of_words(toml: str) -> Iterator[str]:
    """Return the sentences of a file of words; the lines of a text up to an empty one go together."""
    for text in _texts(tomllib.loads(toml)):
        for paragraph in text.split("\n\n"):
            yield from _split(" ".join(paragraph.split()))


def _texts(found: object) -> Iterator[str]:
    match found:
        case str():
            yield found
        case list():
            yield "\n".join(map(str, found))
        case dict():
            for one in found.values():
                yield from _texts(one)


def _split(text: str) -> Iterator[str]:
    return (sentence for sentence in _END.split(text) if re.search(r"\w", sentence))
