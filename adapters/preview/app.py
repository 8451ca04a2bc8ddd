"""The preview's HTTP endpoints: pages for a browser on this machine only.

It has no cookies or state: the URL of a page determines what it shows. Pages load no external resources, and browsers
don't store them.
"""

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.preview.hour import Hour
from adapters.preview.pages import REMINDERS, SCREENS, Pages
from adapters.preview.platform import Platform, framed, style
from adapters.preview.watch import Watch
from adapters.telemetry import log

HOST = "127.0.0.1"
POLL = 20.0
"""Seconds that a page waits for a change before it polls again; less than the server's time limit for an answer."""
_FOLDER = Path(__file__).parent / "templates"
_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("connect", "img", "script")),
        *(f"{kind} 'none'" for kind in ("base-uri", "frame-ancestors")),
        "form-action 'self'",
        "style-src 'self'",
    )
)
"""This policy also applies to pages in iframes: their buttons may link to another page of the preview."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class _Answers:
    def __init__(self, watch: Watch, pages: Pages, platforms: Sequence[Platform], first: str) -> None:
        self._watch, self._pages, self._first = watch, pages, first
        self._style = style(platforms) + (_FOLDER / "preview.css").read_text()

    async def start(self, _request: Request) -> Response:
        return RedirectResponse(f"/{self._first}")

    async def page(self, request: Request) -> Response:
        try:
            return self._page(request)
        except Exception as error:  # noqa: BLE001 - show the author an error page, and go on
            reference = log.failure("preview_failed", error)
            return HTMLResponse(self._pages.failed(self._watch.edition, self._watch.version, reference), 500)

    def _page(self, request: Request) -> Response:
        edition, version = self._watch.edition, self._watch.version
        check, *steps = request.path_params["path"].split("/")
        parsed = edition.checks.get(check)
        if parsed is None:
            return HTMLResponse(self._pages.unknown(edition, version), 404)
        if steps == [SCREENS]:
            return HTMLResponse(self._pages.screens(edition, parsed, version))
        if steps == [REMINDERS]:
            return HTMLResponse(self._pages.reminders(edition, parsed, version))
        hour = Hour.named(request.query_params.get("at", ""))
        return HTMLResponse(self._pages.screen(edition, parsed, steps, version, hour))

    async def changes(self, request: Request) -> Response:
        return PlainTextResponse(await self._watch.newer(request.query_params.get("since", ""), POLL))

    async def style(self, _request: Request) -> Response:
        return Response(self._style, media_type="text/css")

    async def script(self, _request: Request) -> Response:
        return Response((_FOLDER / "preview.js").read_text(), media_type="text/javascript")

    async def icon(self, _request: Request) -> Response:
        return Response((_FOLDER / "icon.svg").read_text(), media_type="image/svg+xml")


class _Headed:
    """ASGI middleware that adds the security headers."""

    def __init__(self, app: ASGIApp, styles: Sequence[str]) -> None:
        """Wrap an app. `styles`: the hashes of inline style sheets, for the Content-Security-Policy."""
        headers = {**_HEADERS, "Content-Security-Policy": " ".join((_POLICY, *styles))}
        self._app, self._headers = app, [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._headers]
            await send(message)

        await self._app(scope, receive, headed)


def app(watch: Watch, pages: Pages, platforms: Sequence[Platform], first: str) -> Starlette:
    """Return the ASGI app. `first`: the id of the check that the preview opens with."""
    answers = _Answers(watch, pages, platforms, first)
    routes = [
        Route("/", answers.start),
        Route("/-/changes", answers.changes),
        Route("/-/preview.css", answers.style),
        Route("/-/preview.js", answers.script),
        Route("/-/icon.svg", answers.icon),
        Route("/{path:path}", answers.page),
    ]
    headed = Middleware(_Headed, styles=[*framed(platforms)])
    guards = [headed, Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])]
    return Starlette(routes=routes, middleware=guards)
