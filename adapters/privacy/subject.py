"""The subject of a question about privacy: a channel, a chat or a person, by the platform's own id."""

import re
from dataclasses import dataclass
from typing import Self

from adapters.channels.registry import descriptors


@dataclass(frozen=True, slots=True)
class Subject:
    """A chat or a person.

    Attributes:
        platform: The channel's name.
        id: Its id there; where a person has a chat with the bot, it may be that chat's.
        nameless: Whether the stores can't know it, as they never hold its id.
    """

    platform: str
    id: str
    nameless: bool = False

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"

    @classmethod
    def read(cls, typed: str) -> Self | None:
        """Parse a channel's name, a colon, and an id there. Returns None for anything else."""
        name, _, found = typed.strip().partition(":")
        for ids in (one.ids for one in descriptors() if one.name == name and one.ids):
            if re.fullmatch(ids.subject, found, re.ASCII):
                nameless = bool(ids.nameless and re.fullmatch(ids.nameless, found, re.ASCII))
                return cls(name, found, nameless)
        return None

    def is_at(self, account: str, chat: str) -> bool:
        """Return whether this chat of this account is theirs."""
        return account.partition(":")[0] == self.platform and chat == self.id
