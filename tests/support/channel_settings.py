"""The settings of channels, read from and put into those of a whole bot."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from adapters.channels.descriptor import ChannelDescriptor, ConfiguredChannel
from adapters.config.settings import Settings
from adapters.slack.descriptor import DESCRIPTOR as SLACK
from adapters.slack.settings import SlackSettings
from adapters.telegram.descriptor import DESCRIPTOR as TELEGRAM
from adapters.telegram.settings import TelegramSettings

Chosen = TypeVar("Chosen", SlackSettings, TelegramSettings)
_DESCRIPTORS: Mapping[type, ChannelDescriptor] = {SlackSettings: SLACK, TelegramSettings: TELEGRAM}


def on(settings: Settings, *chosen: SlackSettings | TelegramSettings) -> Settings:
    """Return these settings with just these channels."""
    channels = tuple(ConfiguredChannel(_DESCRIPTORS[type(one)], one) for one in chosen)
    return replace(settings, channels=channels)


def paged(settings: Settings, address: str | None) -> Settings:
    """Return these settings, by which a check can also be held in a browser at this address; None for nowhere."""
    first, *others = settings.channels
    descriptor = replace(first.descriptor, page=lambda _: address)
    return replace(settings, channels=(replace(first, descriptor=descriptor), *others))


def chosen(settings: Settings, kind: type[Chosen]) -> Chosen:
    """Return the settings of the one channel that has settings of this kind."""
    [found] = [one.settings for one in settings.channels if isinstance(one.settings, kind)]
    assert isinstance(found, kind)
    return found
