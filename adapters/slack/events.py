"""The events from Slack that concern the bot."""

from dataclasses import dataclass

from adapters.slack.form_values import Filled


@dataclass(frozen=True, slots=True)
class Sender:
    """A person, by Slack's id.

    Not by their workspace as well: of somebody from another workspace, each surface names another one.
    """

    person: str


@dataclass(frozen=True, slots=True)
class CheckRequested:
    """A check was requested.

    Attributes:
        trigger: Opens a modal within 3 seconds.
        check: The id of a check, or whatever was typed instead; None for any.
        reply: The response_url where a line for this person only can be posted; None if there is none.
    """

    sender: Sender
    trigger: str
    check: str | None
    reply: str | None = None


@dataclass(frozen=True, slots=True)
class CheckPressed:
    """A button of a check was pressed, in the modal with the external_id `name`, which had this `hash`."""

    sender: Sender
    name: str
    hash: str
    payload: str


@dataclass(frozen=True, slots=True)
class CheckSubmitted:
    """The main button of a check was pressed, at the foot of the modal with the external_id `name`.

    `locale`: the language of the modal (ISO 639-1), as the modal has it.
    """

    sender: Sender
    name: str
    locale: str
    payload: str


@dataclass(frozen=True, slots=True)
class ModalClosed:
    """A modal is gone: closed by the person, or, with `done`, submitted at the end of a check."""

    sender: Sender
    name: str
    done: bool


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """The Home tab was opened."""

    sender: Sender


@dataclass(frozen=True, slots=True)
class RemindersRequested:
    """The list of reminders was requested. `trigger` and `reply`: as in `CheckRequested`."""

    sender: Sender
    trigger: str
    reply: str | None = None


@dataclass(frozen=True, slots=True)
class ReminderControlUsed:
    """Something was pressed or chosen in the list or the form of reminders, in the modal with the external_id `name`.

    Attributes:
        action: Its action_id.
        value: Its value; None for nothing.
        origin: The modal's private_metadata; None for none.
        filled: The values of all fields.
    """

    sender: Sender
    name: str
    action: str
    value: str | None
    origin: str | None
    filled: Filled


@dataclass(frozen=True, slots=True)
class FormSubmitted:
    """The form of a reminder was submitted. `origin` and `filled`: as in `ReminderControlUsed`."""

    sender: Sender
    name: str
    origin: str | None
    filled: Filled


CheckEvent = CheckRequested | CheckPressed | CheckSubmitted | ModalClosed | HomeOpened
ReminderEvent = RemindersRequested | ReminderControlUsed | FormSubmitted
