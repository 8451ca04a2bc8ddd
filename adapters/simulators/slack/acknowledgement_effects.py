"""The effects of the bot's acknowledgement on what a person sees.

Slack reports an invalid acknowledgement to the person, not to the bot: "invalid_command_response" after a
command (haruotsu/slack-review-notify #99), "We had some trouble connecting" in a modal. The simulator calls the second
one "invalid_response".
"""

import json

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import response_url, surface_validation
from adapters.simulators.slack.channel import WorkspaceChannel
from adapters.simulators.slack.delivery import Ack
from adapters.simulators.slack.errors import ApiError
from adapters.simulators.slack.problems import Validator
from adapters.simulators.slack.user import User
from adapters.simulators.slack.view import OpenView, new_view, updated_view
from adapters.simulators.slack.views_methods import MOST
from adapters.simulators.slack.workspace import Workspace

_SOURCE = "response_action"


def commanded(workspace: Workspace, person: User, channel: WorkspaceChannel, ack: Ack) -> None:
    """Show the message that came with the acknowledgement of a command."""
    if ack.trouble:
        person.troubles.append(ack.trouble)
    elif ack.body:
        body = ack.body if isinstance(ack.body, dict) else {"text": ack.body}
        try:
            response_url.show(workspace, person, channel, body, Validator("command"))
        except ApiError:
            person.troubles.append("invalid_command_response")


def submitted(workspace: Workspace, person: User, view: OpenView, ack: Ack) -> None:
    """Apply the `response_action` that came with the acknowledgement of a submission.

    Without one, the view on top is closed.
    """
    body = ack.body if isinstance(ack.body, dict) else {}
    action = body.get("response_action", "")
    check = Validator(_SOURCE)
    if ack.trouble:
        person.troubles.append(ack.trouble)
        return
    if action in {"update", "push"}:
        _view(workspace, check, body.get("view"), view if action == "update" else None)
    elif action == "errors":
        _complaints(check, view, body.get("errors"))
    elif action != "clear" and ack.body:
        check.refuse("/response_action", "must be a valid enum value")
    if action == "push" and len(person.views) >= MOST:
        check.refuse("/view", "push_limit_reached")
    workspace.faults += check.faults
    if check.refusals:
        person.troubles.append("invalid_response")
        return
    _follow(person, view, action, body, initial=workspace.initial_values_kept)


def _follow(person: User, view: OpenView, action: str, body: JsonObject, *, initial: bool) -> None:
    if action == "clear":
        person.views.clear()
    elif action == "update":
        person.replace(updated_view(view, body["view"]), initial=initial)
    elif action == "push":
        person.push(new_view(body["view"], under=view))
    elif action == "errors":
        person.complaints = dict(body["errors"])
    else:
        person.views = [one for one in person.views if one.id != view.id]


def _view(workspace: Workspace, check: Validator, content: object, old: OpenView | None) -> None:
    """Validate a view in an acknowledgement, which replaces `old` or goes on top, like the views methods."""
    surface_validation.validate_view(check, "/view", content, "modal")
    if len(json.dumps(content).encode()) > surface_validation.LARGEST:
        check.refuse("/view", "view_too_large")
    name = content.get("external_id", "") if isinstance(content, dict) else ""
    taken = workspace.find_view(external=name) if name else None
    if taken and (old is None or taken[1].id != old.id):
        check.refuse("/view/external_id", "duplicate_external_id")


def _complaints(check: Validator, view: OpenView, errors: object) -> None:
    """Check that each error names an input of the view."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        check.refuse("/errors", "must provide an object")
        return
    for name, text in errors.items():
        if name not in inputs or not isinstance(text, str):
            check.refuse(f"/errors/{name}", "must name an input block")
