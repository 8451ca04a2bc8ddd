"""The choices that Slack's clients offer in a menu of conversations.

They are those "visible to the current user", including their own private channels, less those excluded by a filter; at
most `max_selected_items` may be chosen (docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element,
and docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object for the filter). Whether archived
channels are included isn't documented; here they are.
"""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack.channel import WorkspaceChannel
from adapters.simulators.slack.user import User
from adapters.simulators.slack.workspace import Workspace

_SEVERAL = "multi_conversations_select"


def admit(workspace: Workspace, person: User, element: JsonObject, value: object) -> None:
    """Check that a person can choose this in an element.

    Raises:
        LookupError: It isn't in the menu, or is more than may be chosen.
    """
    if element["type"] not in {_SEVERAL, "conversations_select"}:
        return
    chosen: list[str] = [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []
    if len(chosen) > element.get("max_selected_items", len(chosen)):
        raise LookupError(value)
    kinds = element.get("filter", {}).get("include", ["im", "mpim", "private", "public"])
    for one in chosen:
        if not _listed(workspace.channels.get(one), person, kinds):
            raise LookupError(one)


def _listed(channel: WorkspaceChannel | None, person: User, kinds: list[str]) -> bool:
    if channel is None:
        return False
    if channel.id.startswith("D"):
        return "im" in kinds and channel is person.direct
    return "private" in kinds and person.id in channel.members if channel.private else "public" in kinds
