"""A network that fails: connections that are reset, and answers that are late."""

import asyncio
import socket
import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class Reset:
    """A connection that is reset instead of answered.

    Attributes:
        done: whether the call takes effect all the same, so that only its answer is lost.
    """

    done: bool = False


@dataclass(frozen=True)
class Hang:
    """An answer that is late by a number of seconds."""

    seconds: float


def reset_connection(transport: asyncio.Transport) -> None:
    """Close a TCP connection with RST, so that the other end reads an error instead of an end of file."""
    bare = transport.get_extra_info("socket")
    bare.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
