"""The languages that people on Slack have set; cached for some minutes, so that not every turn asks for it.

The cache can't be traced back to people; it only recognises them.
Asking needs the scope `users:read`; without it everybody gets the bot's default language.
"""

import asyncio
import hashlib
import secrets
import time
from collections.abc import Callable, Collection

from adapters.concurrency.expiring_memory import ExpiringMemory
from adapters.platforms.errors import PlatformError, UnavailableError
from adapters.slack.api import Api
from adapters.slack.events import Sender

SCOPE = "users:read"
MINUTES = 10
"""Minutes for which an answer is cached."""
MOST = 1000
"""The most people whose language is cached."""
PATIENCE = 1.0
"""Seconds to wait for an answer, as somebody waits for the next screen meanwhile."""
PAUSE = 10.0
"""Seconds for which nobody's language is asked for after an answer that didn't come."""


class Languages:
    """Caches the languages that were asked for lately."""

    def __init__(  # noqa: PLR0913 - what is set, each by its own name
        self,
        api: Api,
        locales: Collection[str],
        default: str,
        most: int = MOST,
        clock: Callable[[], float] = time.monotonic,
        *,
        patience: float = PATIENCE,
    ) -> None:
        """Start empty.

        Args:
            api: The API that is asked.
            locales: The languages that the content has.
            default: The language of everybody else.
            most: The most people whose language is cached.
            clock: Returns the time in seconds.
            patience: Seconds to wait for an answer.
        """
        self._api = api
        self._locales = locales
        self._default = default
        self._key = secrets.token_bytes(16)
        self._cache = ExpiringMemory[bytes, str](most, MINUTES * 60, clock)
        self._clock = clock
        self._patience = patience
        self._asks_from = 0.0

    def known(self, sender: Sender, otherwise: str = "") -> str:
        """Return the person's language as far as it is known; never waits.

        `otherwise`: the language if it isn't known, unless the content has no such language.
        """
        return self._cache.get(self._hash(sender)) or (otherwise if otherwise in self._locales else self._default)

    async def of(self, sender: Sender, otherwise: str = "") -> str:
        """Return the person's language, asking Slack for it if it isn't cached. `otherwise`: as in `known`."""
        person = self._hash(sender)
        if SCOPE in self._api.scopes and not self._cache.get(person) and self._clock() >= self._asks_from:
            found = await self._asked(sender)
            if found is None:
                self._asks_from = self._clock() + PAUSE
            else:
                self._cache.put(person, found if found in self._locales else self._default)
        return self.known(sender, otherwise)

    async def _asked(self, sender: Sender) -> str | None:
        """Return what Slack says; None if it doesn't answer in time, or asks to wait. What it refuses is nothing."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._api.locale(sender.person)
        except (TimeoutError, UnavailableError):
            return None
        except PlatformError:
            return ""

    def _hash(self, sender: Sender) -> bytes:
        return hashlib.blake2b(sender.person.encode(), key=self._key, digest_size=16).digest()
