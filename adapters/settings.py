"""The settings, read and checked once. All faults are told at once, and none of them repeats the value that was set."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import available_timezones

from environs import Env, EnvValidationError, ValidationError
from platformdirs import user_data_path

from adapters import environment
from adapters.pace import USUAL, Pace
from adapters.seal import SHORTEST_SECRET
from adapters.slack import setting as slack
from adapters.telegram import setting as telegram
from messages.organisation import Organisation

PREFIXES = ("GROOMINGCHECK_", "SLACK_", "TELEGRAM_")
LONGEST_MELDPUNT = 150
"""Characters of GROOMINGCHECK_MELDPUNT, at most, so that every screen it is on still fits."""
LONGEST_IDLE = 24 * 60
"""Minutes of GROOMINGCHECK_IDLE_MINUTES, at most: well inside the 48 hours in which a chat can be wiped."""
_PLAINER = {"Not a valid boolean.": "Must be on or off.", "Environment variable not set.": "Is needed, and not set."}
LONGEST_CATCH_UP = 24 * 60
"""Minutes of GROOMINGCHECK_CATCH_UP_MINUTES, at most: a prompt of yesterday comes at the wrong time of day."""
_COORDINATOR = re.compile(r"slack:[USW][A-Z0-9]+|telegram:[1-9][0-9]{0,15}", re.ASCII)
LEVELS = ("debug", "info", "warning", "error")


class SettingsError(Exception):
    """Settings that can't be used. `faults`: one line for each, without the value that was set."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """`faults`: all of them at once."""
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """`secrets`: the first seals, all open; `idle`: seconds; `locale`: ISO 639-1, may not be among the content's.

    `lasting`: the secrets were given, so that they outlive this process. `database`: a URL. `coordinators`: each a
    channel's name, a colon, and an id there. `zone`: IANA name. `catch_up`: seconds that a reminder may come late.
    `overwriting`: the process overwrites the memory that it frees.
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
    slack: slack.Setting | None
    telegram: telegram.Setting | None
    overwriting: bool = True
    pace: Pace = USUAL


def read() -> Settings:
    """Read the settings of this process. Raises `SettingsError` with every fault."""
    faults = environment.gather(PREFIXES)
    env = Env(eager=False)
    minutes = env.float("GROOMINGCHECK_IDLE_MINUTES", 15.0, validate=_minutes)
    given: list[str] = env.list("GROOMINGCHECK_SECRET", [], validate=_secrets)
    locale = env.str("GROOMINGCHECK_LOCALE", "nl")
    folder = env.path("GROOMINGCHECK_MESSAGES", None, validate=_folder)
    meldpunt = env.str("GROOMINGCHECK_MELDPUNT", "", validate=_meldpunt)
    concepts = env.bool("GROOMINGCHECK_CONCEPT_CARDS", True)
    database = env.str("GROOMINGCHECK_DATABASE_URL", "")
    host = env.str("GROOMINGCHECK_HOST", "127.0.0.1")
    port = env.int("GROOMINGCHECK_PORT", 8080, validate=_port)
    level = env.str("GROOMINGCHECK_LOG_LEVEL", "info", validate=_level)
    named: list[str] = env.list("GROOMINGCHECK_COORDINATORS", [], validate=_coordinators)
    zone = env.str("GROOMINGCHECK_TIMEZONE", "Europe/Amsterdam", validate=_zone)
    late = env.float("GROOMINGCHECK_CATCH_UP_MINUTES", 120.0, validate=_late)
    channels = (slack.read(env), telegram.read(env), env.bool("GROOMINGCHECK_OVERWRITE_MEMORY", True))
    faults += _sealed(env)
    if faults:
        raise SettingsError(tuple(faults))
    keys = tuple(secret.strip().encode() for secret in given) or (secrets.token_bytes(SHORTEST_SECRET),)
    organisation = Organisation(folder, meldpunt.strip(), concepts, minutes)
    lasting = bool(given)
    where = database.strip() or _default_database()
    coordinators = frozenset(name.strip() for name in named)
    reminding = (coordinators, zone, late * 60)
    return Settings(
        keys, lasting, minutes * 60, locale, organisation, where, host, port, level.lower(), *reminding, *channels
    )


def _sealed(env: Env) -> list[str]:
    try:
        env.seal()
    except EnvValidationError as error:
        found = error.error_messages
        named = found.items() if isinstance(found, Mapping) else [("settings", found)]
        return [f"{name}: {' '.join(_PLAINER.get(line, line) for line in lines)}" for name, lines in named]
    return []


def _default_database() -> str:
    return f"sqlite:///{user_data_path('groomingcheck', appauthor=False) / 'groomingcheck.db'}"


def _minutes(minutes: float) -> None:
    if not 0 < minutes <= LONGEST_IDLE:
        msg = f"Must be more than 0 and at most {LONGEST_IDLE} minutes; decimals are allowed."
        raise ValidationError(msg)


def _secrets(given: list[str]) -> None:
    if any(len(secret.strip().encode()) < SHORTEST_SECRET for secret in given):
        msg = f"Each secret needs at least {SHORTEST_SECRET} bytes; separate several with commas."
        raise ValidationError(msg)


def _folder(folder: Path) -> None:
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        msg = "Must be a folder that exists and can be read."
        raise ValidationError(msg) from error


def _meldpunt(meldpunt: str) -> None:
    if not meldpunt.isprintable() or len(meldpunt) > LONGEST_MELDPUNT:
        msg = f"Must be one line of at most {LONGEST_MELDPUNT} characters."
        raise ValidationError(msg)


def _port(port: int) -> None:
    if not 0 <= port < 2**16:
        msg = "Must be a port: 0 (any that is free) to 65535."
        raise ValidationError(msg)


def _coordinators(named: list[str]) -> None:
    if not all(_COORDINATOR.fullmatch(name.strip()) for name in named):
        msg = "Must be like slack:U123,slack:S456,telegram:789, with the ids of people and of Slack's user groups."
        raise ValidationError(msg)


def _zone(zone: str) -> None:
    if zone not in available_timezones():
        msg = "Must be the name of a time zone, such as Europe/Amsterdam."
        raise ValidationError(msg)


def _late(minutes: float) -> None:
    if not 0 <= minutes <= LONGEST_CATCH_UP:
        msg = f"Must be 0 to {LONGEST_CATCH_UP} minutes."
        raise ValidationError(msg)


def _level(level: str) -> None:
    if level.lower() not in LEVELS:
        msg = f"Must be one of: {', '.join(LEVELS)}."
        raise ValidationError(msg)
