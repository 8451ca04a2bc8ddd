"""The methods of the Bot API that are simulated, by name."""

import inspect
from collections.abc import Awaitable, Callable

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram import (
    callback_query_methods,
    chat_methods,
    delete_methods,
    ephemeral_methods,
    message_methods,
    profile_methods,
    topic_methods,
)
from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.errors import ApiError, bad_request
from adapters.simulators.telegram.parameters import Parameters
from adapters.simulators.telegram.webhook import WebhookSender

LONGEST_POLL, MOST_UPDATES = 50, 100

Method = Callable[[Account, Parameters], object]

METHODS: dict[str, Method] = {
    "answerCallbackQuery": callback_query_methods.answer_callback_query,
    "deleteEphemeralMessage": ephemeral_methods.delete_ephemeral_message,
    "deleteForumTopic": topic_methods.delete_forum_topic,
    "deleteMessage": delete_methods.delete_message,
    "deleteMessages": delete_methods.delete_messages,
    "deleteMyCommands": profile_methods.delete_my_commands,
    "editEphemeralMessageText": ephemeral_methods.edit_ephemeral_message_text,
    "editForumTopic": topic_methods.edit_forum_topic,
    "editMessageReplyMarkup": message_methods.edit_message_reply_markup,
    "editMessageText": message_methods.edit_message_text,
    "getChat": chat_methods.get_chat,
    "getChatAdministrators": chat_methods.get_chat_administrators,
    "getChatMember": chat_methods.get_chat_member,
    "getChatMemberCount": chat_methods.get_chat_member_count,
    "getMyCommands": profile_methods.get_my_commands,
    "getMyDescription": profile_methods.getter("description"),
    "getMyName": profile_methods.getter("name"),
    "getMyShortDescription": profile_methods.getter("short_description"),
    "leaveChat": chat_methods.leave_chat,
    "pinChatMessage": chat_methods.pin_chat_message,
    "sendChatAction": chat_methods.send_chat_action,
    "sendMessage": message_methods.send_message,
    "setMyCommands": profile_methods.set_my_commands,
    "setMyDescription": profile_methods.setter("description"),
    "setMyName": profile_methods.setter("name"),
    "setMyShortDescription": profile_methods.setter("short_description"),
    "unpinAllChatMessages": chat_methods.unpin_all_chat_messages,
    "unpinChatMessage": chat_methods.unpin_chat_message,
}
"""The methods that need only the account; polling, the webhook and logging out are in `ApiMethods`."""


class ApiMethods:
    """The methods of the Bot API, bound to one bot's account.

    Attributes:
        account: The bot's account.
        webhook: Posts updates to the bot once it has called setWebhook.
    """

    def __init__(self, account: Account) -> None:
        """Start without a webhook."""
        self.account = account
        self.webhook = WebhookSender(account, self.call)
        self._methods: dict[str, Callable[[Parameters], object]] = {
            name.lower(): self._bound(method) for name, method in METHODS.items()
        } | {
            "getme": lambda _: self._me(),
            "getupdates": self._updates,
            "setwebhook": self.webhook.set,
            "deletewebhook": self.webhook.delete,
            "getwebhookinfo": lambda _: self.webhook.info(),
            "logout": lambda _: self._leave(),
            "close": lambda _: True,
        }

    async def call(self, name: str, parameters: Parameters) -> object:
        """Call a method, whose name is case-insensitive, and return its result.

        Raises:
            ApiError: There is no such method, or it refuses.
        """
        if self.account.logged_out:
            raise bad_request("logged out")
        method = self._methods.get(name.lower())
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        result = method(parameters)
        return await result if isinstance(result, Awaitable) and inspect.isawaitable(result) else result

    def _bound(self, method: Method) -> Callable[[Parameters], object]:
        return lambda parameters: method(self.account, parameters)

    def _me(self) -> JsonObject:
        return {
            **self.account.user(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": self.account.threaded,
            "allows_users_to_create_topics": self.account.threaded,
        }

    def _leave(self) -> bool:
        self.account.logged_out = True
        return True

    async def _updates(self, parameters: Parameters) -> list[JsonObject]:
        if self.webhook.target.url:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self.account.queue.allow(parameters.values.get("allowed_updates"))
        limit = max(1, min(parameters.integer("limit", MOST_UPDATES), MOST_UPDATES))
        seconds = max(0, min(parameters.integer("timeout"), LONGEST_POLL))
        found = await self.account.queue.poll(parameters.integer("offset"), limit, seconds)
        return [update.object() for update in found]
