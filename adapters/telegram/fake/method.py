"""The methods of the Bot API that the fake knows, by name."""

import inspect
from collections.abc import Awaitable, Callable

from adapters.telegram.fake import delete, place, press, profile, send
from adapters.telegram.fake.account import Account
from adapters.telegram.fake.error import ApiError, Json, bad_request
from adapters.telegram.fake.form import Form
from adapters.telegram.fake.webhook import Webhook

LONGEST_POLL, MOST_UPDATES = 50, 100

Method = Callable[[Account, Form], object]

METHODS: dict[str, Method] = {
    "answerCallbackQuery": press.answer_callback_query,
    "deleteMessage": delete.delete_message,
    "deleteMessages": delete.delete_messages,
    "deleteMyCommands": profile.delete_my_commands,
    "editMessageReplyMarkup": send.edit_message_reply_markup,
    "editMessageText": send.edit_message_text,
    "getChat": place.get_chat,
    "getChatAdministrators": place.get_chat_administrators,
    "getChatMember": place.get_chat_member,
    "getChatMemberCount": place.get_chat_member_count,
    "getMyCommands": profile.get_my_commands,
    "getMyDescription": profile.getter("description"),
    "getMyName": profile.getter("name"),
    "getMyShortDescription": profile.getter("short_description"),
    "leaveChat": place.leave_chat,
    "pinChatMessage": place.pin_chat_message,
    "sendChatAction": place.send_chat_action,
    "sendMessage": send.send_message,
    "setMyCommands": profile.set_my_commands,
    "setMyDescription": profile.setter("description"),
    "setMyName": profile.setter("name"),
    "setMyShortDescription": profile.setter("short_description"),
    "unpinAllChatMessages": place.unpin_all_chat_messages,
    "unpinChatMessage": place.unpin_chat_message,
}
"""What needs nothing but the account; polling, the webhook and logging out stand in `Service`."""


class Service:
    """All methods, on one account."""

    def __init__(self, account: Account) -> None:
        """Start without a webhook."""
        self.account = account
        self.webhook = Webhook(account, self.call)
        self._methods: dict[str, Callable[[Form], object]] = {
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

    async def call(self, name: str, form: Form) -> object:
        """Do what a method does and give its result; the name may be written in any case.

        Raises:
            ApiError: there is no such method, or it refuses.
        """
        if self.account.logged_out:
            raise bad_request("logged out")
        method = self._methods.get(name.lower())
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        result = method(form)
        return await result if isinstance(result, Awaitable) and inspect.isawaitable(result) else result

    def _bound(self, method: Method) -> Callable[[Form], object]:
        return lambda form: method(self.account, form)

    def _me(self) -> Json:
        return {
            **self.account.user(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def _leave(self) -> bool:
        self.account.logged_out = True
        return True

    async def _updates(self, form: Form) -> list[Json]:
        if self.webhook.target.url:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self.account.queue.allow(form.values.get("allowed_updates"))
        limit = max(1, min(form.integer("limit", MOST_UPDATES), MOST_UPDATES))
        seconds = max(0, min(form.integer("timeout"), LONGEST_POLL))
        found = await self.account.queue.poll(form.integer("offset"), limit, seconds)
        return [update.object() for update in found]
