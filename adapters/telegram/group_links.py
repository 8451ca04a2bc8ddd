"""Links from a group into the private chat, which carry the group and topic they were posted in, encrypted.

Anybody in that group may follow one: it isn't bound to a person, and grants no rights.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from adapters.checks.state_token import Participant, Purpose, TokenCipher
from adapters.telegram.settings import NAME

_CHAT, _THREAD = 7, 4
_ANYBODY = Participant(NAME, "")


@dataclass(frozen=True, slots=True)
class GroupLink:
    """The content of a link.

    Attributes:
        chat: The id of the group.
        thread: The id of the topic, 0 for none.
        fresh: Whether the link is still valid.
    """

    chat: int
    thread: int
    fresh: bool


class GroupLinks:
    """Seals and opens the links."""

    def __init__(self, cipher: TokenCipher, idle: float, clock: Callable[[], float] = time.time) -> None:
        """Set up. `idle`: seconds that a link is valid; `clock`: returns the Unix time in seconds."""
        self._cipher = cipher
        self._idle = idle
        self._clock = clock

    def make(self, chat: int, thread: int) -> str:
        """Return the payload for `?start=` in a link from this group and topic, 45 characters."""
        packed = chat.to_bytes(_CHAT, "big", signed=True) + thread.to_bytes(_THREAD, "big")
        return self._cipher.seal(Purpose.GROUP_LINK, packed, _ANYBODY, self._clock())

    def open(self, argument: str) -> GroupLink | None:
        """Return the content of this link; None if the bot didn't make it."""
        unsealed = self._cipher.unseal(Purpose.GROUP_LINK, argument, _ANYBODY)
        if not unsealed:
            return None
        chat = int.from_bytes(unsealed.packed[:_CHAT], "big", signed=True)
        thread = int.from_bytes(unsealed.packed[_CHAT:], "big")
        return GroupLink(chat, thread, unsealed.fresh(self._clock(), self._idle))
