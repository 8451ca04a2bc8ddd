"""Pack a row of small numbers into as few bytes as possible, as one mixed-radix number."""

from collections.abc import Iterable, Sequence
from math import prod


class MixedRadix:
    """Packs rows of digits, each less than its own radix. Every row has the same number of bytes.

    Attributes:
        size: The number of bytes of a packed row.
    """

    __slots__ = ("_radices", "size")

    def __init__(self, radices: Sequence[int]) -> None:
        """Compute the size.

        Args:
            radices: The number of values of each digit, the most significant first.
        """
        self._radices = tuple(radices)
        self.size = ((prod(self._radices) - 1).bit_length() + 7) // 8

    def pack(self, digits: Iterable[int]) -> bytes:
        """Pack one digit for each radix.

        Raises:
            ValueError: A digit is negative or not less than its radix, or there are too few or too many.
        """
        number = 0
        for digit, radix in zip(digits, self._radices, strict=True):
            if not 0 <= digit < radix:
                raise ValueError(digit)
            number = number * radix + digit
        return number.to_bytes(self.size, "big")

    def unpack(self, packed: bytes) -> tuple[int, ...] | None:
        """Reverse `pack`; return None for bytes that it can't have returned."""
        if len(packed) != self.size:
            return None
        rest = int.from_bytes(packed, "big")
        digits: list[int] = []
        for radix in reversed(self._radices):
            digits.append(rest % radix)
            rest //= radix
        return None if rest else tuple(digits[::-1])
