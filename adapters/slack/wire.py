"""What Slack sends, read. Pure: no I/O, and nothing of an SDK.

1. Whatever comes in, reading it never raises: what is not understood is None.
2. Of a command its name is read, and of the text behind it only whether it is one of a few words: people type names.
3. Objects and fields are those of https://docs.slack.dev/reference/interaction-payloads.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from adapters.slack import field

CHECK = "check"
"""The callback_id of every modal of a check, and of the shortcut that opens one."""
PRESS = "press"
"""What the action_id of a button of a check starts with; START is that of a button that starts one."""
START = "start"
PLAN = "plan"
"""The callback_id of the list of reminders, and what the action_id of everything in it starts with."""
FORM = "form"
"""The callback_id of the form of a reminder, and what the action_id of everything in it starts with."""
OPEN = f"{PLAN}:open"
"""The action_id of the button that opens the list."""


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


@dataclass(frozen=True, slots=True)
class Planned:
    """The list of reminders is asked for. `trigger` and `reply`: as with `Asked`."""

    sender: Sender
    trigger: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Something was pressed or chosen in the list or the form of reminders, in the modal known to us as `name`.

    `action`: its action_id; `value`: what was given with it, or empty; `origin`: the modal's private_metadata;
    `filled`: what all its fields hold.
    """

    sender: Sender
    name: str
    action: str
    value: str
    origin: str
    filled: field.Filled


@dataclass(frozen=True, slots=True)
class Sent:
    """The form of a reminder was sent in."""

    sender: Sender
    name: str
    origin: str
    filled: field.Filled


Event = Asked | Pressed | Closed | Visited
"""What concerns a check."""
Plan = Planned | Chosen | Sent
"""What concerns reminders."""


def read(body: object, words: Collection[str] = ()) -> Event | Plan | None:
    """Read what bolt hands on; None for what is not for us. `words`: those that ask for reminders after a command."""
    if not isinstance(body, dict):
        return None
    match body:
        case {"command": str(command), "trigger_id": str(trigger), "user_id": str(person), "team_id": str(team)}:
            if str(body.get("text", "")).strip().lower() in words:
                return Planned(Sender(team, person), trigger, _reply(body))
            return Asked(Sender(team, person), trigger, command.removeprefix("/"), _reply(body))
        case {
            "type": "event_callback",
            "team_id": str(team),
            "event": {"type": "app_home_opened", "user": str(person), "tab": "home"},
        }:
            return Visited(Sender(team, person))
        case {"type": str(kind), "user": {"id": str(person)}}:
            sender = Sender(_team(body), person)
            return _plan(kind, body, sender) or _interaction(kind, body, sender)
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


def _plan(kind: str, body: Mapping[str, object], sender: Sender) -> Plan | None:
    """Read what is done in the list and the form of reminders, and the button that leads there."""
    match kind, body:
        case "block_actions", {"trigger_id": str(trigger), "actions": [{"action_id": "plan:open"}, *_]}:
            return Planned(sender, trigger)
        case "block_actions", {
            "actions": [{"action_id": str(id_)} as given, *_],
            "view": {"external_id": str(name), "callback_id": "plan" | "form"} as view,
        }:
            value = field.held(given)
            return Chosen(sender, name, id_, value if isinstance(value, str) else "", _origin(view), field.read(view))
        case "view_submission", {"view": {"external_id": str(name), "callback_id": "form"} as view}:
            return Sent(sender, name, _origin(view), field.read(view))
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


def _origin(view: object) -> str:
    match view:
        case {"private_metadata": str(origin)}:
            return origin
        case _:
            return ""


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
