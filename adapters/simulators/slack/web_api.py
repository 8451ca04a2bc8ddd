"""The HTTP endpoints that the bot calls: calls are recorded, and delayed or failed at a test's request."""

import asyncio
import json
import time
from http import HTTPStatus

from aiohttp import web

from adapters.simulators.json_object import JsonObject
from adapters.simulators.network_failures import Hang, Reset, reset_connection
from adapters.simulators.planned_failures import ANY_METHOD, PlannedFailures
from adapters.simulators.recorded_call import RecordedCall
from adapters.simulators.slack import response_url
from adapters.simulators.slack.errors import ApiError, ErrorPage, Failure
from adapters.simulators.slack.methods import ApiMethods, accepted
from adapters.simulators.slack.parameters import Parameters, read_parameters
from adapters.simulators.slack.workspace import Workspace

RESPONSE_URL = "response_url"


class WebApi:
    """Slack's Web API and its response_urls.

    Attributes:
        calls: The bot's calls, in order of arrival.
        latency: Seconds before each response.
        failures: The failures of the next calls.
        open: The number of calls under way.
        last: When the last one ended, as time.monotonic().
    """

    def __init__(self, workspace: Workspace, service: ApiMethods, latency: float) -> None:
        """Start without calls."""
        self.calls: list[RecordedCall] = []
        self.latency = latency
        self.failures: PlannedFailures[Failure] = PlannedFailures()
        self.open = 0
        self.last = 0.0
        self._workspace = workspace
        self._service = service

    async def method(self, request: web.Request) -> web.Response:
        """Respond to the call of a method."""
        return await self._answer(request, request.match_info["method"])

    async def reply(self, request: web.Request) -> web.Response:
        """Respond to a post to a response_url."""
        return await self._answer(request, RESPONSE_URL)

    async def _answer(self, request: web.Request, method: str) -> web.Response:
        call = RecordedCall(method, {}, time.monotonic())
        self.calls.append(call)
        self.open += 1
        try:
            response = await self._attempt(request, call)
        finally:
            self.open -= 1
            self.last = time.monotonic()
        if response is None:
            if request.transport:
                reset_connection(request.transport)
            return web.Response()
        call.status = response.status
        return response

    async def _attempt(self, request: web.Request, call: RecordedCall) -> web.Response | None:
        """Return the response; None to reset the connection."""
        trouble: Failure | None = None
        try:
            given = await read_parameters(request)
            call.parameters = given.values
            await asyncio.sleep(self.latency)
            trouble = self._planned(call.method, given)
            if isinstance(trouble, ApiError):
                raise trouble
            if isinstance(trouble, ErrorPage):
                return web.Response(status=trouble.status, text=trouble.text, content_type=trouble.kind)
            if isinstance(trouble, Hang):
                await asyncio.sleep(trouble.seconds)
            if isinstance(trouble, Reset) and not trouble.done:
                return None
            call.answer = self._do(request, call.method, given)
        except ApiError as refusal:
            call.answer = refusal.answer()
            return self._written(call, refusal.status, refusal.retry_after)
        return None if isinstance(trouble, Reset) else self._written(call, HTTPStatus.OK, 0)

    def _do(self, request: web.Request, method: str, given: Parameters) -> JsonObject:
        if method != RESPONSE_URL:
            return self._service.call(method, given)
        refusal = ApiError("invalid_payload")
        values = given.object("payload", refusal) if "payload" in given.values else given.values
        if not isinstance(values, dict):
            raise refusal
        response_url.post(self._workspace, request.match_info["name"], values)
        return {"ok": True}

    def _planned(self, method: str, given: Parameters) -> Failure | None:
        known = method == RESPONSE_URL or given.token in self._service.tokens
        return self.failures.take(method, ANY_METHOD, where=given.text("external_id")) if known else None

    def _written(self, call: RecordedCall, status: int, retry_after: int) -> web.Response:
        headers = {"X-OAuth-Scopes": ",".join(self._workspace.scopes), "X-Accepted-OAuth-Scopes": accepted(call.method)}
        headers |= {"Retry-After": str(retry_after)} if retry_after else {}
        return web.json_response(call.answer, status=status, headers=headers, dumps=json.dumps)
