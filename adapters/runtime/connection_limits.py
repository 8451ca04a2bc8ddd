"""The limits of the web server's connections. These are no settings: nobody needs to tune them."""

import resource
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """What all connections together, and each by itself, may take.

    Attributes:
        number: The most connections: several times what the platforms use, which use each of theirs again and again.
        request: Seconds for a whole request, from its first byte, or from the opening of the connection, on.
        answer: Seconds for a whole request to be answered, and for that to be read. The platforms give up long before.
        memory: The most bytes of all unfinished requests together; the largest one alone is 1 MiB.
    """

    number: int = 512
    request: float = 10.0
    answer: float = 30.0
    memory: int = 16 * 1024 * 1024

    def allowed(self) -> int:
        """Return how many connections there may be: at most a third of the descriptors that this process may have."""
        descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return self.number if descriptors == resource.RLIM_INFINITY else max(1, min(self.number, descriptors // 3))


USUAL = ConnectionLimits()
