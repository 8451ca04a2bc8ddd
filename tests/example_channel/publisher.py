"""Posts reminders in the chats of teams, and deletes them again."""

from adapters.checks.screen import Button, Screen
from adapters.platforms.errors import GoneError, RefusedError, TokenError, UnavailableError
from adapters.platforms.pacing import Pacer
from adapters.reminders.publisher import PostedReminder, PostRefusedError, ReminderPost, suspension
from adapters.storage.reminders import Destination, Suspension
from tests.example_channel.api import Api

CHAT_PACE = 1.0
"""Seconds between two posts in one chat."""


class Publisher:
    """Posts reminders (`reminders.publisher.Publisher`)."""

    post_interval = 0.1

    def __init__(self, api: Api) -> None:
        """Set up. `api`: the API of the bot."""
        self._api = api
        self._pacer = Pacer(CHAT_PACE)

    async def publish(self, destination: Destination, post: ReminderPost) -> PostedReminder:
        """Post it, without retrying. Raises `PostRefusedError` and `UnavailableError`."""
        links = (post.page,) if post.page else ()
        screen = Screen(post.html, (Button("", post.label, post.check),), links=links)
        async with self._pacer.turn(destination.chat):
            try:
                return PostedReminder(await self._api.post_once(destination.chat, screen), destination.chat)
            except RefusedError as refused:
                raise PostRefusedError(suspension(refused)) from refused
            except TokenError as error:
                raise PostRefusedError(Suspension.TOKEN) from error

    async def retract(self, destination: Destination, message: str) -> bool:
        """Delete an earlier post, and return whether it is gone. Raises `UnavailableError`."""
        try:
            await self._api.delete(destination.chat, message)
        except GoneError:
            return True
        except RefusedError as refused:
            raise UnavailableError from refused
        return True
