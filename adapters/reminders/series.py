"""A reminder as coordinators see it: one plan for one or more places."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from adapters.storage.reminders import Destination, Plan, Reminder


@dataclass(frozen=True, slots=True)
class Series:
    """The same reminder in one or more places.

    Attributes:
        name: The random name that its reminders share.
        reminders: One per place, at least one, in the order in which they were added.
    """

    name: str
    reminders: tuple[Reminder, ...]

    @property
    def plan(self) -> Plan:
        """Return the plan."""
        return self.reminders[0].plan

    @property
    def places(self) -> tuple[Destination, ...]:
        """Return the places where it is posted."""
        return tuple(reminder.place for reminder in self.reminders)


def gathered(reminders: Iterable[Reminder]) -> tuple[Series, ...]:
    """Group these reminders into series, the oldest first."""
    by_name = sorted(reminders, key=attrgetter("series", "id"))
    found = (Series(name, tuple(group)) for name, group in groupby(by_name, key=attrgetter("series")))
    return tuple(sorted(found, key=lambda series: series.reminders[0].id))
