"""The way in for the bot's calls: they are kept, delayed or spoilt as a test likes, and answered."""

import asyncio
import json
import socket
import struct
import time
from collections import defaultdict, deque
from http import HTTPStatus

from aiohttp import web

from adapters.slack.fake import form, reply
from adapters.slack.fake.call import Call
from adapters.slack.fake.error import ApiError, Broken, Hang, Json, Reset, Trouble
from adapters.slack.fake.form import Form
from adapters.slack.fake.method import Service, accepted
from adapters.slack.fake.workspace import Workspace

RESPONSE_URL = "response_url"


class Api:
    """Slack's Web API, and its response_urls.

    Attributes:
        calls: what the bot called, in the order of arrival.
        latency: seconds before each answer.
        plans: what goes wrong with the next calls, by method or "*".
        open: how many calls are under way.
        last: when the last one ended, as time.monotonic().
    """

    def __init__(self, workspace: Workspace, service: Service, latency: float) -> None:
        """Start with no call."""
        self.calls: list[Call] = []
        self.latency = latency
        self.plans: dict[str, deque[Trouble]] = defaultdict(deque)
        self.open = 0
        self.last = 0.0
        self._workspace = workspace
        self._service = service

    async def method(self, request: web.Request) -> web.Response:
        """Answer a call of a method."""
        return await self._answer(request, request.match_info["method"])

    async def reply(self, request: web.Request) -> web.Response:
        """Answer what was posted to a response_url."""
        return await self._answer(request, RESPONSE_URL)

    async def _answer(self, request: web.Request, method: str) -> web.Response:
        call = Call(method, {}, time.monotonic())
        self.calls.append(call)
        self.open += 1
        try:
            response = await self._attempt(request, call)
        finally:
            self.open -= 1
            self.last = time.monotonic()
        if response is None:
            _cut(request)
            return web.Response()
        call.status = response.status
        return response

    async def _attempt(self, request: web.Request, call: Call) -> web.Response | None:
        """Give the answer, or None for a connection to be reset."""
        trouble: Trouble | None = None
        try:
            given = await form.read(request)
            call.parameters = given.values
            await asyncio.sleep(self.latency)
            trouble = self._planned(call.method, given)
            if isinstance(trouble, ApiError):
                raise trouble
            if isinstance(trouble, Broken):
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

    def _do(self, request: web.Request, method: str, given: Form) -> Json:
        if method != RESPONSE_URL:
            return self._service.call(method, given)
        refusal = ApiError("invalid_payload")
        values = given.object("payload", refusal) if "payload" in given.values else given.values
        if not isinstance(values, dict):
            raise refusal
        reply.post(self._workspace, request.match_info["name"], values)
        return {"ok": True}

    def _planned(self, method: str, given: Form) -> Trouble | None:
        known = method == RESPONSE_URL or given.token in self._service.tokens
        for name in (method, "*") if known else ():
            if self.plans[name]:
                return self.plans[name].popleft()
        return None

    def _written(self, call: Call, status: int, retry_after: int) -> web.Response:
        headers = {"X-OAuth-Scopes": ",".join(self._workspace.scopes), "X-Accepted-OAuth-Scopes": accepted(call.method)}
        headers |= {"Retry-After": str(retry_after)} if retry_after else {}
        return web.json_response(call.answer, status=status, headers=headers, dumps=json.dumps)


def _cut(request: web.Request) -> None:
    """Reset the connection: the other end reads an error, not an end."""
    if request.transport:
        bare = request.transport.get_extra_info("socket")
        bare.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
