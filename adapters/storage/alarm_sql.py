"""The SQL of the alarm store, as SQLAlchemy expressions.

Column `trouble` is what is wrong with a reminder, and `told` is what the coordinators were last told. While the two
differ, an alarm is pending, and `tell_at` is since when.
"""

from typing import Any

from sqlalchemy import ColumnElement, Insert, Text, and_, bindparam, case, func, literal, null, select, update

from adapters.storage.alarms import Trouble
from adapters.storage.schema import Now, reach, reminder, seconds
from adapters.storage.upsert import upsert

_ROW, _WAITING = reminder.c, reminder.alias("waiting")
_OF_ACCOUNT = and_(_WAITING.c.channel == bindparam("account"), _WAITING.c.tell_at.is_not(None))
_first, _last = (select(most(_WAITING.c.tell_at)).where(_OF_ACCOUNT).scalar_subquery() for most in (func.min, func.max))
_quiet, _longest = _last + seconds("quiet"), _first + seconds("longest")
_tell_at = case((_quiet < _longest, _quiet), else_=_longest)


def troubled(trouble: ColumnElement[str]) -> dict[str, Any]:
    """Return the values to set when a reminder gets into this trouble, a value of `Trouble`."""
    since = case((and_(_ROW.trouble == trouble, _ROW.tell_at.is_not(None)), _ROW.tell_at), else_=Now())
    return {"trouble": trouble, "tell_at": case((_ROW.told == trouble, null()), else_=since)}


settled = troubled(func.coalesce(bindparam("now_wrong", type_=Text), _ROW.trouble))
suspended = troubled(literal(Trouble.SUSPENDED.value))
_mended = case((_ROW.told == "", ""), else_=literal(Trouble.MENDED.value))
changed = {"trouble": _mended, "told": _mended, "tell_at": None}
"""The values to set when somebody changes a reminder, so that they are told about the next outcome, good or bad."""

next_due = select(_tell_at - Now())
waiting = (
    select(reminder)
    .where(_ROW.channel == bindparam("account"), _ROW.tell_at.is_not(None), _tell_at <= Now())
    .order_by(_ROW.id)
    .with_for_update(skip_locked=True)
)
tell = update(reminder).where(_ROW.id.in_(bindparam("rows", expanding=True))).values(told=_ROW.trouble, tell_at=None)
_again = case((_ROW.trouble == bindparam("before"), null()), else_=Now() + seconds("delay"))
put_back = (
    update(reminder)
    .where(_ROW.id == bindparam("row"), _ROW.told == bindparam("said"))
    .values(told=bindparam("before"), tell_at=_again)
)

unreached = select(reach.c.unreached).where(reach.c.channel == bindparam("account"))


def reached(dialect: str) -> Insert:
    """Return an upsert, in this dialect, of the number of coordinators in an account who couldn't be alerted."""
    adding = upsert(dialect, reach)
    return adding.on_conflict_do_update(index_elements=[reach.c.channel], set_={"unreached": adding.excluded.unreached})
