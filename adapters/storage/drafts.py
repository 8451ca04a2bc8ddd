"""A reminder that a coordinator is setting up or changing, while it isn't saved yet."""

from dataclasses import dataclass

from adapters.storage.reminders import Destination, Plan


@dataclass(frozen=True, slots=True)
class Draft:
    """What is chosen so far.

    Attributes:
        name: The random name by which buttons refer to it: 16 hexadecimal digits.
        account: The account's name in the store.
        series: The name of the series that it changes; empty for a new one.
        places: Where it is to be posted, in the order in which they were chosen.
        plan: What is chosen.
    """

    name: str
    account: str
    series: str
    places: tuple[Destination, ...]
    plan: Plan
