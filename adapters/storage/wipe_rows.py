"""The rows of messages to wipe, as parameters for the statements of `wipe_sql`."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

from adapters.storage.wipes import ChatMessage, MessageKind

Rows = list[dict[str, Any]]
_order = attrgetter("order")


def rows(messages: Iterable[ChatMessage], within: float, wipeable: Mapping[str, float]) -> Rows:
    """Return a row for each of these messages, in the order in which rows are locked.

    Args:
        messages: The messages.
        within: Seconds until they are due.
        wipeable: Seconds after posting during which a message can be wiped, by the name of the platform.
    """
    return [
        {"channel": one.channel, "chat": one.chat, "message": one.id, "part": one.part, "run": one.run}
        | times(one.channel, within, wipeable, one.age)
        for one in sorted(messages, key=_order)
    ]


def times(channel: str, within: float, wipeable: Mapping[str, float], age: float = 0.0) -> dict[str, float]:
    """Return in how many seconds a message of this age is due, and until when it can be wiped."""
    left = wipeable[channel.partition(":")[0]] - age
    return {"within": min(within, left), "left": left}


def over(found: Rows) -> list[str]:
    """Return the runs that are over, according to the notices in these rows."""
    return [row["run"] for row in found if row["run"] and row["part"] is MessageKind.NOTICE]
