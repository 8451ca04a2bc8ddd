"""The methods of the Web API that are simulated, who may call them, and with which scopes."""

from collections.abc import Callable

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import blocks_methods, chat_methods, info_methods, views_methods
from adapters.simulators.slack.errors import ApiError
from adapters.simulators.slack.parameters import Parameters
from adapters.simulators.slack.workspace import Workspace

APP_METHOD = "apps.connections.open"
APP_SCOPE = "connections:write"

_METHODS: dict[str, tuple[Callable[[Workspace, Parameters], JsonObject], str]] = {
    "auth.test": (info_methods.auth_test, ""),
    "blocks.validate": (blocks_methods.blocks_validate, ""),
    "chat.delete": (chat_methods.delete, "chat:write"),
    "chat.postEphemeral": (chat_methods.post_ephemeral, "chat:write"),
    "chat.postMessage": (chat_methods.post_message, "chat:write"),
    "chat.update": (chat_methods.update, "chat:write"),
    "conversations.info": (info_methods.conversations_info, "channels:read"),
    "usergroups.users.list": (info_methods.usergroups_users_list, "usergroups:read"),
    "users.info": (info_methods.users_info, "users:read"),
    "views.open": (views_methods.views_open, ""),
    "views.publish": (views_methods.views_publish, ""),
    "views.push": (views_methods.views_push, ""),
    "views.update": (views_methods.views_update, ""),
}


class ApiMethods:
    """The methods of the Web API, bound to one workspace.

    Attributes:
        tokens: The bot's token, and the app's for Socket Mode.
    """

    def __init__(self, workspace: Workspace, tokens: tuple[str, str], address: Callable[[], str]) -> None:
        """Bind the methods; `address` returns a new websocket URL for each apps.connections.open."""
        self.tokens = tokens
        self._workspace = workspace
        self._address = address

    def call(self, name: str, parameters: Parameters) -> JsonObject:
        """Call a method, and return its response.

        Raises:
            ApiError: The token may not call it, there is no such method, or it refuses.
        """
        self.authorize(name, parameters.token)
        if name == APP_METHOD:
            return {"ok": True, "url": self._address()}
        self._workspace.limit.call(name)
        method, _ = _METHODS[name]
        return {"ok": True, **method(self._workspace, parameters)}

    def authorize(self, name: str, token: str) -> None:
        """Check that a token may call a method.

        Raises:
            ApiError: It may not, or there is no such method.
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
    """Return the scope that a method needs; "" for none."""
    if name == APP_METHOD:
        return APP_SCOPE
    return _METHODS[name][1] if name in _METHODS else ""
