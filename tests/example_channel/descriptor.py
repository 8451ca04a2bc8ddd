"""The descriptor of Plein."""

from __future__ import annotations  # its annotations name types that are only imported when needed

from typing import TYPE_CHECKING

from adapters.channels.descriptor import ChannelDescriptor, ChannelIds
from tests.example_channel.limits import LIMITS, WIPEABLE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from environs import Env

    from adapters.channels.diagnosis import Diagnosis, DoctorRequest
    from adapters.channels.drawing import Drawing
    from adapters.channels.platform_driver import PlatformDriver
    from adapters.channels.port import Channel
    from adapters.channels.services import SharedServices
    from tests.example_channel.settings import PleinSettings

HELP = """\
  PLEIN_TOKEN                  from Plein; setting it turns Plein on
  PLEIN_URL                    another server (default https://plein.example)"""


def _read(env: Env) -> PleinSettings | None:
    from tests.example_channel import settings

    return settings.read(env)


def _connect(chosen: PleinSettings, services: SharedServices) -> Channel:
    from tests.example_channel.channel import PleinChannel

    return PleinChannel(chosen, services)


def _examine(chosen: PleinSettings, _request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    from tests.example_channel.doctor import examine

    return examine(chosen)


def _drawing() -> Drawing:
    from tests.example_channel.drawing import drawing

    return drawing()


def _drivers() -> Sequence[PlatformDriver]:
    from tests.example_channel.audit_driver import PleinDriver

    return (PleinDriver(),)


DESCRIPTOR = ChannelDescriptor(
    name="plein",
    title="Plein",
    prefix="PLEIN_",
    token="PLEIN_TOKEN",
    home="http://127.0.0.1:9",
    help=HELP,
    ids=ChannelIds(
        subject=r"[1-9][0-9]{0,15}",
        subjects=("1001",),
        coordinator=r"[1-9][0-9]{0,15}",
        coordinators=("1002",),
    ),
    limits=LIMITS,
    wipeable=WIPEABLE,
    read_settings=_read,
    connect=_connect,
    examine=_examine,
    drawing=_drawing,
    drivers=_drivers,
)
