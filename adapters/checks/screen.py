"""A screen: text with buttons below it; and the person who sees it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from adapters.checks.state_token import Participant


class Button(NamedTuple):
    """A button below a screen. A tuple because many are created for each press, four times as fast as a dataclass.

    Attributes:
        key: The key to type for it in a terminal; empty if there is none.
        label: Plain text.
        payload: What the platform sends when it is pressed.
        answers: Whether it answers the question on its screen.
        main: Whether it is the main button, which leads to the next screen.
        wipes: Whether it ends and wipes the check.
        danger: Whether it permanently deletes something.
    """

    key: str
    label: str
    payload: str
    answers: bool = False
    main: bool = False
    wipes: bool = False
    danger: bool = False


class FieldKind(StrEnum):
    """The kind of value picked in a field: a time (HH:MM), a date (ISO 8601), or chats (ids)."""

    TIME = "time"
    DATE = "date"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Field:
    """A picker, on a channel that has them. A pick is sent immediately, like a press.

    Attributes:
        kind: The kind of value.
        label: Plain text.
        payload: Sent along with the pick.
        chosen: The current value: at most one, except for chats.
    """

    kind: FieldKind
    label: str
    payload: str
    chosen: tuple[str, ...] = ()


class CheckOutcome(StrEnum):
    """How a turn changed the status of its check."""

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
    """A screen that is shown to a person.

    Attributes:
        html: HTML with only the tags b, i and a, and details around what a channel may collapse.
        buttons: In their order.
        outcome: The outcome of the turn; None while a check goes on, and outside of checks.
        title: The title of a window that shows it, as plain text.
        urgent: The urgent lines, with which `html` starts.
        rows: The number of buttons in each row; empty to let the channel arrange them.
        fields: The pickers above the buttons; only for channels that asked for fields.
        links: Buttons that open an address, each in a row of its own, below all others.
        loud: Whether posting it makes a sound.
        run: The random name of the run of the check that its buttons belong to; empty if there is none.
        ended: The run that ended with this turn; empty if none did.
        late: Whether that run had ended before, so that the message may already say so.
        locale: The language of the text (ISO 639-1), if a check lacks the person's own; None if it is theirs.
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
        """Return whether the check is over, so that nothing of it may remain."""
        return self.outcome not in {None, CheckOutcome.STARTED}


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person a screen is for.

    Attributes:
        person: The person.
        locale: Their language among those of the content (ISO 639-1).
    """

    person: Participant
    locale: str
