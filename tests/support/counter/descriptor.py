"""The counter, as the rest of the program knows it."""

from collections.abc import AsyncIterator
from pathlib import Path

from environs import Env

from adapters.channels.descriptor import ChannelDescriptor
from adapters.channels.diagnosis import Diagnosis, DoctorRequest
from adapters.channels.drawing import Drawing
from adapters.channels.services import SharedServices
from messages.linting.limits import ChannelLimits
from tests.support.counter.channel import NAME, CounterChannel


def _read(env: Env) -> str | None:
    return env.str("BALIE", "") or None


def _connect(_chosen: str, services: SharedServices) -> CounterChannel:
    return CounterChannel(services)


async def _examine(_chosen: str, _request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    yield Diagnosis("BALIE", "open.")


DESCRIPTOR = ChannelDescriptor(
    name=NAME,
    title="Balie",
    prefix="BALIE_",
    token="BALIE",
    home=None,
    help="  BALIE                        its address; set, it is open",
    ids=None,
    limits=ChannelLimits(channel="Balie"),
    wipeable=None,
    read_settings=_read,
    connect=_connect,
    examine=_examine,
    drawing=lambda: Drawing(Path(), lambda *_: None, None),
    drivers=tuple,
    page=str,
)
