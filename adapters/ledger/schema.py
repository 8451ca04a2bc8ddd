"""The tables of the ledger, and the database's own clock. The tables' history stands in `migrations/`.

Moments are Unix time in seconds. Text is compared and ordered by its bytes, in every database.
"""

from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_BYTES = Text().with_variant(Text(collation="C"), "postgresql")
METADATA = MetaData()
MESSAGE = ("channel", "chat", "message")
"""The columns that tell a message from every other."""

action = Table(
    "action",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", _BYTES, nullable=False),
    Column("channel", _BYTES, nullable=False),
    Column("chat", _BYTES, nullable=False),
    Column("message", _BYTES),  # null: about to be posted
    Column("after", _BYTES),  # the last message known before it, while its own id is not
    Column("part", _BYTES, nullable=False),
    Column("due_at", Double, nullable=False),
    Column("until", Double, nullable=False),  # from here on the platform allows no deletion
    Column("attempts", Integer, nullable=False),
    Column("lease", _BYTES),
    Column("leased_until", Double),
    Index("action_message", *MESSAGE, unique=True),  # which lets any number of unknown ones be
    Index("action_due_at", "due_at"),
    sqlite_autoincrement=True,  # so that a number is never given twice
)

reminder = Table(
    "reminder",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("channel", _BYTES, nullable=False),
    Column("chat", _BYTES, nullable=False),
    Column("thread", _BYTES, nullable=False),
    Column("check_id", _BYTES, nullable=False),
    Column("weekdays", Integer, nullable=False),  # a bit for each, Monday's the lowest
    Column("minute", Integer, nullable=False),  # of the local day
    Column("weeks", Integer, nullable=False),
    Column("start", Integer, nullable=False),  # a day, as the others here: 1 is the first of the year 1
    Column("zone", _BYTES, nullable=False),
    Column("holidays_off", Boolean, nullable=False),
    Column("skips", _BYTES, nullable=False),  # ISO dates with commas between
    Column("paused_until", Integer),
    Column("prompt", Integer, nullable=False),
    Column("message", _BYTES),  # the one that was posted last
    Column("due_at", Double),  # null while it doesn't come
    Column("suspended", _BYTES, nullable=False),  # why, and then it is never due
    Column("lease", _BYTES),
    Column("leased_until", Double),
    Column("held_until", Double),  # not before then, though it is due
    Index("reminder_due_at", "due_at"),
    sqlite_autoincrement=True,  # so that a number is never given twice
)
occurrence = Table(
    "occurrence",
    METADATA,
    Column("reminder_id", Integer, ForeignKey("reminder.id", ondelete="CASCADE"), primary_key=True),
    Column("moment", Double, primary_key=True),
    Column("outcome", _BYTES, nullable=False),
    Column("lease", _BYTES),  # of who began it
)


def seconds(name: str) -> BindParameter[float]:
    """Give the parameter of this name, which is so many seconds."""
    return bindparam(name, type_=Double)


class Now(FunctionElement[float]):
    """The moment at which the database took up this statement: Unix time in seconds, by its own clock."""

    type = Double()
    inherit_cache = True


@compiles(Now, "sqlite")
def _sqlite(_element: Now, _compiler: SQLCompiler, **_options: object) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"  # to the millisecond; unixepoch('subsec') needs SQLite 3.42


@compiles(Now, "postgresql")
def _postgresql(_element: Now, _compiler: SQLCompiler, **_options: object) -> str:
    return "CAST(extract(epoch FROM statement_timestamp()) AS double precision)"  # stable, so that an index serves it
