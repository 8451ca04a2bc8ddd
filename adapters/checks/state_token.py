"""Turns state into opaque text and back: what a button carries, which nobody who sees it can read or change.

1. Authenticated encryption that withstands nonce misuse: AES-SIV (RFC 5297), used without a nonce.
2. Purpose, channel and person are authenticated too: a token opens for nobody else, and for nothing else.
3. The first character says what a token is for. A button that starts a check carries that check's id instead,
   which starts with a lower-case letter.
4. Then `SEAL + packed` bytes follow, in base64 without padding (RFC 4648, URL-safe): equally long for all of a check.
5. One that was sealed by a clock that is ahead isn't good before its time has come, or it would be good for too long.
"""

import binascii
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.telemetry.clock_skew import CLOCK_SKEW

SHORTEST_SECRET = 32
"""The least number of bytes of a secret."""
_TAG = 16
_TIME = 6
_KEY = 64
SEAL = _TAG + _TIME
"""The number of bytes that sealing adds."""
RUN = 8
"""The number of bytes of the random name of a run, which each button of a check carries besides its state."""


class Purpose(StrEnum):
    """What a token is for; its first character."""

    CHECK = "C"
    REMINDER = "R"
    GROUP_LINK = "G"
    ALERT = "A"


@dataclass(frozen=True, slots=True)
class Participant:
    """Who a token is for: the channel's name, and the person's id in that channel, which is empty for anybody there."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What was sealed, and when (Unix time in seconds)."""

    packed: bytes
    at: float

    def fresh(self, now: float, good: float) -> bool:
        """Return whether it is still good, after so many seconds. `now`: Unix time in seconds."""
        return -CLOCK_SKEW <= now - self.at <= good


class TokenCipher:
    """Seals with the first secret and opens with all of them."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        """Derive the keys.

        Args:
            secrets: One or more, each of at least `SHORTEST_SECRET` bytes.
        """
        self._keys = tuple(AESSIV(_derive(secret)) for secret in secrets)

    def seal(self, purpose: Purpose, packed: bytes, participant: Participant, at: float) -> str:
        """Return the token for these bytes and this person, sealed at this moment (Unix time in seconds)."""
        plain = round(at * 1000).to_bytes(_TIME, "big") + packed
        sealed = self._keys[0].encrypt(plain, _bound(purpose, participant))
        return purpose + urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def unseal(self, purpose: Purpose, token: str, participant: Participant) -> Unsealed | None:
        """Return what was sealed for this purpose and person, or None for anything else."""
        if not token.startswith(purpose):
            return None
        text = token[len(purpose) :]
        try:
            sealed = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        for key in self._keys:
            try:
                plain = key.decrypt(sealed, _bound(purpose, participant))
            except InvalidTag:
                continue
            return Unsealed(plain[_TIME:], int.from_bytes(plain[:_TIME], "big") / 1000)
        return None

    def renewed(self, purpose: Purpose, token: str, participant: Participant, at: float) -> str:
        """Return a token as if it was sealed at this moment; one that isn't of ours comes back as it is."""
        opened = self.unseal(purpose, token, participant)
        return self.seal(purpose, opened.packed, participant, at) if opened else token


def length(packed: int) -> int:
    """Return the number of characters of a token for this many bytes."""
    return len(Purpose.CHECK) + ((SEAL + packed) * 4 + 2) // 3


def _derive(secret: bytes) -> bytes:
    return HKDF(SHA256(), _KEY, salt=None, info=b"groomingcheck state").derive(secret)


def _bound(purpose: Purpose, participant: Participant) -> list[bytes]:
    return [purpose.encode(), participant.channel.encode(), participant.id.encode()]
