"""What the bot tells of itself: its commands, its descriptions and its name."""

import re
from collections.abc import Callable

from adapters.telegram.fake.account import Account
from adapters.telegram.fake.error import Json, bad_request
from adapters.telegram.fake.form import Form

MOST_COMMANDS, LONGEST_COMMAND, LONGEST_EXPLANATION = 100, 32, 256
LONGEST = {"description": 512, "short_description": 120, "name": 64}
_COMMAND = re.compile(r"[a-z0-9_]+")
_WIDE = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_NARROW = {"chat", "chat_administrators", "chat_member"}


def set_my_commands(account: Account, form: Form) -> bool:
    """Do setMyCommands."""
    given = form.json("commands") or []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    account.commands[_key(account, form)] = [_command(one) for one in given]
    return True


def get_my_commands(account: Account, form: Form) -> list[Json]:
    """Do getMyCommands."""
    return account.commands.get(_key(account, form), [])


def delete_my_commands(account: Account, form: Form) -> bool:
    """Do deleteMyCommands."""
    account.commands.pop(_key(account, form), None)
    return True


def setter(field: str) -> Callable[[Account, Form], bool]:
    """Give setMyDescription, setMyShortDescription or setMyName; empty text takes the text away."""

    def put(account: Account, form: Form) -> bool:
        text, key = form.text(field), (field, _language(form))
        if len(text) > LONGEST[field]:
            raise bad_request(f"{field.replace('_', ' ')} is too long")
        account.descriptions[key] = text
        if not text:
            del account.descriptions[key]
        return True

    return put


def getter(field: str) -> Callable[[Account, Form], Json]:
    """Give getMyDescription, getMyShortDescription or getMyName; without one in a language, the general one."""

    def get(account: Account, form: Form) -> Json:
        general = account.descriptions.get((field, ""), str(account.user()["first_name"]) if field == "name" else "")
        return {field: account.descriptions.get((field, _language(form)), general)}

    return get


def _command(given: object) -> Json:
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
    return {"command": name, "description": explanation}


def _key(account: Account, form: Form) -> tuple[str, str]:
    """Give scope and language; a scope of one chat is written "chat:ID" or "chat_member:ID:USER"."""
    given = form.json("scope")
    scope = given if isinstance(given, dict) else {"type": "default"}
    kind = scope.get("type")
    if kind in _WIDE:
        return str(kind), _language(form)
    if kind not in _NARROW:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat = account.reach(scope.get("chat_id"), writing=False)
    user = f":{scope['user_id']}" if kind == "chat_member" else ""
    return f"{kind}:{chat.id}{user}", _language(form)


def _language(form: Form) -> str:
    code = form.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("LANG_CODE_INVALID")
    return code
