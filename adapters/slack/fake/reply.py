"""Answers that are no call: in the acknowledgement of a command, or posted to a response_url.

docs.slack.dev/interactivity/handling-user-interaction: a response_url is good for 5 answers in 30 minutes; an answer is
for the person alone unless it says "in_channel". That it gives 404 with "expired_url" or "used_url" after that is what
people met; the documentation doesn't say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.fake import screen, surface
from adapters.slack.fake.channel import Channel, Message
from adapters.slack.fake.error import ApiError, Json
from adapters.slack.fake.finding import Check

if TYPE_CHECKING:
    from adapters.slack.fake.person import Person
    from adapters.slack.fake.workspace import Workspace

MOST, LIFE = 5, 30 * 60
_GONE = 404


def show(workspace: Workspace, person: Person, channel: Channel, body: Json, check: Check) -> Message:
    """Show an answer to the person, or to everybody in the channel when it says so.

    Raises:
        ApiError: it is none.
    """
    text, blocks = body.get("text"), body.get("blocks")
    surface.message(check, text, blocks)
    workspace.judge(check, "invalid_blocks")
    if not text and not blocks:
        raise ApiError("no_text")
    alone = body.get("response_type") != "in_channel"
    kept = screen.dressed(blocks or [])
    message = Message(workspace.clock.stamp(), channel.id, str(text or ""), kept, ephemeral=alone)
    if alone:
        person.ephemerals.append(message)
    else:
        channel.add(message)
    return message


def post(workspace: Workspace, name: str, body: Json) -> None:
    """Take an answer that was posted to a response_url.

    Raises:
        ApiError: there is no such address, or it can't be used any more, or the answer is none.
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
        url.original = show(workspace, url.person, url.channel, body, Check("response_url")).ts
    if body.get("delete_original") or body.get("replace_original"):
        url.channel.remove(before)
        url.person.ephemerals = [one for one in url.person.ephemerals if one.ts != before]
