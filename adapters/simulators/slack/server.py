"""The Slack simulator: an HTTP and websocket server on loopback, with its users and failures."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from adapters.simulators.clock import Clock
from adapters.simulators.json_object import JsonObject
from adapters.simulators.recorded_call import RecordedCall
from adapters.simulators.slack import payloads, request_url
from adapters.simulators.slack.channel import WorkspaceChannel
from adapters.simulators.slack.delivery import Ack, Delivery
from adapters.simulators.slack.errors import Failure
from adapters.simulators.slack.http_port import HttpPort
from adapters.simulators.slack.methods import ApiMethods
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.problems import Problem
from adapters.simulators.slack.request_url import RequestUrlSender
from adapters.simulators.slack.socket_mode import SocketModeConnections
from adapters.simulators.slack.web_api import WebApi
from adapters.simulators.slack.workspace import APP, BOT_USER, VERIFICATION, Workspace

LOOK, QUIET, KNOWN = 0.01, 15, 2
"""Seconds between two looks, and the number of looks in a row without a call after which a bot counts as idle.

Looks are counted, not just seconds, because a busy machine may delay the calls of a bot that isn't done. A bot that
reports when it is `at_rest` needs fewer.
"""

SCOPES = ("commands", "chat:write", "users:read", "usergroups:read")


class SlackSimulator:
    """A Slack on loopback, used with `async with`.

    Attributes:
        url: The base of the Web API; a method is at {url}METHOD.
        signing_secret: Signs deliveries to the bot.
        clock: The simulated time, which can be moved forward.
        delivery: Delivers to the bot, which must acknowledge in time.
        sockets: The open websockets, which can be cut, frozen or asked to disconnect, and kept from opening.
        workspace: The workspace's data; `workspace.groups` are the user groups.
        at_rest: Waits until the bot has nothing left to do; None for a bot that can't tell.
    """

    def __init__(
        self,
        bot_token: str = "xoxb-test",
        app_token: str = "xapp-test",
        signing_secret: str = "0123456789abcdef0123456789abcdef",
        *,
        latency: float = 0.0,
        clock: Clock | None = None,
        scopes: tuple[str, ...] = SCOPES,
        limits: bool = True,
    ) -> None:
        """Start with an empty workspace.

        Args:
            bot_token: The token for the bot's methods.
            app_token: The token for apps.connections.open.
            signing_secret: Signs deliveries to the bot.
            latency: Seconds before each response.
            clock: The simulated time; a new clock by default.
            scopes: The bot's OAuth scopes.
            limits: Whether rate limits are enforced.
        """
        self.url = ""
        self.at_rest: Callable[[], Awaitable[object]] | None = None
        self.signing_secret = signing_secret
        self.clock = clock or Clock()
        self.workspace = Workspace(self.clock, scopes, "T1", limits=limits)
        self.sockets = SocketModeConnections(lambda text: self.errors.append(Problem("socket", "", text)))
        self._api = WebApi(self.workspace, ApiMethods(self.workspace, (bot_token, app_token), self._address), latency)

    async def __aenter__(self) -> Self:
        """Open a port."""
        self._sender = RequestUrlSender(self.signing_secret)
        self.delivery = Delivery(self._sender, self.sockets)
        self._port = HttpPort(self._api, self.sockets, self.clock)
        self.workspace.base = await self._port.open()
        self.url = f"{self.workspace.base}api/"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the port, and every connection with it."""
        await self.delivery.close()
        self.sockets.drop()
        await self._port.close()
        await self._sender.close()

    @property
    def calls(self) -> list[RecordedCall]:
        """Return the bot's calls, in order of arrival."""
        return self._api.calls

    @property
    def latency(self) -> float:
        """Return the seconds before each response."""
        return self._api.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self._api.latency = seconds

    @property
    def errors(self) -> list[Problem]:
        """Return all problems in what the bot sent, refused or not."""
        return self.workspace.faults

    def person(self, identity: str, locale: str = "nl-NL", team: str = "") -> Person:
        """Add a person; `team`: the id of their own workspace, if they are a guest from another one (Slack Connect)."""
        person = Person(self.workspace, self.delivery, identity, locale)
        person.team = team
        self.workspace.people[identity] = person
        self.workspace.channels[person.direct.id] = person.direct
        return person

    def channel(
        self,
        identity: str,
        members: list[str] | None = None,
        *,
        archived: bool = False,
        bot_in: bool = True,
        private: bool = False,
    ) -> WorkspaceChannel:
        """Add a channel; `members` are the ids of the people in it."""
        channel = WorkspaceChannel(identity, list(members or []), bot_in=bot_in, archived=archived, private=private)
        self.workspace.channels[identity] = channel
        return channel

    def deliver_to(self, url: str | None) -> None:
        """Set the Request URL that deliveries are posted to; None is Socket Mode."""
        self.delivery.target = url

    async def deliver_raw(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Post any body to the Request URL, and return the status and the text of the response."""
        return await self._sender.raw(self.delivery.target or "", body, headers)

    def signed(self, body: bytes, at: int | None = None) -> dict[str, str]:
        """Return the headers that sign a body, now or at a time in seconds since 1970."""
        return request_url.signature(self.signing_secret, body, at)

    async def check_ssl(self) -> tuple[int, str]:
        """Post the ssl_check that Slack sends when a command's Request URL is configured."""
        body = f"ssl_check=1&token={VERIFICATION}".encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self.deliver_raw(body, {**kind, **self.signed(body)})

    async def verify_url(self) -> tuple[int, str]:
        """Post Slack's url_verification; return the status and the text, which should hold its challenge."""
        body = b'{"type":"url_verification","token":"verification","challenge":"3eZbrw1aB"}'
        return await self.deliver_raw(body, {"Content-Type": "application/json", **self.signed(body)})

    async def uninstall(self) -> list[Ack]:
        """Remove the app: two events are sent, and every later call is refused."""
        self.workspace.gone = "account_inactive"
        tokens = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}}
        events: list[JsonObject] = [tokens, {"type": "app_uninstalled"}]
        now = self.clock.date()
        return [await self.delivery.tell(payloads.event(self.workspace, event, now)) for event in events]

    def fail(self, method: str, trouble: Failure, times: int = 1, *, where: str | None = None) -> None:
        """Make the next calls of a method ("*": any) fail, or those about one external_id; see `errors`."""
        self._api.failures.add(method, trouble, times, where)

    def recover(self) -> None:
        """Remove all planned failures."""
        self._api.failures.clear()

    async def connected(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109  # the name that reads best in a test
        """Wait until a websocket is open. Raises `TimeoutError` if none is after `timeout` seconds."""
        await asyncio.wait_for(self.sockets.ready(), timeout)

    async def settled(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109  # likewise
        """Wait until everything was delivered and the bot is at rest, or has been quiet for a moment.

        Raises:
            TimeoutError: It takes longer than `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            looks = 0
            while looks < (KNOWN if self.at_rest else QUIET):
                last = self._last()
                await asyncio.sleep(LOOK)
                if self.at_rest:
                    await self.at_rest()
                busy = self.delivery.busy or self._api.open or self._last() != last
                looks = 0 if busy else looks + 1

    def _last(self) -> float:
        return max(self._api.last, self.delivery.last)

    def _address(self) -> str:
        base = self.workspace.base.replace("http", "ws", 1)
        return f"{base}link/?ticket={self.sockets.ticket()}&app_id={APP}"
