"""The SQL that caps stored times that are too far in the future, as SQLAlchemy expressions.

There is a tolerance of `CLOCK_SKEW` seconds, because a clock may be adjusted slightly at any time.
"""

from sqlalchemy import ColumnElement, Table, Update, bindparam, case, delete, or_, select, update

from adapters.storage.reminders import OccurrenceOutcome
from adapters.storage.schema import Now, action, draft, ended, occurrence, reminder, seconds
from adapters.storage.wipes import MessageKind
from adapters.telemetry.clock_skew import CLOCK_SKEW

now = select(Now())


def _ahead(moment: ColumnElement[float], most: ColumnElement[float]) -> ColumnElement[bool]:
    return moment > Now() + most + CLOCK_SKEW


def _capped(moment: ColumnElement[float], most: ColumnElement[float]) -> ColumnElement[float]:
    return case((_ahead(moment, most), Now() + most), else_=moment)


_ACTION, _REMINDER = action.c, reminder.c
_STAY = case((_ACTION.part == MessageKind.ALERT, seconds("most_alert")), else_=seconds("most_wipe"))
_WAIT = {"due_at": _STAY, "until": seconds("most_wipeable"), "leased_until": seconds("most_try")}
wipes: Update = (
    update(action)
    .where(_ACTION.channel == bindparam("where"), or_(*(_ahead(_ACTION[name], most) for name, most in _WAIT.items())))
    .values({name: _capped(_ACTION[name], most) for name, most in _WAIT.items()})
)
_HOLD = {"held_until": seconds("most_hold"), "leased_until": seconds("most_lease"), "tell_at": seconds("most_lease")}
reminders: Update = (
    update(reminder)
    .where(
        _REMINDER.channel == bindparam("where"), or_(*(_ahead(_REMINDER[name], most) for name, most in _HOLD.items()))
    )
    .values({name: _capped(_REMINDER[name], most) for name, most in _HOLD.items()})
)


def _sooner(table: Table) -> Update:
    """Return an update that caps the expiry of this table's rows."""
    expires_at, most = table.c.expires_at, seconds("most_keep")
    return update(table).where(_ahead(expires_at, most)).values(expires_at=_capped(expires_at, most))


over, drafts = _sooner(ended), _sooner(draft)

POSTED = (OccurrenceOutcome.SENDING, OccurrenceOutcome.SENT, OccurrenceOutcome.UNKNOWN)
"""The outcomes of occurrences that were posted, or may have been."""
_OURS = select(_REMINDER.id).where(_REMINDER.channel == bindparam("where"))
unposted = delete(occurrence).where(
    occurrence.c.reminder_id.in_(_OURS), occurrence.c.moment > Now() + CLOCK_SKEW, occurrence.c.outcome.not_in(POSTED)
)
hasten = (
    update(reminder)
    .where(_REMINDER.id == bindparam("row"), or_(_REMINDER.lease.is_(None), _REMINDER.leased_until <= Now()))
    .where(_REMINDER.suspended == "", or_(_REMINDER.due_at.is_(None), _REMINDER.due_at > bindparam("sooner")))
    .values(due_at=bindparam("sooner"))
)
