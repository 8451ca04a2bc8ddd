"""What the pages and the screens promise, and what `tests/docs/promises.toml` has of it."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.support import sentences

ROOT = Path(__file__).parents[2]
ENGLISH = re.compile(
    r"\b(wip(e[sd]?|ing)|delet(e[sd]?|ing)|eras(e[sd]?|ing)|taken? away|overwrit\w+|kept|keeps|stays?|stored?|stores"
    r"|remember\w*|in memory|memory of|disks?|core dumps?|swap|logged|logs?|personal|holds? nothing|ids? of|nothing of"
    r"|nobody (can|else)|who pressed)\b",
    re.IGNORECASE,
)
DUTCH = re.compile(
    r"\b(wis(t|sen)|gewist|bewa(art|ard|ren|arde)|onthoudt|vergeet|overschreven|verwijder(t|d|en)|geheugen|schijf"
    r"|gelogd|logboek|leeg(gemaakt)?|niets (van|bewaard|meer)|niemand|haalt [\w ]*weg|is weg|gaat weg|blij(ft|ven)"
    r"|nergens|geen (antwoorden|namen|nummers|teksten|bericht)|wie (er )?(op de knop )?drukt)\b",
    re.IGNORECASE,
)
PAGES = {
    "README.md": ENGLISH,
    "docs/README.md": ENGLISH,
    "docs/architecture.md": ENGLISH,
    "docs/benchmarks.md": ENGLISH,
    "docs/commands.md": ENGLISH,
    "docs/data.md": ENGLISH,
    "docs/database.md": ENGLISH,
    "docs/installing.md": ENGLISH,
    "docs/monitoring.md": ENGLISH,
    "docs/reminders.md": ENGLISH,
    "docs/scaling.md": ENGLISH,
    "docs/security.md": ENGLISH,
    "docs/settings.md": ENGLISH,
    "docs/slack.md": ENGLISH,
    "docs/telegram.md": ENGLISH,
    "docs/transports.md": ENGLISH,
    "docs/troubleshooting.md": ENGLISH,
    "docs/web.md": ENGLISH,
    "docs/coordinator.md": DUTCH,
    "docs/medewerker.md": DUTCH,
    "docs/privacy.md": DUTCH,
    "messages/words/nl.toml": DUTCH,
}
"""The pages, and the words of a promise on each."""
MEASURED = re.compile(r"<!-- measured: .*?<!-- /measured -->", re.DOTALL)
"""Figures, which promise nothing: they are of the run that a page names."""
SHORTEST = 4
"""The least number of words of a sentence; shorter ones are headings and labels."""

Said = Mapping[str, Sequence[str]]
"""Sentences, by page."""


@cache
def table() -> Mapping[str, Any]:
    return tomllib.loads((ROOT / "tests" / "docs" / "promises.toml").read_text())


def pages() -> Said:
    """Return the sentences of each page."""
    texts = {name: MEASURED.sub("", (ROOT / name).read_text()) for name in PAGES}
    read = {True: sentences.of_words, False: sentences.of_page}
    return {name: [*read[name.endswith(".toml")](text)] for name, text in texts.items()}


def quoted() -> Iterator[tuple[str, str]]:
    """Return the page and the words of each sentence in the table."""
    for row in (*table()["promise"], *table()["aside"].values()):
        yield from ((page, sentence) for page in row.keys() - {"tests"} for sentence in row[page])


def promises(page: str, sentence: str) -> bool:
    """Return whether this sentence may promise something. A row that begins with a name explains that name."""
    explains = sentence.startswith("`") and " | " in sentence
    return bool(PAGES[page].search(sentence)) and len(sentence.split()) >= SHORTEST and not explains


def changed(listed: Iterable[tuple[str, str]], said: Said) -> list[tuple[str, str]]:
    """Return what is listed and isn't said (any more)."""
    return [(page, sentence) for page, sentence in listed if sentence not in said.get(page, ())]


def unlisted(listed: Iterable[tuple[str, str]], said: Said) -> list[tuple[str, str]]:
    """Return what is promised and isn't listed."""
    known = {*listed}
    found = ((page, sentence) for page in said for sentence in said[page] if promises(page, sentence))
    return [one for one in found if one not in known]


def missing(tests: Iterable[str], root: Path) -> list[str]:
    """Return those of these tests that aren't there, or are never run. A test: `path::name`, from the root."""
    return [one for one in tests if one.partition("::")[2] not in _run(root / one.partition("::")[0])]


@cache
def _run(path: Path) -> frozenset[str]:
    """Return the tests in this file that are run somewhere, and must pass there."""
    if not path.is_file() or not path.name.startswith("test_"):
        return frozenset()
    body = ast.parse(path.read_text()).body
    named = {ast.unparse(one.targets[0]): one.value for one in body if isinstance(one, ast.Assign)}
    never = {name for name, value in named.items() if _never(value, ())}
    never |= {name for name, value in named.items() if _never(value, never)}
    tests = [one for one in body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    reached = [] if "pytestmark" in never else [one for one in tests if not _skipped(one, never)]
    return frozenset(one.name for one in reached if one.name.startswith("test_"))


def _skipped(test: ast.FunctionDef | ast.AsyncFunctionDef, never: Iterable[str]) -> bool:
    return any(_never(mark, never) for mark in test.decorator_list) or any(
        ast.unparse(step).startswith(("pytest.skip(", "pytest.xfail(")) for step in test.body
    )


def _never(mark: ast.expr, never: Iterable[str]) -> bool:
    """Return whether what has this mark (or is in a file with it) is never run, or need not pass."""
    marks = mark.elts if isinstance(mark, ast.List | ast.Tuple) else [mark]
    texts = [ast.unparse(one) for one in marks]
    pattern = r"pytest\.mark\.(skip|xfail|skipif\((True|1)\b)(?!\w)"
    return any(text in never or re.match(pattern, text) for text in texts)
