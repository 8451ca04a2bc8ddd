"""What the reminder wizard asks about channels, and about the people in them."""

from html import escape

from adapters.platforms.errors import RefusedError
from adapters.slack.api import Api
from adapters.slack.blocks import mention
from adapters.slack.publisher import suspension
from adapters.slack.user_groups import UserGroups
from adapters.storage.reminders import Destination

OUTSIDE = "window.outside"
"""The key of the words for somebody who isn't in the channel."""
_OUTSIDE = "user_not_in_channel"


class Directory:
    """Answers the wizard (`reminders.publisher.ChatDirectory`)."""

    def __init__(self, api: Api, groups: UserGroups, hint: str) -> None:
        """Prepare. `hint`: the line, as plain text, that shows whether somebody is in a channel."""
        self._api = api
        self._groups = groups
        self._hint = escape(hint, quote=False)

    async def title(self, chat: str) -> str | None:
        """Return a mention of a channel: to read names, the app would need more rights than it has."""
        return mention(chat)

    async def coordinates(self, person: str, chat: str) -> bool:
        """Return whether this person is in one of the groups that may set up reminders. Raises `PlatformError`."""
        return await self._groups.coordinates(person, chat)

    async def refuses(self, person: str, place: Destination) -> str | None:
        """Return the key of the words that say why this person may not choose a channel; None if they may.

        They must be in it. Without a right to read its members, Slack tells that by what only somebody in the channel
        can be shown: a line that nobody else sees.

        Raises:
            UnavailableError: Slack can't be reached.
        """
        try:
            await self._api.post_ephemeral(place.chat, person, self._hint)
        except RefusedError as refused:
            return OUTSIDE if refused.reason == _OUTSIDE else f"suspension.{suspension(refused.reason)}"
        return None
