"""Turns state into opaque text and back: what a button carries, which nobody who sees it can read or change.

1. Authenticated encryption that withstands nonce misuse: AES-SIV (RFC 5297), used without a nonce.
2. Purpose, channel and person are authenticated too: a token opens for nobody else, and for nothing else.
3. The first character says what a token is for. A button that starts a check carries that check's id instead,
   which starts with a lower-case letter.
4. Then `SEAL + packed` bytes follow, in base64 without padding (RFC 4648, URL-safe): equally long for all of a check.
5. Of a check, the last two of what is packed say which button it is. What comes before them is sealed once for all
   buttons of a screen; these two are masked, by a key and for that screen, and follow as three characters. Whoever
   changes them has another button at best, which the dialogue takes only where that screen or a card over it has it.
6. One that was sealed by a clock that is ahead isn't good before its time has come, or it would be good for too long.
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
"""The least number of bytes of a secret."""
_TAG = 16
_TIME = 6
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
        self._keys = tuple(TokenKey(secret) for secret in secrets)

    def seal(self, purpose: Purpose, packed: bytes, participant: Participant, at: float) -> str:
        """Return the token for these bytes and this person, sealed at this moment (Unix time in seconds)."""
        if purpose is Purpose.CHECK:
            return self.buttons(packed[:-NUMBER], participant, at)(int.from_bytes(packed[-NUMBER:], "big"))
        return purpose.value + _text(self._sealed(purpose, packed, participant, at))

    def buttons(self, packed: bytes, participant: Participant, at: float) -> Callable[[int], str]:
        """Seal what the buttons of a screen of a check have in common; return what makes the token of one of them.

        That takes the number of the button, and returns what `seal` does with that number at the end.
        """
        sealed = self._sealed(Purpose.CHECK, packed, participant, at)
        head, mask = Purpose.CHECK.value + _text(sealed), self._keys[0].mask(sealed, NUMBER)
        return lambda number: head + mark(number ^ mask)

    def unseal(self, purpose: Purpose, token: str, participant: Participant) -> Unsealed | None:
        """Return what was sealed for this purpose and person, or None for anything else."""
        if not token.startswith(purpose):
            return None
        try:
            sealed, number = _parts(purpose, token[len(purpose) :])
        except (ValueError, KeyError):
            return None
        for key in self._keys:
            if plain := key.open(sealed, _bound(purpose, participant)):
                own = b"" if number is None else (number ^ key.mask(sealed, NUMBER)).to_bytes(NUMBER, "big")
                return Unsealed(plain[_TIME:] + own, int.from_bytes(plain[:_TIME], "big") / 1000)
        return None

    def renewed(self, purpose: Purpose, token: str, participant: Participant, at: float) -> str:
        """Return a token as if it was sealed at this moment; one that isn't of ours comes back as it is."""
        opened = self.unseal(purpose, token, participant)
        return self.seal(purpose, opened.packed, participant, at) if opened else token

    def _sealed(self, purpose: Purpose, packed: bytes, participant: Participant, at: float) -> bytes:
        plain = round(at * 1000).to_bytes(_TIME, "big") + packed
        return self._keys[0].seal(plain, _bound(purpose, participant))


def length(packed: int) -> int:
    """Return the number of characters of a token of a check for this many bytes."""
    return len(Purpose.CHECK) + ((SEAL + packed - NUMBER) * 4 + 2) // 3 + MARK


def _text(sealed: bytes) -> str:
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def _parts(purpose: Purpose, text: str) -> tuple[bytes, int | None]:
    """Return what is sealed in a token, and, of a check, the masked number. Raises `ValueError` and `KeyError`."""
    text, number = (text[:-MARK], marked(text[-MARK:])) if purpose is Purpose.CHECK else (text, None)
    return b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True), number


def _bound(purpose: Purpose, participant: Participant) -> list[bytes]:
    """Return what a token is bound to: one text, as no name of a channel has a zero in it."""
    if purpose is Purpose.CHECK:  # sealed at each press: one text takes less work
        return [f"{purpose.value}{participant.channel}\0{participant.id}".encode()]
    return [purpose.encode(), participant.channel.encode(), participant.id.encode()]
