"""The counter: whoever asks gets an answer, and nobody is ever written to."""

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.channels.services import SharedServices
from adapters.checks.state_token import Participant

NAME = "balie"


class CounterChannel:
    """The channel (`channels.port.Channel`)."""

    name = account = NAME
    chats = None

    def __init__(self, services: SharedServices) -> None:
        self._services = services

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Return the only route."""
        return [Route("/balie", self._welcome)]

    async def open(self) -> None:
        """Do nothing: nobody has to be asked."""

    async def run(self) -> None:
        """Wait until cancelled: the routes receive."""
        self._services.health.register(NAME, 0.0)
        self._services.health.mark_working(NAME)
        await asyncio.Event().wait()

    async def settle(self) -> None:
        """Do nothing: every answer is an acknowledgement."""

    async def close(self) -> None:
        """Do nothing: there is no connection."""

    async def _welcome(self, _request: Request) -> Response:
        screen = self._services.dialogue.welcome(Participant(NAME, ""), self._services.locale)
        return PlainTextResponse(screen.html)
