"""No sentence stands on two pages, nor twice on one: where it is said already, a page links to it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from tests.support import sentences
from tests.support.pages import ENGLISH, ROOT
from tests.support.promises import MEASURED

ALONE = {"docs/slack.md", "docs/telegram.md", "docs/web.md"}
"""Each of these is followed alone, from its first step to its last: they may share sentences."""
SHORT = 8
"""Words; a sentence of so many, or fewer, may return."""


def words(text: str) -> Iterator[str]:
    """Yield the words of each sentence on a page that isn't short; the cells of a table are sentences of their own."""
    for line in sentences.of_page(MEASURED.sub("", text)):
        for one in re.split(r"(?<=[.?!]) +(?=[A-Z`*])| \| ", line):
            plain = " ".join(re.findall(r"[\w']+", one.lower()))
            if len(plain.split()) > SHORT:
                yield plain


def repeated(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Return each sentence that is said more than once, with its pages."""
    said = defaultdict[str, list[str]](list)
    for name, text in pages.items():
        for one in words(text):
            said[one].append(name)
    return {one: names for one, names in said.items() if len(names) > 1 and not {*names} <= ALONE}


def test_no_sentence_is_said_twice() -> None:
    assert len(ENGLISH) >= 20
    assert repeated({str(path.relative_to(ROOT)): path.read_text() for path in ENGLISH}) == {}


@pytest.mark.parametrize(
    "other",
    [
        "It wipes all of that, and then posts\nnothing at **all**.",
        "Short. It wipes all of [that](x.md), and then posts nothing at all!",
        "- It wipes all of that, and then posts nothing at all",
        "| a | It wipes all of that, and then posts nothing at all |",
    ],
)
def test_one_that_is_said_again_is_found(other: str) -> None:
    given = {"a.md": "It wipes all of that, and then posts nothing at all.", "b.md": other}
    assert [*repeated(given).values()] == [["a.md", "b.md"]]
    assert repeated(given | {"b.md": "It wipes some of that, and then posts nothing at all."}) == {}


def test_pages_that_are_followed_alone_may_share_a_sentence_with_each_other_only() -> None:
    said = "Make a settings file that only you can read, and keep it."
    assert repeated(dict.fromkeys(ALONE, said)) == {}
    assert [{*names} for names in repeated(dict.fromkeys([*ALONE, "a.md"], said)).values()] == [{*ALONE, "a.md"}]
