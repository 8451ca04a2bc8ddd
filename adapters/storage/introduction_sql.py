"""The SQL of the store of introductions, as SQLAlchemy expressions."""

from sqlalchemy import Insert, and_, bindparam, delete, select, update

from adapters.storage.schema import introduction
from adapters.storage.upsert import upsert

_ROW = introduction.c
_CHAT = and_(_ROW.channel == bindparam("where"), _ROW.chat == bindparam("whose"))
_PLACE = and_(_CHAT, _ROW.thread == bindparam("topic"))


def add(dialect: str) -> Insert:
    """Return an insert, in this dialect, that adds an introduction unless there is one in that place."""
    adding = upsert(dialect, introduction)
    return adding.on_conflict_do_nothing()


lock = select(_ROW.message).where(_PLACE).with_for_update()
replace = update(introduction).where(_PLACE).values(message=bindparam("posted"))
remove = delete(introduction).where(_PLACE, _ROW.message == bindparam("which"))
forget = delete(introduction).where(_CHAT)
every = select(introduction).order_by(_ROW.channel, _ROW.chat, _ROW.thread)
of_channels = every.where(_ROW.channel.in_(bindparam("channels", expanding=True)))
