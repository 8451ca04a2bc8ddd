"""The times at which the preview can show a screen, as open helplines come first."""

import datetime as dt
from enum import Enum
from zoneinfo import ZoneInfo

_DAY = dt.date(2027, 1, 5)
"""A Tuesday that isn't a public holiday."""


class Hour(Enum):
    """The time on the phones and of the check."""

    NIGHT = dt.time(2, 30)
    DAY = dt.time(14)

    @classmethod
    def named(cls, name: str) -> "Hour":
        """Return the hour with this name in a URL; the night for any other name, when most questions come up."""
        return next((hour for hour in cls if hour.address == name), cls.NIGHT)

    @property
    def address(self) -> str:
        """Return its name in a URL."""
        return self.name.lower()

    @property
    def shown(self) -> str:
        """Return the time as a clock shows it."""
        return f"{self.value:%H:%M}"

    def moment(self, zone: str) -> float:
        """Return it as a Unix time in seconds. `zone`: an IANA time zone name."""
        return dt.datetime.combine(_DAY, self.value, ZoneInfo(zone)).timestamp()
