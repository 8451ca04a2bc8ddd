"""How long a silent connection is kept, as the parameters of libpq say it."""

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
    """Make the system check whether the other side of a connection still exists, unless this is turned off.

    Args:
        connection: Over a socket of any kind.
        chosen: The parameters of libpq; 0 leaves the default of the system.
    """
    found = connection._transport.get_extra_info("socket")  # noqa: SLF001 - asyncpg has no option for it
    if found.family == socket.AF_UNIX or not chosen.get("keepalives", 1):
        return
    found.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, option in _OPTIONS.items():
        if chosen.get(name) and hasattr(socket, option):  # not every system has each
            found.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), chosen[name])
