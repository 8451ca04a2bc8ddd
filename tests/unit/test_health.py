"""A part counts as working if it has recently shown so, and otherwise says why not."""

import io
import json

import pytest

from adapters.telemetry.health import LONGEST, STARTING, Health


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def health(clock: Clock) -> Health:
    made = Health(clock)
    made.register("telegram", 60)
    return made


def test_a_part_fails_until_it_works_and_when_it_has_not_for_long(health: Health, clock: Clock) -> None:
    assert Health().state() == {}
    assert health.state() == {"telegram": STARTING}
    health.mark_working("telegram")
    clock.now = 60.0
    assert health.state() == {"telegram": None}
    clock.now = 61.0
    assert health.state() == {"telegram": "no sign of it for 61 seconds"}
    health.mark_working("telegram")
    assert health.state() == {"telegram": None}


def test_a_reason_stands_until_the_part_works_again(health: Health, clock: Clock) -> None:
    health.mark_working("telegram")
    health.mark_failing("telegram", "Connection\nrefused")
    clock.now = 1000.0
    assert health.state() == {"telegram": "Connection refused"}
    health.mark_working("telegram")
    assert health.state() == {"telegram": None}


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("407, url='http://ann:secret@proxy:3128'", "407, url='…"),
        ("Not Found: bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "Not Found: …"),
        ("token xoxb-1234-abcdefghijklmnop is bad", "token … is bad"),
        ("chat -1001234567890 is gone", "chat -… is gone"),
        ("x" * 300, "x" * (LONGEST - 1) + "…"),
        ("Wrong response from the webhook: 307 Temporary Redirect",) * 2,
    ],
)
def test_a_reason_has_no_address_no_secret_and_no_id(health: Health, reason: str, told: str) -> None:
    health.mark_failing("telegram", reason)
    assert health.state() == {"telegram": told}


def test_the_log_reports_each_failure_and_each_recovery_once(health: Health, clock: Clock, output: io.StringIO) -> None:
    health.log_changes()
    for clock.now in (1, 2):
        health.mark_failing("telegram", "Connection refused")
        health.log_changes()
    for clock.now in (3, 4):
        health.mark_working("telegram")
        health.log_changes()
    for clock.now in (100, 101):
        health.log_changes()
    lines = [json.loads(line) for line in output.getvalue().splitlines()]
    assert [(line["event"], line["part"], line.get("reason")) for line in lines] == [
        ("not_working", "telegram", "Connection refused"),
        ("working", "telegram", None),
        ("not_working", "telegram", "no sign of it for 96 seconds"),
    ]
