"""The encrypted payloads of the wizard's buttons: the state and the action."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from adapters.checks.state_token import Participant, Purpose, TokenCipher
from adapters.reminders.wizard.actions import WizardPress
from adapters.reminders.wizard.codec import VERSION, pack, unpack
from adapters.reminders.wizard.state import WizardState


@dataclass(frozen=True, slots=True)
class OpenedToken:
    """The content of a button's token.

    Attributes:
        state: The state.
        press: The action.
        fresh: Whether it hasn't expired.
    """

    state: WizardState
    press: WizardPress
    fresh: bool


class WizardTokens:
    """Encrypts and decrypts the wizard's tokens; each is valid only for the person it was made for."""

    def __init__(
        self, cipher: TokenCipher, checks: Sequence[str], idle: float, clock: Callable[[], float] = time.time
    ) -> None:
        """Configure it.

        Args:
            cipher: Encrypts and decrypts the tokens.
            checks: The available checks, as a token contains only a check's number.
            idle: Seconds for which a button is valid.
            clock: Returns the Unix time in seconds.
        """
        self._cipher = cipher
        self._version = sha256("\n".join(checks).encode()).digest()[:VERSION]
        self._idle = idle
        self._clock = clock

    def make(self, person: Participant, state: WizardState, press: WizardPress) -> str:
        """Return the payload of a button.

        Raises:
            ValueError: An id is out of range.
        """
        return self._cipher.seal(Purpose.REMINDER, pack(self._version, state, press), person, self._clock())

    def open(self, payload: str, person: Participant) -> OpenedToken | None:
        """Decrypt this person's payload; return None if it isn't a valid one of the wizard."""
        unsealed = self._cipher.unseal(Purpose.REMINDER, payload, person)
        found = unpack(self._version, unsealed.packed) if unsealed else None
        if not (unsealed and found):
            return None
        return OpenedToken(*found, fresh=unsealed.fresh(self._clock(), self._idle))
