"""Encrypts state as the text that a button carries, which can be neither read nor changed without the key.

1. The encryption is authenticated and resists nonce misuse: AES-SIV (RFC 5297), used without a nonce.
2. Purpose, channel and person are authenticated too: a token is valid for one person and one purpose only. So is, in a
   check, how long its buttons are good: once that is set to more, no button of before may outlive the name of its
   check, which is remembered as over for as long as was set then.
3. The first character gives the purpose. A button that starts a check carries that check's id instead, which starts
   with a lower-case letter.
4. `SEAL + packed` bytes follow, in URL-safe base64 without padding (RFC 4648): equally many throughout a check.
5. In a check, the last two packed bytes are the number of the button. The bytes before them are sealed once for all
   buttons of a screen; these two are masked with a key that depends on the screen, and follow as three characters.
   Changing them gives another button at best, which the dialogue accepts only if that screen or a card over it has it.
6. A token from a clock that runs ahead isn't valid until that time; otherwise it would be valid for too long.
"""

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adapters.checks.button_mark import MARK, mark, marked
from adapters.checks.token_key import TokenKey
from adapters.telemetry.clock_skew import CLOCK_SKEW
from bot.state import NUMBER

SHORTEST_SECRET = 32
"""The minimum number of bytes of a secret."""
_TAG = 16
_TIME = 6
SEAL = _TAG + _TIME
"""The number of bytes that sealing adds."""
RUN = 8
"""The number of bytes of a run's random name, which each button of a check carries besides its state."""


class Purpose(StrEnum):
    """The purpose of a token, and its first character."""

    CHECK = "C"
    REMINDER = "R"
    GROUP_LINK = "G"
    ALERT = "A"


@dataclass(frozen=True, slots=True)
class Participant:
    """Who a token is for: the channel's name and the person's id there, or "" for anybody on that channel."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Unsealed:
    """The content of a token, and when it was sealed (Unix time in seconds)."""

    packed: bytes
    at: float

    def fresh(self, now: float, good: float) -> bool:
        """Return whether it is valid. `good`: its lifetime in seconds; `now`: Unix time in seconds."""
        return -CLOCK_SKEW <= now - self.at <= good


class TokenCipher:
    """Seals with the first secret, and unseals with any of them."""

    def __init__(self, secrets: Sequence[bytes], good: float = 0.0) -> None:
        """Derive the keys.

        Args:
            secrets: One or more, each of at least `SHORTEST_SECRET` bytes.
            good: Seconds for which a button of a check is good.
        """
        self._keys = tuple(TokenKey(secret) for secret in secrets)
        self._good = str(float(good))

    def seal(self, purpose: Purpose, packed: bytes, participant: Participant, at: float) -> str:
        """Return the token for these bytes and this person. `at`: Unix time in seconds."""
        if purpose is Purpose.CHECK:
            return self.buttons(packed[:-NUMBER], participant, at)(int.from_bytes(packed[-NUMBER:], "big"))
        return purpose.value + _text(self._sealed(purpose, packed, participant, at))

    def buttons(self, packed: bytes, participant: Participant, at: float) -> Callable[[int], str]:
        """Seal what the buttons of a screen have in common; return a function from a button's number to its token.

        The result is what `seal` would return for `packed` with that number at the end.
        """
        sealed = self._sealed(Purpose.CHECK, packed, participant, at)
        head, mask = Purpose.CHECK.value + _text(sealed), self._keys[0].mask(sealed, NUMBER)
        return lambda number: head + mark(number ^ mask)

    def unseal(self, purpose: Purpose, token: str, participant: Participant) -> Unsealed | None:
        """Return the content of a token for this purpose and person; None if it isn't valid for them."""
        if not token.startswith(purpose):
            return None
        try:
            sealed, number = _parts(purpose, token[len(purpose) :])
        except (ValueError, KeyError):
            return None
        for key in self._keys:
            if plain := key.open(sealed, self._bound(purpose, participant)):
                own = b"" if number is None else (number ^ key.mask(sealed, NUMBER)).to_bytes(NUMBER, "big")
                return Unsealed(plain[_TIME:] + own, int.from_bytes(plain[:_TIME], "big") / 1000)
        return None

    def renewed(self, purpose: Purpose, token: str, participant: Participant, at: float) -> str:
        """Seal the content of a token again at this moment; return an invalid token unchanged."""
        opened = self.unseal(purpose, token, participant)
        return self.seal(purpose, opened.packed, participant, at) if opened else token

    def _sealed(self, purpose: Purpose, packed: bytes, participant: Participant, at: float) -> bytes:
        plain = round(at * 1000).to_bytes(_TIME, "big") + packed
        return self._keys[0].seal(plain, self._bound(purpose, participant))

    def _bound(self, purpose: Purpose, participant: Participant) -> list[bytes]:
        """Return the associated data of a token: one text, unambiguous because only an id may contain a NUL."""
        if purpose is Purpose.CHECK:  # for speed: this runs several times per press
            return [f"{purpose.value}{self._good}\0{participant.channel}\0{participant.id}".encode()]
        return [purpose.encode(), participant.channel.encode(), participant.id.encode()]


def length(packed: int) -> int:
    """Return the number of characters of a check's token for this many packed bytes."""
    return len(Purpose.CHECK) + ((SEAL + packed - NUMBER) * 4 + 2) // 3 + MARK


def _text(sealed: bytes) -> str:
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def _parts(purpose: Purpose, text: str) -> tuple[bytes, int | None]:
    """Return the sealed bytes of a token and, for a check, the masked number. Raises `ValueError` and `KeyError`."""
    text, number = (text[:-MARK], marked(text[-MARK:])) if purpose is Purpose.CHECK else (text, None)
    return b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True), number
