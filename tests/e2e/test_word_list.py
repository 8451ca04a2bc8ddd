"""The list of words: loaded only where a text has changed, and told in one line where it is lacking."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.e2e.test_imports import WORDS, loaded
from tests.unit.test_review import found, lay_over

NL, HINT = "groomingcheck/nl.toml", "Denk aan apps, games en datingsites."
_HIDDEN = "import sys; sys.modules['wordfreq'] = None; from adapters.__main__ import main; sys.exit(main())"
_REVIEW = """
from datetime import date
from messages.linting.review import review
from messages.loading.organisation import Organisation
for every_word in (False, True):
    faults = review(Organisation(), date(2026, 1, 1), (), every_word=every_word)
    print([fault.detail["word"] for fault in faults if fault.kind == "rare_word"])
"""


def without_the_list(folder: Path) -> subprocess.CompletedProcess[str]:
    """Review a folder in a process that has no list of words."""
    return subprocess.run(
        [sys.executable, "-c", _HIDDEN, "review"],
        capture_output=True,
        check=False,
        env={"HOME": str(folder), "GROOMINGCHECK_MESSAGES": str(folder)},
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("hint", "looked_up"),
    [("Denk aan games.", set[str]()), ("Denk aan fietsen.", WORDS)],
    ids=["words that the shipped texts have too", "another word"],
)
def test_a_sentence_is_looked_up_if_it_has_another_word(tmp_path: Path, hint: str, looked_up: set[str]) -> None:
    texts = tmp_path / "texts"
    lay_over(texts, NL, HINT, hint)
    assert loaded(tmp_path, "review", GROOMINGCHECK_MESSAGES=str(texts)) & WORDS == looked_up


def test_a_hard_word_in_a_shipped_text_is_seen_by_the_gate_which_looks_up_every_word(tmp_path: Path) -> None:
    for package in ("bot", "messages"):
        shutil.copytree(SHIPPED.parent / package, tmp_path / package)
    text = tmp_path / "messages" / NL
    text.write_text(text.read_text().replace(HINT, "Denk aan gespreksrobots."))
    done = subprocess.run(
        [sys.executable, "-c", _REVIEW], capture_output=True, check=True, cwd=tmp_path, text=True, timeout=120
    )
    assert done.stdout.splitlines() == ["[]", "['gespreksrobots']"]


def test_a_shipped_word_that_is_no_longer_explained_is_hard(tmp_path: Path) -> None:
    glossary = 'groomer = "[A] Iemand die aan grooming doet."\n'
    assert found(lay_over(tmp_path, NL, glossary, "groomer = []\n")) == [(NL, "about", "rare_word")]


def test_a_stricter_limit_holds_for_the_shipped_texts_too(tmp_path: Path) -> None:
    strict = lay_over(tmp_path, "readability/nl.toml", "frequency = 3.0", "frequency = 4.0")
    assert {kind for file, _, kind in found(strict) if file == NL} == {"rare_word"}


def test_without_the_list_the_shipped_texts_raise_no_alarm(tmp_path: Path) -> None:
    done = without_the_list(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Geen fouten gevonden.\n", "")


def test_without_the_list_a_note_says_that_other_words_were_not_looked_up(tmp_path: Path) -> None:
    lay_over(tmp_path, NL, HINT, "Denk aan gespreksrobots.")
    lay_over(tmp_path, "groomingcheck/en.toml", "Think of apps", "Think of gesprek")
    done = without_the_list(tmp_path)
    *replaced, line, total = done.stdout.splitlines()
    assert (done.returncode, done.stderr, total) == (0, "", "Geen fouten gevonden.")
    assert not any("moeilijke woorden" in one for one in replaced)
    assert line.startswith("readability: moeilijke woorden zijn niet nagekeken")
    assert "‘make review’" in line
    assert "‘--target review’" in line


def test_without_the_list_nothing_is_looked_up_where_words_need_not_be_frequent(tmp_path: Path) -> None:
    lay_over(tmp_path, NL, HINT, "Denk aan gespreksrobots.")
    lay_over(tmp_path, "readability/nl.toml", "frequency = 3.0", "frequency = 0")
    lines = without_the_list(tmp_path).stdout.splitlines()
    assert lines[-1] == "Geen fouten gevonden."
    assert not any("moeilijke woorden" in one for one in lines)
    assert found(Organisation(folder=tmp_path)) == []
