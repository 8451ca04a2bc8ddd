"""Answer browsers over HTTP: the first page, each press, and invalid requests. Every answer is a page."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus

from markupsafe import Markup
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.channels.services import SharedServices
from adapters.channels.turns import apology, guarded
from adapters.concurrency.token_bucket import TokenBucket
from adapters.telemetry import log
from adapters.web import form
from adapters.web.conversation import WebConversation
from adapters.web.form import Form
from adapters.web.frame import SCRIPT, STYLE
from adapters.web.headers import CLEARING, headers
from adapters.web.languages import preferred
from adapters.web.origin import foreign
from adapters.web.page import PageWriter, WebPage
from adapters.web.settings import NAME, PATH, WebSettings

AGAIN = 60
"""The Retry-After header while the database is unavailable, in seconds."""
SOON = 5
"""The Retry-After header while there are too many requests, in seconds."""


class _Refused(Exception):  # noqa: N818 - not an error of this program
    """The request is rejected. `why`: the text key of the reason."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


class WebReceiver:
    """Answers requests while it runs. `routes`: its routes."""

    def __init__(self, services: SharedServices, settings: WebSettings) -> None:
        """Prepare."""
        self._conversation = WebConversation(services)
        self._locales = services.dialogue.locales
        self._words = {locale: services.dialogue.words(locale) for locale in self._locales}
        self._writer = PageWriter(self._words, settings.exit, services.idle / 60)
        self._locale = services.locale
        self._headers = headers(STYLE, SCRIPT, services.idle)
        self._bucket = TokenBucket(settings.rate, settings.most)
        self._shut = True
        self.routes: Sequence[BaseRoute] = [Route(PATH, self._receive, methods=["GET", "POST"])]

    async def run(self) -> None:
        """Answer requests until cancelled."""
        self._shut = False
        try:
            await asyncio.Event().wait()
        finally:
            self._shut = True

    async def _receive(self, request: Request) -> Response:
        locale = preferred(request.headers.get("accept-language", ""), self._locales, self._locale)
        try:
            return await self._answered(request, locale)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        except Exception as error:  # noqa: BLE001 - the page can't be rendered, but the person must get an answer
            return self._bare(locale, log.failure("turn_failed", error, channel=NAME))

    async def _answered(self, request: Request, locale: str) -> Response:
        if self._shut:
            return self._later(Form(), locale, None)
        try:
            sent = await _sent(request)
        except _Refused as refused:
            return self._page(self._conversation.refuse(refused.why, locale), refused.status)
        chosen = sent.locale if sent.locale in self._locales else locale
        if sent.leave or self._bucket.take():  # nobody is there to leave once more; and it costs least of all
            return await self._answer(sent, chosen)
        return self._busy(sent, chosen)

    async def _answer(self, sent: Form, locale: str) -> Response:
        answers: list[Response] = []

        async def turn() -> None:
            if sent.leave:
                await self._conversation.leave(sent)
                answers.append(Response(status_code=HTTPStatus.NO_CONTENT, headers={**self._headers, **CLEARING}))
            else:
                answers.append(self._page(await self._conversation.take(sent, locale)))

        async def excuse(reference: str | None) -> None:
            answers.append(self._later(sent, locale, reference))

        await guarded(NAME, turn, excuse)
        return answers[-1]

    def _bare(self, locale: str, reference: str) -> Response:
        """Return a minimal answer without a page."""
        said = apology(self._words[locale], reference)
        html = Markup('<!doctype html><html lang="{}"><title>{}</title><p>{}</p>')
        text = html.format(locale, self._words[locale]["web.title"], said)
        return HTMLResponse(text, HTTPStatus.INTERNAL_SERVER_ERROR, headers=self._headers)

    def _busy(self, sent: Form, locale: str) -> Response:
        answer = self._page(self._conversation.busy(sent, locale), HTTPStatus.SERVICE_UNAVAILABLE)
        answer.headers["Retry-After"] = str(SOON)
        return answer

    def _later(self, sent: Form, locale: str, reference: str | None) -> Response:
        status = HTTPStatus.INTERNAL_SERVER_ERROR if reference else HTTPStatus.SERVICE_UNAVAILABLE
        answer = self._page(self._conversation.excuse(sent, locale, reference), status)
        if not reference:
            answer.headers["Retry-After"] = str(AGAIN)
        return answer

    def _page(self, page: WebPage, status: HTTPStatus = HTTPStatus.OK) -> Response:
        clearing = CLEARING if page.screen.over else {}
        return HTMLResponse(self._writer.write(page), status, headers={**self._headers, **clearing})


async def _sent(request: Request) -> Form:
    """Return the submitted form, or an empty one. Raises `_Refused` and `ClientDisconnect`."""
    if request.method != "POST":
        return Form()
    if foreign(request.headers):
        raise _Refused(HTTPStatus.FORBIDDEN, "web.elsewhere")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != form.KIND:
        raise _Refused(HTTPStatus.BAD_REQUEST, "web.unreadable")
    found = form.read(await _body(request))
    if found is None:
        raise _Refused(HTTPStatus.BAD_REQUEST, "web.unreadable")
    return found


async def _body(request: Request) -> bytes:
    """Return the body. Raises `_Refused` as soon as it is too large."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > form.LARGEST:
            raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "web.unreadable")
    return body
