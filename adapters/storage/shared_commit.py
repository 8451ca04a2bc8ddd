"""Group commit: runs all waiting work in one transaction, to share the cost of committing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from adapters.storage.sqlite_connection import driver_of

_Result = TypeVar("_Result")


class CommitPart(Generic[_Result]):
    """Work that is part of a transaction.

    Attributes:
        deletes: Whether it may delete messages, of which no trace may remain.
        over: Whether the transaction, and so the work, is over.
    """

    def __init__(self, work: Callable[[Connection], _Result], *, deletes: bool) -> None:
        """Set up."""
        self._work = work
        self._made: _Result
        self._failure: Exception | None = None
        self.deletes = deletes
        self.over = False

    def run(self, connection: Connection, *, alone: bool) -> None:
        """Do the work; unless it is alone, in a savepoint, so that a failure doesn't affect the others."""
        self._failure = None  # from an earlier run, which was rolled back
        if alone:
            self._made = self._work(connection)
            return
        savepoint = connection.begin_nested()
        try:
            self._made = self._work(connection)
        except Exception as error:
            if connection.invalidated or not driver_of(connection).in_transaction:  # a full disk undoes all of it
                raise
            savepoint.rollback()
            self._failure = error
        else:
            savepoint.commit()

    def end(self, failure: Exception | None = None) -> None:
        """Mark the transaction as over. `failure`: its error, if it failed."""
        self._failure = failure or self._failure
        self.over = True

    def result(self) -> _Result:
        """Return the result of the work, or raise its error or that of the transaction."""
        if self._failure:
            raise self._failure
        return self._made


class SharedCommit:
    """Makes all work that arrives during a transaction share the next one."""

    def __init__(self, commit: Callable[[Sequence[CommitPart[Any]]], Awaitable[None]]) -> None:
        """Set up. `commit`: runs these parts in one transaction, and ends each."""
        self._commit = commit
        self._waiting: list[CommitPart[Any]] = []
        self._busy = asyncio.Lock()

    async def __call__(self, work: Callable[[Connection], _Result], *, deletes: bool) -> _Result:
        """Return the result of the work once it is committed."""
        part = CommitPart(work, deletes=deletes)
        self._waiting.append(part)
        async with self._busy:
            if not part.over:
                parts, self._waiting = self._waiting, []
                await self._commit(parts)
        return part.result()
