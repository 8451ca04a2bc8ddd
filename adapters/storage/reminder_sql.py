"""The SQL of the reminder store, as SQLAlchemy expressions.

A transaction that locks a reminder and its occurrences locks the reminder first; one that locks several reminders does
so in the order of their ids, or skips those that are locked.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from adapters.storage import alarm_sql
from adapters.storage.reminders import KEPT, OccurrenceOutcome
from adapters.storage.schema import PLACE_IN_SERIES, Now, occurrence, reminder, seconds
from adapters.storage.upsert import upsert

_ROW, _PAST = reminder.c, occurrence.c
_BY_ID = _ROW.id == bindparam("row")
_LEASED = and_(_BY_ID, _ROW.lease == bindparam("token"))
_CHAT = and_(_ROW.channel == bindparam("where"), _ROW.chat == bindparam("whose"))
_OF_SERIES = _ROW.series == bindparam("name")
_OF_CHANNELS = _ROW.channel.in_(bindparam("channels", expanding=True))
_RELEASED = {"lease": None, "leased_until": None}
_LEFT = (_ROW.due_at - Now()).label("left")
_DUE = and_(_ROW.due_at <= Now(), or_(_ROW.held_until.is_(None), _ROW.held_until <= Now()))
_UNCLAIMED = or_(_ROW.lease.is_(None), _ROW.leased_until <= Now())

remove = delete(reminder).where(_ROW.id.in_(bindparam("rows", expanding=True)))

one = select(reminder).where(_BY_ID)
of_series = select(reminder, _LEFT).where(_OF_SERIES).order_by(_ROW.id)
every = select(reminder).order_by(_ROW.channel, _ROW.chat, _ROW.thread, _ROW.id)
of_channels = every.where(_OF_CHANNELS)
past = (
    select(occurrence)
    .where(_PAST.reminder_id.in_(bindparam("rows", expanding=True)))
    .order_by(_PAST.reminder_id, _PAST.moment.desc())
)
lock_series = select(_ROW.id).where(_OF_SERIES).order_by(_ROW.id).with_for_update()
lock = select(_ROW.lease, _ROW.suspended).where(_BY_ID).with_for_update()

_claimable = (
    select(_ROW.id)
    .where(
        _OF_CHANNELS, _DUE, or_(_UNCLAIMED, _ROW.lease == bindparam("token"))
    )  # its own claim, if the response to a first execution was lost
    .order_by(_ROW.due_at, _ROW.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("claimable")
)
claim = (
    update(reminder)
    .where(_ROW.id.in_(select(_claimable.c.id)))
    .values(lease=bindparam("token"), leased_until=Now() + seconds("span"))
    .returning(reminder, Now().label("now"))
)


def add(dialect: str) -> Insert:
    """Return an insert, in this dialect, that adds a reminder unless its series has one in that place."""
    adding = upsert(dialect, reminder)
    return adding.values(suspended="", trouble="", told="").on_conflict_do_nothing(index_elements=PLACE_IN_SERIES)


def note(dialect: str) -> Insert:
    """Return an upsert, in this dialect, that adds an occurrence unless it exists.

    A waiting one gets the new outcome and lease, but keeps the reason why it had to wait.
    """
    adding = upsert(dialect, occurrence)
    new = adding.excluded
    return adding.on_conflict_do_update(
        index_elements=[_PAST.reminder_id, _PAST.moment],
        set_={"outcome": new.outcome, "lease": new.lease, "why": func.coalesce(_PAST.why, new.why)},
        where=_PAST.outcome == OccurrenceOutcome.WAITING,
    )


_BEGUN = and_(
    _PAST.reminder_id == bindparam("row"),
    _PAST.moment == seconds("when"),
    _PAST.lease == bindparam("token"),
)
_IS_SENDING = _PAST.outcome == OccurrenceOutcome.SENDING

end = update(occurrence).where(_BEGUN).values(outcome=bindparam("became"), why=bindparam("because"))
wait = update(occurrence).where(_BEGUN, _IS_SENDING).values(outcome=OccurrenceOutcome.WAITING, why=bindparam("because"))
forget_refusals = delete(occurrence).where(
    _PAST.reminder_id.in_(bindparam("rows", expanding=True)), _PAST.outcome == OccurrenceOutcome.REFUSED
)
doubt = (
    update(occurrence)
    .where(_PAST.reminder_id == bindparam("row"), _IS_SENDING)
    .values(outcome=OccurrenceOutcome.UNKNOWN)
)
_newest = select(_PAST.moment).where(_PAST.reminder_id == bindparam("row")).order_by(_PAST.moment.desc()).limit(KEPT)
trim = delete(occurrence).where(_PAST.reminder_id == bindparam("row"), _PAST.moment.not_in(_newest))

posted = update(reminder).where(_BY_ID)
advance = (
    update(reminder)
    .where(_BY_ID)
    .values(prompt=_ROW.prompt + bindparam("posts"), suspended=bindparam("why"), **alarm_sql.settled, **_RELEASED)
    .returning(_LEFT, _ROW.tell_at)
)
hold = update(reminder).where(_LEASED).values(held_until=Now() + seconds("delay"), **_RELEASED)


def _update_all(where: ColumnElement[bool]) -> Update:
    """Return an update of these reminders that locks them in the order of their ids."""
    rows = select(_ROW.id).where(where).order_by(_ROW.id).with_for_update().cte("rows")
    return update(reminder).where(_ROW.id.in_(select(rows.c.id)))


def _suspend_all(where: ColumnElement[bool]) -> ReturningUpdate[tuple[int]]:
    """Return an update that suspends these reminders, unless they are suspended already."""
    values: dict[str, Any] = {"suspended": bindparam("why"), "due_at": None, "held_until": None}
    updating = _update_all(and_(where, _ROW.suspended == ""))
    return updating.values(**values, **alarm_sql.suspended, **_RELEASED).returning(_ROW.id)


change = _update_all(_OF_SERIES)
start = _update_all(_ROW.id.in_(bindparam("rows", expanding=True))).values(
    due_at=bindparam("next"), suspended="", held_until=None, **alarm_sql.changed, **_RELEASED
)
make_due = _update_all(and_(_OF_SERIES, _ROW.suspended == "")).values(due_at=Now(), held_until=None).returning(_ROW.id)
suspend = _suspend_all(_CHAT)
suspend_topic = _suspend_all(and_(_CHAT, _ROW.thread == bindparam("topic")))
_there = reminder.alias().c
merge = delete(reminder).where(
    _CHAT,
    exists().where(
        and_(
            *(_there[name] == _ROW[name] for name in PLACE_IN_SERIES if name != "chat"),
            _there.chat == bindparam("there"),
        )
    ),
)
"""Deletes the reminders of a chat that also exist in the chat to which they are about to move."""
move = _update_all(_CHAT).values(chat=bindparam("there"), message=None)

_released_at = case((_ROW.held_until > _ROW.due_at, _ROW.held_until), else_=_ROW.due_at)
_claimable_at = case((_ROW.leased_until > _released_at, _ROW.leased_until), else_=_released_at)
next_due = select(func.min(_claimable_at) - Now()).where(_OF_CHANNELS)
count = select(func.count()).select_from(reminder)
lateness = select(Now() - func.min(_ROW.due_at)).where(_DUE, _UNCLAIMED)
