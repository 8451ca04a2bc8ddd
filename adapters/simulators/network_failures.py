"""Network failures: connections that are reset, and responses that are late."""

import asyncio
import socket
import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class Reset:
    """A connection that is reset instead of getting a response.

    Attributes:
        done: Whether the call still takes effect, so that only its response is lost.
    """

    done: bool = False


@dataclass(frozen=True)
class Hang:
    """A response that is late by this many seconds."""

    seconds: float


def reset_connection(transport: asyncio.Transport) -> None:
    """Close a TCP connection with RST, so that the peer gets an error instead of an end of file."""
    bare = transport.get_extra_info("socket")
    bare.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
