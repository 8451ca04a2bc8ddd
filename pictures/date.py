"""Normalise the dates in a page, so that pictures don't depend on the current date.

All dates are moved by the same number of whole weeks, which preserves weekdays and intervals, so that the first is in
the week of `WEEK`.
"""

import datetime as dt
import re
from collections.abc import Mapping

from markupsafe import Markup

from messages import calendar

WEEK = dt.date(2027, 1, 4)
"""The Monday of the week of the first date."""


def normalized(html: str, words: Mapping[str, Markup]) -> str:
    """Return this page with its dates moved.

    Args:
        html: The page.
        words: The product's general texts in its language, by dotted key.
    """
    months = {str(words[f"month.{number}"]): number for number in range(1, 13)}
    days = "|".join(str(words[f"weekday.{number}"]) for number in range(7))
    pattern = re.compile(rf"(?:{days}) (\d{{1,2}}) ({'|'.join(months)}) (\d{{4}})")

    def read(found: re.Match[str]) -> dt.date:
        return dt.date(int(found[3]), months[found[2]], int(found[1]))

    dates = [read(found) for found in pattern.finditer(html)]
    if not dates:
        return html
    shift = WEEK - (min(dates) - dt.timedelta(days=min(dates).weekday()))
    return pattern.sub(lambda found: str(calendar.day(words, read(found) + shift)), html)
