"""What a person sees once the bot has acknowledged what they did.

Of an answer that it can't use, Slack tells the person and not the bot: "invalid_command_response" after a command
(haruotsu/slack-review-notify #99), "We had some trouble connecting" in a modal. Here the second is "invalid_response".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.fake import reply, surface
from adapters.slack.fake.error import ApiError, Json
from adapters.slack.fake.finding import Check
from adapters.slack.fake.modal import MOST
from adapters.slack.fake.view import View, changed, new

if TYPE_CHECKING:
    from adapters.slack.fake.channel import Channel
    from adapters.slack.fake.delivery import Ack
    from adapters.slack.fake.person import Person
    from adapters.slack.fake.workspace import Workspace

_SOURCE = "response_action"


def commanded(workspace: Workspace, person: Person, channel: Channel, ack: Ack) -> None:
    """Show what came with the acknowledgement of a command."""
    if ack.trouble:
        person.troubles.append(ack.trouble)
    elif ack.body:
        body = ack.body if isinstance(ack.body, dict) else {"text": ack.body}
        try:
            reply.show(workspace, person, channel, body, Check("command"))
        except ApiError:
            person.troubles.append("invalid_command_response")


def submitted(workspace: Workspace, person: Person, view: View, ack: Ack) -> None:
    """Do with the open views what came with the acknowledgement of a submission: by default, close the one on top."""
    body = ack.body if isinstance(ack.body, dict) else {}
    action = body.get("response_action", "")
    check = Check(_SOURCE)
    if ack.trouble:
        person.troubles.append(ack.trouble)
        return
    if action in {"update", "push"}:
        surface.view(check, "/view", body.get("view"), "modal")
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
    _follow(person, view, action, body)


def _follow(person: Person, view: View, action: str, body: Json) -> None:
    if action == "clear":
        person.views.clear()
    elif action == "update":
        person.put(changed(view, body["view"]))
    elif action == "push":
        person.views.append(new(body["view"], under=view))
    elif action == "errors":
        person.complaints = dict(body["errors"])
    else:
        person.views.remove(view)


def _complaints(check: Check, view: View, errors: object) -> None:
    """Look whether each complaint belongs to an input."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        check.refuse("/errors", "must provide an object")
        return
    for name, text in errors.items():
        if name not in inputs or not isinstance(text, str):
            check.refuse(f"/errors/{name}", "must name an input block")
