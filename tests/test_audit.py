"""An audit of the real program: it finds nothing, and finds every leak that there is."""

import ctypes
import datetime as dt
import os
import re
import subprocess
import sys
from base64 import urlsafe_b64encode
from html import unescape
from importlib.metadata import version
from pathlib import Path

import pytest

from adapters import memory
from adapters.audit.audit import Result, audit
from adapters.audit.image import PAGE, changed, image
from adapters.audit.play import PlayError
from adapters.audit.program import Program, ProgramError
from adapters.audit.search import Finding, Place, Searched, files, search_memory
from adapters.audit.statement import Statement, html, statement, text
from adapters.audit.trace import Kind, Trace, forms
from adapters.commands.audit import LABELS, held, pairs
from adapters.slack.stage import Stage as Slack
from adapters.telegram.stage import Stage as Telegram
from messages.content import Content
from tests.keyboard import ROOT

SEEN = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system shows no memory")
OVERWRITTEN = pytest.mark.skipif(not memory.possible(), reason="there is no glibc here, which overwrites memory")
TELLTALE = (
    "env",
    *(f"{name}={value}" for name, value in memory.ENVIRONMENT.items()),
    sys.executable,
    "-c",
    f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); runpy.run_module('tests.telltale', run_name='__main__')",
    "serve",
)


def places(result: Result, *, found: bool) -> set[Place]:
    return {one.place for one in result.searched if bool(one.findings) == found}


@SEEN
@OVERWRITTEN
async def test_nothing_stays_on_any_channel_by_any_way_that_it_delivers() -> None:
    results = await held(pairs())
    ways = {"Slack, HTTP", "Slack, Socket Mode", "Telegram, long polling", "Telegram, webhook"}
    assert {stage for result in results for stage in result.stages} == ways
    for result in results:
        assert result.findings == []
        assert result.overwriting
        assert [one.place for one in result.searched if one.amount is None] == []
        assert places(result, found=False) == set(Place)
        assert result.presses >= 2 * (12 + 5 + 6)
        assert result.words > 300


@SEEN
async def test_a_leak_of_each_kind_is_found_on_each_channel() -> None:
    results = await held([[Telegram(webhook=True)], [Slack(http=True)]], TELLTALE)
    for result in results:
        assert result.overwriting == memory.possible()  # so that what is found in memory is what is held
        assert places(result, found=True) == set(Place)
        assert {
            (Place.CHAT, None),
            (Place.DATABASE, Kind.NUMBER),
            (Place.FILE, Kind.NUMBER),
            (Place.LOG, Kind.BUTTON),
            (Place.METRIC, Kind.NUMBER),
            (Place.MEMORY, Kind.BUTTON),
        } <= {(finding.place, finding.kind) for finding in result.findings}


@SEEN
@OVERWRITTEN
async def test_what_is_freed_is_found_where_memory_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROOMINGCHECK_OVERWRITE_MEMORY", "off")
    [result] = await held([[Slack(http=True)]])
    assert places(result, found=True) == {Place.MEMORY}
    assert not result.overwriting
    assert Kind.BUTTON in {finding.kind for finding in result.findings}


def searched(amount: int | None = 5, *findings: Finding) -> list[Searched]:
    others = [Searched(place, 1000) for place in Place if place is not Place.MEMORY]
    return [*others, Searched(Place.MEMORY, amount, list(findings))]


def told(shipped: Content, result: Result, locale: str = "en") -> Statement:
    now = dt.datetime(2026, 11, 22, 13, 5, tzinfo=dt.UTC)
    return statement([result], shipped.words[locale], locale, now)


def test_the_statement_says_what_was_done_and_what_was_found(shipped: Content) -> None:
    clean = Result(("Slack, HTTP", "Telegram, webhook"), 46, 500, searched(2_000_000))
    lines = list(text(told(shipped, clean)))
    assert f"Made with groomingcheck {version('groomingcheck')}, on" in lines[2]
    assert "6 trial checks, with 46 presses of a button, by way of Slack, HTTP; Telegram, webhook." in lines[3]
    assert (
        "- the memory, also what is no longer used (2\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 bytes): nothing"
        in lines
    )
    assert "Nothing was found." in lines


def test_the_statement_says_so_loudly_when_something_is_found(shipped: Content) -> None:
    leak = Result(("Slack, HTTP",), 23, 200, searched(5, Finding(Place.MEMORY, "[heap]", Kind.NAME, 2)))
    lines = list(text(told(shipped, leak, "nl")))
    assert "- het geheugen, ook wat niet meer in gebruik is (5 bytes): een naam, 2 keer, in [heap]" in lines
    assert "Er is iets gevonden. Gebruik de bot niet tot dit is opgelost." in lines


def test_the_statement_says_what_could_not_be_searched(shipped: Content) -> None:
    lines = list(text(told(shipped, Result(("Slack, HTTP",), 23, 200, searched(None)))))
    assert "- the memory, also what is no longer used: not searched: this computer does not show it" in lines
    assert "Nothing was found in what could be searched. One place could not be searched." in lines


def test_the_page_holds_all_that_the_text_does_and_nothing_that_was_found_is_markup(shipped: Content) -> None:
    left = Finding(Place.CHAT, "Telegram, <b>webhook</b>", None, 3)
    result = Result(("Slack, HTTP",), 23, 200, [*searched(), Searched(Place.CHAT, findings=[left])])
    page = html(told(shipped, result, "nl"))
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    assert "een bericht, 3 keer, in Telegram, &lt;b&gt;webhook&lt;/b&gt;" in page
    shown = flat(unescape(re.sub(r"<[^>]+>", " ", page)))
    assert not [line for line in text(told(shipped, result, "nl")) if flat(line.removeprefix("- ")) not in shown]


def flat(written: str) -> str:
    """Give it without what only sets its parts apart."""
    return " ".join(re.sub(r"[():]", " ", written).split())


NUMBER = 2**51 + 12345


def held_as(number: int) -> bytes:
    """Give the digits of an int as this very interpreter holds them, behind what all its objects have."""
    return ctypes.string_at(id(number), sys.getsizeof(number))[int.__basicsize__ :]


@pytest.mark.parametrize(
    ("word", "kind", "form"),
    [
        ("Jan’s", Kind.NAME, "Jan’s".encode()),
        ("Jan’s", Kind.NAME, "Jan’s".encode("utf-16-le")),
        ("Jan’s", Kind.NAME, "Jan’s".encode("utf-32-le")),
        ("Jan’s", Kind.NAME, rb"Jan\u2019s"),
        ("één", Kind.LINE, "één".encode("latin-1")),
        ("Jan & co", Kind.TYPED, b"Jan+%26+co"),
        ("Jan & co", Kind.TYPED, b"Jan%20%26%20co"),
        ("Jan & co", Kind.TYPED, b"Jan &amp; co"),
        (str(NUMBER), Kind.NUMBER, NUMBER.to_bytes(8, "little")),
        (str(NUMBER), Kind.NUMBER, NUMBER.to_bytes(8, "big")),
        (str(NUMBER), Kind.NUMBER, held_as(NUMBER)),
        (urlsafe_b64encode(bytes(range(30))).decode(), Kind.BUTTON, bytes(range(30))),
    ],
)
def test_a_word_is_searched_for_in_every_form(word: str, kind: Kind, form: bytes) -> None:
    assert form in forms(word, kind)


def test_of_memory_only_what_changed_is_searched() -> None:
    before = {(0, "heap"): b"a" * PAGE + b"b" * PAGE + b"c" * PAGE}
    after = {(0, "heap"): b"v" * PAGE + b"b" * PAGE + b"w" * PAGE + b"x" * PAGE, (9, "new"): b"y"}
    assert list(changed(before, after)) == [("heap", b"v" * PAGE), ("heap", b"w" * PAGE + b"x" * PAGE), ("new", b"y")]


def test_a_line_of_the_program_s_own_texts_is_no_finding() -> None:
    trace = Trace({"Vraag 3 van 9": Kind.LINE, "Ik twijfel, zei Jan": Kind.LINE, "Vraag": Kind.NAME})
    before = {(0, "heap"): b"Vraag 3 van 9"}
    after = {(0, "heap"): b"Vraag 3 van 9 Ik twijfel, zei Jan Vraag 3 van 9"}
    found = search_memory(before, after, trace).findings
    assert {(finding.kind, finding.count) for finding in found} == {(Kind.LINE, 1), (Kind.NAME, 2)}


def test_memory_that_is_not_shown_is_not_searched() -> None:
    assert image(2**22 + 1) is None
    assert search_memory(None, {}, Trace()).amount is None


def test_files_are_those_in_the_folder_and_those_that_are_open(tmp_path: Path) -> None:
    inside, apart, outside, deleted = (
        tmp_path / "in" / "a",
        tmp_path / "in" / "log",
        tmp_path / "out",
        tmp_path / "gone",
    )
    inside.parent.mkdir()
    for path in (inside, apart, outside, deleted):
        path.write_text(path.name)
    with outside.open("a"), deleted.open("r+"):
        deleted.unlink()
        found = dict(files(inside.parent, os.getpid(), [apart]))
    assert found[str(inside)] == b"a"
    assert str(apart) not in found
    if Path("/proc/self/fd").is_dir():
        assert found[str(outside)] == b"out"
        assert found[f"{deleted} (deleted)"] == b"gone"


FAILING = """
import os, pathlib, sys, time
folder = pathlib.Path(sys.argv[1])
(folder / f"pid{os.getpid()}").touch()
try:
    (folder / "first").touch(exist_ok=False)
except FileExistsError:
    time.sleep(1)
    sys.exit(3)
time.sleep(600)
"""


async def test_nothing_is_left_of_an_audit_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two processes one doesn't start; the other ends too, and so do the folders of both."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ExceptionGroup) as caught:
        await held([[], []], (sys.executable, "-c", FAILING, str(tmp_path)))
    assert [str(error) for error in caught.value.exceptions] == ["the program ended at its start"]
    folders, started, alive = left(tmp_path)
    assert (folders, len(started), alive) == ([], 2, [])


def left(folder: Path) -> tuple[list[Path], list[int], list[int]]:
    numbers = [int(path.name.removeprefix("pid")) for path in folder.glob("pid*")]
    alive = [number for number in numbers if Path(f"/proc/{number}").exists()]
    return [path for path in folder.iterdir() if path.is_dir()], numbers, alive


async def test_a_program_that_does_not_start_is_told_in_one_line(tmp_path: Path) -> None:
    program = Program(tmp_path, (sys.executable, "-c", "raise SystemExit(3)"))
    with pytest.raises(ProgramError, match="the program ended at its start"):
        await program.start({})


async def test_a_check_that_does_not_come_to_its_end_is_no_proof(tmp_path: Path) -> None:
    """The words that lead on are others than on its buttons."""
    words = dict.fromkeys(LABELS, "?")
    with pytest.raises(PlayError, match="Slack, HTTP: a screen had nothing to press"):
        await audit([Slack(http=True)], Program(tmp_path), words)


async def test_a_check_that_goes_round_in_circles_is_no_proof(shipped: Content, tmp_path: Path) -> None:
    words = {name: str(shipped.words["nl"][f"button.{name}.label"]) for name in LABELS} | {"concluded": "?"}
    with pytest.raises(PlayError, match="Telegram, webhook: a check came to no end"):
        await audit([Telegram(webhook=True)], Program(tmp_path), words)


def test_an_audit_without_an_output_gets_one_line() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m adapters audit >&-"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == b"groomingcheck: the statement needs an output, and it is closed.\n"
