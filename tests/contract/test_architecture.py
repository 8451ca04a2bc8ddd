"""The structure of the code: which imports are allowed, where words may be, and how long things may be.

Which part may import which is set by the import contracts in `pyproject.toml` (`test_import_contracts.py`).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from adapters.channels import registry
from bot import views
from bot.catalogue import parts
from bot.check import Check
from messages.loading.folder import SHIPPED
from messages.paper import poster, printer
from messages.rendering.sample_views import sample_views
from messages.rendering.templates import template

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "messages", "adapters")
OTHERS = ("benchmarks", "pictures", "tests")
SOURCES = sorted(path for package in (*PACKAGES, *OTHERS) for path in (ROOT / package).rglob("*.py"))
DRAWING = [path for path in SOURCES if path.relative_to(ROOT).parts[0] == "pictures"]
PRODUCT = [path for path in SOURCES if path.relative_to(ROOT).parts[0] in PACKAGES]
ENGINE_NEEDS = {"bot", "collections", "dataclasses", "datetime", "enum", "math", "typing", "zoneinfo"}
CALENDAR_NEEDS = {
    "public_holidays": {"functools", "holidays"},
    "rhythm": {"calendar"},
    "schedule": {"cronsim", "itertools"},
}
"""What a file that knows calendars imports as well."""
LONGEST_FILE, LONGEST_FUNCTION = 200, 40
CHANNELS = {tuple(channel.split(".")) for channel in registry.CHANNELS}
VAGUE = {"util", "utils", "helper", "helpers", "common", "base", "manager", "handler", "core", "misc"}


def trees(paths: list[Path]) -> Iterator[tuple[Path, ast.Module]]:
    for path in paths:
        yield path, ast.parse(path.read_text())


def imported(tree: ast.Module) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}


def sentences(tree: ast.Module) -> list[str]:
    """Return every string with two words in a row outside a tag, except docstrings; an f-string is one string."""
    documented = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    formatted = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    within = {id(part) for node in formatted for part in node.values}
    texts = ["".join(_text(part) for part in node.values) for node in formatted]
    texts += [_text(node) for node in ast.walk(tree) if id(node) not in documented | within]
    return [text for text in texts if re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", re.sub(r"<[^<>]*>", "", text))]


def _text(node: ast.AST) -> str:
    """Return a literal string; anything else is a placeholder."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "{}"


def test_the_engine_imports_nothing_but_what_is_allowed() -> None:
    for path, tree in trees(sorted((ROOT / "bot").glob("*.py"))):
        assert imported(tree) <= ENGINE_NEEDS | CALENDAR_NEEDS.get(path.stem, set()), path


def test_the_engine_neither_waits_nor_reads_a_clock_nor_opens_a_file() -> None:
    for path, tree in trees(sorted((ROOT / "bot").glob("*.py"))):
        for node in ast.walk(tree):
            assert not isinstance(node, ast.AsyncFunctionDef | ast.Await), path
            assert not (isinstance(node, ast.Name) and node.id in {"open", "print", "input"}), path
            assert not (isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}), path


def test_every_view_and_part_has_its_template_and_no_template_is_left_over(check: Check) -> None:
    shown = (*sample_views(check), *parts(check))
    assert {type(say) for say in shown} == {*get_args(views.View), *get_args(views.ViewPart)}
    templates = {path.name for path in (SHIPPED / "templates").iterdir()}
    assert templates == {poster.TEMPLATE, printer.TEMPLATE, *(template(say) for say in shown)}


def test_no_python_file_has_text_for_workers_or_authors() -> None:
    """Excluded are the command line and the settings, which address the operator, in English.

    So are the simulators: their sentences are a platform's answers to a program, and no worker ever reads them.
    """
    # These address the operator, or talk to a platform.
    settled = {
        "channel",
        "calls",
        "descriptor",
        "doctor",
        "answers",
        "manifest",
        "settings",
        "audit_driver",
        "audit_browser",
    }
    settled |= {"sample_surfaces", "socket_client", "socket_hello", "webhook", "webhook_state"}
    others = (("adapters", *folder) for folder in (("terminal",), ("checks",), ("reminders",), ("reminders", "wizard")))
    found = (path for folder in (*CHANNELS, *others) for path in ROOT.joinpath(*folder).glob("*.py"))
    speaking = [path for path in found if path.stem not in settled]
    for path, tree in trees([*ROOT.glob("bot/*.py"), *ROOT.glob("messages/**/*.py"), *speaking]):
        assert sentences(tree) == [], path


def test_files_and_functions_stay_short() -> None:
    for path, tree in trees([*PRODUCT, *DRAWING]):
        assert len(path.read_text().splitlines()) <= LONGEST_FILE, path
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, (path, node.name)


def test_every_file_begins_with_its_purpose() -> None:
    for path, tree in trees(SOURCES):
        assert ast.get_docstring(tree), path


def test_no_name_is_vague() -> None:
    for path in SOURCES:
        assert not VAGUE & set(path.stem.split("_")), path


def test_values_passed_through_the_engine_are_immutable() -> None:
    for path, tree in trees(sorted((ROOT / "bot").glob("*.py"))):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.decorator_list:
                assert all("frozen=True" in ast.unparse(one) for one in node.decorator_list), (path, node.name)


def test_no_class_name_has_two_roles() -> None:
    """Two classes share a name only where they play one role: in files of one name, of two channels or simulators.

    A protocol may have the name of those that implement it there.
    """
    places: dict[str, set[str]] = {}
    protocols: dict[str, set[str]] = {}
    for path, tree in trees(PRODUCT):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base) for base in node.bases}
                (protocols if "Protocol" in bases else places).setdefault(node.name, set()).add(role(path))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
    for name, found in protocols.items():
        assert len(found) == 1, name
        assert all(place.startswith("channel/") for place in places.get(name, ())), name


def role(path: Path) -> str:
    """Return where a file stands, the same for files of two channels, or of two simulators, of one name."""
    parts = path.relative_to(ROOT).parts
    if parts[:2] in CHANNELS:
        return f"channel/{'/'.join(parts[2:])}"
    if parts[:2] == ("adapters", "simulators") and len(parts) > 3:
        return f"simulator/{'/'.join(parts[3:])}"
    return "/".join(parts)


def test_the_locks_name_no_address() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text
        pinned = re.findall(r"^[a-z0-9-]+(?:\[.*\])?==\S+", text, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))
        assert text.count("--hash=sha256:") >= len(pinned)
