"""The events from Slack that the bot handles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """A person, by Slack's id.

    Without their workspace: for people from another workspace, it differs from one surface to another.
    """

    person: str


@dataclass(frozen=True, slots=True)
class CheckRequested:
    """A check was requested.

    Attributes:
        trigger: Opens a modal within 3 seconds.
        check: The id of the check, possibly of a former one, or the name of the command; None for any check.
        reply: The response_url for posting a line that only this person sees; None if there is none.
        pressed: Whether it came from a start button, which names its check.
    """

    sender: Sender
    trigger: str
    check: str | None
    reply: str | None = None
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class CheckPressed:
    """A button of a check was pressed, in the modal with the external_id `name`, which had this `hash`.

    `locale`: the language of the modal (ISO 639-1), read from the modal.
    """

    sender: Sender
    name: str
    hash: str
    locale: str
    payload: str


@dataclass(frozen=True, slots=True)
class CheckSubmitted:
    """The submit button was pressed, in the modal of a check with the external_id `name`.

    `locale`: the language of the modal (ISO 639-1), read from the modal.
    """

    sender: Sender
    name: str
    locale: str
    payload: str


@dataclass(frozen=True, slots=True)
class ModalClosed:
    """A modal was closed by the person or, if `done`, submitted at the end of a check."""

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
        chat: The id of the channel in which they were requested; None outside of channels.
        entry: The payload that opens one of them (`reminders.entries`); None for all.
        reply: As in `CheckRequested`.
    """

    sender: Sender
    trigger: str
    chat: str | None = None
    entry: str | None = None
    reply: str | None = None


@dataclass(frozen=True, slots=True)
class WizardUsed:
    """A button or a picker was used in the reminder wizard, in the modal with the external_id `name`.

    Attributes:
        payload: The payload of the button or the field.
        picked: The picked values; empty for a button, and for a field that was cleared.
    """

    sender: Sender
    name: str
    payload: str
    picked: tuple[str, ...] = ()


CheckEvent = CheckRequested | CheckPressed | CheckSubmitted | ModalClosed | HomeOpened
ReminderEvent = RemindersRequested | WizardUsed
