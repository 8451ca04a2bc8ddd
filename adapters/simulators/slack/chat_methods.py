"""The chat methods: posting, updating and deleting messages (docs.slack.dev/reference/methods/chat.postMessage)."""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import rendered_blocks, surface_validation
from adapters.simulators.slack.channel import ChannelMessage, WorkspaceChannel
from adapters.simulators.slack.errors import ApiError
from adapters.simulators.slack.parameters import Parameters
from adapters.simulators.slack.problems import Validator
from adapters.simulators.slack.workspace import Workspace

LONGEST = 40_000


def post_message(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle chat.postMessage; a channel takes one message a second.

    "restricted_action" is one of its errors, but not of chat.postEphemeral's (according to docs.slack.dev).
    """
    channel = _writable(workspace, parameters)
    if channel.restricted:
        raise ApiError("restricted_action")
    text, blocks = _said(workspace, parameters, "chat.postMessage")
    workspace.limit.spend(channel.id)
    message = ChannelMessage(workspace.timestamp(), channel.id, text, blocks, thread=parameters.text("thread_ts"))
    channel.add(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.to_json(workspace.author())}


def post_ephemeral(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle chat.postEphemeral; the person must be in the channel."""
    channel = _writable(workspace, parameters)
    user = parameters.needed("user")
    text, blocks = _said(workspace, parameters, "chat.postEphemeral")
    if user not in channel.members or user not in workspace.people:
        raise ApiError("user_not_in_channel")
    message = ChannelMessage(workspace.timestamp(), channel.id, text, blocks, ephemeral=True)
    workspace.people[user].ephemerals.append(message)
    return {"message_ts": message.ts}


def update(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle chat.update; a new text without blocks removes the blocks."""
    channel = workspace.channel(parameters.needed("channel"))
    found = channel.find(parameters.needed("ts"))
    if found is None:
        raise ApiError("message_not_found")
    text, blocks = _said(workspace, parameters, "chat.update")
    message = channel.change(found, text=text, blocks=blocks)
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": message.to_json(workspace.author())}


def delete(workspace: Workspace, parameters: Parameters) -> JsonObject:
    """Handle chat.delete."""
    channel = workspace.channel(parameters.needed("channel"))
    ts = parameters.needed("ts")
    if channel.find(ts) is None:
        raise ApiError("message_not_found")
    channel.remove(ts)
    return {"channel": channel.id, "ts": ts}


def _writable(workspace: Workspace, parameters: Parameters) -> WorkspaceChannel:
    channel = workspace.channel(parameters.needed("channel"))
    if channel.archived:
        raise ApiError("is_archived")
    if not channel.bot_in and "chat:write.public" not in workspace.scopes:
        raise ApiError("not_in_channel")
    return channel


def _said(workspace: Workspace, parameters: Parameters, method: str) -> tuple[str, list[JsonObject]]:
    """Return the text and the blocks that were sent, validated."""
    text = parameters.text("text")
    blocks = parameters.object("blocks", ApiError("invalid_blocks_format"))
    if not text and not blocks:
        raise ApiError("no_text")
    if len(text) > LONGEST:
        raise ApiError("msg_too_long")
    check = Validator(method)
    surface_validation.validate_message(check, text, blocks)
    workspace.judge(check, "invalid_blocks")
    return text, rendered_blocks.with_defaults(surface_validation.objects_in(blocks))
