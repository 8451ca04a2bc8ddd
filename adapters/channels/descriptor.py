"""What the program knows about a channel before loading it: its settings, the format of its ids, and its factory.

A channel's SDK takes half a second and 10 to 20 MiB to import, so it is imported by `connect` and not before.
"""

from __future__ import annotations  # its annotations name types that only `connect` imports

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from environs import Env

    from adapters.channels.diagnosis import Diagnosis, DoctorRequest
    from adapters.channels.drawing import Drawing
    from adapters.channels.platform_driver import PlatformDriver
    from adapters.channels.port import Channel
    from adapters.channels.services import SharedServices
    from adapters.checks.dialogue import Dialogue
    from messages.linting.limits import ChannelLimits


class ManifestError(Exception):
    """The manifest can't be written. The message is one line."""


@dataclass(frozen=True, slots=True)
class ManifestRequest:
    """The input for the manifest with which an app is created on a platform.

    Attributes:
        dialogue: The checks and their words.
        locale: The language of the manifest (ISO 639-1).
        coordinators: Who may set up reminders, each as `channel:id`.
        address: The public address where the platform delivers, without a path; None if the bot connects to it.
        plain: Whether to write JSON without comments.
    """

    dialogue: Dialogue
    locale: str
    coordinators: frozenset[str]
    address: str | None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class ChannelIds:
    """The format of a channel's ids, as regular expressions, with examples.

    Attributes:
        subject: The id of a chat or a person whose data can be erased.
        subjects: Examples of such ids.
        coordinator: The id of a person or a user group that may set up reminders.
        coordinators: Examples of such ids.
        nameless: The format of ids that the stores never contain; None if there are no such ids.
    """

    subject: str
    subjects: tuple[str, ...]
    coordinator: str
    coordinators: tuple[str, ...]
    nameless: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelDescriptor:
    """A channel, as the rest of the program sees it.

    Attributes:
        name: The name in settings, metrics, the log and the stores.
        title: The name as people write it.
        prefix: The prefix of the names of its settings.
        token: The name of the setting that turns it on.
        home: The default address of its API; None if it calls no platform.
        help: The lines about its settings in `--help`.
        ids: The format of its ids; None if it has neither chats nor user ids.
        wipeable: Seconds after posting during which a message can be wiped; None if it has no chats.
        limits: The platform's limits on texts and buttons.
        read_settings: Reads its settings; returns None if it isn't configured. Faults are collected in the `Env`.
        connect: Builds the channel from these settings.
        examine: Checks the settings against the live platform.
        drawing: Returns the functions that draw what its app shows, for the preview.
        drivers: Builds a driver of the simulated platform for each transport, for an audit.
        manifest: Writes the manifest of the app; None if the platform has no manifests.
        others: Names, without the prefix, of settings that other programs use: they aren't reported as misspelt.
        fallback: Settings to assume if no channel is configured, so that this one is served.
        page: Returns the public address of the check in a browser, or None if it isn't set; None without pages.
    """

    name: str
    title: str
    prefix: str
    token: str
    home: str | None
    help: str
    ids: ChannelIds | None
    limits: ChannelLimits
    wipeable: float | None
    read_settings: Callable[[Env], Any]
    connect: Callable[[Any, SharedServices], Channel]
    examine: Callable[[Any, DoctorRequest], AsyncIterator[Diagnosis]]
    drawing: Callable[[], Drawing]
    drivers: Callable[[], Sequence[PlatformDriver]]
    manifest: Callable[[ManifestRequest], str] | None = None
    others: tuple[str, ...] = ()
    fallback: Mapping[str, str] = field(default_factory=dict)
    page: Callable[[Any], str | None] | None = None


@dataclass(frozen=True, slots=True)
class ConfiguredChannel:
    """A channel with its settings."""

    descriptor: ChannelDescriptor
    settings: Any

    @property
    def page(self) -> str | None:
        """Return the public address of the check in a browser; None if there is none."""
        return self.descriptor.page(self.settings) if self.descriptor.page else None

    def exposed(self, host: str) -> bool:
        """Return whether other machines may reach its page on this host, at no public address that has TLS."""
        try:
            alone = ip_address(host).is_loopback
        except ValueError:
            alone = host == "localhost"
        return bool(self.descriptor.page) and not self.page and not alone

    def connect(self, services: SharedServices) -> Channel:
        """Build the channel."""
        return self.descriptor.connect(self.settings, services)

    def examine(self, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
        """Check the settings against the live platform."""
        return self.descriptor.examine(self.settings, request)
