"""Scans the codes in a picture, with another program than the one that draws them."""

import re
import zlib
from collections.abc import Iterator, Sequence

import zxingcpp

_STEP = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")
SQUARE = 4
"""Pixels across each square of a code that is only read, and drawn by no browser."""

Rows = Sequence[Sequence[int]]
"""How light each pixel is, from 0 to 255."""


def codes(rows: Rows) -> list[str]:
    """Return what the codes in a picture say."""
    picture = memoryview(b"".join(map(bytes, rows))).cast("B", (len(rows), len(rows[0])))
    return [one.text for one in zxingcpp.read_barcodes(picture)]


def drawn(svg: str) -> list[bytearray]:
    """Return the picture that an SVG of a code draws, with horizontal strokes of one square high."""
    [size], [path] = re.findall(r'viewBox="0 0 (\d+) ', svg), re.findall(r' d="([^"]+)"', svg)
    squares = [bytearray(b"\xff" * int(size)) for _ in range(int(size))]
    for row, first, width in _strokes(path):
        squares[row][first : first + width] = bytes(width)
    return [bytearray(one for one in row for _ in range(SQUARE)) for row in squares for _ in range(SQUARE)]


def decoded(png: bytes) -> list[bytearray]:
    """Return the picture in a PNG of 8 bits a channel without an alpha channel, as browsers take of a screen."""
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    assert png[24:29] == bytes((8, 2, 0, 0, 0)), "three channels of 8 bits"
    data, step = zlib.decompress(b"".join(_chunks(png))), 3 * width + 1
    above, rows = bytearray(3 * width), []
    for start in range(0, height * step, step):
        above = _unfiltered(data[start], data[start + 1 : start + step], above)
        rows.append(above[1::3])  # how green it is says how light it is
    return rows


def _strokes(path: str) -> Iterator[tuple[int, int, int]]:
    """Yield the row, the first square and the width of each stroke."""
    x = y = 0.0
    for step, first, second in _STEP.findall(path):
        if step == "h":
            yield int(y), int(x), int(first)
            x += float(first)
        else:
            x, y = (float(first), float(second)) if step == "M" else (x + float(first), y + float(second))


def _chunks(png: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            yield png[at + 8 : at + 8 + length]
        at += length + 12


def _unfiltered(kind: int, line: bytes, above: bytearray) -> bytearray:
    """Undo one of the filters of PNG (https://www.w3.org/TR/png-3/#9Filters)."""
    row = bytearray(line)
    for at, value in enumerate(row):
        left, up, corner = (row[at - 3], above[at], above[at - 3]) if at >= 3 else (0, above[at], 0)
        row[at] = (value + (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]) % 256
    return row


def _paeth(left: int, up: int, corner: int) -> int:
    estimate = left + up - corner
    return min((left, up, corner), key=lambda one: abs(estimate - one))
