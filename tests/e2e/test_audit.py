"""An audit of the real program with its delays shortened: it finds nothing, and it finds every planted leak."""

import subprocess
import sys
from pathlib import Path

import pytest

from adapters.cli.audit import held
from adapters.privacy.audit.audit import audit
from adapters.privacy.audit.canaries import CanaryKind
from adapters.privacy.audit.program import Program, ProgramError
from adapters.privacy.audit.scenario import LABELS, ScenarioError
from adapters.privacy.audit.search import SearchedPlace
from adapters.slack.audit_driver import SlackDriver as Slack
from adapters.telegram.audit_driver import TelegramDriver as Telegram
from adapters.web.audit_client import AuditClient
from adapters.web.audit_driver import WebDriver, app
from messages.content import Content
from tests.support.audits import (
    BRISK,
    LEAKY,
    LEAKY_PAGE,
    ON_PAGE,
    OVERWRITTEN,
    SEEN,
    assert_each_leak_is_found,
    assert_nothing_stays,
    briskly,
    program,
)
from tests.support.chromium import needs_chromium
from tests.support.keyboard import ROOT

PATIENT = 60.0
"""Seconds for which a button of the page is good: a leak that brings a check back is tried when all else was done."""


@SEEN
@OVERWRITTEN
async def test_nothing_stays() -> None:
    """On one channel; the proof has every channel, every way of delivering, and the real delays."""
    [result] = await briskly([[Telegram(webhook=True)]], program(BRISK))
    assert_nothing_stays(result)


@SEEN
async def test_a_leak_of_each_kind_is_found() -> None:
    [result] = await briskly([[Telegram(webhook=True)]], program(LEAKY))
    assert_each_leak_is_found(result)


@SEEN
@OVERWRITTEN
@needs_chromium
async def test_nothing_stays_of_the_page_nor_of_what_its_browser_keeps() -> None:

    [result] = await briskly([[WebDriver(app())]], program(BRISK))
    assert_nothing_stays(result)
    assert result.drivers == ("Browser, Chromium",)
    [kept] = [one for one in result.searched if one.place is SearchedPlace.DEVICE]
    assert kept.amount


@SEEN
@needs_chromium
async def test_a_leak_of_each_kind_on_the_page_is_found() -> None:
    """A browser that may keep its pages does, and shows them once more."""
    [result] = await briskly([[WebDriver(app())]], program(LEAKY_PAGE), idle=PATIENT)
    assert ON_PAGE | {(SearchedPlace.DEVICE, CanaryKind.LINE)} <= {(leak.place, leak.kind) for leak in result.leaks}


@SEEN
async def test_without_a_browser_the_page_is_audited_and_the_browser_is_not() -> None:
    [result] = await briskly([[WebDriver(AuditClient())]], program(LEAKY_PAGE), idle=PATIENT)
    assert result.drivers == ("Browser, HTTP (browserless)",)
    assert {(leak.place, leak.kind) for leak in result.leaks} >= ON_PAGE
    assert [one.amount for one in result.searched if one.place is SearchedPlace.DEVICE] == [None]


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


async def test_nothing_is_left_of_an_audit_that_fails(tmp_path: Path) -> None:
    """One of two processes doesn't start; the other is stopped too, and the folders of both are removed."""
    with pytest.raises(ExceptionGroup) as caught:
        await held([[], []], (sys.executable, "-c", FAILING, str(tmp_path)), within=tmp_path)
    assert [str(error) for error in caught.value.exceptions] == ["the program ended at startup"]
    folders, started, alive = left(tmp_path)
    assert (folders, len(started), alive) == ([], 2, [])


def left(folder: Path) -> tuple[list[Path], list[int], list[int]]:
    numbers = [int(path.name.removeprefix("pid")) for path in folder.glob("pid*")]
    alive = [number for number in numbers if Path(f"/proc/{number}").exists()]
    return [path for path in folder.iterdir() if path.is_dir()], numbers, alive


async def test_a_program_that_does_not_start_is_told_in_one_line(tmp_path: Path) -> None:
    program = Program(tmp_path, (sys.executable, "-c", "raise SystemExit('port 8080 is taken')"))
    with pytest.raises(ProgramError, match="the program ended at startup: port 8080 is taken"):
        await program.start({})


async def test_a_check_that_does_not_come_to_its_end_is_no_proof(tmp_path: Path) -> None:
    """The labels that lead on differ from those of its buttons."""
    words = dict.fromkeys(LABELS, "?")
    with pytest.raises(ScenarioError, match="Slack, HTTP: a screen had no button"):
        await audit([Slack(http=True)], Program(tmp_path), words)


async def test_a_check_that_goes_round_in_circles_is_no_proof(shipped: Content, tmp_path: Path) -> None:
    words = dict.fromkeys(LABELS, "?")
    words |= {name: str(shipped.words["nl"][f"button.{name}.label"]) for name in ("opened_why", "resumed")}
    words["began"] = words["opened_why"]
    with pytest.raises(ScenarioError, match="Telegram, webhook: a check didn't end"):
        await audit([Telegram(webhook=True)], Program(tmp_path), words)


async def test_a_check_that_goes_by_a_screen_is_no_proof(shipped: Content, tmp_path: Path) -> None:
    words = {name: str(shipped.words["nl"][f"button.{name}.label"]).partition("{")[0] for name in LABELS}
    with pytest.raises(ScenarioError, match=r"Slack, HTTP: a check never offered opened_points"):
        await audit([Slack(http=True)], Program(tmp_path), words | {"opened_points": "?"})


def test_an_audit_without_an_output_gets_one_line() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m adapters audit >&-"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == b"groomingcheck: can't write the statement: standard output is closed.\n"
