"""Makes reminders at the level of the store, for the tests."""

import datetime as dt
import secrets
from collections.abc import Sequence

from adapters.channels import registry
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Plan, Reminder
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from bot.rhythm import Weekly
from bot.schedule import Schedule

CHECK = "groomingcheck"


def on(session: Session) -> ReminderStore:
    """Open the store of reminders on this session."""
    return ReminderStore(session, WipeStore(session, registry.wipeable()))


def weekly(
    weekdays: Sequence[int] | frozenset[int],
    time: str,
    start: str,
    zone: str = "Europe/Amsterdam",
    *,
    weeks: int = 1,
    holidays_off: bool = False,
) -> Schedule:
    """Build the schedule of a reminder that comes at one time of day."""
    rhythm, times = Weekly(frozenset(weekdays), weeks), frozenset({dt.time.fromisoformat(time)})
    return Schedule(rhythm, times, dt.date.fromisoformat(start), zone, holidays_off=holidays_off)


async def add(
    reminder_store: ReminderStore, place: Destination, schedule: Schedule, due_at: float | None, check: str = CHECK
) -> Reminder:
    """Add a reminder in one place."""
    (made,) = await reminder_store.add(secrets.token_hex(8), [place], Plan(check, schedule), due_at)
    return made
