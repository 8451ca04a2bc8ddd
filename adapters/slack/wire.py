"""What Slack sends, read. Pure: no I/O, and nothing of an SDK.

1. Whatever comes in, reading it never raises: what is not understood is None.
2. Of a command only its name is read, and never the text behind it: people type names.
3. Objects and fields are those of https://docs.slack.dev/reference/interaction-payloads.
"""

from collections.abc import Mapping
from dataclasses import dataclass

CHECK = "check"
"""The callback_id of every modal of a check, and of the shortcut that opens one."""
PRESS = "press"
"""What the action_id of a button of a check starts with; START is that of a button that starts one."""
START = "start"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did something. `team`: of the workspace; both as Slack names them."""

    team: str
    person: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A check is asked for. `trigger`: opens a modal within 3 seconds; `check`: its id, or empty for any.

    `view`: the modal it is asked in, or empty; `reply`: where a line for this person's eyes can be posted, or empty.
    """

    sender: Sender
    trigger: str
    check: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of a check was pressed, in the modal that is known to us as `name` and had this `hash`."""

    sender: Sender
    name: str
    hash: str
    payload: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A modal is gone: closed by the person, or, with `done`, sent in at the end of a check."""

    sender: Sender
    name: str
    done: bool


@dataclass(frozen=True, slots=True)
class Visited:
    """The Home tab was opened."""

    sender: Sender


Event = Asked | Pressed | Closed | Visited


def read(body: object) -> Event | None:
    """Read what bolt hands on; None for what is not for us."""
    if not isinstance(body, dict):
        return None
    match body:
        case {"command": str(command), "trigger_id": str(trigger), "user_id": str(person), "team_id": str(team)}:
            return Asked(Sender(team, person), trigger, command.removeprefix("/"), _reply(body))
        case {
            "type": "event_callback",
            "team_id": str(team),
            "event": {"type": "app_home_opened", "user": str(person), "tab": "home"},
        }:
            return Visited(Sender(team, person))
        case {"type": str(kind), "user": {"id": str(person)}}:
            return _interaction(kind, body, Sender(_team(body), person))
        case _:
            return None


def _interaction(kind: str, body: Mapping[str, object], sender: Sender) -> Event | None:
    match kind, body:
        case "shortcut", {"trigger_id": str(trigger), "callback_id": "check"}:
            return Asked(sender, trigger, "")
        case "block_actions", {"actions": [{"action_id": str(id_), "value": str(value)}, *_]}:
            return _pressed(id_, value, body, sender)
        case "view_submission", {"view": {"external_id": str(name), "callback_id": "check"}}:
            return Closed(sender, name, done=True)
        case "view_closed", {"view": {"external_id": str(name), "callback_id": "check"}}:
            return Closed(sender, name, done=False)
        case _:
            return None


def _pressed(id_: str, value: str, body: Mapping[str, object], sender: Sender) -> Event | None:
    match body:
        case {"trigger_id": str(trigger)} if id_.startswith(START):
            return Asked(sender, trigger, value, _reply(body))
        case {"view": {"external_id": str(name), "hash": str(hash_), "callback_id": "check"}} if id_.startswith(PRESS):
            return Pressed(sender, name, hash_, value)
        case _:
            return None


def _team(body: Mapping[str, object]) -> str:
    """Name the workspace; of an organisation-wide app, the one that the person belongs to."""
    match body:
        case {"team": {"id": str(team)}} | {"user": {"team_id": str(team)}}:
            return team
        case _:
            return ""


def _reply(body: Mapping[str, object]) -> str:
    match body:
        case {"response_url": str(address)}:
            return address
        case _:
            return ""
