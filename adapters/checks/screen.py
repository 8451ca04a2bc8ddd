"""What a person sees, text and buttons below it; and who sees it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from adapters.checks.state_token import Participant


class Button(NamedTuple):
    """A button below a screen. A tuple, as many are made for each press: that takes a quarter of the time.

    Attributes:
        key: What to type to choose it in a terminal; empty if nothing.
        label: Plain text.
        payload: What the platform sends when it is pressed.
        answers: Whether it answers the question of its screen.
        main: Whether it is the main button of its screen: the one that leads on.
        wipes: Whether it ends the check and wipes it.
        danger: Whether it takes something away for good.
    """

    key: str
    label: str
    payload: str
    answers: bool = False
    main: bool = False
    wipes: bool = False
    danger: bool = False


class FieldKind(StrEnum):
    """What is picked in a field: a time of day (HH:MM), a day (ISO 8601), or chats, by their ids."""

    TIME = "time"
    DATE = "date"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Field:
    """Something to pick, on a channel with pickers of its own. Whatever is picked is sent at once, as a press is.

    Attributes:
        kind: What is picked.
        label: Plain text.
        payload: What goes with the pick.
        chosen: What is picked now, one value or none; of chats any number.
    """

    kind: FieldKind
    label: str
    payload: str
    chosen: tuple[str, ...] = ()


class CheckOutcome(StrEnum):
    """The outcome of a turn for its check."""

    STARTED = "started"
    FINISHED = "finished"
    STOPPED = "stopped"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address. `label`: plain text."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees.

    Attributes:
        html: HTML, with only the tags b, i and a, and details around what a channel may fold away.
        buttons: In their order.
        outcome: The outcome of the turn; None while a check goes on, and for what is no check.
        title: What a window that shows it is called, as plain text.
        urgent: The lines of `html` that come before all others.
        rows: The number of buttons in each row; empty where the channel arranges them.
        fields: What can be picked, above the buttons; only where a channel asked for fields.
        links: Buttons that open an address, each in a row of its own, below all others.
        loud: Whether it comes with a sound when it is posted.
        run: The run of a check that its buttons go on with, by its random name; empty if it is of none.
        ended: The run that is over with this turn; empty if none is.
        late: Whether that run was over before: what stands there may say so already.
        locale: The language of its words (ISO 639-1), where a check says them, which may not speak the person's; None
            where it is theirs.
    """

    html: str
    buttons: tuple[Button, ...] = ()
    outcome: CheckOutcome | None = None
    title: str = ""
    urgent: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    fields: tuple[Field, ...] = ()
    links: tuple[Link, ...] = ()
    loud: bool = False
    run: str = ""
    ended: str = ""
    late: bool = False
    locale: str | None = None

    @property
    def over(self) -> bool:
        """Return whether the check is over, so that nothing of it may stay."""
        return self.outcome not in {None, CheckOutcome.STARTED}


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person a screen is for.

    Attributes:
        person: The person.
        locale: The language they read, which the content has (ISO 639-1).
    """

    person: Participant
    locale: str
