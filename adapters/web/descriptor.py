"""The descriptor of the web page."""

from __future__ import annotations  # for types that are only imported when needed

from typing import TYPE_CHECKING

from adapters.channels.descriptor import ChannelDescriptor
from adapters.web.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from environs import Env

    from adapters.channels.diagnosis import Diagnosis, DoctorRequest
    from adapters.channels.drawing import Drawing
    from adapters.channels.platform_driver import PlatformDriver
    from adapters.channels.port import Channel
    from adapters.channels.services import SharedServices
    from adapters.web.settings import WebSettings

HELP = """\
  GROOMINGCHECK_WEB            on serves the check as a web page, off never does
                               (default: on if no chat platform is configured)
  GROOMINGCHECK_WEB_URL        the public https URL of that page
  GROOMINGCHECK_WEB_EXIT       the URL that its quick exit button opens (default https://www.knmi.nl/)"""


def _read(env: Env) -> WebSettings | None:
    from adapters.web import settings

    return settings.read(env)


def _page(chosen: WebSettings) -> str | None:
    return chosen.public


def _connect(chosen: WebSettings, services: SharedServices) -> Channel:
    from adapters.web.channel import WebChannel

    return WebChannel(chosen, services)


def _examine(chosen: WebSettings, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    from adapters.web.doctor import examine

    return examine(chosen, request)


def _drawing() -> Drawing:
    from adapters.web.drawing import drawing

    return drawing()


def _drivers() -> Sequence[PlatformDriver]:
    from adapters.web.audit_driver import WebDriver, app

    return (WebDriver(app()),)


DESCRIPTOR = ChannelDescriptor(
    name="web",
    title="Browser",
    prefix="GROOMINGCHECK_WEB_",
    token="GROOMINGCHECK_WEB",  # noqa: S106 - the name of a setting
    home=None,
    help=HELP,
    ids=None,
    limits=LIMITS,
    wipeable=None,
    read_settings=_read,
    connect=_connect,
    examine=_examine,
    drawing=_drawing,
    drivers=_drivers,
    fallback={"GROOMINGCHECK_WEB": "on"},
    page=_page,
)
