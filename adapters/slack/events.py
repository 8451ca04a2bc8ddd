"""The events from Slack that concern the bot."""

from dataclasses import dataclass


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
        check: The id of a check, or of one that was, or whatever command it was instead; None for any.
        reply: The response_url where a line for this person only can be posted; None if there is none.
        pressed: Whether a button asked for it, which names the check that it starts.
    """

    sender: Sender
    trigger: str
    check: str | None
    reply: str | None = None
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class CheckPressed:
    """A button of a check was pressed, in the modal with the external_id `name`, which had this `hash`.

    `locale`: the language of the modal (ISO 639-1), as the modal has it.
    """

    sender: Sender
    name: str
    hash: str
    locale: str
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
    """The reminders were requested.

    Attributes:
        trigger: As in `CheckRequested`.
        chat: The id of the channel in which they were requested; None outside any.
        entry: The payload that leads to one of them (`reminders.entries`); None for all.
        reply: As in `CheckRequested`.
    """

    sender: Sender
    trigger: str
    chat: str | None = None
    entry: str | None = None
    reply: str | None = None


@dataclass(frozen=True, slots=True)
class WizardUsed:
    """Something was pressed or picked in the reminder wizard, in the modal with the external_id `name`.

    Attributes:
        payload: What the button or the field carries.
        picked: What was picked; empty for a button, and where nothing is left.
    """

    sender: Sender
    name: str
    payload: str
    picked: tuple[str, ...] = ()


CheckEvent = CheckRequested | CheckPressed | CheckSubmitted | ModalClosed | HomeOpened
ReminderEvent = RemindersRequested | WizardUsed
