"""What the program knows about a channel before loading it: its settings, the form of its ids, and its factory.

A channel's SDK takes half a second and 10 to 20 MiB to import, so it is imported by `connect` and not before.
"""

from __future__ import annotations  # names types that only `connect` imports

from dataclasses import dataclass, field
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
    """A manifest can't be written. The text is one line."""


@dataclass(frozen=True, slots=True)
class ManifestRequest:
    """What a platform needs to know about the bot when an app is created there.

    Attributes:
        dialogue: The checks and their words.
        locale: The language of the manifest (ISO 639-1).
        coordinators: Who may set up reminders; each a channel's name, a colon, and an id there.
        address: The public address where the platform delivers, without a path; None if the bot connects by itself.
        plain: Whether it is JSON without comments.
    """

    dialogue: Dialogue
    locale: str
    coordinators: frozenset[str]
    address: str | None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class ChannelIds:
    """The form of a channel's ids, as regular expressions, with examples.

    Attributes:
        subject: The id of a chat or a person that can be erased.
        subjects: Examples of such ids.
        coordinator: The id of a person, or a group of people, that sets up reminders.
        coordinators: Examples of such ids.
        nameless: The id of a subject that the stores can't know, as they never hold it; None if there is none.
    """

    subject: str
    subjects: tuple[str, ...]
    coordinator: str
    coordinators: tuple[str, ...]
    nameless: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelDescriptor:
    """A channel, as the rest of the program knows it.

    Attributes:
        name: The name in settings, metrics, the log and the stores.
        title: The name as people write it.
        prefix: The prefix of the names of its settings.
        token: The setting that configures it.
        home: The address of its API for everybody; None if it calls no platform.
        help: A line or more on each of its settings, as `--help` shows them.
        ids: What its ids look like; None if it has no chats, and knows nobody.
        wipeable: Seconds after posting during which a message can be wiped; what fails until then is given up. None if
            it has no chats.
        limits: How many people and messages it can serve.
        read_settings: Reads its settings; None if it isn't configured. Faults are collected in the `Env`.
        connect: Makes the channel from these settings.
        examine: Checks the settings against the platform as it is now.
        drawing: Draws what its app shows, for the preview.
        drivers: Makes a driver of the simulated platform for each way of delivering, for an audit.
        manifest: Writes the manifest of the app on the platform; None if the platform has no manifests.
        others: Names with this prefix, written without it, that are set for other programs: no misspelt settings.
        fallback: Settings by name that are assumed where no channel is configured, so that this one is served then.
        page: Returns the public address at which anybody can hold a check, by its settings, or None if they name none.
            None for a channel that has no pages.
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
        """Return the public address at which anybody can hold a check; None if it has none."""
        return self.descriptor.page(self.settings) if self.descriptor.page else None

    def connect(self, services: SharedServices) -> Channel:
        """Make the channel."""
        return self.descriptor.connect(self.settings, services)

    def examine(self, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
        """Check the settings against the platform as it is now."""
        return self.descriptor.examine(self.settings, request)
