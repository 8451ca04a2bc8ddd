"""The Bot API's calls about topics in a private chat, which exist if the bot's threaded mode is on at BotFather."""

from adapters.channels.message_lifecycle import Address
from adapters.telegram.api import Api
from adapters.telegram.calls import persistent, translated


class TopicApi:
    """Makes calls about topics. Each may raise `PlatformError`."""

    def __init__(self, api: Api) -> None:
        """Set up. `api`: the API of the bot."""
        self._api = api

    @property
    def enabled(self) -> bool:
        """Return whether private chats have topics, according to the bot's identity fetched at the start."""
        return self._api.opened and bool(self._api.bot.bot.has_topics_enabled)

    async def rename(self, at: Address) -> None:
        """Rename the topic at this address to the bot's name."""
        await persistent(lambda: self._api.bot.edit_forum_topic(at.chat, int(at.thread or 0), self._api.bot.first_name))

    async def delete(self, chat: str, topic: str) -> None:
        """Delete a topic of this private chat with everything in it, as a background call."""
        await translated(lambda: self._api.patient.delete_forum_topic(chat, int(topic)))
