"""Another website, about the weather, to which somebody goes who leaves the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

TITLE = "Het weer"
_PAGE = f"<!doctype html><html lang=nl><title>{TITLE}</title><link rel=icon href='data:,'><h1>{TITLE}</h1>"


class Elsewhere(ThreadingHTTPServer):
    """That website. `asked`: the headers of each request; `open`: set unless it is to wait with its answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}/"
        self.open = Event()
        self.open.set()
        self.asked: list[dict[str, str]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Elsewhere

    def do_GET(self) -> None:
        self.server.asked.append({**self.headers})
        self.server.open.wait()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(_PAGE.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """Serve it for the length of a block."""
    with Elsewhere() as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
