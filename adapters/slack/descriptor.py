"""The descriptor of Slack."""

from __future__ import annotations  # its annotations name types that are only imported when needed

from typing import TYPE_CHECKING

from adapters.channels.descriptor import ChannelDescriptor, ChannelIds
from adapters.slack.limits import LIMITS, WIPEABLE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from environs import Env

    from adapters.channels.descriptor import ManifestRequest
    from adapters.channels.diagnosis import Diagnosis, DoctorRequest
    from adapters.channels.drawing import Drawing
    from adapters.channels.platform_driver import PlatformDriver
    from adapters.channels.port import Channel
    from adapters.channels.services import SharedServices
    from adapters.slack.settings import SlackSettings

HELP = """\
  SLACK_BOT_TOKEN              starts with xoxb-; setting it turns Slack on
  SLACK_APP_TOKEN              starts with xapp-; setting it turns Socket Mode on
  SLACK_SIGNING_SECRET         of the app; required without an app token, for delivery over HTTP
  SLACK_API_URL                another Slack (default https://slack.com/api/)"""


def _read(env: Env) -> SlackSettings | None:
    from adapters.slack import settings

    return settings.read(env)


def _connect(chosen: SlackSettings, services: SharedServices) -> Channel:
    from adapters.slack.channel import SlackChannel

    return SlackChannel(chosen, services)


def _examine(chosen: SlackSettings, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    from adapters.slack.doctor import examine

    return examine(chosen, request)


def _drawing() -> Drawing:
    from adapters.slack.drawing import drawing

    return drawing()


def _drivers() -> Sequence[PlatformDriver]:
    from adapters.slack.audit_driver import SlackDriver

    return SlackDriver(http=False), SlackDriver(http=True)


def _manifest(request: ManifestRequest) -> str:
    from adapters.slack.manifest import write

    return write(request)


DESCRIPTOR = ChannelDescriptor(
    name="slack",
    title="Slack",
    prefix="SLACK_",
    token="SLACK_BOT_TOKEN",  # noqa: S106 - the name of a setting
    home="https://slack.com/api/",
    help=HELP,
    ids=ChannelIds(
        subject=r"[CDGSUW][A-Z0-9]+",
        subjects=("C123", "U123"),
        coordinator=r"[USW][A-Z0-9]+",
        coordinators=("U123", "S456"),
        nameless=r"[SUW][A-Z0-9]+",
    ),
    limits=LIMITS,
    wipeable=WIPEABLE,
    read_settings=_read,
    connect=_connect,
    examine=_examine,
    drawing=_drawing,
    drivers=_drivers,
    manifest=_manifest,
    # Shown by Slack beside an app's tokens, and where alarms are posted.
    others=("APP_ID", "CLIENT_ID", "CLIENT_SECRET", "SCOPES", "TEAM_ID", "VERIFICATION_TOKEN", "WEBHOOK_URL"),
)
