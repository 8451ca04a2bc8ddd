"""A load balancer in front of several processes: each delivery goes to one that is alive."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Self

import aiohttp
from aiohttp import web

_KEPT = {"content-type", "x-slack-no-retry"}
_NOT_SENT = {"host", "content-length", "connection"}


class Balancer:
    """Takes the processes alternately, and tries the next one if one is gone, dies while it answers, or isn't ready.

    Attributes:
        url: Its address.
        targets: The addresses of the processes.
    """

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.url = ""
        self.targets: Sequence[str] = ()
        self._turn = 0

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        async with aiohttp.ClientSession() as session:
            made = cls(session)
            app = web.Application()
            app.router.add_route("*", "/{rest:.*}", made._lead)
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            try:
                await web.TCPSite(runner, "127.0.0.1", 0).start()
                made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
                yield made
            finally:
                await runner.cleanup()

    async def _lead(self, request: web.Request) -> web.Response:
        try:
            body = await request.read()
        except ConnectionError:  # the sender has given up
            return web.Response(status=400)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _NOT_SENT}
        self._turn += 1
        for number in range(len(self.targets)):
            target = self.targets[(self._turn + number) % len(self.targets)]
            try:
                async with self._session.post(f"{target}{request.path}", data=body, headers=headers) as answer:
                    if answer.status != 503:
                        return await _copied(answer)
            except (aiohttp.ClientError, OSError):
                continue
        return web.Response(status=502)


async def _copied(answer: aiohttp.ClientResponse) -> web.Response:
    headers = {name: value for name, value in answer.headers.items() if name.lower() in _KEPT}
    return web.Response(status=answer.status, body=await answer.read(), headers=headers)
