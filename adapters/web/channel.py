"""The page in a browser as a channel, put together. It has no chats: nothing to wipe, and nowhere to post."""

from adapters.channels.services import SharedServices
from adapters.telemetry import log
from adapters.web.receiver import WebReceiver
from adapters.web.settings import NAME, WebSettings


class WebChannel:
    """The channel (`channels.port.Channel`)."""

    name = NAME
    chats = None

    def __init__(self, settings: WebSettings, services: SharedServices) -> None:
        """Put it together; nothing is answered before `run`."""
        self.account = settings.account
        self._receiver = WebReceiver(services, settings)
        self.routes = self._receiver.routes
        self._health = services.health
        self._health.register(NAME, float("inf"))

    async def open(self) -> None:
        """Get ready: there is no platform to reach."""

    async def run(self) -> None:
        """Answer until cancelled."""
        log.event("receiving", channel=NAME, transport="http")
        self._health.mark_working(NAME)
        await self._receiver.run()

    async def settle(self) -> None:
        """Acknowledge nothing: each press is answered at once."""

    async def close(self) -> None:
        """Close nothing: the connections are the web server's."""
