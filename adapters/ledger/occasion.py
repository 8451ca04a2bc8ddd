"""What the agenda asks of the database about reminders: statements, as values.

Whoever locks a reminder and its occurrences locks the reminder first; whoever locks several reminders takes them in the
order of their numbers, or skips the ones that are locked.
"""

from typing import Any

from sqlalchemy import ColumnElement, Insert, Update, and_, bindparam, case, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from adapters.ledger.reminder import KEPT, Outcome
from adapters.ledger.schema import Now, occurrence, reminder, seconds

_ROW, _PAST = reminder.c, occurrence.c
_IT = _ROW.id == bindparam("row")
_MINE = and_(_IT, _ROW.lease == bindparam("token"))
_CHAT = and_(_ROW.channel == bindparam("where"), _ROW.chat == bindparam("whose"))
_OURS = _ROW.channel.in_(bindparam("channels", expanding=True))
_FREE = {"lease": None, "leased_until": None}
_LEFT = (_ROW.due_at - Now()).label("left")
_READY = and_(_ROW.due_at <= Now(), or_(_ROW.held_until.is_(None), _ROW.held_until <= Now()))
_UNHELD = or_(_ROW.lease.is_(None), _ROW.leased_until <= Now())

add = insert(reminder).values(prompt=0, suspended="").returning(reminder, _LEFT)
change = update(reminder).where(_IT).values(suspended="", held_until=None, **_FREE).returning(_LEFT)
remove = delete(reminder).where(_IT)
ring = update(reminder).where(_IT, _ROW.suspended == "").values(due_at=Now(), held_until=None).returning(_ROW.id)

one = select(reminder).where(_IT)
every = select(reminder).order_by(_ROW.channel, _ROW.chat, _ROW.thread, _ROW.id)
ours = every.where(_OURS)
past = (
    select(occurrence)
    .where(_PAST.reminder_id.in_(bindparam("rows", expanding=True)))
    .order_by(_PAST.reminder_id, _PAST.moment.desc())
)
lock = select(_ROW.lease).where(_IT).with_for_update()

_ready = (
    select(_ROW.id)
    .where(_OURS, _READY, or_(_UNHELD, _ROW.lease == bindparam("token")))  # its own, where a first answer was lost
    .order_by(_ROW.due_at, _ROW.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("ready")
)
claim = (
    update(reminder)
    .where(_ROW.id.in_(select(_ready.c.id)))
    .values(lease=bindparam("token"), leased_until=Now() + seconds("span"))
    .returning(reminder, Now().label("now"))
)


def note(dialect: str) -> Insert:
    """Give the statement that adds an occurrence, and leaves one that is there as it is, in this dialect."""
    if dialect == "postgresql":
        return postgresql.insert(occurrence).on_conflict_do_nothing()
    return sqlite.insert(occurrence).on_conflict_do_nothing()


_BEGUN = and_(
    _PAST.reminder_id == bindparam("row"),
    _PAST.moment == seconds("when"),
    _PAST.lease == bindparam("token"),
)
_SENDING = _PAST.outcome == Outcome.SENDING

end = update(occurrence).where(_BEGUN).values(outcome=bindparam("became"))
cancel = delete(occurrence).where(_BEGUN, _SENDING)
doubt = update(occurrence).where(_PAST.reminder_id == bindparam("row"), _SENDING).values(outcome=Outcome.UNKNOWN)
_newest = select(_PAST.moment).where(_PAST.reminder_id == bindparam("row")).order_by(_PAST.moment.desc()).limit(KEPT)
trim = delete(occurrence).where(_PAST.reminder_id == bindparam("row"), _PAST.moment.not_in(_newest))

posted = update(reminder).where(_IT)
advance = (
    update(reminder)
    .where(_IT)
    .values(prompt=_ROW.prompt + bindparam("posts"), suspended=bindparam("why"), **_FREE)
    .returning(_LEFT)
)
hold = update(reminder).where(_MINE).values(held_until=Now() + seconds("delay"), **_FREE)


def _every(where: ColumnElement[bool]) -> Update:
    """Give the statement that changes each of these reminders, locked in the order of their numbers."""
    these = select(_ROW.id).where(where).order_by(_ROW.id).with_for_update().cte("these")
    return update(reminder).where(_ROW.id.in_(select(these.c.id)))


_OFF: dict[str, Any] = {"due_at": None, "suspended": bindparam("why"), **_FREE}
suspend = _every(_CHAT).values(_OFF).returning(_ROW.id)
suspend_topic = _every(and_(_CHAT, _ROW.thread == bindparam("topic"))).values(_OFF).returning(_ROW.id)
move = _every(_CHAT).values(chat=bindparam("there"), message=None)

_free = case((_ROW.held_until > _ROW.due_at, _ROW.held_until), else_=_ROW.due_at)
_turn = case((_ROW.leased_until > _free, _ROW.leased_until), else_=_free)
next_due = select(func.min(_turn) - Now()).where(_OURS)
count = select(func.count()).select_from(reminder)
lateness = select(Now() - func.min(_ROW.due_at)).where(_READY, _UNHELD)
