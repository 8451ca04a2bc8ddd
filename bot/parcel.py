"""The few-byte form of a coordinator's plan, together with the move that a button stands for.

1. It opens with a version: a plan over other checks is refused, never misread.
2. The rest is one whole number in a mixed radix, of the same length whatever was chosen.
"""

from bot.move import Act, Move, Screen
from bot.plan import DAYS, MOST_CHECKS, PAGES, Plan, day, number
from bot.schedule import WEEKS

CHATS = 2**52
"""No id of a chat is as far from 0."""
THREADS = 2**31
"""No id of a topic reaches this."""
REMINDERS = 2**24
"""No reminder's number may reach this."""
_WEEK = 7
_RADICES = (
    len(Act), DAYS, len(Screen), 2 * CHATS, THREADS, 2, PAGES, REMINDERS + 1, MOST_CHECKS, 2**_WEEK, 1440, len(WEEKS),
    2, DAYS,
)  # fmt: skip
_ACTS, _SCREENS = tuple(Act), tuple(Screen)


def _span() -> int:
    span = 1
    for radix in _RADICES:
        span *= radix
    return span


VERSION = 2
"""Bytes of a version."""
SIZE = VERSION + ((_span() - 1).bit_length() + 7) // 8
"""Bytes of every plan and move together."""


def pack(version: bytes, plan: Plan, move: Move) -> bytes:
    """Give plan and move in `SIZE` bytes. Raises `ValueError` for a number that no platform gives."""
    found = 0
    for digit, radix in zip(_digits(plan, move), _RADICES, strict=True):
        if not 0 <= digit < radix:
            raise ValueError(digit)
        found = found * radix + digit
    return version + found.to_bytes(SIZE - VERSION, "big")


def unpack(version: bytes, packed: bytes) -> tuple[Plan, Move] | None:
    """Give back what `pack` was given with this version, or None for bytes that it never gives."""
    if len(packed) != SIZE or not packed.startswith(version):
        return None
    rest = int.from_bytes(packed[VERSION:], "big")
    digits: list[int] = []
    for radix in reversed(_RADICES):
        rest, digit = divmod(rest, radix)
        digits.append(digit)
    return None if rest else _read(digits[::-1])


def _digits(plan: Plan, move: Move) -> tuple[int, ...]:
    days = sum(1 << one for one in plan.weekdays)
    of_chat = (plan.chat + CHATS, plan.thread, int(plan.everywhere), plan.page)
    reminder = 0 if plan.reminder is None else plan.reminder + 1
    chosen = (plan.check, days, plan.minute, plan.weeks - WEEKS.start, int(plan.holidays_off), number(plan.start))
    return (move.act.value, move.value, plan.screen.value, *of_chat, reminder, *chosen)


def _read(digits: list[int]) -> tuple[Plan, Move]:
    act, value, screen, chat, thread, everywhere, page, reminder, check, days, minute, weeks, holidays, start = digits
    return (
        Plan(
            _SCREENS[screen],
            chat - CHATS,
            thread,
            bool(everywhere),
            page,
            reminder - 1 if reminder else None,
            check,
            frozenset(one for one in range(_WEEK) if days >> one & 1),
            minute,
            weeks + WEEKS.start,
            bool(holidays),
            day(start),
        ),
        Move(_ACTS[act], value),
    )
