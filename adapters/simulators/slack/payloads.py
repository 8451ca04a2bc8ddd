"""The payloads that Slack sends to a bot (docs.slack.dev/reference/interaction-payloads).

Which workspace a payload names depends on where it happened, for somebody from another workspace (Slack Connect):

1. In a message, `team` is the workspace that the app is in, and `user.team_id` the person's own (java-slack-sdk #1041).
2. In a view both are the person's own, and the app's is in `view.app_installed_team_id` (bolt-js #1614). That it is the
   same for a shortcut is a guess.
3. An event names the workspace that it came from (java-slack-sdk #629).
4. If the app is installed organisation-wide (Enterprise Grid), `team` is null, and `enterprise` names the organisation
   (bolt-python's `extract_team_id`).
"""

import secrets

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack.channel import ChannelMessage, WorkspaceChannel
from adapters.simulators.slack.user import User
from adapters.simulators.slack.workspace import APP, BOT_USER, VERIFICATION, Workspace

DOMAIN = "workspace"


def command(workspace: Workspace, person: User, words: tuple[str, str], channel: WorkspaceChannel) -> JsonObject:
    """Return the payload of a slash command, in which every value is a string, as in a form.

    Args:
        workspace: Where it was typed.
        person: Who typed it.
        words: The command with its slash, and the text after it.
        channel: The channel in which it was typed.
    """
    names = {"command": words[0], "text": words[1], "user_name": person.name, "channel_name": channel.name}
    return {
        "token": VERIFICATION,
        "team_id": workspace.team,
        "team_domain": DOMAIN,
        "channel_id": channel.id,
        "user_id": person.id,
        **names,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": workspace.response_url(person, channel),
        "trigger_id": workspace.triggers.make(person),
    }


def interaction(workspace: Workspace, person: User, kind: str, *, view: str | None = None) -> JsonObject:
    """Return the fields that all interactions have.

    Args:
        workspace: Where it happened.
        person: Who did it.
        kind: Its `type`, such as "block_actions".
        view: The id of the view that it happened in, "" outside a view; None for an interaction without a trigger_id.
    """
    user = {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team or workspace.team}
    known: JsonObject = {"type": kind, "user": user, "api_app_id": APP, "token": VERIFICATION}
    known |= {"team": {"id": user["team_id"], "domain": DOMAIN}, "enterprise": None, "is_enterprise_install": False}
    if workspace.enterprise:
        organisation = {"id": workspace.enterprise, "name": "organisation"}
        known |= {"team": None, "enterprise": organisation, "is_enterprise_install": True}
    return known if view is None else {**known, "trigger_id": workspace.triggers.make(person, view)}


def action(block: JsonObject, element: JsonObject, given: JsonObject, at: str) -> JsonObject:
    """Return one action of block_actions.

    Args:
        block: The block that the element is in.
        element: The element that was used.
        given: The fields for what the person did, such as `selected_option`.
        at: The timestamp.
    """
    known: JsonObject = {
        name: element[name] for name in ("type", "action_id", "text", "value", "style") if name in element
    }
    return {**known, "block_id": block["block_id"], **given, "action_ts": at}


def in_message(workspace: Workspace, person: User, channel: WorkspaceChannel, message: ChannelMessage) -> JsonObject:
    """Return the additional fields of block_actions in a message."""
    team = {} if workspace.enterprise else {"team": {"id": workspace.team, "domain": DOMAIN}}
    container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    return {
        **team,
        "container": {**container, "is_ephemeral": message.ephemeral},
        "channel": {"id": channel.id, "name": channel.name},
        # Ephemeral messages aren't stored, so Slack can't include them.
        **({} if message.ephemeral else {"message": message.to_json(workspace.author())}),
        "state": {"values": {}},
        "response_url": workspace.response_url(person, channel, message.ts),
    }


def event(workspace: Workspace, body: JsonObject, now: int, team: str = "") -> JsonObject:
    """Return an event in the envelope of the Events API.

    Args:
        workspace: Where the app is.
        body: The event.
        now: In seconds since 1970.
        team: The workspace that it came from, if not the app's own.
    """
    authorization = {"enterprise_id": None, "team_id": workspace.team, "user_id": BOT_USER, "is_bot": True}
    return {
        "token": VERIFICATION,
        "team_id": team or workspace.team,
        "api_app_id": APP,
        "event": body,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": now,
        "authorizations": [{**authorization, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": secrets.token_hex(16),
    }
