"""The Bot API's calls about topics in a private chat, which there are where BotFather's threaded mode is on."""

from adapters.channels.message_lifecycle import Address
from adapters.telegram.api import Api
from adapters.telegram.calls import persistent, translated


class TopicApi:
    """Makes calls about topics. Every one raises `PlatformError`."""

    def __init__(self, api: Api) -> None:
        """Prepare. `api`: the API of the bot."""
        self._api = api

    @property
    def enabled(self) -> bool:
        """Return whether private chats have topics, as Telegram said when it was asked who the bot is."""
        return self._api.opened and bool(self._api.bot.bot.has_topics_enabled)

    async def rename(self, at: Address) -> None:
        """Name the topic at this address after the bot, whatever it is called now."""
        await persistent(lambda: self._api.bot.edit_forum_topic(at.chat, int(at.thread or 0), self._api.bot.first_name))

    async def delete(self, chat: str, topic: str) -> None:
        """Delete a topic of this private chat with all that is in it; nobody waits for that."""
        await translated(lambda: self._api.patient.delete_forum_topic(chat, int(topic)))
