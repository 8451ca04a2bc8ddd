"""The web page as a channel. It has no chats: nothing to wipe, and nowhere to post."""

from adapters.channels.services import SharedServices
from adapters.telemetry import log
from adapters.web.receiver import WebReceiver
from adapters.web.settings import NAME, WebSettings


class WebChannel:
    """The channel (`channels.port.Channel`)."""

    name = NAME
    chats = None

    def __init__(self, settings: WebSettings, services: SharedServices) -> None:
        """Build it; requests are answered once `run` is called."""
        self.account = settings.account
        self._receiver = WebReceiver(services, settings)
        self.routes = self._receiver.routes
        self._health = services.health
        self._health.register(NAME, float("inf"))

    async def open(self) -> None:
        """Do nothing: there is no platform to connect to."""

    async def run(self) -> None:
        """Answer until cancelled."""
        log.event("receiving", channel=NAME, transport="http")
        self._health.mark_working(NAME)
        await self._receiver.run()

    async def settle(self) -> None:
        """Do nothing: each press is answered immediately."""

    async def close(self) -> None:
        """Do nothing: the connections belong to the web server."""
