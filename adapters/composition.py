"""The parts of a bot put together as they are set: what every channel shares, and every channel that is configured."""

from adapters.dialogue import Dialogue
from adapters.ledger.session import Session
from adapters.seal import Seal
from adapters.service import Channel, Service
from adapters.settings import Settings
from messages.content import Content


def service(settings: Settings, content: Content, session: Session) -> Service:
    """Give what every channel shares, on this database."""
    dialogue = Dialogue(content, Seal(settings.secrets), settings.idle)
    reminding = (settings.zone, settings.coordinators)
    return Service.on(session, dialogue, settings.idle, settings.locale, *reminding, settings.pace)


def channels(settings: Settings, shared: Service) -> tuple[Channel, ...]:
    """Build every channel that is configured; a new channel is a few new lines here.

    Each is loaded here and not above, as its SDK takes half a second and 10 to 20 MiB.
    """
    found: list[Channel] = []
    if settings.slack:
        from adapters.slack.app import Slack

        found.append(Slack(settings.slack, shared))
    if settings.telegram:
        from adapters.telegram.app import Telegram

        found.append(Telegram(settings.telegram, shared))
    return tuple(found)
