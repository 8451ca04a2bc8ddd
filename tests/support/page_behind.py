"""The page as the program serves it, which remembers what of each request reached it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.privacy.audit.ports import free_port
from adapters.storage.session import Session
from adapters.web.receiver import WebReceiver
from adapters.web.settings import WebSettings
from messages.content import Content

SECRET = "0123456789abcdef" * 4
IDLE = 900.0


@dataclass
class PageBehind:
    """Where the page is.

    Attributes:
        port: Its port on this machine.
        seen: The method and the headers of each request.
        meddled: What something on the way does to the headers of each answer; a value that is empty takes one away.
        written: What something on the way writes at the end of each answer.
        instead: What something on the way answers to a method by itself.
    """

    port: int = field(default_factory=free_port)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    meddled: dict[str, str] = field(default_factory=dict)
    written: str = ""
    instead: dict[str, Response] = field(default_factory=dict)

    def meddling(self, send: Send) -> Send:
        """Return what sends an answer, with what something on the way does to it."""

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in self.meddled.items():
                    headers[name] = value
                    if not value:
                        del headers[name]
                headers["content-length"] = str(int(headers.get("content-length", "0")) + len(self.written))
            elif not message.get("more_body"):
                message = {**message, "body": message["body"] + self.written.encode()}
            await send(message)

        return changed

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.port}/"


@asynccontextmanager
async def page_behind(content: Content, database: Path, secret: str = SECRET) -> AsyncIterator[PageBehind]:
    """Serve the page for the length of a block."""
    made, session = PageBehind(), await Session.open(f"sqlite:///{database}")
    dialogue = Dialogue(content, TokenCipher((secret.encode(),), IDLE), IDLE)
    receiver = WebReceiver(SharedServices.on(session, dialogue, IDLE, "nl"), WebSettings())
    app = Starlette(routes=receiver.routes)

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        made.seen.append((scope["method"], headers))
        await made.instead.get(scope["method"], app)(scope, receive, made.meddling(send))

    server = uvicorn.Server(uvicorn.Config(watched, port=made.port, log_config=None, lifespan="off", date_header=False))
    tasks = [asyncio.create_task(receiver.run()), asyncio.create_task(server.serve())]
    try:
        while not server.started:
            await asyncio.sleep(0.01)
        yield made
    finally:
        server.should_exit = server.force_exit = True
        tasks[0].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await session.close()
