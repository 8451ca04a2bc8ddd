"""Failures planned for the next calls."""

from collections import defaultdict, deque
from typing import Generic, TypeVar

_Failure = TypeVar("_Failure")

ANY_METHOD = "*"


class PlannedFailures(Generic[_Failure]):
    """Stores the failures of the next calls, by method and, optionally, place."""

    def __init__(self) -> None:
        """Start with none."""
        self._planned: dict[tuple[str, str], deque[_Failure]] = defaultdict(deque)

    def add(self, method: str, failure: _Failure, times: int, where: object = None) -> None:
        """Make the next `times` calls of a method fail, or those in one chat or of one view.

        Args:
            method: Its name; `ANY_METHOD` for any.
            failure: The failure.
            times: How often.
            where: The id of the chat or the view; None for any.
        """
        self._planned[method, _key(where)].extend([failure] * times)

    def clear(self) -> None:
        """Remove all planned failures."""
        self._planned.clear()

    def take(self, *methods: str, where: object = None) -> _Failure | None:
        """Remove and return the next failure for the first of these methods that has one, there or anywhere."""
        for planned in ((name, _key(place)) for name in methods for place in (where, None)):
            if self._planned.get(planned):
                return self._planned[planned].popleft()
        return None


def _key(where: object) -> str:
    return "" if where is None else str(where)
