"""The trigger_ids: each lets the bot open one view for the person who acted, within three seconds.

docs.slack.dev/interactivity/handling-user-interaction. A malformed one is "invalid_trigger_id" to the views methods
(slackapi/bolt-js #2091); "invalid_trigger" and "trigger_expired" belong to the old dialog.open.
"""

import re
import secrets
from dataclasses import dataclass
from itertools import count

from adapters.simulators.clock import Clock
from adapters.simulators.slack.errors import ApiError, metadata
from adapters.simulators.slack.user import User

LIFE = 3.0
"""Seconds for which a trigger is valid."""


@dataclass
class _Trigger:
    user: User
    at: float
    view: str
    used: bool = False


class TriggerIds:
    """The trigger_ids that were issued."""

    def __init__(self, clock: Clock) -> None:
        """Start with none."""
        self._clock = clock
        self._known: dict[str, _Trigger] = {}
        self._numbers = count(4405240214052)

    def make(self, user: User, view: str = "") -> str:
        """Return a new trigger_id for an action of a user, in the view with this id, or outside of views."""
        name = f"{next(self._numbers)}.4338317455651.{secrets.token_hex(16)}"
        self._known[name] = _Trigger(user, self._clock.now(), view)
        return name

    def forget(self, user: User) -> None:
        """Drop the trigger ids of a user."""
        self._known = {name: known for name, known in self._known.items() if known.user is not user}

    def exchange(self, name: str) -> tuple[User, str]:
        """Use up a trigger_id.

        Returns:
            Its user, and the id of the view that it came from; "" for none.

        Raises:
            ApiError: It doesn't exist, has expired, or was used already.
        """
        known = self._known.get(name)
        if known is None or not re.fullmatch(r"\d+\.\d+\.\w+", name):
            raise _refusal("invalid_trigger_id", "invalid `trigger_id`")
        if known.used:
            raise _refusal("exchanged_trigger_id", "`trigger_id` exchanged")
        if self._clock.now() - known.at > LIFE:
            # The message was seen in Netflix/dispatch #833, there under the error "invalid_arguments".
            raise _refusal("expired_trigger_id", "`trigger_id` expired")
        known.used = True
        return known.user, known.view


def _refusal(error: str, line: str) -> ApiError:
    return ApiError(error, metadata(f"{line} [json-pointer:/trigger_id]"))
