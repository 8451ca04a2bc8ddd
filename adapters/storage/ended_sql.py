"""The SQL of the store of finished checks, as SQLAlchemy expressions."""

from sqlalchemy import Insert, bindparam, delete, func, select

from adapters.storage.schema import Now, ended, seconds
from adapters.storage.upsert import upsert

_EXPIRES_AT = Now() + seconds("keep")

among = select(ended.c.run).where(ended.c.run.in_(bindparam("runs", expanding=True)))
FOUND = {
    "sqlite": "SELECT run FROM ended WHERE run IN (SELECT value FROM json_each(?))",
    "postgresql": "SELECT run FROM ended WHERE run = ANY($1::text[])",
}
"""The same as raw SQL for the driver, by dialect; the only parameter is a list of texts."""
latest = (
    select(ended.c.run, ended.c.expires_at)
    .where(ended.c.expires_at > seconds("since"))
    .order_by(ended.c.expires_at.desc())
    .limit(bindparam("most"))
)
count = select(func.count()).select_from(ended)
forget = delete(ended).where(ended.c.expires_at <= Now())


def note(dialect: str) -> Insert:
    """Return an insert, in this dialect, that adds a run unless it is there."""
    return upsert(dialect, ended).values(expires_at=_EXPIRES_AT).on_conflict_do_nothing()
