"""What Slack sends to a bot when somebody does something (docs.slack.dev/reference/interaction-payloads)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from adapters.slack.fake.workspace import APP, BOT_USER, VERIFICATION

if TYPE_CHECKING:
    from adapters.slack.fake.channel import Channel, Message
    from adapters.slack.fake.error import Json
    from adapters.slack.fake.person import Person
    from adapters.slack.fake.workspace import Workspace

DOMAIN = "workspace"


def command(workspace: Workspace, person: Person, words: tuple[str, str], channel: Channel) -> Json:
    """Give a slash command and the text behind it: all are strings, as in a form."""
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


def interaction(workspace: Workspace, person: Person, kind: str, *, view: str | None = None) -> Json:
    """Give what all interactions have; with a trigger when `view` (the id, or "" for none) is given."""
    user = {"id": person.id, "username": person.name, "name": person.name, "team_id": workspace.team}
    known: Json = {"type": kind, "user": user, "api_app_id": APP, "token": VERIFICATION}
    known |= {"team": {"id": workspace.team, "domain": DOMAIN}, "enterprise": None, "is_enterprise_install": False}
    return known if view is None else {**known, "trigger_id": workspace.triggers.make(person, view)}


def action(block: Json, element: Json, given: Json, at: str) -> Json:
    """Give one action of block_actions: what is known of the element, and what the person did with it."""
    known: Json = {name: element[name] for name in ("type", "action_id", "text", "value", "style") if name in element}
    return {**known, "block_id": block["block_id"], **given, "action_ts": at}


def in_message(workspace: Workspace, person: Person, channel: Channel, message: Message) -> Json:
    """Give what block_actions have beside the action when it is under a message."""
    container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    return {
        "container": {**container, "is_ephemeral": message.ephemeral},
        "channel": {"id": channel.id, "name": channel.name},
        # An ephemeral message isn't kept, so Slack can't send it along.
        **({} if message.ephemeral else {"message": message.wire(workspace.author())}),
        "state": {"values": {}},
        "response_url": workspace.response_url(person, channel, message.ts),
    }


def event(workspace: Workspace, body: Json, now: int) -> Json:
    """Give an event in what the Events API wraps around it."""
    authorization = {"enterprise_id": None, "team_id": workspace.team, "user_id": BOT_USER, "is_bot": True}
    return {
        "token": VERIFICATION,
        "team_id": workspace.team,
        "api_app_id": APP,
        "event": body,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": now,
        "authorizations": [{**authorization, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": secrets.token_hex(16),
    }
