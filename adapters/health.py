"""Whether the process hears what people send: when the way in of each channel last worked.

A process that is up but deaf is the worst kind of broken: it looks healthy and answers nobody.
"""

import time
from collections.abc import Callable, Mapping


class Health:
    """When each channel's way in last worked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock`: seconds, of any start."""
        self._clock = clock
        self._patience: dict[str, float] = {}
        self._heard: dict[str, float] = {}

    def expect(self, channel: str, patience: float) -> None:
        """Count this channel as deaf until it is heard, and whenever it isn't heard for so many seconds."""
        self._patience[channel] = patience

    def hear(self, channel: str) -> None:
        """Note that the way in of this channel works now."""
        self._heard[channel] = self._clock()

    def deafen(self, channel: str) -> None:
        """Note that the way in of this channel doesn't work now."""
        self._heard.pop(channel, None)

    def state(self) -> Mapping[str, bool]:
        """Tell for each expected channel whether it is heard."""
        now = self._clock()
        return {
            channel: channel in self._heard and now - self._heard[channel] <= patience
            for channel, patience in self._patience.items()
        }
