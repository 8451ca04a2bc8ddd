"""The environment, read and checked once."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from environs import Env, EnvValidationError, ValidationError

from adapters.seal import SHORTEST_SECRET
from messages.organisation import Organisation

PREFIX = "GROOMINGCHECK_"
LONGEST_MELDPUNT = 150
"""Characters of GROOMINGCHECK_MELDPUNT, at most, so that every screen it is on still fits."""
LONGEST_IDLE = 24 * 60
"""Minutes of GROOMINGCHECK_IDLE_MINUTES, at most."""


class SettingsError(Exception):
    """Settings that can't be used. `faults`: one line for each, without the value that was set."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """`faults`: all of them at once."""
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """`secrets`: the first seals, all open; `idle`: seconds; `locale`: ISO 639-1, may not be among the content's."""

    secrets: tuple[bytes, ...] = field(repr=False)
    idle: float
    locale: str
    organisation: Organisation


def read() -> Settings:
    """Read the settings of this process; an empty one counts as not set. Raises `SettingsError` with every fault."""
    for name in [name for name, value in os.environ.items() if name.startswith(PREFIX) and not value.strip()]:
        del os.environ[name]  # compose files hand on an unset variable as an empty one
    env = Env(eager=False)
    minutes = env.float("GROOMINGCHECK_IDLE_MINUTES", 15.0, validate=_minutes)
    given: list[str] = env.list("GROOMINGCHECK_SECRET", [], validate=_secrets)
    locale = env.str("GROOMINGCHECK_LOCALE", "nl")
    folder = env.path("GROOMINGCHECK_MESSAGES", None, validate=_folder)
    meldpunt = env.str("GROOMINGCHECK_MELDPUNT", "", validate=_meldpunt)
    concepts = env.bool("GROOMINGCHECK_CONCEPT_CARDS", True)
    try:
        env.seal()
    except EnvValidationError as error:
        found = error.error_messages
        named = found.items() if isinstance(found, Mapping) else [("settings", found)]
        raise SettingsError(tuple(f"{name}: {' '.join(lines)}" for name, lines in named)) from error
    keys = tuple(secret.strip().encode() for secret in given) or (secrets.token_bytes(SHORTEST_SECRET),)
    return Settings(keys, minutes * 60, locale, Organisation(folder, meldpunt.strip(), concepts, minutes))


def _minutes(minutes: float) -> None:
    if not 0 < minutes <= LONGEST_IDLE:
        msg = f"Must be more than 0 and at most {LONGEST_IDLE} minutes; decimals are allowed."
        raise ValidationError(msg)


def _secrets(given: list[str]) -> None:
    if any(len(secret.strip().encode()) < SHORTEST_SECRET for secret in given):
        msg = f"Each secret needs at least {SHORTEST_SECRET} bytes; separate several with commas."
        raise ValidationError(msg)


def _folder(folder: Path) -> None:
    if not folder.is_dir():
        msg = "Must be a folder that exists."
        raise ValidationError(msg)


def _meldpunt(meldpunt: str) -> None:
    if not meldpunt.isprintable() or len(meldpunt) > LONGEST_MELDPUNT:
        msg = f"Must be one line of at most {LONGEST_MELDPUNT} characters."
        raise ValidationError(msg)
