"""A connection to a SQLite file releases it when replaced, even if something still references a failed statement."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import PendingRollbackError

from adapters.storage.sqlite import Sqlite


async def test_a_connection_that_is_replaced_leaves_no_lock_behind(tmp_path: Path) -> None:
    store = Sqlite(f"sqlite:///{tmp_path / 'ledger.db'}")
    held: list[sqlite3.Cursor] = []

    def leave_unfinished(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        held.append(driver.execute("SELECT number FROM counted"))  # an error would hold on to it like this
        connection.invalidate()

    def count(connection: Connection) -> int:
        connection.exec_driver_sql("INSERT INTO counted VALUES (3)")
        return int(connection.exec_driver_sql("SELECT sum(number) FROM counted").scalar_one())

    await store.transact(lambda connection: connection.exec_driver_sql("CREATE TABLE counted (number)"))
    await store.transact(lambda connection: connection.exec_driver_sql("INSERT INTO counted VALUES (1), (2)"))
    with pytest.raises(PendingRollbackError):
        await store.transact(leave_unfinished)
    assert await store.transact(count) == 6
    assert held
    await store.close()
