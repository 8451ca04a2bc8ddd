"""The public holidays that a serving process knows without the library that knows them."""

import datetime as dt
import os
import subprocess
import sys

import pytest

from adapters.runtime import calendar
from bot.public_holidays import holidays
from tests.support.keyboard import ROOT

LEARN = """
import asyncio, datetime as dt, sys
from adapters.runtime import calendar
from bot.public_holidays import holiday
{before}
asyncio.run(calendar.learn())
first = dt.date(dt.datetime.now(dt.UTC).year, 1, 1)
days = [first + dt.timedelta(days=number) for number in range(365 * calendar.YEARS)]
loaded = "holidays" in sys.modules
print(loaded, *(day for day in days if holiday(day)))
"""


def learned(before: str = "") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LEARN.format(before=before)],
        capture_output=True,
        check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        text=True,
        timeout=60,
    )
    return done.stdout.split()


def test_they_are_the_library_s_and_the_library_is_not_loaded() -> None:
    loaded, *days = learned()
    year = dt.datetime.now(dt.UTC).year
    known = sorted(day for one in range(year, year + calendar.YEARS) for day in holidays(one))
    assert days == [day.isoformat() for day in known]
    assert loaded == "False"


@pytest.mark.parametrize("program", ["/nowhere/python", "/bin/false"])
def test_where_no_other_process_tells_them_the_library_is_loaded_before_anybody_asks(program: str) -> None:
    loaded, *_ = learned(f"sys.executable = {program!r}")
    assert loaded == "True"
