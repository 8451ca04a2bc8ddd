"""The input of the peers: updates as Telegram delivers them, and its answers."""

import json
from itertools import count

from benchmarks.peers import Json

_NUMBERS = count(1)
_DATE = 1_700_000_000
BOT: Json = {"id": 1, "is_bot": True, "first_name": "bot", "username": "bot"}


def command(person: int) -> Json:
    """Return the update in which somebody types the command."""
    number, text = next(_NUMBERS), "/groomingcheck"
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    message = {**_message(person, number), "from": _user(person), "text": text, "entities": entities}
    return {"update_id": number, "message": message}


def press(person: int) -> Json:
    """Return the update in which somebody presses the first button."""
    number = next(_NUMBERS)
    query = {"id": str(number), "from": _user(person), "chat_instance": "1", "data": "ja"}
    return {
        "update_id": number,
        "callback_query": {**query, "message": {**_message(person, 1), "from": BOT, "text": "x"}},
    }


def answer(method: str) -> bytes:
    """Return Telegram's answer to a method, as short as possible."""
    result: object = {**_message(1, 1), "text": "x"}
    if method == "getMe":
        result = BOT
    elif method.startswith("answer"):
        result = True
    return json.dumps({"ok": True, "result": result}).encode()


def _message(person: int, number: int) -> Json:
    return {"message_id": number, "date": _DATE, "chat": {"id": person, "type": "private", "first_name": "A"}}


def _user(person: int) -> Json:
    return {"id": person, "is_bot": False, "first_name": "A"}
