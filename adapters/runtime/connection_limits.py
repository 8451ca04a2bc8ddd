"""The limits of the web server's connections. These are no settings: nobody needs to tune them."""

import resource
from dataclasses import dataclass

DESCRIPTORS = 4096
"""The descriptors that the process asks for: as many as the unit for systemd allows it."""


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """What all connections together, and each by itself, may take.

    Attributes:
        number: The most connections: a thousand people who press at one moment, each with a browser of their own and
            no proxy in between; and several times what the platforms use, which use each of theirs again and again.
        request: Seconds for a whole request, from its first byte, or from the opening of the connection, on.
        answer: Seconds for a whole request to be answered, and for that to be read. The platforms give up long before.
        memory: The most bytes of all unfinished requests together; the largest one alone is 1 MiB.
    """

    number: int = 1280
    request: float = 10.0
    answer: float = 30.0
    memory: int = 16 * 1024 * 1024

    def allowed(self) -> int:
        """Return how many connections there may be: at most a third of the descriptors that this process may have."""
        descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return self.number if descriptors == resource.RLIM_INFINITY else max(1, min(self.number, descriptors // 3))


def raise_descriptors() -> None:
    """Let this process have enough descriptors, as far as the system lets it.

    It may usually have 1,024 and ask for more: that is for the sake of old programs, which can't count any further.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


USUAL = ConnectionLimits()
