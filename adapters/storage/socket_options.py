"""The keepalive options of a socket, from libpq's parameters."""

import socket
from collections.abc import Mapping

import asyncpg

_OPTIONS = {
    "keepalives_idle": "TCP_KEEPIDLE",
    "keepalives_interval": "TCP_KEEPINTVL",
    "keepalives_count": "TCP_KEEPCNT",
    "tcp_user_timeout": "TCP_USER_TIMEOUT",
}


def keep_alive(connection: asyncpg.Connection, chosen: Mapping[str, int]) -> None:
    """Turn on TCP keepalive for a connection, unless the parameters turn it off.

    Args:
        connection: A connection over any kind of socket.
        chosen: The libpq parameters; 0 leaves the system's default.
    """
    found = connection._transport.get_extra_info("socket")  # noqa: SLF001 - asyncpg has no option for it
    if found.family == socket.AF_UNIX or not chosen.get("keepalives", 1):
        return
    found.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, option in _OPTIONS.items():
        if chosen.get(name) and hasattr(socket, option):  # not every system has all of them
            found.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), chosen[name])
