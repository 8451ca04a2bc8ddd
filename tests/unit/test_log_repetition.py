"""A repeated line is logged once a minute, with how often it was left out."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.telemetry import log


class Log:
    """A log whose minutes pass when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0
        self._output = io.StringIO()
        log.configure("info", self._output, lambda: self.now)

    @property
    def lines(self) -> list[dict[str, Any]]:
        told = [json.loads(line) for line in self._output.getvalue().splitlines()]
        return [{key: line[key] for key in line if key != "timestamp"} for line in told]


@pytest.fixture
def written() -> Iterator[Log]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield Log()
    log.configure("info")
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level = before


def test_what_repeats_is_told_once_a_minute_with_how_often(written: Log) -> None:
    for second in range(125):
        written.now = float(second)
        log.event("database_unavailable", "warning", error="OSError")
    assert [line.get("repeated") for line in written.lines] == [None, 59, 59]


def test_what_repeats_no_more_is_told_with_the_next_line(written: Log) -> None:
    for _ in range(1000):
        logging.getLogger("some.library").warning("x")
    written.now = 61.0
    log.event("stopping")
    assert [(line["event"], line.get("repeated")) for line in written.lines] == [
        ("library", None),
        ("library", 999),
        ("stopping", None),
    ]
    assert written.lines[1]["library"] == "some.library"


def test_figures_that_vary_do_not_make_another_line_and_everything_else_does(written: Log) -> None:
    for count in (1, 2, 3):
        log.event("wipe_refused", "warning", channel="telegram", count=count)
    log.event("wipe_refused", "warning", channel="slack", count=1)
    log.event("deaf", "warning", channel="slack", reason="a")
    log.event("deaf", "warning", channel="slack", reason="b")
    assert len(written.lines) == 4


def test_a_fault_that_repeats_has_the_reference_that_stands_in_the_log(written: Log) -> None:
    references = {log.failure("turn_failed", ValueError(), channel="slack") for _ in range(3)}
    references.add(log.failure("turn_failed", KeyError(), channel="slack"))
    assert {line["reference"] for line in written.lines} == references
    assert len(references) == 2
    written.now = 61.0
    again = log.failure("turn_failed", ValueError(), channel="slack")
    assert again not in references
    assert again == written.lines[-1]["reference"]
