"""The fake Slack: a real HTTP and websocket server on loopback, the people who use it, and what goes wrong."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Literal, Self

from adapters.slack.fake import payload, webhook
from adapters.slack.fake.api import Api
from adapters.slack.fake.call import Call
from adapters.slack.fake.channel import Channel
from adapters.slack.fake.clock import Clock
from adapters.slack.fake.connection import Sockets
from adapters.slack.fake.delivery import Ack, Delivery
from adapters.slack.fake.error import Json, Trouble
from adapters.slack.fake.finding import Fault
from adapters.slack.fake.method import Service
from adapters.slack.fake.person import Person
from adapters.slack.fake.site import Site
from adapters.slack.fake.webhook import Poster
from adapters.slack.fake.workspace import APP, BOT_USER, VERIFICATION, Workspace

LOOK, QUIET = 0.01, 15
"""Looks in a row without a call, and the seconds between two, after which a bot is taken to have done all that it
wanted: looks and not seconds alone, as a machine that is busy keeps a bot from calling and not from having to."""

SCOPES = ("commands", "chat:write", "users:read", "usergroups:read")


class FakeSlack:
    """A Slack on loopback, to be used with `async with`.

    Attributes:
        url: where it is; the bot calls {url}METHOD.
        clock: its time, which can be moved on.
        delivery: the way to the bot; `delivery.patience` is how many seconds it has.
        sockets: the open websockets; `sockets.freeze()` lets them go deaf, `sockets.refusals` keeps new ones out.
        workspace: what it knows; `workspace.groups` are the user groups.
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
        """Start with an empty workspace; without `limits` the bot may post as much as it likes."""
        self.url = ""
        self.signing_secret = signing_secret
        self.clock = clock or Clock()
        self.workspace = Workspace(self.clock, scopes, "T1", limits=limits)
        self.sockets = Sockets(lambda text: self.errors.append(Fault("socket", "", text)))
        self._api = Api(self.workspace, Service(self.workspace, (bot_token, app_token), self._address), latency)

    async def __aenter__(self) -> Self:
        """Open a port and answer on it."""
        self._poster = Poster(self.signing_secret)
        self.delivery = Delivery(self._poster, self.sockets)
        self._site = Site(self._api, self.sockets, self.clock)
        self.workspace.base = await self._site.open()
        self.url = f"{self.workspace.base}api/"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the port, and every connection with it."""
        await self.delivery.close()
        self.sockets.drop()
        await self._site.close()
        await self._poster.close()

    @property
    def calls(self) -> list[Call]:
        """Give what the bot called, in the order of arrival."""
        return self._api.calls

    @property
    def latency(self) -> float:
        """Give how many seconds pass before each answer; it can be set."""
        return self._api.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self._api.latency = seconds

    @property
    def errors(self) -> list[Fault]:
        """Give everything that was wrong in what the bot sent, whether Slack refuses it or not."""
        return self.workspace.faults

    @property
    def unacked(self) -> list[str]:
        """Give the names of what the bot never acknowledged: "/command", "block_actions", "app_home_opened", …."""
        return self.delivery.unacked

    def person(self, identity: str, locale: str = "nl-NL", team: str = "T1") -> Person:
        """Give a person of the workspace; the first one says which workspace it is."""
        self.workspace.team = team
        person = Person(self.workspace, self.delivery, identity, locale)
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
    ) -> Channel:
        """Give a channel, with the ids of the people in it."""
        channel = Channel(identity, list(members or []), bot_in=bot_in, archived=archived, private=private)
        self.workspace.channels[identity] = channel
        return channel

    def deliver_to(self, url: str | None) -> None:
        """Post what people do to this address; None is Socket Mode."""
        self.delivery.target = url

    async def deliver_raw(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Post anything to the bot's address; give the status and what came back."""
        return await self._poster.raw(self.delivery.target or "", body, headers)

    def signed(self, body: bytes, at: int | None = None) -> dict[str, str]:
        """Give the headers that prove that Slack sent a body, now or at a time in seconds since 1970."""
        return webhook.signature(self.signing_secret, body, at)

    async def check_ssl(self) -> tuple[int, str]:
        """Ask the bot what Slack asks when a command's address is entered."""
        body = f"ssl_check=1&token={VERIFICATION}".encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self.deliver_raw(body, {**kind, **self.signed(body)})

    async def verify_url(self) -> tuple[int, str]:
        """Ask the bot what Slack asks when an address for events is entered; it answers with the "challenge"."""
        body = b'{"type":"url_verification","token":"verification","challenge":"3eZbrw1aB"}'
        return await self.deliver_raw(body, {"Content-Type": "application/json", **self.signed(body)})

    async def uninstall(self) -> list[Ack]:
        """Remove the app from the workspace: two events come, and every call is refused from now on."""
        self.workspace.gone = "account_inactive"
        tokens = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}}
        events: list[Json] = [tokens, {"type": "app_uninstalled"}]
        now = int(self.clock.now())
        return [await self.delivery.tell(payload.event(self.workspace, event, now)) for event in events]

    def fail(self, method: str, trouble: Trouble | Callable[[], Trouble], times: int = 1) -> None:
        """Let the next calls of a method ("*" for any) go wrong; see `error` for how."""
        self._api.plans[method] += [trouble() if callable(trouble) else trouble for _ in range(times)]

    async def disconnect(self, reason: Literal["refresh_requested", "warning", "link_disabled"]) -> None:
        """Ask every websocket to disconnect."""
        await self.sockets.disconnect(reason)

    def drop_sockets(self) -> None:
        """Cut every websocket, without a word."""
        self.sockets.drop()

    async def connected(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109  # how a test says it
        """Wait until a websocket is open.

        Raises:
            TimeoutError: none is after `timeout` seconds.
        """
        await asyncio.wait_for(self.sockets.ready(), timeout)

    async def settled(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109  # likewise
        """Wait until everything was delivered and the bot has been quiet for a moment.

        Raises:
            TimeoutError: it takes longer than `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            looks = 0
            while looks < QUIET:
                last = self._last()
                await asyncio.sleep(LOOK)
                busy = self.delivery.busy or self._api.open or self._last() != last
                looks = 0 if busy else looks + 1

    def _last(self) -> float:
        return max(self._api.last, self.delivery.last)

    def _address(self) -> str:
        base = self.workspace.base.replace("http", "ws", 1)
        return f"{base}link/?ticket={self.sockets.ticket()}&app_id={APP}"
