"""The Dutch public holidays."""

import datetime as dt
from functools import lru_cache

from dateutil.easter import easter

_AFTER_EASTER = (0, 1, 39, 49, 50)
"""Easter and the day after it, Hemelvaartsdag, Pinksteren and the day after that, in days after Easter."""
_EVERY_YEAR = ((1, 1), (5, 5), (12, 25), (12, 26))
"""Nieuwjaarsdag, Bevrijdingsdag and Kerstmis, by month and day."""
_SUNDAY = 6


def holiday(day: dt.date) -> bool:
    """Return whether this is a Dutch public holiday.

    Koningsdag is on the 26th of April where the 27th is a Sunday. Bevrijdingsdag counts every year, as in the law
    (Algemene termijnenwet, article 3) and in the collective agreements of care and welfare (Jeugdzorg 9.7, Sociaal Werk
    5.9); elsewhere it is a day off once in five years. Good Friday is no public holiday.
    """
    return day in _holidays(day.year)


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[dt.date]:
    # The library `holidays` loads every country for this, and takes a quarter of a second and 12 MiB. A test compares.
    koningsdag = dt.date(year, 4, 27)
    if koningsdag.weekday() == _SUNDAY:
        koningsdag -= dt.timedelta(days=1)
    fixed = (dt.date(year, month, day) for month, day in _EVERY_YEAR)
    return frozenset({koningsdag, *fixed, *(easter(year) + dt.timedelta(days) for days in _AFTER_EASTER)})
