"""For how many teams of ten, who all do a check in the same quarter of an hour, so many checks a second are enough."""

import pytest

from benchmarks import shift


@pytest.mark.parametrize(("checks", "teams"), [(96, 8_600), (1, 90), (0.05, 4), (0.0111, 0), (0, 0), (1234.5, 110_000)])
def test_they_are_rounded_down_to_two_digits(checks: float, teams: int) -> None:
    assert shift.teams(checks) == teams
