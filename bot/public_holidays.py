"""The Dutch public holidays."""

import datetime as dt
from functools import lru_cache

_KNOWN: dict[int, frozenset[dt.date]] = {}


def holiday(day: dt.date) -> bool:
    """Return whether this is a Dutch public holiday.

    Koningsdag is on the 26th of April where the 27th is a Sunday. Bevrijdingsdag counts every year, as in the law
    (Algemene termijnenwet, article 3) and in the collective agreements of care and welfare (Jeugdzorg 9.7, Sociaal Werk
    5.9); elsewhere it is a day off once in five years. Good Friday is no public holiday.
    """
    return day in (_KNOWN.get(day.year) or holidays(day.year))


def know(year: int, days: frozenset[dt.date]) -> None:
    """Take these for the public holidays of a year, as `holidays` found them elsewhere."""
    _KNOWN[year] = days


@lru_cache(maxsize=16)
def holidays(year: int) -> frozenset[dt.date]:
    """Return the public holidays of a year."""
    # The import loads every country, and takes a quarter of a second and 18 MB: it is made only if it is needed.
    from holidays import country_holidays

    # Without a language, the locale of the machine would decide about the names.
    # To the library Bevrijdingsdag is optional in most years, and nothing else is; Goede Vrijdag is public.
    days = country_holidays("NL", years=year, language="nl", categories=("public", "optional"))
    return frozenset(days) - frozenset(days.get_named("vrijdag"))
