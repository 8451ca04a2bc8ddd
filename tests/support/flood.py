"""Updates of every shape, valid and broken, generated from a seed: what anybody who can deliver to a bot may send."""

import random
from collections.abc import Iterator
from typing import Any

from adapters.simulators.telegram.message_content import KINDS

Json = Any
STRANGERS = range(8_000_000_000, 8_000_000_040)
TEXTS = (
    "/start", "/stop", "/help", "/groomingcheck", "/groomingcheck@other_bot", "/x" * 50, "1", "99", "٣", "²", "1️⃣", "",
    "Jan", "/", "/ ", "\u202e/start", "\x00", "a" * 5000, "/start groomingcheck", "/start " + "a" * 99, "\ufeff1",
)  # fmt: skip
PAYLOADS = (
    "",
    "groomingcheck",
    "A" * 80,
    "=" * 64,
    "AAAA",
    "A" * 51,
    "é" * 32,
    "a b",
    "\x00",
    "-_" * 30,
    "groomingcheck\n",
)
ODD: tuple[Json, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 2**53, 2**63, 10**30, 10**400, -(10**400), "", "1", "x" * 9999, [], {}, [[]],
    {"id": 1}, [1], [{}],
)  # fmt: skip
KEYS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_message", "edited_business_message",
    "inline_query", "chosen_inline_result", "my_chat_member", "poll", "unheard_of",
)  # fmt: skip


class Flood:
    """An endless stream of updates without an update_id, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - no secret

    def updates(self, count: int) -> Iterator[Json]:
        """Yield this many: a few valid ones, most of them broken somewhere."""
        for _ in range(count):
            update = self._press() if self._chance.random() < 0.2 else {self._one(KEYS): self._message()}
            for _ in range(self._one((0, 1, 1, 1, 2, 5))):
                self._break(update)
            yield update

    def _one(self, found: Any) -> Any:  # noqa: ANN401 - any JSON
        return self._chance.choice(found)

    def _user(self) -> Json:
        user = {"id": self._one(STRANGERS), "is_bot": self._chance.random() < 0.1, "first_name": "A"}
        return user | {"language_code": self._one(("nl", "en", "x-y-z", "", "٣", "NL-be"))}

    def _message(self) -> Json:
        user = self._user()
        chat = {"id": user["id"], "type": "private"}
        if self._chance.random() < 0.3:
            chat = {"id": -self._one(STRANGERS), "type": self._one(("group", "supergroup", "channel", "sender"))}
        content: Json = {"text": self._one(TEXTS)} if self._chance.random() < 0.7 else KINDS[self._one(list(KINDS))]
        where: Json = {"message_id": self._one((1, 7, 2**31)), "date": self._one((0, 1, 1_700_000_000, 4_000_000_000))}
        topic = {"is_topic_message": True, "message_thread_id": 3} if self._chance.random() < 0.1 else {}
        return {**where, **topic, "chat": chat, "from": user, **content}

    def _press(self) -> Json:
        press = {"id": str(self._chance.randrange(10**9)), "from": self._user(), "chat_instance": "1"}
        if self._chance.random() < 0.8:
            press["message"] = self._message()
        return {"callback_query": press | {"data": self._one(PAYLOADS)}}

    def _break(self, update: Json) -> None:
        """Take something out, or put something odd in its place, anywhere."""
        found = update
        while isinstance(found, dict) and found:
            key = self._one(sorted(found))
            if self._chance.random() < 0.4 or not isinstance(found[key], dict):
                if self._chance.random() < 0.4:
                    del found[key]
                else:
                    found[key] = self._odd()
                return
            found[key] = dict(found[key])
            found = found[key]

    def _odd(self) -> Json:
        if self._chance.random() > 0.05:
            return self._one(ODD)
        deep: Json = {}
        for _ in range(200):
            deep = [deep] if self._chance.random() < 0.5 else {"message": deep}
        return deep
