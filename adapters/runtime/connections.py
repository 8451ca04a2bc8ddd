"""Limit the web server's connections. Anybody can open one, and isn't authenticated until a request is read.

1. Number: if there are too many, the one that has waited longest for its request is closed; never one whose request
   has been received but not answered. The limit leaves file descriptors for the database and the platforms.
2. Time: a request must be received, and its answer read, within a time limit.
3. Memory: if unfinished requests are too large together, the largest is dropped.

uvicorn only limits the number of requests, and rejects the newest.
"""

import asyncio
from collections import OrderedDict
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from adapters.runtime.connection_limits import ConnectionLimits

BUFFER = 16 * 1024
"""Maximum bytes of a single read from a connection, and of answers buffered for a slow reader."""


class Connections(ServerState):
    """uvicorn's state of all connections, with limits.

    Attributes:
        limits: The limits.
    """

    def __init__(self, limits: ConnectionLimits) -> None:
        """Start without connections."""
        super().__init__()
        self.limits = limits
        self._allowed = limits.allowed()
        self._held = 0
        self._by_age: OrderedDict[LimitedConnection, None] = OrderedDict()

    def admit(self, connection: "LimitedConnection") -> None:
        """Register a new connection, and drop another if there are too many."""
        self._by_age[connection] = None
        self.renew(connection)
        if len(self._by_age) > self._allowed:
            self.drop(next((one for one in self._by_age if not one.delivering), connection))

    def renew(self, connection: "LimitedConnection") -> None:
        """Mark this connection as the one that started to wait last, with nothing received."""
        if connection in self._by_age:
            self._release(connection)
            connection.since = asyncio.get_running_loop().time()
            self._by_age.move_to_end(connection)

    def hold(self, connection: "LimitedConnection", count: int) -> None:
        """Count received bytes of this connection's request."""
        if connection in self._by_age:
            connection.held += count
            self._held += count
        while self._held > self.limits.memory:
            self.drop(max(self._by_age, key=lambda one: (not one.delivering, one.held)))

    def forget(self, connection: "LimitedConnection") -> None:
        """Unregister this connection."""
        self._release(connection)
        self._by_age.pop(connection, None)

    def drop(self, connection: "LimitedConnection") -> None:
        """Close this connection immediately."""
        self.forget(connection)
        connection.transport.abort()

    def drop_slow(self) -> None:
        """Close connections that have exceeded their time limit."""
        now = asyncio.get_running_loop().time()
        for connection in [one for one in self._by_age if now - one.since > one.patience]:
            self.drop(connection)

    def close(self) -> None:
        """Accept no new connections, and close those without a request in progress."""
        self._allowed = 0
        for connection in [one for one in self._by_age if not one.delivering]:
            self.drop(connection)

    def _release(self, connection: "LimitedConnection") -> None:
        self._held -= connection.held
        connection.held = 0


class LimitedConnection(H11Protocol):
    """A connection with these limits.

    Attributes:
        since: When it started to wait for its request, or became idle after one (event loop time).
        held: Bytes received of a request that isn't answered yet.
    """

    server_state: Connections

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as in uvicorn
        """Take uvicorn's arguments."""
        super().__init__(*given, **named)
        self.since = 0.0
        self.held = 0

    @property
    def delivering(self) -> bool:
        """Return whether a request has been received completely but not answered."""
        return self._whole and self.scope["method"] == "POST" and not self.cycle.response_started

    @property
    def patience(self) -> float:
        """Return for how many seconds after `since` this connection may stay in its current state."""
        if self._resting:
            return float("inf")  # uvicorn closes idle connections itself
        limits = self.server_state.limits
        return limits.answer if self._whole or self.transport.get_write_buffer_size() else limits.request

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Register the connection."""
        transport.set_write_buffer_limits(BUFFER)
        transport.max_size = BUFFER  # type: ignore[attr-defined]  # missing in typeshed; by default asyncio reads up to 256 KiB
        super().connection_made(transport)
        self.server_state.admit(self)

    def data_received(self, data: bytes) -> None:
        """Count the data; the first byte after an idle period starts the time limit of a request."""
        if self._resting:
            self.server_state.renew(self)
        self.server_state.hold(self, len(data))
        if not self.transport.is_closing():
            super().data_received(data)

    def on_response_complete(self) -> None:
        """Become idle, unless more data has been received."""
        self.server_state.renew(self)
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Unregister the connection."""
        self.server_state.forget(self)
        super().connection_lost(exc)

    @property
    def _whole(self) -> bool:
        """Whether a request has been received completely, but its answer isn't complete."""
        return bool(self.cycle) and not self.cycle.more_body and not self.cycle.response_complete

    @property
    def _resting(self) -> bool:
        """Whether a request was answered, and no data of the next one has been received."""
        answered = bool(self.cycle) and self.cycle.response_complete
        between = self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]
        return answered and between and not self.transport.get_write_buffer_size()
