"""The subject of a request for erasure: a channel, a chat or a person, by the platform's id."""

import re
from dataclasses import dataclass
from typing import Self

from adapters.channels.registry import descriptors


@dataclass(frozen=True, slots=True)
class Subject:
    """A chat or a person.

    Attributes:
        platform: The channel's name.
        id: The platform's id of it; for a person it may be the id of their chat with the bot.
        nameless: Whether nothing about it can be stored, as the stores never contain such ids.
    """

    platform: str
    id: str
    nameless: bool = False

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"

    @classmethod
    def read(cls, typed: str) -> Self | None:
        """Parse `channel:id`; return None for anything else."""
        name, _, found = typed.strip().partition(":")
        for ids in (one.ids for one in descriptors() if one.name == name and one.ids):
            if re.fullmatch(ids.subject, found, re.ASCII):
                nameless = bool(ids.nameless and re.fullmatch(ids.nameless, found, re.ASCII))
                return cls(name, found, nameless)
        return None

    def is_at(self, account: str, chat: str) -> bool:
        """Return whether this chat of this account belongs to the subject."""
        return account.partition(":")[0] == self.platform and chat == self.id
