"""The descriptor of Telegram."""

from __future__ import annotations  # its annotations name types that are only imported when needed

from typing import TYPE_CHECKING

from adapters.channels.descriptor import ChannelDescriptor, ChannelIds
from adapters.telegram.limits import LIMITS, WIPEABLE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from environs import Env

    from adapters.channels.diagnosis import Diagnosis, DoctorRequest
    from adapters.channels.drawing import Drawing
    from adapters.channels.platform_driver import PlatformDriver
    from adapters.channels.port import Channel
    from adapters.channels.services import SharedServices
    from adapters.telegram.settings import TelegramSettings

HELP = """\
  TELEGRAM_BOT_TOKEN           from BotFather; setting it turns Telegram on
  TELEGRAM_API_URL             another Bot API server (default https://api.telegram.org)
  TELEGRAM_WEBHOOK_URL         public https address of /telegram (default: long polling)
  TELEGRAM_WEBHOOK_SECRET      16 to 256 letters, digits, _ or -; required with a webhook
  TELEGRAM_ADMINISTRATORS      on: administrators of a group may set up its reminders too (default off)"""


def _read(env: Env) -> TelegramSettings | None:
    from adapters.telegram import settings

    return settings.read(env)


def _connect(chosen: TelegramSettings, services: SharedServices) -> Channel:
    from adapters.telegram.channel import TelegramChannel

    return TelegramChannel(chosen, services)


def _examine(chosen: TelegramSettings, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    from adapters.telegram.doctor import examine

    return examine(chosen, request)


def _drawing() -> Drawing:
    from adapters.telegram.drawing import drawing

    return drawing()


def _drivers() -> Sequence[PlatformDriver]:
    from adapters.telegram.audit_driver import TelegramDriver

    return TelegramDriver(webhook=False), TelegramDriver(webhook=True)


DESCRIPTOR = ChannelDescriptor(
    name="telegram",
    title="Telegram",
    prefix="TELEGRAM_",
    token="TELEGRAM_BOT_TOKEN",  # noqa: S106 - the name of a setting
    home="https://api.telegram.org",
    help=HELP,
    ids=ChannelIds(
        subject=r"-?[1-9][0-9]{0,15}",
        subjects=("-100123", "42"),
        coordinator=r"[1-9][0-9]{0,15}",
        coordinators=("789",),
    ),
    limits=LIMITS,
    wipeable=WIPEABLE,
    read_settings=_read,
    connect=_connect,
    examine=_examine,
    drawing=_drawing,
    drivers=_drivers,
    others=("API_HASH", "API_ID", "CHAT_ID"),  # for a self-hosted Bot API server, and where alarms are posted
)
