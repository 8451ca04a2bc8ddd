"""What the pages and the screens promise of a disk, a memory, a log or a chat is held by tests.

`promises.toml` has every such sentence, word for word, and its tests. So a sentence that changes is looked at again,
and a new one needs its tests.
"""

import re
from pathlib import Path

import pytest

from tests.support import sentences
from tests.support.promises import ROOT, changed, missing, pages, quoted, table, unlisted

WHY = {"explains", "limit", "asks"}
"""What a sentence does that has a promise's words in it and promises nothing."""


def test_every_sentence_that_is_listed_is_said_word_for_word() -> None:
    assert changed(quoted(), pages()) == [], "the sentence changed: do its tests hold the new one? Then list that"


def test_every_promise_has_tests_and_each_of_them_is_run() -> None:
    assert [row for row in table()["promise"] if not row.get("tests")] == []
    assert missing((one for row in table()["promise"] for one in row["tests"]), ROOT) == []


def test_whatever_is_promised_is_listed() -> None:
    assert unlisted(quoted(), pages()) == [], "list it in promises.toml, with the tests that hold it"


def test_what_promises_nothing_says_what_it_does_and_is_no_promise_as_well() -> None:
    assert set(table()["aside"]) == WHY
    promised = {(page, one) for row in table()["promise"] for page in row.keys() - {"tests"} for one in row[page]}
    aside = [(page, one) for row in table()["aside"].values() for page in row for one in row[page]]
    assert [one for one in aside if one in promised or aside.count(one) > 1] == []


@pytest.mark.parametrize("now", ["Nothing is kept for long.", "Nothing is kept"])
def test_a_sentence_that_changed_is_found(now: str) -> None:
    listed = [("README.md", "Nothing is kept.")]
    assert changed(listed, {"README.md": ["Nothing is kept."]}) == []
    assert changed(listed, {"README.md": [now], "docs/security.md": ["Nothing is kept."]}) == listed


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("README.md", "It is overwritten on the disk."),
        ("docs/security.md", "the log | none of it is ever logged"),
        ("docs/privacy.md", "Van een gesprek blijft niets staan."),
        ("docs/medewerker.md", "Dan haalt hij alles meteen weg."),
        ("messages/words/nl.toml", "De bot bewaart geen namen."),
    ],
)
def test_a_promise_that_is_not_listed_is_found(page: str, sentence: str) -> None:
    others = ["Kept", "`kept` | what it holds of something", "Choose a name."]
    assert unlisted([], {page: [*others, sentence]}) == [(page, sentence)]
    assert unlisted([(page, sentence)], {page: [*others, sentence]}) == []


FILE = """
import pytest
NEVER = pytest.mark.skip(reason="x")
HERE = pytest.mark.skipif(not shutil.which("caddy"), reason="x")
MARK
def helper(): pass
async def test_runs(): pass
@HERE
def test_runs_somewhere(): pass
@pytest.mark.skip
def test_skipped(): pass
@pytest.mark.parametrize("x", [1])
@NEVER
def test_skipped_by_name(x): pass
@pytest.mark.skipif(True, reason="x")
def test_skipped_always(): pass
@pytest.mark.xfail(reason="x")
def test_need_not_pass(): pass
def test_skips():
    pytest.skip("x")
"""


@pytest.mark.parametrize(
    ("mark", "run"),
    [
        ("", ["test_runs", "test_runs_somewhere"]),
        ("pytestmark = pytest.mark.usefixtures('bot')", ["test_runs", "test_runs_somewhere"]),
        ("pytestmark = pytest.mark.skip", []),
        ("pytestmark = [pytest.mark.usefixtures('bot'), NEVER]", []),
    ],
)
def test_a_test_that_is_not_there_or_never_run_is_found(tmp_path: Path, mark: str, run: list[str]) -> None:
    (tmp_path / "test_x.py").write_text(FILE.replace("MARK", mark))
    names = re.findall(r"def (\w+)", FILE)
    asked = [f"test_x.py::{name}" for name in (*names, "test_gone")] + ["test_y.py::test_runs", "test_x.py"]
    assert missing(asked, tmp_path) == [one for one in asked if one.partition("::")[2] not in run or "y" in one[:7]]


def test_sentences_are_those_that_are_read() -> None:
    page = """# Kept

**Deleted.** It says "Gone." It's [gone](x.md), as `a. b`.
Then ‘Weg.’ Klaar

- one. Two
1. three

| a | b. C |
| --- | --- |

```
never
```
"""
    assert [*sentences.of_page(page)] == [
        *("Deleted.", 'It says "Gone."', "It's gone, as `a. b`.", "Then ‘Weg.’", "Klaar", "one.", "Two", "three"),
        "a | b. C",
    ]
    words = 'a = "One. Two."\n[b]\nc = ["Never:", "• x", "", "Three.", "• Four."]\n'
    assert [*sentences.of_words(words)] == ["One.", "Two.", "Never: • x", "Three.", "• Four."]
