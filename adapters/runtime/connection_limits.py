"""The limits of the web server's connections. They aren't settings, as nobody needs to tune them."""

import resource
from dataclasses import dataclass

DESCRIPTORS = 4096
"""The file descriptors that the process requests; the same as `LimitNOFILE` of the systemd unit."""


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """Limits for all connections together and for each.

    Attributes:
        number: Maximum number of connections. Enough for a thousand simultaneous browsers without a proxy; platforms
            need far fewer, as they reuse theirs.
        request: Seconds to receive a request, from its first byte or from the opening of the connection.
        answer: Seconds to answer a request and for the client to read that. Platforms give up long before.
        memory: Maximum bytes of all unfinished requests together; a single one is at most 1 MiB.
    """

    number: int = 1280
    request: float = 10.0
    answer: float = 30.0
    memory: int = 16 * 1024 * 1024

    def allowed(self) -> int:
        """Return the maximum number of connections: at most a third of this process's file descriptors."""
        descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return self.number if descriptors == resource.RLIM_INFINITY else max(1, min(self.number, descriptors // 3))


def raise_descriptors() -> None:
    """Raise the limit of open file descriptors as far as needed and allowed.

    The default limit is usually 1,024, for old programs that use select(); any process may raise it.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


USUAL = ConnectionLimits()
