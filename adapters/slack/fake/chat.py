"""The chat methods: posting, updating and deleting messages (docs.slack.dev/reference/methods/chat.postMessage)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.fake import screen, surface
from adapters.slack.fake.channel import Channel, Message
from adapters.slack.fake.error import ApiError, Json
from adapters.slack.fake.finding import Check

if TYPE_CHECKING:
    from adapters.slack.fake.form import Form
    from adapters.slack.fake.workspace import Workspace

LONGEST = 40_000


def post_message(workspace: Workspace, form: Form) -> Json:
    """Do chat.postMessage: once a second in one channel."""
    channel = _writable(workspace, form)
    text, blocks = _said(workspace, form, "chat.postMessage")
    workspace.limit.spend(channel.id)
    message = Message(workspace.clock.stamp(), channel.id, text, blocks, thread=form.text("thread_ts"))
    channel.add(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.wire(workspace.author())}


def post_ephemeral(workspace: Workspace, form: Form) -> Json:
    """Do chat.postEphemeral: to a person who is in the channel."""
    channel = _writable(workspace, form)
    user = form.needed("user")
    text, blocks = _said(workspace, form, "chat.postEphemeral")
    if user not in channel.members or user not in workspace.people:
        raise ApiError("user_not_in_channel")
    message = Message(workspace.clock.stamp(), channel.id, text, blocks, ephemeral=True)
    workspace.people[user].ephemerals.append(message)
    return {"message_ts": message.ts}


def update(workspace: Workspace, form: Form) -> Json:
    """Do chat.update: what isn't given stays, but a new text without blocks takes the blocks away."""
    channel = workspace.channel(form.needed("channel"))
    found = channel.find(form.needed("ts"))
    if found is None:
        raise ApiError("message_not_found")
    text, blocks = _said(workspace, form, "chat.update")
    message = channel.change(found, text=text, blocks=blocks)
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": message.wire(workspace.author())}


def delete(workspace: Workspace, form: Form) -> Json:
    """Do chat.delete."""
    channel = workspace.channel(form.needed("channel"))
    ts = form.needed("ts")
    if channel.find(ts) is None:
        raise ApiError("message_not_found")
    channel.remove(ts)
    return {"channel": channel.id, "ts": ts}


def _writable(workspace: Workspace, form: Form) -> Channel:
    channel = workspace.channel(form.needed("channel"))
    if channel.archived:
        raise ApiError("is_archived")
    if not channel.bot_in and "chat:write.public" not in workspace.scopes:
        raise ApiError("not_in_channel")
    if channel.restricted:
        raise ApiError("restricted_action")
    return channel


def _said(workspace: Workspace, form: Form, method: str) -> tuple[str, list[Json]]:
    """Give the text and the blocks that were sent, once they have been looked through."""
    text = form.text("text")
    blocks = form.object("blocks", ApiError("invalid_blocks_format"))
    if not text and not blocks:
        raise ApiError("no_text")
    if len(text) > LONGEST:
        raise ApiError("msg_too_long")
    check = Check(method)
    surface.message(check, text, blocks)
    workspace.judge(check, "invalid_blocks")
    return text, screen.dressed(surface.listed(blocks))
