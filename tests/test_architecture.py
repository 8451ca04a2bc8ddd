"""The shape of the code: what may import what, where words stand, and how long things may be.

Which part may import which stands in `pyproject.toml` as import contracts; `make check` holds them too.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from bot import say
from messages.folder import SHIPPED

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "messages", "adapters")
OTHERS = ("benchmarks", "pictures", "tests")
SOURCES = sorted(path for package in (*PACKAGES, *OTHERS) for path in (ROOT / package).rglob("*.py"))
DRAWING = [path for path in SOURCES if path.relative_to(ROOT).parts[0] == "pictures"]
PRODUCT = [path for path in SOURCES if path.relative_to(ROOT).parts[0] in PACKAGES]
ENGINE_NEEDS = {"bot", "dataclasses", "datetime", "enum", "typing", "zoneinfo"}
SCHEDULE_NEEDS = ENGINE_NEEDS | {"collections", "cronsim", "functools", "holidays", "itertools"}
LONGEST_FILE, LONGEST_FUNCTION = 200, 40
VAGUE = {"util", "utils", "helper", "helpers", "common", "base", "manager", "handler", "core", "misc"}


def trees(paths: list[Path]) -> Iterator[tuple[Path, ast.Module]]:
    for path in paths:
        yield path, ast.parse(path.read_text())


def imported(tree: ast.Module) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}


def sentences(tree: ast.Module) -> list[str]:
    """Every string with two words in a row, but for docstrings."""
    documented = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
    ]
    return [text for text in texts if re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", text)]


def names_of(value: object) -> set[str]:
    return {kind.__name__ for kind in get_args(value)}


def test_the_engine_imports_nothing_but_what_is_allowed() -> None:
    for path, tree in trees(sorted((ROOT / "bot").glob("*.py"))):
        assert imported(tree) <= (SCHEDULE_NEEDS if path.stem == "schedule" else ENGINE_NEEDS), path


def test_the_engine_neither_waits_nor_reads_a_clock_nor_opens_a_file() -> None:
    for path, tree in trees(sorted((ROOT / "bot").glob("*.py"))):
        for node in ast.walk(tree):
            assert not isinstance(node, ast.AsyncFunctionDef | ast.Await), path
            assert not (isinstance(node, ast.Name) and node.id in {"open", "print", "input"}), path
            assert not (isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}), path


def test_every_say_and_part_has_its_template_and_no_template_is_left_over() -> None:
    templates = {path.name.removesuffix(".html.j2") for path in (SHIPPED / "templates").iterdir()}
    assert templates == {name.lower() for name in names_of(say.Say) | names_of(say.Part)}


def test_what_a_worker_or_an_author_reads_stands_in_no_python() -> None:
    """Left out are the command line and the settings, which speak to the one who runs it, in English.

    So are the fakes: their sentences are a platform's, told to a program, and no worker ever reads them.
    """
    speaking = [ROOT / "adapters" / f"{name}.py" for name in ("dialogue", "seal", "terminal", "window")]
    # These speak to the one who runs it, or listen to Telegram.
    settled = {"app", "call", "doctor", "manifest", "setting", "stage"}
    speaking += [
        path
        for path in ROOT.glob("adapters/*/*.py")
        if path.parent.name in {"slack", "telegram"} and path.stem not in settled
    ]
    for path, tree in trees([*ROOT.glob("bot/*.py"), *ROOT.glob("messages/*.py"), *speaking]):
        assert sentences(tree) == [], path


def test_files_and_functions_stay_short() -> None:
    for path, tree in trees([*PRODUCT, *DRAWING]):
        assert len(path.read_text().splitlines()) <= LONGEST_FILE, path
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, (path, node.name)


def test_every_file_opens_with_what_it_is_for() -> None:
    for path, tree in trees(SOURCES):
        assert ast.get_docstring(tree), path


def test_no_name_is_vague() -> None:
    for path in SOURCES:
        assert not VAGUE & set(path.stem.split("_")), path


def test_what_goes_through_the_engine_cannot_be_changed_on_the_way() -> None:
    for path, tree in trees(sorted((ROOT / "bot").glob("*.py"))):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.decorator_list:
                assert all("frozen=True" in ast.unparse(one) for one in node.decorator_list), (path, node.name)


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_the_locks_name_no_address() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text
        pinned = re.findall(r"^[a-z0-9-]+(?:\[.*\])?==\S+", text, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))
        assert text.count("--hash=sha256:") >= len(pinned)
