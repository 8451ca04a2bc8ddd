"""What the ledger asks of the database about messages to wipe: statements, as values.

Whoever locks several rows takes them in the order of `MESSAGE`, or skips the ones that are locked.
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
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from adapters.ledger.schema import MESSAGE, Now, action, seconds
from adapters.ledger.wipe import DELETABLE, GRACE, TRIES, Part

_ROW = action.c
_CHAT = and_(_ROW.channel == bindparam("where"), _ROW.chat == bindparam("whose"))
_FREE = {"lease": None, "leased_until": None}
_MINE = and_(_ROW.id == bindparam("row"), _ROW.lease == bindparam("token"))


def _sooner(moment: ColumnElement[float]) -> ColumnElement[float]:
    """Give this moment, or the last one at which the platform allows a deletion."""
    return case((moment < _ROW.until, moment), else_=_ROW.until)


ping = select(_ROW.id).limit(1)

intend = (
    insert(action)
    .values(kind="wipe", due_at=Now() + seconds("within"), until=Now() + DELETABLE, attempts=0)
    .returning(_ROW.id)
)
posted = (
    update(action)
    .where(_ROW.id == bindparam("row"))
    .values(message=bindparam("posted"), after=None, due_at=_sooner(Now() + seconds("within")), **_FREE)
    .returning(_ROW.id)
)
dropped = delete(action).where(_ROW.id == bindparam("row")).returning(_ROW.id)


def note(dialect: str, *, reviving: bool = True) -> Insert:
    """Give the statement that adds a message, or moves the row of a message already there, in this dialect.

    Not `reviving`, it leaves alone what is due already and what is a notice: their check is over.
    """
    upsert: sqlite.Insert | postgresql.Insert = sqlite.insert(action)
    if dialect == "postgresql":
        upsert = postgresql.insert(action)
    return upsert.values(
        kind="wipe", due_at=Now() + seconds("within"), until=Now() + seconds("left"), attempts=0
    ).on_conflict_do_update(
        index_elements=MESSAGE,
        set_={
            "due_at": _sooner(upsert.excluded.due_at),
            "part": upsert.excluded.part,
            "attempts": 0,
            **_FREE,
        },
        where=None if reviving else and_(_ROW.due_at > Now(), _ROW.part != Part.NOTICE),
    )


def _end(where: ColumnElement[bool]) -> Update:
    """Give the statement that makes these messages of a chat due now, and its screens among them open no more."""
    rest = (
        select(_ROW.id)
        .where(_CHAT, _ROW.due_at > Now(), where)
        .order_by(func.coalesce(_ROW.message, ""), _ROW.id)
        .with_for_update()
        .cte("rest")
    )
    closed = case((_ROW.part == Part.SCREEN, Part.NOTICE), else_=_ROW.part)
    return update(action).where(_ROW.id.in_(select(rest.c.id))).values(due_at=Now(), part=closed)


_newer = bindparam("newer", type_=Text)
_longer = func.length(_newer) - func.length(_ROW.message)
end = _end(_ROW.message != bindparam("spare"))
end_before = _end(or_(_longer > 0, and_(_longer == 0, _ROW.message < _newer)))

screen = (
    select(_ROW.message)
    .where(_CHAT, _ROW.part == Part.SCREEN, _ROW.message.is_not(None))
    .order_by(func.length(_ROW.message).desc(), _ROW.message.desc())
    .limit(1)
)
has = select(_ROW.id).where(_CHAT, _ROW.part == bindparam("what"), _ROW.due_at > Now()).limit(1)

known = select(_ROW.message).where(_CHAT, _ROW.message.is_not(None))

_OURS = _ROW.channel.in_(bindparam("channels", expanding=True))
_UNHELD = or_(_ROW.lease.is_(None), _ROW.leased_until <= Now())


def _claim(where: ColumnElement[bool]) -> Update:
    """Give the statement that takes up to `limit` due rows of these that nobody holds, the oldest first.

    What a first run took, whose answer was lost, has this very token.
    """
    ready = (
        select(_ROW.id)
        .where(where, _ROW.due_at <= Now(), or_(_UNHELD, _ROW.lease == bindparam("token")))
        .order_by(_ROW.due_at)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
        .cte("ready")
    )
    return (
        update(action)
        .where(_ROW.id.in_(select(ready.c.id)))
        .values(lease=bindparam("token"), leased_until=Now() + seconds("span"))
        .returning(
            *(_ROW.id, _ROW.channel, _ROW.chat, _ROW.message, _ROW.after, _ROW.part, _ROW.attempts, _ROW.lease),
            (Now() - _ROW.due_at).label("lateness"),
            (_ROW.until <= Now()).label("hopeless"),
        )
    )


claim = _claim(_OURS)
claim_chat = _claim(_CHAT)
_unserved = (
    select(_ROW.id)
    .where(_CHAT, _ROW.due_at <= Now() - seconds("since"), _UNHELD)
    .with_for_update(skip_locked=True)
    .cte("unserved")
)
abandoned = delete(action).where(_ROW.id.in_(select(_unserved.c.id))).returning(_ROW.id)
forgotten = delete(action).where(_CHAT)
finish = delete(action).where(_MINE)
postpone = update(action).where(_MINE).values(due_at=Now() + seconds("delay"), attempts=_ROW.attempts + 1, **_FREE)

_turn = case((_ROW.leased_until > _ROW.due_at, _ROW.leased_until), else_=_ROW.due_at)
next_due = select(func.min(_turn) - Now()).where(_OURS)
backlog = select(
    _ROW.part,
    func.count().label("rows"),
    func.sum(case((or_(_ROW.due_at < Now() - GRACE, _ROW.attempts >= TRIES), 1), else_=0)).label("overdue"),
    (Now() - func.min(_ROW.due_at)).label("lateness"),
).group_by(_ROW.part)
