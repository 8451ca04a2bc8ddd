"""The hours at which the preview shows a screen, as the help numbers know which of them are open."""

import datetime as dt
from enum import Enum
from zoneinfo import ZoneInfo

_DAY = dt.date(2027, 1, 5)
"""A Tuesday that is no public holiday."""


class Hour(Enum):
    """The time on the phones, and on the wall."""

    NIGHT = dt.time(2, 30)
    DAY = dt.time(14)

    @classmethod
    def named(cls, name: str) -> "Hour":
        """Return the hour of this name in an address; the night for any other name, as most questions come then."""
        return next((hour for hour in cls if hour.address == name), cls.NIGHT)

    @property
    def address(self) -> str:
        """Return its name in an address."""
        return self.name.lower()

    @property
    def shown(self) -> str:
        """Return what a clock shows then."""
        return f"{self.value:%H:%M}"

    def moment(self, zone: str) -> float:
        """Return it as Unix time in seconds. `zone`: an IANA time zone name."""
        return dt.datetime.combine(_DAY, self.value, ZoneInfo(zone)).timestamp()
