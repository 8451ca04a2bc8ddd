"""Wakes workers that wait for something to change."""

import asyncio


class ChangeSignal:
    """Wakes all waiters, including those that took `next` before it fired and wait for it only afterwards.

    Attributes:
        next: The event that is set when it fires next. Take it before reading the data, and wait for it afterwards.
    """

    def __init__(self) -> None:
        """Start without having fired."""
        self.next = asyncio.Event()

    def fire(self) -> None:
        """Wake all waiters."""
        self.next.set()
        self.next = asyncio.Event()
