"""A port that is found for a process isn't given to another one before that process listens on it."""

import socket

from adapters.privacy.audit.ports import free_port

FOUND, ASKED = 300, 20_000


def test_nobody_else_is_given_it() -> None:
    found = {free_port() for _ in range(FOUND)}
    given = {any_port() for _ in range(ASKED)}
    assert len(found) == FOUND
    assert found.isdisjoint(given)


def test_who_asks_for_it_gets_it() -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)) as server:
        assert server.getsockname()[1] == port


def any_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])
