"""Whom or what a question about privacy is about: a channel, a chat or a person, by the platform's own id."""

import re
from dataclasses import dataclass
from typing import Self

_SHAPE = re.compile(r"slack:(?P<slack>[CDGSUW][A-Z0-9]+)|telegram:(?P<telegram>-?[1-9][0-9]{0,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Subject:
    """`platform`: the channel's name; `id`: there. On Telegram a person's id is that of their chat with the bot."""

    platform: str
    id: str

    def __str__(self) -> str:
        """Give it as it is typed."""
        return f"{self.platform}:{self.id}"

    @classmethod
    def read(cls, typed: str) -> Self | None:
        """Give what was typed, such as slack:C123 or telegram:-100123; None for what is no such thing."""
        match = _SHAPE.fullmatch(typed.strip())
        if not match:
            return None
        return cls("slack", match["slack"]) if match["slack"] else cls("telegram", match["telegram"])

    @property
    def nameless(self) -> bool:
        """Tell whether the ledger can't know them: people and their groups on Slack."""
        return self.platform == "slack" and self.id[0] in "SUW"

    def is_at(self, account: str, chat: str) -> bool:
        """Tell whether this chat of this account is theirs."""
        return account.partition(":")[0] == self.platform and chat == self.id
