"""Adds to each occurrence of a reminder the reason why it wasn't posted."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

_BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column."""
    op.add_column("occurrence", sa.Column("why", _BYTES))
