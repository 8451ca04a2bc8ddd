"""Reads, writes and deletes the rows of all tables, for a move."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from adapters.storage.schema import MESSAGE, METADATA, PLACE_IN_SERIES, Now, action, occurrence, reminder

HELD = 60.0
"""Seconds for which reminders are held in either database, and so the delay after an interrupted move."""
MARK = "moved"
"""The lease of a copied reminder."""
_Rows = list[dict[str, Any]]
Contents = Mapping[str, _Rows]
"""The rows of each table, by its name."""
_TABLES: Sequence[Table] = METADATA.sorted_tables
"""All tables, each after those that it refers to."""
_UNNAMED = ("channel", "chat", "message", "after", "part", "due_at")
"""The columns that distinguish messages whose ids are unknown."""
_OWN = ("id", "lease", "leased_until")
"""The columns of these that are meaningless in another database."""


class TransferError(Exception):
    """Nothing was moved; the message says why, and what to do."""


def contents(connection: Connection) -> Contents:
    """Return the rows of all tables, and lock them."""
    queries = {table.name: select(table).order_by(*table.primary_key).with_for_update() for table in _TABLES}
    return {name: [dict(row) for row in connection.execute(query).mappings()] for name, query in queries.items()}


def claimed(connection: Connection, table: Table, but: str) -> bool:
    """Return whether any row of this table is claimed, ignoring leases that start with `but`."""
    lease, leased_until = table.c.lease, table.c.leased_until
    query = select(table.c.id).where(lease.is_not(None), leased_until > Now(), lease.not_like(f"{but}%")).limit(1)
    return connection.execute(query).first() is not None


def release(lease: str) -> ReturningUpdate[tuple[int]]:
    """Return a statement that ends the claims on reminders with this lease, and returns their ids."""
    return (
        update(reminder).where(reminder.c.lease == lease).values(lease=None, leased_until=None).returning(reminder.c.id)
    )


def make_way(connection: Connection, coming: _Rows) -> None:
    """Delete the marked copies of the reminders that are coming.

    Raises:
        TransferError: There are other reminders.
    """
    found = [dict(row) for row in connection.execute(select(reminder)).mappings()]
    copies = _about(found) & _about(coming)
    if found and coming and not (copies and all(row["lease"] == MARK for row in found)):
        msg = "the database to move to holds reminders already: it must be one that no bot has used"
        raise TransferError(msg)
    if copies:
        connection.execute(delete(reminder))


def _about(reminders: _Rows) -> set[tuple[object, ...]]:
    return {tuple(row[name] for name in PLACE_IN_SERIES) for row in reminders}


def add(connection: Connection, added: Contents) -> None:
    """Add these rows, with the reminders marked. Other rows replace existing ones with the same key."""
    ids = _add_reminders(connection, added[reminder.name])
    for table in _TABLES:
        rows = added[table.name]
        if table is occurrence:
            rows = [row | {"reminder_id": ids[row["reminder_id"]]} for row in rows]
        elif table is action:
            rows = [_without(row, _OWN) for row in rows]
        if rows and table is not reminder:
            for columns, same in _alike(table, rows):
                _delete(connection, table, same, columns)
            connection.execute(insert(table), rows)


def _add_reminders(connection: Connection, rows: _Rows) -> dict[int, int]:
    """Add these reminders, marked, and return their new ids by their old ones."""
    if not rows:
        return {}
    marked = insert(reminder).values(lease=MARK, leased_until=Now() + HELD)
    adding = marked.returning(reminder.c.id, sort_by_parameter_order=True)
    new = connection.execute(adding, [_without(row, _OWN) for row in rows]).scalars()
    return dict(zip((row["id"] for row in rows), new, strict=True))


def _alike(table: Table, rows: _Rows) -> Iterator[tuple[Sequence[str], _Rows]]:
    """Yield these rows of this table, grouped by the columns that identify them."""
    if table is action:
        yield MESSAGE, [row for row in rows if row["message"] is not None]
        yield _UNNAMED, [row for row in rows if row["message"] is None]
    else:
        yield _keys(table), rows


def _keys(table: Table) -> Sequence[str]:
    return [column.name for column in table.primary_key]


def _without(row: dict[str, Any], columns: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in columns}


def remove(connection: Connection, removed: Contents) -> None:
    """Delete these rows."""
    for table in reversed(_TABLES):
        _delete(connection, table, removed[table.name], _keys(table))


def _delete(connection: Connection, table: Table, rows: _Rows, columns: Sequence[str]) -> None:
    """Delete the rows that match these in these columns."""
    same = (_same(table.c[name]) for name in columns)
    if rows:
        connection.execute(delete(table).where(*same), [{f"old_{name}": row[name] for name in columns} for row in rows])


def _same(column: Column[Any]) -> ColumnElement[bool]:
    value: BindParameter[Any] = bindparam(f"old_{column.name}")
    return column.is_not_distinct_from(value) if column.nullable else column == value  # the former uses no index
