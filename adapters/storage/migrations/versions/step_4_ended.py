"""Creates the table of finished checks, and records which check each screen belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"

_BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the table, and add the column."""
    op.create_table(
        "ended",
        sa.Column("run", _BYTES, primary_key=True),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.Index("ended_expires_at", "expires_at"),
    )
    op.add_column("action", sa.Column("run", _BYTES))
