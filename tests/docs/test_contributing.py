"""CONTRIBUTING.md: the files and commands that it names are there, and a setting is where its recipe says."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.pages import ROOT, code

TEXT = (ROOT / "CONTRIBUTING.md").read_text()
OPTIONAL = {"validators.py", "checkup.py"}
"""Files of the recipe for a setting that not every setting needs."""
MADE = re.compile(r"dist/|\.venv|NAME|settings\.py$|^requirements\.txt$|^SHA256SUMS$|^v[\d.]+$")
"""What is made by a command, or that stands for any of several."""


def section(heading: str) -> str:
    [(level, rest)] = re.findall(rf"^(#+) {re.escape(heading)}\n(.*)", TEXT, re.MULTILINE | re.DOTALL)
    return re.split(rf"^#{{1,{len(level)}}} ", str(rest), maxsplit=1, flags=re.MULTILINE)[0]


def files() -> list[Path]:
    """Return the files of the repository that are no tests and no pictures."""
    program = shutil.which("git") or "git"
    listed = subprocess.run([program, "ls-files"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.splitlines() if not name.startswith("tests/") and not name.endswith(".png")]


def test_the_paths_that_it_names_are_there() -> None:
    named = {name for name in code(TEXT) if re.fullmatch(r"\.?[\w./-]+(?:/|\.\w+)", name) and not MADE.search(name)}
    assert len(named) >= 15
    bases = [ROOT, ROOT / "tests", ROOT / "messages" / "meldcode"]
    assert sorted(name for name in named if not any((base / name).exists() for base in bases)) == []


def test_a_setting_is_in_the_files_that_its_recipe_names_and_every_setting_is_in_all_of_them() -> None:
    """The general settings, that is: those of one channel are read in its folder."""
    own = set(re.findall(r"\bGROOMINGCHECK_[A-Z_]*[A-Z]\b", (ROOT / "adapters/config/settings.py").read_text()))
    assert len(own) >= 10
    texts = {path: path.read_text() for path in files()}
    holding = {path for path, text in texts.items() if all(re.search(rf"\b{name}\b", text) for name in own)}
    linked = {ROOT / target for target in re.findall(r"\]\(([^)#]+)\)", section("Add a setting"))}
    assert {path for path in linked if path.name not in OPTIONAL} == holding
    assert {path.name for path in linked} >= OPTIONAL


@pytest.mark.parametrize("name", ["check.toml", "help.toml", "sources.toml"])
def test_a_check_has_the_files_that_its_recipe_names(name: str) -> None:
    assert f"`{name}`" in section("Add a check")
    assert (ROOT / "messages" / "meldcode" / name).exists()


def test_every_folder_of_tests_is_explained() -> None:
    told = set(re.findall(r"^\| `(\w+)/` \|", section("Where things go"), re.MULTILINE))
    having = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert told == having


def test_a_release_makes_what_the_page_says() -> None:
    text = section("Make a release")
    [command] = re.findall(r"^make release VERSION=([\d.]+)$", text, re.MULTILINE)
    assert f"`dist/{command}/`" in text
    assert f"`v{command}`" in text


def test_the_example_of_a_test_is_one() -> None:
    assert all((ROOT / path).exists() for path in re.findall(r"tests/\w+/test_\w+\.py", TEXT))
