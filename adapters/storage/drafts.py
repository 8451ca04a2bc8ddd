"""A reminder that a coordinator is adding or changing, and hasn't saved yet."""

from dataclasses import dataclass

from adapters.storage.reminders import Destination, Plan


@dataclass(frozen=True, slots=True)
class Draft:
    """The choices so far.

    Attributes:
        name: The random name by which buttons refer to it: 16 hexadecimal digits.
        account: The account's name in the store.
        series: The name of the series that it changes; empty for a new one.
        places: Where to post it, in the order in which they were chosen.
        plan: The other choices.
    """

    name: str
    account: str
    series: str
    places: tuple[Destination, ...]
    plan: Plan
