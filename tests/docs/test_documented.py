"""Every setting, command, option, metric and event is documented once, and nothing is named that isn't there.

What documents one is the row of a table whose first column is headed `setting`, `command`, and so on.
"""

import re
import subprocess
from pathlib import Path

import pytest

from adapters.cli import help_text
from adapters.config import environment
from adapters.storage.reminders import Suspension
from adapters.storage.wipes import MessageKind
from adapters.telemetry import log
from tests.support.pages import ENGLISH, EVERY, ROOT, code, named, page, rows, section
from tests.support.program import (
    SETTING,
    all_options,
    exported_metrics,
    logged_events,
    options,
    parsers,
    read_settings,
)
from tests.support.readiness import all as scenarios
from tests.support.readiness.scene import SCENARIOS

NAMES = {"groomingcheck_secret", "groomingcheck_public"}
"""A file and a network that begin as metrics do."""
MAKE = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
PAST = {"CHANGELOG"}
"""Pages that name what there was."""


def everywhere(kind: str) -> list[str]:
    """Return what is documented as one of these, on any page; twice what is documented twice."""
    return sorted(name for path in ENGLISH for name in named(path.read_text(), kind))


def test_every_setting_is_documented_once() -> None:
    assert len(read_settings()) >= 21
    assert everywhere("setting") == sorted(read_settings())
    assert set(re.findall(SETTING, help_text.settings())) == read_settings()


def test_every_command_is_documented_once() -> None:
    assert everywhere("command") == sorted(["groomingcheck", *(f"groomingcheck {name}" for name in parsers())])


def test_every_option_is_documented_once_with_the_commands_it_goes_with() -> None:
    assert everywhere("option") == sorted(all_options())
    goes_with = {
        cells[0].strip("`"): set(re.findall(r"`(\w+)`", cells[1])) for cells in rows(page("commands"), "option")
    }
    for option in all_options() - {"--help", "--version"}:
        assert goes_with[option] == {name for name, parser in parsers().items() if option in options(parser)}, option


def test_every_metric_is_documented_once() -> None:
    assert len(exported_metrics()) >= 9
    assert everywhere("metric") == sorted(exported_metrics())
    assert set(MessageKind) <= set(re.findall(r"`(\w+)`", section("monitoring", "Metrics")))


def test_troubleshooting_has_every_metric() -> None:
    assert exported_metrics() - set(re.findall(r"`(groomingcheck_\w+)`", page("troubleshooting"))) == set()


def test_every_event_is_documented_once_with_its_level() -> None:
    assert len(logged_events()) >= 20
    assert everywhere("event") == sorted(logged_events())
    assert {cells[0].strip("`"): cells[1] for cells in rows(page("monitoring"), "event")} == logged_events()
    fields = set(re.findall(r"`(\w+)`", section("monitoring", "Log events").partition("|")[0])) - {"debug"}
    assert fields <= log.FIELDS
    assert set(Suspension) <= set(re.findall(r"`(\w+)`", section("monitoring", "Log events")))


def test_every_reason_of_readyz_is_documented_once() -> None:
    assert scenarios.__all__
    found = [cells[0] for path in ENGLISH for cells in rows(path.read_text(), "what happens")]
    assert sorted(found) == sorted(SCENARIOS)


@pytest.mark.parametrize("path", [path for path in EVERY if path.stem not in PAST], ids=lambda path: path.stem)
def test_whatever_a_page_names_is_there(path: Path) -> None:
    text = path.read_text()
    settings = {name.removesuffix(environment.FILE) for name in re.findall(rf"\b{SETTING}\b", text)}
    assert sorted(settings - read_settings()) == []
    assert set(re.findall(r"\bgroomingcheck_[a-z_]+[a-z]\b", text)) <= exported_metrics() | NAMES
    for line in code(text):
        for command, asked in re.findall(r"(?:^| |bin/)groomingcheck ([a-z]+)\b([^|]*)", line):
            assert command in parsers(), line
            assert set(re.findall(r"(?<= )--[a-z]+", asked)) <= options(parsers()[command]), line
        assert set(re.findall(r"^make ([a-z]+)", line)) <= MAKE, line


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_every_block_of_commands_can_be_parsed(path: Path) -> None:
    for block in re.findall(r"^ *```sh\n(.*?)^ *```$", path.read_text(), re.MULTILINE | re.DOTALL):
        done = subprocess.run(["/bin/sh", "-n"], input=block, capture_output=True, check=False, text=True)
        assert done.stderr == "", block
