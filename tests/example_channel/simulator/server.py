"""The Plein simulator: an HTTP server on loopback."""

import json
from collections.abc import Mapping
from email.utils import formatdate
from types import TracebackType
from typing import Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.simulators.loopback_server import LoopbackServer
from tests.example_channel.simulator import rules
from tests.example_channel.simulator.person import Person
from tests.example_channel.simulator.rules import Refusal
from tests.example_channel.simulator.square import Chat, Message, Square

TOKEN = "7.geheim-voor-proeven"  # noqa: S105 - not a real token
"""The token of the only bot."""
BROKEN = 500


class PleinSimulator:
    """A Plein on loopback, used with `async with`.

    Attributes:
        square: The chats and events.
        refusals: The words of refused calls.
        troubles: The statuses of the next responses to posts; a 5xx is sent after the post was made.
    """

    def __init__(self) -> None:
        """Start without people."""
        self.square = Square()
        self.refusals: list[str] = []
        self.troubles: list[int] = []
        routes = [
            Route("/", _date, methods=["HEAD"]),
            Route("/bot", self._bot),
            Route("/events", self._events),
            Route("/presses/{press}", self._acknowledge, methods=["POST"]),
            Route("/chats/{chat:int}", self._chat),
            Route("/chats/{chat:int}/messages", self._list, methods=["GET"]),
            Route("/chats/{chat:int}/messages", self._post, methods=["POST"]),
            Route("/chats/{chat:int}/messages/{message:int}", self._edit, methods=["PUT"]),
            Route("/chats/{chat:int}/messages/{message:int}", self._delete, methods=["DELETE"]),
        ]
        self._server = LoopbackServer(Starlette(routes=routes, exception_handlers={Refusal: self._refuse}))

    async def __aenter__(self) -> Self:
        """Open a port."""
        await self._server.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the port, and every connection with it."""
        await self._server.close()

    @property
    def settings(self) -> Mapping[str, str]:
        """Return the settings for a bot on this simulator."""
        return {"PLEIN_TOKEN": TOKEN, "PLEIN_URL": self._server.url}

    def person(self, number: int, name: str = "Ann", language: str = "nl") -> Person:
        """Add a person."""
        return Person(self.square, number, name, language)

    def team(self, number: int, *members: Person) -> Chat:
        """Add a team's chat that the bot is in."""
        chat = Chat(number, team=True, title="Team Noord", members={one.home.id for one in members})
        return self.square.chats.setdefault(number, chat)

    async def _bot(self, request: Request) -> Response:
        _admit(request)
        return JSONResponse({"name": "groomingcheck"})

    async def _events(self, request: Request) -> Response:
        _admit(request)
        asked = request.query_params
        return JSONResponse({"events": await self.square.events(int(asked["from"]), float(asked["wait"]))})

    async def _chat(self, request: Request) -> Response:
        return JSONResponse({"title": self._there(request).title})

    async def _list(self, request: Request) -> Response:
        after = int(request.query_params["after"])
        return JSONResponse({"ids": [one.id for one in self._there(request).messages if one.of_bot and one.id > after]})

    async def _post(self, request: Request) -> Response:
        there = self._there(request)
        html, buttons = rules.content(json.loads(await request.body()))
        trouble = self.troubles.pop(0) if self.troubles else 0
        if 0 < trouble < BROKEN:
            raise Refusal(trouble, "busy")
        message = self.square.add(there, of_bot=True, html=html, buttons=buttons)
        if trouble:
            raise Refusal(trouble, "broken")
        return JSONResponse({"id": message.id})

    async def _edit(self, request: Request) -> Response:
        message = _own(self._there(request), request)
        message.html, message.buttons = rules.content(json.loads(await request.body()))
        return JSONResponse({})

    async def _delete(self, request: Request) -> Response:
        there = self._there(request)
        there.messages.remove(_own(there, request) if there.team else _message(there, request))
        return JSONResponse({})

    async def _acknowledge(self, request: Request) -> Response:
        _admit(request)
        line, press = rules.line(json.loads(await request.body())), request.path_params["press"]
        if press not in self.square.presses:
            raise Refusal(404, "no_press")
        self.square.presses.remove(press)
        self.square.lines += [line] if line else []
        return JSONResponse({})

    def _there(self, request: Request) -> Chat:
        _admit(request)
        found = self.square.chats.get(request.path_params["chat"])
        if not found:
            raise Refusal(404, "no_chat")
        if not found.with_bot:
            raise Refusal(403, "not_in_chat")
        return found

    async def _refuse(self, _request: Request, refusal: Exception) -> Response:
        self.refusals.append(str(refusal))
        status = refusal.status if isinstance(refusal, Refusal) else BROKEN
        return JSONResponse({"error": str(refusal)}, status, {"Retry-After": "0.1"})


async def _date(_request: Request) -> Response:
    return Response(headers={"Date": formatdate(usegmt=True)})


def _admit(request: Request) -> None:
    if request.headers.get("authorization") != f"Bearer {TOKEN}":
        raise Refusal(401, "unknown_token")


def _message(chat: Chat, request: Request) -> Message:
    found = chat.find(request.path_params["message"])
    if not found:
        raise Refusal(404, "no_message")
    return found


def _own(chat: Chat, request: Request) -> Message:
    found = _message(chat, request)
    if not found.of_bot:
        raise Refusal(403, "not_yours")
    return found
