"""The SQL of the wipe store, as SQLAlchemy expressions.

A statement that locks several rows does so in the order of `MESSAGE`, or skips those that are locked.
"""

from sqlalchemy import (
    ColumnElement,
    Insert,
    Text,
    Update,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    null,
    or_,
    select,
    update,
)

from adapters.storage.schema import MESSAGE, Now, action, seconds
from adapters.storage.upsert import upsert
from adapters.storage.wipes import GRACE, MessageKind

_ROW = action.c
_CHAT = and_(_ROW.channel == bindparam("where"), _ROW.chat == bindparam("whose"))
_RELEASED = {"lease": None, "leased_until": None}
_LEASED = and_(_ROW.id == bindparam("row"), _ROW.lease == bindparam("token"))
_CLAIMABLE = or_(_ROW.leased_until.is_(None), _ROW.leased_until <= Now())
_POSTPONED = and_(_ROW.lease.is_(None), _ROW.leased_until > Now())


def _deletable(moment: ColumnElement[float]) -> ColumnElement[float]:
    """Return this time, or the last one at which the platform allows deletion, whichever is earlier."""
    return case((moment < _ROW.until, moment), else_=_ROW.until)


intend = (
    insert(action)
    .values(kind="wipe", due_at=Now() + seconds("within"), until=Now() + seconds("left"), attempts=0)
    .returning(_ROW.id)
)
posted = (
    update(action)
    .where(_ROW.id == bindparam("row"))
    .values(
        message=bindparam("posted"),
        run=bindparam("shown"),
        after=None,
        due_at=_deletable(Now() + seconds("within")),
        **_RELEASED,
    )
    .returning(_ROW.id)
)
dropped = delete(action).where(_ROW.id == bindparam("row")).returning(_ROW.id)
gone = delete(action).where(_CHAT, _ROW.message == bindparam("which")).returning(_ROW.id)


NOT_DUE = _ROW.due_at > Now()
IN_USE = and_(NOT_DUE, _ROW.part != MessageKind.NOTICE)
"""Messages of an unfinished check that aren't due."""


def note(dialect: str, where: ColumnElement[bool] | None = None) -> Insert:
    """Return an upsert, in this dialect, that adds a message, or moves the row of a known one.

    Args:
        dialect: SQLAlchemy's name of the dialect.
        where: Which of the known rows to move; None for any.
    """
    adding = upsert(dialect, action)
    return adding.values(
        kind="wipe", due_at=Now() + seconds("within"), until=Now() + seconds("left"), attempts=0
    ).on_conflict_do_update(
        index_elements=MESSAGE,
        set_={
            "due_at": _deletable(adding.excluded.due_at),
            "part": adding.excluded.part,
            "run": adding.excluded.run,
            "attempts": 0,
            **_RELEASED,
        },
        where=where,
    )


def _end(where: ColumnElement[bool]) -> Update:
    """Return an update that makes these messages of a chat due now, and turns screens among them into notices.

    Failed wipes are retried immediately; their lateness stays as it was.
    """
    rest = (
        select(_ROW.id)
        .where(_CHAT, or_(_ROW.due_at > Now(), _POSTPONED), where)
        .order_by(func.coalesce(_ROW.message, ""), _ROW.id)
        .with_for_update()
        .cte("rest")
    )
    closed = case((_ROW.part == MessageKind.SCREEN, MessageKind.NOTICE), else_=_ROW.part)
    values = {
        "due_at": case((_ROW.due_at > Now(), Now()), else_=_ROW.due_at),
        "leased_until": case((_ROW.lease.is_(None), null()), else_=_ROW.leased_until),
    }
    return update(action).where(_ROW.id.in_(select(rest.c.id))).values(part=closed, **values).returning(_ROW.run)


_bound = bindparam("newer", type_=Text)
_more_digits = func.length(_bound) - func.length(_ROW.message)
end_before = _end(or_(_more_digits > 0, and_(_more_digits == 0, _ROW.message < _bound)))
end_until = _end(or_(_more_digits > 0, and_(_more_digits == 0, _ROW.message <= _bound)))

newest = (
    select(_ROW.message)
    .where(_CHAT, _ROW.message.is_not(None))
    .order_by(func.length(_ROW.message).desc(), _ROW.message.desc())
    .limit(1)
)
screen = newest.where(_ROW.part == MessageKind.SCREEN)
has = select(_ROW.id).where(_CHAT, _ROW.part == bindparam("what"), _ROW.due_at > Now()).limit(1)

known = select(_ROW.message).where(_CHAT, or_(_ROW.message.is_not(None), _ROW.due_at > Now()))

_OF_CHANNELS = and_(
    _ROW.channel.in_(bindparam("channels", expanding=True)), _ROW.chat.not_in(bindparam("without", expanding=True))
)
_TURN = (_ROW.attempts, _ROW.due_at, _ROW.id)
"""The order in which wipes are claimed, such that untried wipes come before failed ones."""


def _shares(claimable: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether a row is among the first `share` of its chat, so that no chat crowds out the others."""
    nth = func.row_number().over(partition_by=(_ROW.channel, _ROW.chat), order_by=_TURN)
    numbered = select(_ROW.id, nth.label("nth")).where(claimable).subquery()
    return _ROW.id.in_(select(numbered.c.id).where(numbered.c.nth <= bindparam("share")))


def _claim(where: ColumnElement[bool], *, shared: bool = False) -> Update:
    """Return an update that claims up to `limit` of these rows that are due, unclaimed and not postponed.

    It includes what a first execution with the same token claimed, in case the response to that was lost.

    Args:
        where: The condition on the rows.
        shared: Whether to claim at most `share` per chat.
    """
    ours = and_(where, _ROW.due_at <= Now(), or_(_CLAIMABLE, _ROW.lease == bindparam("token")))
    claimable = (
        select(_ROW.id)
        .where(ours, *([_shares(ours)] if shared else []))
        .order_by(*_TURN)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
        .cte("claimable")
    )
    return (
        update(action)
        .where(_ROW.id.in_(select(claimable.c.id)))
        .values(lease=bindparam("token"), leased_until=Now() + seconds("span"))
        .returning(
            *(_ROW.id, _ROW.channel, _ROW.chat, _ROW.message, _ROW.after, _ROW.part, _ROW.attempts, _ROW.lease),
            (Now() - _ROW.due_at).label("lateness"),
            (_ROW.until <= Now()).label("hopeless"),
        )
    )


claim = _claim(_OF_CHANNELS, shared=True)
claim_chat = _claim(_CHAT)
_abandoned = (
    select(_ROW.id)
    .where(_CHAT, _ROW.due_at <= Now() - seconds("since"), _CLAIMABLE)
    .with_for_update(skip_locked=True)
    .cte("abandoned")
)
abandoned = delete(action).where(_ROW.id.in_(select(_abandoned.c.id))).returning(_ROW.id, _ROW.part, _ROW.run)
forgotten = delete(action).where(_CHAT).returning(_ROW.run)
_held = select(_ROW.id).where(_ROW.id.in_(bindparam("rows", expanding=True)), _ROW.lease == bindparam("token"))
_finished = _held.order_by(*(_ROW[name] for name in MESSAGE), _ROW.id).with_for_update().cte("finished")
finish = delete(action).where(_ROW.id.in_(select(_finished.c.id))).returning(_ROW.run)
_next_try = Now() + seconds("delay")
postpone = (
    update(action)
    .where(_LEASED)
    .values(
        lease=None,
        leased_until=case((and_(_ROW.until > Now(), _ROW.until < _next_try), _ROW.until), else_=_next_try),
        attempts=_ROW.attempts + 1,
    )
)

_claimable_at = case((_ROW.leased_until > _ROW.due_at, _ROW.leased_until), else_=_ROW.due_at)
next_due = select(func.min(_claimable_at) - Now()).where(_OF_CHANNELS)
backlog = select(
    _ROW.part,
    func.count().label("rows"),
    func.sum(case((_ROW.due_at < Now() - GRACE, 1), else_=0)).label("overdue"),
    (Now() - func.min(_ROW.due_at)).label("lateness"),
).group_by(_ROW.part)
