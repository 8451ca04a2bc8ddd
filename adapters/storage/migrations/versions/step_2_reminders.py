"""Creates the tables of reminders and of their occurrences."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

_BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the tables and their index."""
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", _BYTES, nullable=False),
        sa.Column("chat", _BYTES, nullable=False),
        sa.Column("thread", _BYTES, nullable=False),
        sa.Column("check_id", _BYTES, nullable=False),
        sa.Column("weekdays", sa.Integer, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("weeks", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("zone", _BYTES, nullable=False),
        sa.Column("holidays_off", sa.Boolean, nullable=False),
        sa.Column("skips", _BYTES, nullable=False),
        sa.Column("paused_until", sa.Integer),
        sa.Column("prompt", sa.Integer, nullable=False),
        sa.Column("message", _BYTES),
        sa.Column("due_at", sa.Double),
        sa.Column("suspended", _BYTES, nullable=False),
        sa.Column("lease", _BYTES),
        sa.Column("leased_until", sa.Double),
        sa.Column("held_until", sa.Double),
        sa.Index("reminder_due_at", "due_at"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "occurrence",
        sa.Column("reminder_id", sa.Integer, sa.ForeignKey("reminder.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("moment", sa.Double, primary_key=True),
        sa.Column("outcome", _BYTES, nullable=False),
        sa.Column("lease", _BYTES),
    )
