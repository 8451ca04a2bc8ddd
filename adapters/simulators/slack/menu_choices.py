"""What Slack's clients let a person choose in a menu of conversations.

Those "visible to the current user", which of private channels are their own, reduced by a filter; and no more than
`max_selected_items` (docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element, and the filter at
docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object). Whether an archived channel is in
the menu isn't said there; here it is.
"""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack.channel import WorkspaceChannel
from adapters.simulators.slack.user import User
from adapters.simulators.slack.workspace import Workspace

_SEVERAL = "multi_conversations_select"


def admit(workspace: Workspace, person: User, element: JsonObject, value: object) -> None:
    """Check that a person can choose this in an element.

    Raises:
        LookupError: it isn't in the menu, or is more than may be chosen.
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
