"""The trigger ids: each lets the bot open one view for the person who did something, for three seconds.

docs.slack.dev/interactivity/handling-user-interaction. An id that is written wrongly is "invalid_trigger_id" to the
views methods (slackapi/bolt-js #2091); "invalid_trigger" and "trigger_expired" belong to the old dialog.open.
"""

import re
import secrets
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar

from adapters.slack.fake.clock import Clock
from adapters.slack.fake.error import ApiError, metadata

LIFE = 3.0
"""How many seconds a trigger is good for."""

Who = TypeVar("Who")


@dataclass
class _Trigger(Generic[Who]):
    who: Who
    at: float
    view: str
    used: bool = False


class Triggers(Generic[Who]):
    """The triggers that were given out."""

    def __init__(self, clock: Clock) -> None:
        """Start with none."""
        self._clock = clock
        self._known: dict[str, _Trigger[Who]] = {}
        self._numbers = count(4405240214052)

    def make(self, who: Who, view: str = "") -> str:
        """Give a new trigger for what this person did, and in which view."""
        name = f"{next(self._numbers)}.4338317455651.{secrets.token_hex(16)}"
        self._known[name] = _Trigger(who, self._clock.now(), view)
        return name

    def exchange(self, name: str) -> tuple[Who, str]:
        """Use a trigger up; give whose it is and the view that it came from, "" for none.

        Raises:
            ApiError: it isn't one, it is too old, or it was used already.
        """
        known = self._known.get(name)
        if known is None or not re.fullmatch(r"\d+\.\d+\.\w+", name):
            raise _refusal("invalid_trigger_id", "invalid `trigger_id`")
        if known.used:
            raise _refusal("exchanged_trigger_id", "`trigger_id` exchanged")
        if self._clock.now() - known.at > LIFE:
            # The line was seen in Netflix/dispatch #833, there under the error "invalid_arguments".
            raise _refusal("expired_trigger_id", "`trigger_id` expired")
        known.used = True
        return known.who, known.view


def _refusal(error: str, line: str) -> ApiError:
    return ApiError(error, metadata(f"{line} [json-pointer:/trigger_id]"))
