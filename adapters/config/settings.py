"""The settings, read and validated once. All errors are reported together, without the values."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from platformdirs import user_data_path

from adapters.channels.descriptor import ChannelDescriptor, ConfiguredChannel
from adapters.channels.registry import descriptors
from adapters.checks.state_token import SHORTEST_SECRET
from adapters.concurrency.intervals import DEFAULT, Intervals
from adapters.config import validators
from adapters.config.environment import SettingsReader
from messages.loading.folder import Folder
from messages.loading.organisation import CHECKS, Organisation


class SettingsError(Exception):
    """Some settings are invalid.

    Attributes:
        faults: A line per invalid setting, without its value.
    """

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Set the faults."""
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.

    Attributes:
        secrets: The first encrypts; each of them decrypts.
        lasting: Whether the secrets were configured, so that they are the same after a restart.
        idle: Seconds of inactivity after which a check expires.
        locale: An ISO 639-1 code; the content may not have that language.
        database: A URL; empty if none is set and the user has no data folder.
        log_level: One of `validators.LEVELS`.
        coordinators: Who may set up reminders, each as `channel:id`.
        zone: The time zone of new reminders, an IANA name.
        catch_up: Seconds that a reminder may be late.
        overwriting: Whether the process overwrites freed memory.
        channels: The configured channels.
        fallback: The channels that `serve` uses if none is configured.
        intervals: How often periodic work is done; not read from the environment.
    """

    secrets: tuple[bytes, ...] = field(repr=False)
    lasting: bool
    idle: float
    locale: str
    organisation: Organisation
    database: str = field(repr=False)
    host: str
    port: int
    log_level: str
    coordinators: frozenset[str]
    zone: str
    catch_up: float
    overwriting: bool
    channels: tuple[ConfiguredChannel, ...]
    fallback: tuple[ConfiguredChannel, ...] = ()
    intervals: Intervals = DEFAULT

    @property
    def page(self) -> str | None:
        """Return the public URL of the web page; None if there is none."""
        return next((one.page for one in self.channels if one.page), None)


def prefixes() -> tuple[str, ...]:
    """Return the prefixes of all settings' names."""
    return ("GROOMINGCHECK_", *(one.prefix for one in descriptors()))


def read() -> Settings:
    """Read the settings of this process.

    Raises:
        SettingsError: Any of them is invalid.
    """
    env = SettingsReader(prefixes(), {one.prefix + name for one in descriptors() for name in one.others})
    organisation = _organisation(env)
    given: list[str] = env.list("GROOMINGCHECK_SECRET", [], validate=validators.secrets)
    locale = env.str("GROOMINGCHECK_LOCALE", "nl")
    database = env.str("GROOMINGCHECK_DATABASE_URL", "")
    host = env.str("GROOMINGCHECK_HOST", "127.0.0.1")
    port = env.int("GROOMINGCHECK_PORT", 8080, validate=validators.port)
    level = env.str("GROOMINGCHECK_LOG_LEVEL", "info", validate=validators.level)
    named: list[str] = env.list("GROOMINGCHECK_COORDINATORS", [], validate=validators.coordinators)
    zone = env.str("GROOMINGCHECK_TIMEZONE", "Europe/Amsterdam", validate=validators.zone)
    late = env.float("GROOMINGCHECK_CATCH_UP_MINUTES", 120.0, validate=validators.catch_up)
    overwriting = env.bool("GROOMINGCHECK_OVERWRITE_MEMORY", True)
    channels = _configured(env)
    fallback = () if channels else _fallback(env)
    _check_libraries(env, channels, database)
    if faults := env.faults():
        raise SettingsError(faults)
    return Settings(
        secrets=tuple(secret.strip().encode() for secret in given) or (secrets.token_bytes(SHORTEST_SECRET),),
        lasting=bool(given),
        idle=organisation.minutes * 60,
        locale=locale,
        organisation=organisation,
        database=database.strip() or _default_database(),
        host=host,
        port=port,
        log_level=level.lower(),
        coordinators=frozenset(name.strip() for name in named),
        zone=zone,
        catch_up=late * 60,
        overwriting=overwriting,
        channels=channels,
        fallback=fallback,
    )


def _check_libraries(env: SettingsReader, channels: Sequence[ConfiguredChannel], database: str | None) -> None:
    """Check the environment variables that libraries read for these channels and this database."""
    online = any(one.descriptor.home for one in channels)
    env.check_libraries(online=online, postgresql=(database or "").startswith("postgres"))


def _configured(env: SettingsReader) -> tuple[ConfiguredChannel, ...]:
    """Read the settings of every channel, and return the channels whose token is set."""
    channels = _channels(env, descriptors())
    for one in descriptors():
        env.need(one.token, one.prefix)
    return channels


def _channels(env: SettingsReader, there: Iterable[ChannelDescriptor]) -> tuple[ConfiguredChannel, ...]:
    """Read the settings of these channels, and return the ones whose token is set."""
    read = [ConfiguredChannel(one, one.read_settings(env)) for one in there]
    return tuple(one for one in read if one.settings is not None)


def _fallback(env: SettingsReader) -> tuple[ConfiguredChannel, ...]:
    """Read the settings of the channels to serve if none is configured, assuming their defaults for that case."""
    there = [one for one in descriptors() if one.fallback]
    for one in there:
        env.assume(one.fallback)
    return _channels(env, there)


def _organisation(env: SettingsReader) -> Organisation:
    """Read the organisation's own details for the content; meaningless if `env` has faults."""
    folder = env.path("GROOMINGCHECK_MESSAGES", None, validate=validators.folder)
    return Organisation(
        minutes=env.float("GROOMINGCHECK_IDLE_MINUTES", 15.0, validate=validators.idle),
        folder=folder,
        meldpunt=(env.str("GROOMINGCHECK_MELDPUNT", "", validate=validators.contact) or "").strip(),
        achterwacht=(env.str("GROOMINGCHECK_ACHTERWACHT", "", validate=validators.contact) or "").strip(),
        concepts=env.bool("GROOMINGCHECK_CONCEPT_CARDS", False),
        checks=_checks(env, folder),
    )


def _checks(env: SettingsReader, folder: Path | None) -> tuple[str, ...]:
    """Read which checks are enabled. Names aren't validated if the organisation's folder can't be read."""
    if folder is None and env.given("GROOMINGCHECK_MESSAGES"):
        accept = None
    else:
        accept = partial(validators.checks, Folder(folder).checks())
    named: list[str] | None = env.list("GROOMINGCHECK_CHECKS", [*CHECKS], validate=accept)
    return tuple(name.strip() for name in named or ())


def _default_database() -> str:
    """Return the URL of a SQLite file in the user's data folder; empty if there is no such folder."""
    try:
        return f"sqlite:///{user_data_path('groomingcheck', appauthor=False) / 'groomingcheck.db'}"
    except RuntimeError:  # HOME isn't set, and the user has no entry in passwd
        return ""
