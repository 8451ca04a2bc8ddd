"""What the ledger is told and tells: a message that must go, a claimed wipe, and how much is still to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

DELETABLE = 47 * 3600.0
"""Seconds after posting during which we count on deletion; Telegram allows 48 hours (Bot API, deleteMessage)."""
GRACE = 60.0
"""Seconds that a wipe may be late before it counts as overdue."""
TRIES = 7
"""Failed attempts after which it is as late: the pauses between (`adapters.due`) are 1, 2, 4, … seconds, or more."""


class Part(StrEnum):
    """What a message is to its conversation.

    `SCREEN`: where a check stands that is still open; `TEXT`: something to read; `NOTICE`: a short remark of the bot's;
    `PERSON`: what the person sent.
    """

    SCREEN = "screen"
    TEXT = "text"
    NOTICE = "notice"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was posted `age` seconds ago; `channel` and `chat` say where, `id` which one there."""

    channel: str
    chat: str
    id: str
    part: Part
    age: float = 0.0


@dataclass(frozen=True, slots=True)
class Wipe:
    """A claimed row: this message must go now.

    `message`: None where it was about to be posted and its id never came in; then `after` is the id of the last message
    known before it, or None. `attempts`: how often it was postponed; `lateness`: seconds since it came due, at the
    claim; `hopeless`: the platform allows no deletion any more; `lease`: the fencing token of the claim.
    """

    id: int
    channel: str
    chat: str
    message: str | None
    after: str | None
    part: Part
    attempts: int
    lateness: float
    hopeless: bool
    lease: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is still to be wiped.

    `rows`: how many of each part, due or not; `overdue`: due more than `GRACE` seconds ago, or attempted in vain for
    as long; `lateness`: seconds since the oldest due one came due, or is due again, 0 if none is.
    """

    rows: Mapping[Part, int]
    overdue: int
    lateness: float
