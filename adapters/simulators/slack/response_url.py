"""Messages in reply to a command or an interaction, without a method call.

They come with the acknowledgement of a command, or are posted to a response_url, which is valid for 5 messages in 30
minutes; they are ephemeral unless they say "in_channel" (docs.slack.dev/interactivity/handling-user-interaction). That
a response_url returns 404 with "expired_url" or "used_url" afterwards is undocumented, but was observed.
"""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import rendered_blocks, surface_validation
from adapters.simulators.slack.channel import ChannelMessage, WorkspaceChannel
from adapters.simulators.slack.errors import ApiError
from adapters.simulators.slack.problems import Validator
from adapters.simulators.slack.user import User
from adapters.simulators.slack.workspace import Workspace

MOST, LIFE = 5, 30 * 60
_GONE = 404


def show(
    workspace: Workspace, person: User, channel: WorkspaceChannel, body: JsonObject, check: Validator
) -> ChannelMessage:
    """Show a message to one person, or to the whole channel when it says "in_channel".

    Args:
        workspace: Where it is shown.
        person: Who it replies to.
        channel: Where their command or interaction was.
        body: The message as it was sent.
        check: Collects its problems.

    Raises:
        ApiError: Slack refuses the message.
    """
    text, blocks = body.get("text"), body.get("blocks")
    surface_validation.validate_message(check, text, blocks)
    workspace.judge(check, "invalid_blocks")
    if not text and not blocks:
        raise ApiError("no_text")
    alone = body.get("response_type") != "in_channel"
    kept = rendered_blocks.with_defaults(blocks or [])
    message = ChannelMessage(workspace.timestamp(), channel.id, str(text or ""), kept, ephemeral=alone)
    if alone:
        person.ephemerals.append(message)
    else:
        channel.add(message)
    return message


def post(workspace: Workspace, name: str, body: JsonObject) -> None:
    """Accept a message that was posted to the response_url with this name.

    Raises:
        ApiError: There is no such response_url, it can't be used any more, or Slack refuses the message.
    """
    url = workspace.urls.get(name)
    if url is None:
        raise ApiError("invalid_url", status=_GONE)
    if workspace.clock.now() - url.made > LIFE:
        raise ApiError("expired_url", status=_GONE)
    if url.used >= MOST:
        raise ApiError("used_url", status=_GONE)
    url.used += 1
    before = url.original
    if not body.get("delete_original"):
        url.original = show(workspace, url.user, url.channel, body, Validator("response_url")).ts
    if body.get("delete_original") or body.get("replace_original"):
        url.channel.remove(before)
        url.user.ephemerals = [one for one in url.user.ephemerals if one.ts != before]
