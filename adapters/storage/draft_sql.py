"""The SQL of the store of drafts, as SQLAlchemy expressions."""

from sqlalchemy import Insert, and_, bindparam, delete, select

from adapters.storage.schema import Now, draft, seconds
from adapters.storage.upsert import upsert

_ROW = draft.c
_DRAFT = and_(_ROW.account == bindparam("whose"), _ROW.name == bindparam("which"))
_EXPIRES_AT = Now() + seconds("keep")

one = select(_ROW.body).where(_DRAFT, _ROW.expires_at > Now())
every = select(_ROW.name, _ROW.account, _ROW.body).order_by(_ROW.name)
drop = delete(draft).where(_DRAFT)
forget = delete(draft).where(_ROW.expires_at <= Now())


def keep(dialect: str) -> Insert:
    """Return an upsert, in this dialect, that adds a draft or replaces the one with this name."""
    keeping = upsert(dialect, draft)
    new = keeping.excluded
    return keeping.values(expires_at=_EXPIRES_AT).on_conflict_do_update(
        index_elements=[_ROW.name],
        set_={"body": new.body, "expires_at": new.expires_at},
        where=_ROW.account == new.account,
    )
