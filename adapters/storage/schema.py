"""The tables of the database, and its clock. The history of the tables is in `migrations/`.

Times are Unix time in seconds. Every database compares and orders text by its bytes.
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
"""The columns that identify a message."""
PLACE_IN_SERIES = ("series", "channel", "chat", "thread")
"""The columns that identify a reminder."""

action = Table(
    "action",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", _BYTES, nullable=False),
    Column("channel", _BYTES, nullable=False),
    Column("chat", _BYTES, nullable=False),
    Column("message", _BYTES),  # null until it is posted
    Column("after", _BYTES),  # while its own id is unknown: the last known message before it
    Column("part", _BYTES, nullable=False),
    Column("due_at", Double, nullable=False),
    Column("until", Double, nullable=False),  # from then on the platform no longer allows deletion
    Column("attempts", Integer, nullable=False),
    Column("lease", _BYTES),
    Column("leased_until", Double),  # not claimable before then; without a lease, it waits for a retry
    Column("run", _BYTES),  # the random name of its check's run; null if there is none
    Index("action_message", *MESSAGE, unique=True),  # rows whose message is null don't collide
    Index("action_due_at", "due_at"),
    sqlite_autoincrement=True,  # so that an id is never reused
)

reminder = Table(
    "reminder",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("channel", _BYTES, nullable=False),
    Column("chat", _BYTES, nullable=False),
    Column("thread", _BYTES, nullable=False),
    Column("series", _BYTES, nullable=False),  # the random name shared with the same reminder in other places
    Column("check_id", _BYTES, nullable=False),
    Column("rhythm", _BYTES, nullable=False),  # weekly, monthly or once
    Column("weekdays", Integer, nullable=False),  # a bit per day, Monday's the lowest
    Column("weeks", Integer, nullable=False),
    Column("which", Integer),  # which of those weekdays in a month
    Column("times", _BYTES, nullable=False),  # HH:MM, comma-separated
    Column("start", Integer, nullable=False),  # a day as an ordinal, as the others here: 1 is 1 January of the year 1
    Column("zone", _BYTES, nullable=False),
    Column("holidays_off", Boolean, nullable=False),
    Column("skips", _BYTES, nullable=False),  # ISO dates, comma-separated
    Column("skipped", _BYTES, nullable=False),  # ISO datetimes without a zone, comma-separated
    Column("paused_until", Integer),
    Column("prompts_off", _BYTES, nullable=False),  # ids, comma-separated
    Column("prompt", Integer, nullable=False),
    Column("message", _BYTES),  # the latest post
    Column("due_at", Double),  # null while it isn't posted
    Column("suspended", _BYTES, nullable=False),  # the reason, or empty
    Column("lease", _BYTES),
    Column("leased_until", Double),
    Column("held_until", Double),  # not claimable before then, even if due
    Column("trouble", _BYTES, nullable=False),  # what is wrong with it, or empty
    Column("told", _BYTES, nullable=False),  # what the coordinators were last told about it, or empty
    Column("tell_at", Double),  # since when an alarm is pending; null if there is none
    Index("reminder_due_at", "due_at"),
    Index("reminder_series", *PLACE_IN_SERIES, unique=True),
    sqlite_autoincrement=True,  # so that an id is never reused
)
occurrence = Table(
    "occurrence",
    METADATA,
    Column("reminder_id", Integer, ForeignKey("reminder.id", ondelete="CASCADE"), primary_key=True),
    Column("moment", Double, primary_key=True),
    Column("outcome", _BYTES, nullable=False),
    Column("lease", _BYTES),  # of the claim that began it
    Column("why", _BYTES),  # why it wasn't posted
)

draft = Table(
    "draft",
    METADATA,
    Column("name", _BYTES, primary_key=True),
    Column("account", _BYTES, nullable=False),
    Column("body", _BYTES, nullable=False),  # the places and the other choices so far, as JSON
    Column("expires_at", Double, nullable=False),
    Index("draft_expires_at", "expires_at"),
)

introduction = Table(
    "introduction",
    METADATA,
    Column("channel", _BYTES, primary_key=True),
    Column("chat", _BYTES, primary_key=True),
    Column("thread", _BYTES, primary_key=True),
    Column("message", _BYTES, nullable=False),
)
reach = Table(
    "reach",
    METADATA,
    Column("channel", _BYTES, primary_key=True),
    Column("unreached", Integer, nullable=False),  # how many coordinators couldn't be reached the last time
)

ended = Table(
    "ended",
    METADATA,
    Column("run", _BYTES, primary_key=True),
    Column("expires_at", Double, nullable=False),  # from then on all its buttons have expired
    Index("ended_expires_at", "expires_at"),
)


def seconds(name: str) -> BindParameter[float]:
    """Return a bind parameter of this name, in seconds."""
    return bindparam(name, type_=Double)


class Now(FunctionElement[float]):
    """The time at which the database received this statement: Unix time in seconds, by its own clock."""

    type = Double()
    inherit_cache = True


@compiles(Now, "sqlite")
def _sqlite(_element: Now, _compiler: SQLCompiler, **_options: object) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"  # to a millisecond; unixepoch('subsec') needs SQLite 3.42


@compiles(Now, "postgresql")
def _postgresql(_element: Now, _compiler: SQLCompiler, **_options: object) -> str:
    return "CAST(extract(epoch FROM statement_timestamp()) AS double precision)"  # STABLE, for indices
