"""Runs what waits for a database in one transaction, as all of it then shares what a commit takes."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from adapters.storage.sqlite_connection import driver_of

_Result = TypeVar("_Result")


class CommitPart(Generic[_Result]):
    """Work that is part of a transaction.

    Attributes:
        deletes: Whether it may delete messages, of which nothing may be left.
        over: Whether the transaction is over, and with it the work.
    """

    def __init__(self, work: Callable[[Connection], _Result], *, deletes: bool) -> None:
        """Prepare."""
        self._work = work
        self._made: _Result
        self._failure: Exception | None = None
        self.deletes = deletes
        self.over = False

    def run(self, connection: Connection, *, alone: bool) -> None:
        """Do the work: unless it is alone, so that nothing of it is left if it fails, and the others go on."""
        self._failure = None  # of a run before, which was rolled back
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
        """Say that the transaction is over. `failure`: why it failed, if it did."""
        self._failure = failure or self._failure
        self.over = True

    def result(self) -> _Result:
        """Return what the work returned, or raise what it raised, or why the transaction failed."""
        if self._failure:
            raise self._failure
        return self._made


class SharedCommit:
    """Lets whoever waits while a transaction is under way share the next one."""

    def __init__(self, commit: Callable[[Sequence[CommitPart[Any]]], Awaitable[None]]) -> None:
        """Prepare. `commit`: runs these parts in one transaction, and ends each."""
        self._commit = commit
        self._waiting: list[CommitPart[Any]] = []
        self._busy = asyncio.Lock()

    async def __call__(self, work: Callable[[Connection], _Result], *, deletes: bool) -> _Result:
        """Return what the work returns, once that is committed."""
        part = CommitPart(work, deletes=deletes)
        self._waiting.append(part)
        async with self._busy:
            if not part.over:
                parts, self._waiting = self._waiting, []
                await self._commit(parts)
        return part.result()
