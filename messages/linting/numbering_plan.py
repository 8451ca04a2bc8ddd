"""Check whether a telephone number can exist: a Dutch one by the numbering plan, a foreign one by its length.

The library phonenumbers (Google's) doesn't know 113 and 144, and costs half a second and three megabytes.

Sources:
    The ranges, and ten digits for most: Nummerplan telefoon- en ISDN-diensten, https://wetten.overheid.nl/BWBR0010198
    0800 and 0900: four digits or seven after it, https://www.belfabriek.nl/artikelen/nummerplan-0800-0900-diensten
    Area codes and 116: Google's metadata, https://github.com/google/libphonenumber
    Other countries: ITU-T E.164, fifteen digits at most
"""

import re
from dataclasses import dataclass

_SHORT = re.compile(r"112|113|144|116(?:000|006|111|117|123)|18\d\d")
"""Short numbers."""
_RANGES = (
    (re.compile(r"0800|090[069]"), (8, 11)),
    (re.compile(r"06(?=[1-689])|08[24578]|091"), (10,)),
    (re.compile(r"097"), (12,)),
    (re.compile(r"0(?:1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d)"), (10,)),
    (re.compile(r"0(?:1[1678]|2[259]|3[124]|4[1789]|5[124679])\d"), (10,)),
    (re.compile(r"14(?=0)"), (5, 6)),
)
"""Prefixes, each with the total number of digits. 14 is followed by the area code of a municipality."""
_ABROAD = range(7, 16)
"""The number of digits of a foreign number, with its country code."""
_BELGIAN = (10, 11)
"""The same for a Belgian number, as support workers near the border may have one."""


@dataclass(frozen=True, slots=True)
class InvalidNumber:
    """Why a number can't be called.

    Attributes:
        kind: The kind of fault.
        start: Its prefix.
        count: The number of its digits.
        digits: The number that it should have, as a key in `faults/<locale>.toml` under [digits].
        better: A better way to write it; empty if unknown.
    """

    kind: str
    start: str
    count: int
    digits: str = ""
    better: str = ""


def digits(written: str) -> str:
    """Return the digits of a number as dialled in the Netherlands; a foreign one starts with +."""
    bare = re.sub(r"[^\d+]", "", written.replace("(0)", ""))
    bare = re.sub(r"^00", "+", bare)
    return re.sub(r"^\+310?", "0", bare)


def trouble(written: str) -> InvalidNumber | None:
    """Return why a number can't be called as written; None if it can."""
    dialled = digits(written)
    if dialled.startswith("+"):
        return _abroad(dialled)
    for start, lengths in _RANGES:
        if found := start.match(dialled):
            return _length(dialled, found[0], lengths) or _grouping(written, dialled, found[0])
    if _SHORT.fullmatch(dialled):
        return None
    return InvalidNumber("no_such_number", dialled[:3], len(dialled))


def _abroad(dialled: str) -> InvalidNumber | None:
    count = len(dialled) - 1
    lengths = _BELGIAN if dialled.startswith("+32") else _ABROAD
    if dialled.startswith("+0"):
        return InvalidNumber("no_such_number", dialled[:2], count)
    return (
        None if count in lengths else InvalidNumber("number_length", dialled[:3], count, f"{lengths[0]}_{lengths[-1]}")
    )


def _length(dialled: str, start: str, lengths: tuple[int, ...]) -> InvalidNumber | None:
    if len(dialled) in lengths:
        return None
    return InvalidNumber("number_length", start, len(dialled), "_".join(map(str, lengths)))


def _grouping(written: str, dialled: str, start: str) -> InvalidNumber | None:
    """Return the fault that a number isn't split right after its prefix, if it is split."""
    groups = re.findall(r"\d+", re.sub(r"^(?:\+|00)31[\s-]*(?:\(0\))?[\s-]*", "0", written.strip()))
    if len(groups) == 1 or groups[0] == start:
        return None
    return InvalidNumber("number_grouping", start, len(dialled), better=f"{start}-{dialled[len(start) :]}")
