"""State to opaque text and back: what rides in a button, unreadable and unchangeable for whoever sees it.

1. Authenticated encryption that cannot be misused by repeating a nonce: AES-SIV (RFC 5297), without one.
2. Channel and person are bound in: a payload opens for nobody else.
3. `SEAL + packed` bytes, in base64 without padding (RFC 4648, URL-safe): the same length for every state of a check.
"""

import binascii
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SHORTEST_SECRET = 32
"""Bytes of a secret, at least."""
PAYLOAD = 60
"""Characters of a payload, at most; Telegram's buttons carry 64 bytes."""
_TAG = 16
_TIME = 6
_KEY = 64
SEAL = _TAG + _TIME
"""Bytes that sealing adds."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who holds a conversation: the channel's name, and the person's id in that channel."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What was sealed, and when (Unix time, seconds)."""

    packed: bytes
    at: float


class Seal:
    """Seals with the first secret and opens with all of them."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        """`secrets`: one or more, each of `SHORTEST_SECRET` bytes at least."""
        self._keys = tuple(AESSIV(_derive(secret)) for secret in secrets)

    def seal(self, packed: bytes, person: Person, at: float) -> str:
        """Give the payload for these bytes, for this person, at this moment (Unix time, seconds)."""
        plain = round(at * 1000).to_bytes(_TIME, "big") + packed
        return urlsafe_b64encode(self._keys[0].encrypt(plain, _bound(person))).rstrip(b"=").decode()

    def unseal(self, payload: str, person: Person) -> Opened | None:
        """Give what was sealed for this person, or None for whatever else this may be."""
        try:
            sealed = b64decode(payload + "=" * (-len(payload) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        for key in self._keys:
            try:
                plain = key.decrypt(sealed, _bound(person))
            except InvalidTag:
                continue
            return Opened(plain[_TIME:], int.from_bytes(plain[:_TIME], "big") / 1000)
        return None


def _derive(secret: bytes) -> bytes:
    return HKDF(SHA256(), _KEY, salt=None, info=b"groomingcheck state").derive(secret)


def _bound(person: Person) -> list[bytes]:
    return [person.channel.encode(), person.id.encode()]
