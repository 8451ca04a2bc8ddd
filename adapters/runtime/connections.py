"""The connections of the web server. Anybody may open one, and nobody is known before a request is read.

1. Number: with one more than there may be, the one that has waited longest for its request makes room. A delivery that
   has arrived whole and isn't answered yet never does. The limit leaves descriptors for the database and the platforms.
2. Time: a request must arrive whole, and its answer be read, in time.
3. Memory: when unfinished requests hold too much together, the largest of them goes.

uvicorn has no such limits, except on the number of requests, and there it turns away whoever comes last.
"""

import asyncio
from collections import OrderedDict
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from adapters.runtime.connection_limits import ConnectionLimits

BUFFER = 16 * 1024
"""The most bytes that are read from a connection at once, and of answers that wait for a slow reader."""


class Connections(ServerState):
    """What uvicorn keeps of its connections, and their limits.

    Attributes:
        limits: What they may take.
    """

    def __init__(self, limits: ConnectionLimits) -> None:
        """Start with none."""
        super().__init__()
        self.limits = limits
        self._allowed = limits.allowed()
        self._held = 0
        self._by_age: OrderedDict[LimitedConnection, None] = OrderedDict()

    def admit(self, connection: "LimitedConnection") -> None:
        """Count a new connection, and drop another if there are too many."""
        self._by_age[connection] = None
        self.renew(connection)
        if len(self._by_age) > self._allowed:
            self.drop(next((one for one in self._by_age if not one.delivering), connection))

    def renew(self, connection: "LimitedConnection") -> None:
        """Count this connection as the one that has waited for the shortest time, with nothing held."""
        if connection in self._by_age:
            self._release(connection)
            connection.since = asyncio.get_running_loop().time()
            self._by_age.move_to_end(connection)

    def hold(self, connection: "LimitedConnection", count: int) -> None:
        """Count bytes that arrived on this connection as part of its request."""
        if connection in self._by_age:
            connection.held += count
            self._held += count
        while self._held > self.limits.memory:
            self.drop(max(self._by_age, key=lambda one: (not one.delivering, one.held)))

    def forget(self, connection: "LimitedConnection") -> None:
        """Count this connection no more."""
        self._release(connection)
        self._by_age.pop(connection, None)

    def drop(self, connection: "LimitedConnection") -> None:
        """Close this connection at once, whatever is under way on it."""
        self.forget(connection)
        connection.transport.abort()

    def drop_slow(self) -> None:
        """Close those whose time is up."""
        now = asyncio.get_running_loop().time()
        for connection in [one for one in self._by_age if now - one.since > one.patience]:
            self.drop(connection)

    def close(self) -> None:
        """Admit no more, and close those on which no delivery is under way."""
        self._allowed = 0
        for connection in [one for one in self._by_age if not one.delivering]:
            self.drop(connection)

    def _release(self, connection: "LimitedConnection") -> None:
        self._held -= connection.held
        connection.held = 0


class LimitedConnection(H11Protocol):
    """A connection within these limits.

    Attributes:
        since: When it began to wait for its request, or to rest after one, on the clock of the loop.
        held: The bytes that arrived for a request that isn't answered yet.
    """

    server_state: Connections

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        """Prepare, as uvicorn asks."""
        super().__init__(*given, **named)
        self.since = 0.0
        self.held = 0

    @property
    def delivering(self) -> bool:
        """Return whether a delivery has arrived whole, and isn't answered yet."""
        return self._whole and self.scope["method"] == "POST" and not self.cycle.response_started

    @property
    def patience(self) -> float:
        """Return the seconds after `since` for which this connection may stay as it is."""
        if self._resting:
            return float("inf")  # uvicorn itself closes it when nothing more comes
        limits = self.server_state.limits
        return limits.answer if self._whole or self.transport.get_write_buffer_size() else limits.request

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Count it."""
        transport.set_write_buffer_limits(BUFFER)
        transport.max_size = BUFFER  # type: ignore[attr-defined]  # typeshed lacks it; asyncio reads 256 KiB at once
        super().connection_made(transport)
        self.server_state.admit(self)

    def data_received(self, data: bytes) -> None:
        """Count what has arrived; with the first byte after a rest, the time for a request begins."""
        if self._resting:
            self.server_state.renew(self)
        self.server_state.hold(self, len(data))
        if not self.transport.is_closing():
            super().data_received(data)

    def on_response_complete(self) -> None:
        """Rest, if nothing more came meanwhile."""
        self.server_state.renew(self)
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        self.server_state.forget(self)
        super().connection_lost(exc)

    @property
    def _whole(self) -> bool:
        """Whether a request has arrived whole, and isn't answered to its end."""
        return bool(self.cycle) and not self.cycle.more_body and not self.cycle.response_complete

    @property
    def _resting(self) -> bool:
        """Whether a request was answered, and nothing of the next one has arrived."""
        answered = bool(self.cycle) and self.cycle.response_complete
        between = self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]
        return answered and between and not self.transport.get_write_buffer_size()
