"""The three characters at the end of a check's token: which button of its screen it is, as a number below 65,536."""

import string

MARK = 3
"""The number of characters."""
_LETTERS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
_PAIRS = tuple(first + second for first in _LETTERS[:16] for second in _LETTERS)
_PLACES = {text: place for texts in (_LETTERS, _PAIRS) for place, text in enumerate(texts)}


def mark(number: int) -> str:
    """Return the characters for a number."""
    return _PAIRS[number >> 6] + _LETTERS[number & 63]  # base64 takes several times as long


def marked(text: str) -> int:
    """Return the number for these characters. Raises `KeyError` for what `mark` never returns."""
    return _PLACES[text[:2]] << 6 | _PLACES[text[2:]]
