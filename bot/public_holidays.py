"""The Dutch public holidays."""

import datetime as dt
from functools import lru_cache

_KNOWN: dict[int, frozenset[dt.date]] = {}


def holiday(day: dt.date) -> bool:
    """Return whether this is a Dutch public holiday.

    Koningsdag is on the 26th of April if the 27th is a Sunday. Bevrijdingsdag counts every year, as in the law
    (Algemene termijnenwet, article 3) and in the collective agreements of care and welfare (Jeugdzorg 9.7, Sociaal Werk
    5.9); elsewhere it is a day off every five years. Good Friday isn't a public holiday.
    """
    return day in (_KNOWN.get(day.year) or holidays(day.year))


def know(year: int, days: frozenset[dt.date]) -> None:
    """Store the public holidays of a year, as computed by `holidays` in another process."""
    _KNOWN[year] = days


@lru_cache(maxsize=16)
def holidays(year: int) -> frozenset[dt.date]:
    """Return the public holidays of a year."""
    # Imported only when needed, as it loads every country, which takes a quarter of a second and 18 MB.
    from holidays import country_holidays

    # Without a language, the names would depend on the machine's locale.
    # In the library, only Bevrijdingsdag is optional (in most years), and Goede Vrijdag is public.
    days = country_holidays("NL", years=year, language="nl", categories=("public", "optional"))
    return frozenset(days) - frozenset(days.get_named("vrijdag"))
