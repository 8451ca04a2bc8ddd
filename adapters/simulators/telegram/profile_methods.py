"""The methods for the bot's profile: its commands, its descriptions and its name."""

import re
from collections.abc import Callable

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.errors import bad_request
from adapters.simulators.telegram.parameters import Parameters

MOST_COMMANDS, LONGEST_COMMAND, LONGEST_EXPLANATION = 100, 32, 256
LONGEST = {"description": 512, "short_description": 120, "name": 64}
_COMMAND = re.compile(r"[a-z0-9_]+")
_WIDE = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_NARROW = {"chat", "chat_administrators", "chat_member"}


def set_my_commands(account: Account, parameters: Parameters) -> bool:
    """Handle setMyCommands."""
    given = parameters.json("commands") or []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    account.commands[_key(account, parameters)] = [_command(one, account) for one in given]
    return True


def get_my_commands(account: Account, parameters: Parameters) -> list[JsonObject]:
    """Handle getMyCommands."""
    return account.commands.get(_key(account, parameters), [])


def delete_my_commands(account: Account, parameters: Parameters) -> bool:
    """Handle deleteMyCommands."""
    account.commands.pop(_key(account, parameters), None)
    return True


def setter(field: str) -> Callable[[Account, Parameters], bool]:
    """Return the handler of setMyDescription, setMyShortDescription or setMyName; an empty text removes the old one."""

    def put(account: Account, parameters: Parameters) -> bool:
        text, key = parameters.text(field), (field, _language(parameters))
        if len(text) > LONGEST[field]:
            raise bad_request(f"{field.replace('_', ' ')} is too long")
        account.descriptions[key] = text
        if not text:
            del account.descriptions[key]
        return True

    return put


def getter(field: str) -> Callable[[Account, Parameters], JsonObject]:
    """Return the handler of getMyDescription, getMyShortDescription or getMyName.

    If a text isn't set in the requested language, the text for all languages is returned.
    """

    def get(account: Account, parameters: Parameters) -> JsonObject:
        general = account.descriptions.get((field, ""), str(account.user()["first_name"]) if field == "name" else "")
        return {field: account.descriptions.get((field, _language(parameters)), general)}

    return get


def _command(given: object, account: Account) -> JsonObject:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, explanation = str(given.get("command", "")).removeprefix("/"), str(given.get("description", "")).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > LONGEST_COMMAND:
        raise bad_request("command length must not exceed 32")
    if not explanation:
        raise bad_request("command description must be non-empty")
    if len(explanation) > LONGEST_EXPLANATION:
        raise bad_request("command description length must not exceed 256")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    hidden = {"is_ephemeral": True} if account.ephemeral and given.get("is_ephemeral") else {}
    return {"command": name, "description": explanation, **hidden}


def _key(account: Account, parameters: Parameters) -> tuple[str, str]:
    """Return the scope and the language; the scope of one chat is "chat:ID" or "chat_member:ID:USER"."""
    given = parameters.json("scope")
    scope = given if isinstance(given, dict) else {"type": "default"}
    kind = scope.get("type")
    if kind in _WIDE:
        return str(kind), _language(parameters)
    if kind not in _NARROW:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat = account.accessible_chat(scope.get("chat_id"), writing=False)
    user = f":{scope['user_id']}" if kind == "chat_member" else ""
    return f"{kind}:{chat.id}{user}", _language(parameters)


def _language(parameters: Parameters) -> str:
    code = parameters.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("LANG_CODE_INVALID")
    return code
