"""No sentence is on two pages: one has it, and the others link to it."""

from collections import defaultdict
from collections.abc import Mapping

import pytest

from tests.support import sentences
from tests.support.pages import EVERY, ROOT

GENERATED = {"gesprek", "schermen", "bronnen", "LICENCES"}
"""Pages that show what is elsewhere."""
ALONE = {"docs/slack.md", "docs/telegram.md", "docs/web.md"}
"""Pages of which a reader follows one, to the letter: a step may be on each."""
SHORTEST = 8
"""The least number of words of a sentence that isn't a heading or a label."""


def repeated(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the sentences that more than one page says, with those pages."""
    where = defaultdict(set)
    for name, text in texts.items():
        for sentence in sentences.of_page(text):
            if len(sentence.split()) >= SHORTEST:
                where[sentence].add(name)
    return {sentence: sorted(names) for sentence, names in where.items() if len(names) > 1 and not names <= ALONE}


def test_no_sentence_is_said_twice() -> None:
    pages = [path for path in EVERY if path.stem not in GENERATED]
    assert len(pages) > 20
    assert repeated({str(path.relative_to(ROOT)): path.read_text() for path in pages}) == {}


@pytest.mark.parametrize(
    "other", ["So it is said. It is said once more on this page.", "# It\n\n- It is said once\n  more on this page."]
)
def test_what_is_said_twice_is_found(other: str) -> None:
    texts = {"a.md": "# A page\n\nSo it is. It is said once more on this page.", "b.md": other}
    assert repeated(texts) == {"It is said once more on this page.": ["a.md", "b.md"]}
    assert repeated({"a.md": texts["a.md"]}) == {}
    assert repeated({"docs/slack.md": texts["a.md"], "docs/web.md": other}) == {}
