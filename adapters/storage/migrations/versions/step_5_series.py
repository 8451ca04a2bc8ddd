"""Allows reminders several times a day, monthly or once, and in several places; adds the table of drafts."""

import secrets

import sqlalchemy as sa
from alembic import op

from adapters.storage.errors import DowngradeError

revision = "5"
down_revision = "4"

_BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TEXTS = {"series": "", "rhythm": "weekly", "times": "", "skipped": "", "prompts_off": ""}
"""The new text columns, with their values for existing reminders."""
_MINUTES_PER_HOUR = 60
_ROW = sa.table("reminder", *(sa.column(name) for name in ("id", "minute", *_TEXTS)))
_COUNT = "SELECT count(*) FROM reminder WHERE "
_LOST = {
    "rhythm <> 'weekly'": "come monthly or once",
    "length(times) > 5": "come several times a day",
    "skipped <> ''": "have single moments left out",
    "prompts_off <> ''": "have prompts switched off",
    "series IN (SELECT series FROM reminder GROUP BY series HAVING count(*) > 1)": "come in several places",
}
"""The properties of reminders that the previous step can't store, as SQL conditions."""


def upgrade() -> None:
    """Add the columns and the table; every existing reminder becomes its own series."""
    for name, default in _TEXTS.items():
        op.add_column("reminder", sa.Column(name, _BYTES, nullable=False, server_default=default))
    op.add_column("reminder", sa.Column("which", sa.Integer))
    connection = op.get_bind()
    for row in connection.execute(sa.select(_ROW.c.id, _ROW.c.minute)).all():
        time = "{:02}:{:02}".format(*divmod(row.minute, _MINUTES_PER_HOUR))
        filled = sa.update(_ROW).where(_ROW.c.id == row.id).values(series=secrets.token_hex(8), times=time)
        connection.execute(filled)
    op.drop_column("reminder", "minute")
    op.create_index("reminder_series", "reminder", ["series", "channel", "chat", "thread"], unique=True)
    op.create_table(
        "draft",
        sa.Column("name", _BYTES, primary_key=True),
        sa.Column("account", _BYTES, nullable=False),
        sa.Column("body", _BYTES, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.Index("draft_expires_at", "expires_at"),
    )


def downgrade() -> None:
    """Remove the columns and the table again.

    Raises:
        DowngradeError: If a reminder would no longer be the same.
    """
    connection = op.get_bind()
    counts = {what: connection.scalar(sa.text(_COUNT + lost)) for lost, what in _LOST.items()}
    found = [f"{count} {what}" for what, count in counts.items() if count]
    if found:
        msg = f"the previous version can't store these reminders; change or delete them first: {', '.join(found)}"
        raise DowngradeError(msg)
    op.drop_table("draft")
    op.drop_index("reminder_series", "reminder")
    op.add_column("reminder", sa.Column("minute", sa.Integer, nullable=False, server_default="0"))
    for row in connection.execute(sa.select(_ROW.c.id, _ROW.c.times)).all():
        hour, minute = row.times.split(":")
        filled = sa.update(_ROW).where(_ROW.c.id == row.id)
        connection.execute(filled.values(minute=int(hour) * _MINUTES_PER_HOUR + int(minute)))
    for name in (*_TEXTS, "which"):
        op.drop_column("reminder", name)
