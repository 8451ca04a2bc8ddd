"""Adds alarms for coordinators, and the table of first messages to a team."""

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"

_BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TEXTS = ("trouble", "told")
_ROW = sa.table("reminder", *(sa.column(name) for name in ("suspended", "due_at", "tell_at", *_TEXTS)))


def upgrade() -> None:
    """Add the columns and the tables. Suspended reminders kept due until told become pending alarms."""
    for name in _TEXTS:
        op.add_column("reminder", sa.Column(name, _BYTES, nullable=False, server_default=""))
    op.add_column("reminder", sa.Column("tell_at", sa.Double))
    row, suspended = _ROW.c, _ROW.c.suspended != ""
    told = sa.update(_ROW).where(suspended, row.due_at.is_(None)).values(trouble="suspended", told="suspended")
    op.execute(told)
    untold = sa.update(_ROW).where(suspended, row.due_at.is_not(None))
    op.execute(untold.values(trouble="suspended", tell_at=row.due_at, due_at=None))
    op.create_table(
        "introduction",
        sa.Column("channel", _BYTES, primary_key=True),
        sa.Column("chat", _BYTES, primary_key=True),
        sa.Column("thread", _BYTES, primary_key=True),
        sa.Column("message", _BYTES, nullable=False),
    )
    op.create_table(
        "reach",
        sa.Column("channel", _BYTES, primary_key=True),
        sa.Column("unreached", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Remove them again; suspended reminders with pending alarms become due until told, as before."""
    row = _ROW.c
    untold = sa.update(_ROW).where(row.suspended != "", row.tell_at.is_not(None)).values(due_at=row.tell_at)
    op.execute(untold)
    op.drop_table("reach")
    op.drop_table("introduction")
    for name in (*_TEXTS, "tell_at"):
        op.drop_column("reminder", name)
