"""Wakes workers that wait for something to change."""

import asyncio


class ChangeSignal:
    """Wakes whoever waits, and whoever took `next` before it fired, even if they come to wait only afterwards.

    Attributes:
        next: The event that is set when it fires next. Take it before looking at what may change, and wait for it then.
    """

    def __init__(self) -> None:
        """Start without having fired."""
        self.next = asyncio.Event()

    def fire(self) -> None:
        """Wake them."""
        self.next.set()
        self.next = asyncio.Event()
