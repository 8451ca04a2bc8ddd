"""The last three characters of a check's token: the number of the button on its screen, below 65,536."""

import string

MARK = 3
"""The number of characters."""
_LETTERS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
_PAIRS = tuple(first + second for first in _LETTERS[:16] for second in _LETTERS)
_PLACES = {text: place for texts in (_LETTERS, _PAIRS) for place, text in enumerate(texts)}


def mark(number: int) -> str:
    """Return the characters for a number."""
    return _PAIRS[number >> 6] + _LETTERS[number & 63]  # base64 is several times slower


def marked(text: str) -> int:
    """Return the number for these characters. Raises `KeyError` unless `mark` could have returned them."""
    return _PLACES[text[:2]] << 6 | _PLACES[text[2:]]
