"""The methods of the Web API that the fake knows, who may call them, and with which scopes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from adapters.slack.fake import chat, lookup, modal
from adapters.slack.fake.error import ApiError, Json

if TYPE_CHECKING:
    from adapters.slack.fake.form import Form
    from adapters.slack.fake.workspace import Workspace

APP_METHOD = "apps.connections.open"
APP_SCOPE = "connections:write"

_METHODS: dict[str, tuple[Callable[[Workspace, Form], Json], str]] = {
    "auth.test": (lookup.auth_test, ""),
    "chat.delete": (chat.delete, "chat:write"),
    "chat.postEphemeral": (chat.post_ephemeral, "chat:write"),
    "chat.postMessage": (chat.post_message, "chat:write"),
    "chat.update": (chat.update, "chat:write"),
    "conversations.info": (lookup.conversations_info, "channels:read"),
    "usergroups.users.list": (lookup.usergroups_users_list, "usergroups:read"),
    "users.info": (lookup.users_info, "users:read"),
    "views.open": (modal.views_open, ""),
    "views.publish": (modal.views_publish, ""),
    "views.push": (modal.views_push, ""),
    "views.update": (modal.views_update, ""),
}


class Service:
    """All methods, in one workspace.

    Attributes:
        tokens: the bot's, and the app's for Socket Mode.
    """

    def __init__(self, workspace: Workspace, tokens: tuple[str, str], address: Callable[[], str]) -> None:
        """Start; `address` gives a new address for a websocket."""
        self.tokens = tokens
        self._workspace = workspace
        self._address = address

    def call(self, name: str, form: Form) -> Json:
        """Do what a method does and give its answer.

        Raises:
            ApiError: it may not be called, there is none, or it refuses.
        """
        self.authorize(name, form.token)
        if name == APP_METHOD:
            return {"ok": True, "url": self._address()}
        method, _ = _METHODS[name]
        return {"ok": True, **method(self._workspace, form)}

    def authorize(self, name: str, token: str) -> None:
        """Look whether this token may call a method.

        Raises:
            ApiError: it may not, or there is no such method.
        """
        bot, app = self.tokens
        if not token:
            raise ApiError("not_authed")
        if token not in self.tokens:
            raise ApiError("invalid_auth")
        if self._workspace.gone:
            raise ApiError(self._workspace.gone)
        if name not in _METHODS and name != APP_METHOD:
            raise ApiError("unknown_method")
        if token != (app if name == APP_METHOD else bot):
            raise ApiError("not_allowed_token_type")
        needed = accepted(name)
        if token == bot and needed and needed not in self._workspace.scopes:
            raise ApiError("missing_scope", {"needed": needed, "provided": ",".join(self._workspace.scopes)})


def accepted(name: str) -> str:
    """Give the scope that a method needs, "" for none."""
    if name == APP_METHOD:
        return APP_SCOPE
    return _METHODS[name][1] if name in _METHODS else ""
