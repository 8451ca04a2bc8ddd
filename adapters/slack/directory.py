"""Answers the reminder wizard's questions about channels and the people in them."""

from html import escape

from adapters.platforms.errors import RefusedError
from adapters.slack.api import Api
from adapters.slack.blocks import mention
from adapters.slack.publisher import suspension
from adapters.slack.user_groups import UserGroups
from adapters.storage.reminders import Destination

OUTSIDE = "window.outside"
"""The key of the text for people who aren't in the channel."""
_OUTSIDE = "user_not_in_channel"


class Directory:
    """Answers the wizard (`reminders.publisher.ChatDirectory`)."""

    def __init__(self, api: Api, groups: UserGroups, hint: str) -> None:
        """Set up. `hint`: the line, plain text, posted to find out whether somebody is in a channel."""
        self._api = api
        self._groups = groups
        self._hint = escape(hint, quote=False)

    async def title(self, chat: str) -> str | None:
        """Return a mention of a channel: reading its name would take another scope."""
        return mention(chat)

    async def is_coordinator(self, person: str, chat: str) -> bool:
        """Return whether this person is in one of the groups that may set up reminders. Raises `PlatformError`."""
        return await self._groups.is_coordinator(person, chat)

    async def refuses(self, person: str, place: Destination) -> str | None:
        """Return the key of the text that says why this person may not choose a channel; None if they may.

        They must be a member. The app has no scope to list members, so it posts a line that only they can see, which
        Slack refuses for people who aren't in the channel.

        Raises:
            UnavailableError: Slack can't be reached.
        """
        try:
            await self._api.post_ephemeral(place.chat, person, self._hint)
        except RefusedError as refused:
            return OUTSIDE if refused.reason == _OUTSIDE else f"suspension.{suspension(refused.reason)}"
        return None
