"""An attacker without credentials, who keeps many connections to a bot open and abuses each in some way.

Runs as a separate process, as it needs a file descriptor per connection:
`python -m benchmarks.attacker PORT CONNECTIONS SECONDS WAY...`
"""

import json
import resource
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, cycle, islice, repeat

PIECE = 64 * 1024
"""Maximum bytes sent on one connection per round."""
PAUSE = 0.1
"""Seconds between two rounds over all connections."""
OPENED = 200
"""Maximum connections opened per round."""


def _slack(*headers: str) -> bytes:
    """Return a request head that looks like Slack's, until the body shows that the signature is fake."""
    made_up = (f"X-Slack-Request-Timestamp: {int(time.time())}", f"X-Slack-Signature: v0={'a' * 64}")
    return "\r\n".join(["POST /slack/events HTTP/1.1", "Host: bot", *made_up, *headers]).encode()


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: bot\r\n\r\n".encode()


def _form(body: str) -> bytes:
    kind = "Content-Type: application/x-www-form-urlencoded"
    return f"POST / HTTP/1.1\r\nHost: bot\r\n{kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


def _body(*headers: str) -> bytes:
    return _slack(*headers) + b"\r\n\r\n"


LONG = b"x" * PIECE
WAYS: dict[str, Callable[[], Iterable[bytes]]] = {
    "silent": lambda: (),
    "head": lambda: (_slack("X-Long: "), b"x" * 15_000),
    "huge head": lambda: chain((_slack("X-Long: "),), repeat(LONG)),
    "body": lambda: (_body("Content-Length: 1048576"), *repeat(LONG, 15), LONG[1:]),
    "part of a body": lambda: (_body("Content-Length: 1048576"), b"x" * 30_000),
    "elsewhere": lambda: (
        b"POST /telegram HTTP/1.1\r\nHost: bot\r\nContent-Length: 9999999\r\n\r\n",
        *repeat(LONG, 15),
    ),
    "chunked": lambda: chain((_body("Transfer-Encoding: chunked"),), repeat(b"fff0\r\n" + LONG[:0xFFF0] + b"\r\n")),
    "dripped head": lambda: (bytes([one]) for one in _slack("X-Slow: " + "x" * 9000)),
    "dripped body": lambda: chain((_body("Content-Length: 9000"),), repeat(b"x", 8999)),
    "metrics": lambda: repeat(_get("/metrics") * 400),
    "readyz": lambda: repeat(_get("/readyz") * 400),
    "nothing": lambda: repeat(_get("/nothing") * 400),
    "page": lambda: (_get("/"),),
    "press": lambda: (_form("press=groomingcheck"),),
    "no HTTP": lambda: (b"\x16\x03\x01 no HTTP\r\n\r\n",),
}
"""The kinds of abuse, each with the pieces to send."""


class Attacker:
    """Keeps this many connections open, each with one kind of abuse, and reads no answers.

    Attributes:
        told: Counts of events.
    """

    def __init__(self, port: int, connections: int, ways: tuple[str, ...]) -> None:
        """Start without connections. The kinds of abuse are used in turn."""
        self._address = ("127.0.0.1", port)
        self._connections = connections
        self._ways = cycle(ways)
        self._open: dict[socket.socket, tuple[Iterator[bytes], memoryview]] = {}
        self.told: Counter[str] = Counter()

    def run(self, seconds: float) -> None:
        """Attack for this long, and print a line once every connection was opened."""
        end, opened = time.monotonic() + seconds, False
        while time.monotonic() < end:
            if not opened and self.told["opened"] >= self._connections:
                opened = True
                print(json.dumps(self.told), flush=True)
            for _ in range(min(OPENED, self._connections - len(self._open))):
                self._connect()
            for one in list(self._open):
                self._attack(one)
            self.told["most at once"] = max(self.told["most at once"], len(self._open))
            time.sleep(PAUSE)

    def _connect(self) -> None:
        made = socket.socket()
        made.setblocking(False)  # noqa: FBT003 - positional in socket's API
        with suppress(BlockingIOError):
            made.connect(self._address)
        self._open[made] = iter(WAYS[next(self._ways)]()), memoryview(b"")
        self.told["opened"] += 1

    def _attack(self, one: socket.socket) -> None:
        pieces, left = self._open[one]
        left = left or memoryview(b"".join(islice(pieces, 1)))
        try:
            with suppress(BlockingIOError):  # neither sent nor connected yet
                left = left[one.send(left) :] if left else left
            with suppress(BlockingIOError):  # neither closed nor answered yet
                if not one.recv(1, socket.MSG_PEEK):
                    raise ConnectionResetError
            self._open[one] = pieces, left
        except OSError:
            self.told["closed"] += 1
            del self._open[one]
            one.close()


def main() -> None:
    """Parse the arguments, and attack."""
    port, connections, seconds, *ways = sys.argv[1:]
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    attacker = Attacker(int(port), int(connections), tuple(ways or WAYS))
    attacker.run(float(seconds))
    print(json.dumps(attacker.told), flush=True)


if __name__ == "__main__":
    main()
