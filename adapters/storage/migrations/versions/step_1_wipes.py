"""Creates the table of due actions, with wipes as the first kind."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

_BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the table and its indices."""
    op.create_table(
        "action",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", _BYTES, nullable=False),
        sa.Column("channel", _BYTES, nullable=False),
        sa.Column("chat", _BYTES, nullable=False),
        sa.Column("message", _BYTES),
        sa.Column("after", _BYTES),
        sa.Column("part", _BYTES, nullable=False),
        sa.Column("due_at", sa.Double, nullable=False),
        sa.Column("until", sa.Double, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lease", _BYTES),
        sa.Column("leased_until", sa.Double),
        sa.Index("action_message", "channel", "chat", "message", unique=True),
        sa.Index("action_due_at", "due_at"),
        sqlite_autoincrement=True,
    )
