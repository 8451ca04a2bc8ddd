"""Parses the payloads that Slack sends. Pure: no I/O, and no SDK.

1. Parsing never raises: it returns None for anything unknown.
2. The text after a command is only compared with a few words, because people may type names there.
3. Objects and fields are those of https://docs.slack.dev/reference/interaction-payloads.
"""

from collections.abc import Collection, Mapping

from adapters.slack import wizard_modal
from adapters.slack.blocks import START
from adapters.slack.events import (
    CheckEvent,
    CheckPressed,
    CheckRequested,
    CheckSubmitted,
    HomeOpened,
    ModalClosed,
    ReminderEvent,
    RemindersRequested,
    Sender,
    WizardUsed,
)
from adapters.slack.modal import PRESS
from adapters.slack.wizard_modal import OPEN, WIZARD

GROUP_MESSAGE = "mpdm-"
"""The prefix of the name of a group direct message, whose id may look like a channel's."""


def read(body: object, words: Collection[str] = ()) -> CheckEvent | ReminderEvent | None:
    """Parse a payload from bolt; return None for one that the bot doesn't handle.

    Args:
        body: The payload.
        words: The words after a command that ask for reminders.
    """
    if not isinstance(body, dict):
        return None
    match body:
        case {"command": str(command), "trigger_id": str(trigger), "user_id": str(person)}:
            if str(body.get("text", "")).strip().lower() in words:
                return RemindersRequested(Sender(person), trigger, _channel(body), reply=_reply(body))
            return CheckRequested(Sender(person), trigger, command.removeprefix("/"), _reply(body))
        case {"type": "event_callback", "event": {"type": "app_home_opened", "user": str(person), "tab": "home"}}:
            return HomeOpened(Sender(person))
        case {"type": str(kind), "user": {"id": str(person)}}:
            sender = Sender(person)
            return _plan(kind, body, sender) or _interaction(kind, body, sender)
        case _:
            return None


def _interaction(kind: str, body: Mapping[str, object], sender: Sender) -> CheckEvent | None:
    match kind, body:
        case "shortcut", {"trigger_id": str(trigger), "callback_id": "check"}:
            return CheckRequested(sender, trigger, None)
        case "block_actions", {"actions": [{"action_id": str(id_), "value": str(value)}, *_]}:
            return _pressed(id_, value, body, sender)
        case "view_submission", {"view": {"external_id": str(name), "callback_id": "check"} as view}:
            locale, carried = _carried(view)
            return CheckSubmitted(sender, name, locale, carried) if carried else ModalClosed(sender, name, done=True)
        case "view_closed", {"view": {"external_id": str(name), "callback_id": "check"}}:
            return ModalClosed(sender, name, done=False)
        case _:
            return None


def _plan(kind: str, body: Mapping[str, object], sender: Sender) -> ReminderEvent | None:
    """Parse actions in the reminder wizard, and presses of the button that opens it."""
    match kind, body:
        case "block_actions", {"trigger_id": str(trigger), "actions": [{"action_id": str(id_), **rest}, *_]} if (
            id_ == OPEN
        ):
            value = rest.get("value")
            return RemindersRequested(sender, trigger, entry=value if isinstance(value, str) else None)
        case "block_actions", {
            "actions": [dict(action), *_],
            "view": {"external_id": str(name), "callback_id": str(callback)} as view,
        } if callback == WIZARD:
            found = wizard_modal.used(action, _origin(view) or "")
            return WizardUsed(sender, name, *found) if found else None
        case _:
            return None


def _pressed(id_: str, value: str, body: Mapping[str, object], sender: Sender) -> CheckEvent | None:
    match body:
        case {"trigger_id": str(trigger)} if id_.startswith(START):
            return CheckRequested(sender, trigger, value, _reply(body), pressed=True)
        case {"view": {"external_id": str(name), "hash": str(hash_), "callback_id": "check"} as view} if id_.startswith(
            PRESS
        ):
            return CheckPressed(sender, name, hash_, _carried(view)[0], value)
        case _:
            return None


def _carried(view: object) -> tuple[str, str]:
    """Return the language of a check's modal, and the payload of its submit button."""
    locale, _, payload = (_origin(view) or "").partition(" ")
    return locale, payload


def _origin(view: object) -> str | None:
    match view:
        case {"private_metadata": str(origin)}:
            return origin
        case _:
            return None


def _channel(body: Mapping[str, object]) -> str | None:
    """Return the id of the channel in which a command was typed; None outside of channels."""
    match body:
        case {"channel_id": str(chat)} if chat.startswith(("C", "G")):
            return None if str(body.get("channel_name", "")).startswith(GROUP_MESSAGE) else chat
        case _:
            return None


def _reply(body: Mapping[str, object]) -> str | None:
    match body:
        case {"response_url": str(address)}:
            return address
        case _:
            return None
