"""Validators of the settings. Each raises a `ValidationError` that says what is valid, without the value."""

import re
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import available_timezones

from environs import ValidationError

from adapters.channels import examples
from adapters.channels.registry import descriptors
from adapters.checks.state_token import SHORTEST_SECRET
from messages.loading.toml_reader import ID

LONGEST_CONTACT = 150
"""Maximum length of a contact within the organisation, so that every screen with it still fits."""
LONGEST_IDLE = 24 * 60
"""Maximum of GROOMINGCHECK_IDLE_MINUTES, well within the 48 hours in which a bot can delete its messages."""
LONGEST_CATCH_UP = 24 * 60
"""Maximum of GROOMINGCHECK_CATCH_UP_MINUTES. A reminder that is a day late is of no use."""
LEVELS = ("debug", "info", "warning", "error")


def idle(minutes: float) -> None:
    """Validate the number of idle minutes."""
    if not 0 < minutes <= LONGEST_IDLE:
        msg = f"Must be more than 0 and at most {LONGEST_IDLE} minutes; decimals are allowed."
        raise ValidationError(msg)


def secrets(given: list[str]) -> None:
    """Validate the length of each secret."""
    if any(len(secret.strip().encode()) < SHORTEST_SECRET for secret in given):
        msg = f"Each secret needs at least {SHORTEST_SECRET} bytes; separate several with commas."
        raise ValidationError(msg)


def folder(path: Path) -> None:
    """Validate that the folder can be read."""
    try:
        next(path.iterdir(), None)
    except OSError as error:
        msg = "Must be an existing, readable folder."
        raise ValidationError(msg) from error


def checks(there: Sequence[str], named: list[str]) -> None:
    """Validate the names of checks. Anything that can't be a name isn't shown, as it may be a secret."""
    given = [name.strip() for name in named]
    unknown = [name for name in dict.fromkeys(given) if name not in there]
    wrong = [f"{name!r} is named twice." for name in there if given.count(name) > 1]
    wrong += [f"There is no check {name!r}." for name in unknown if ID.fullmatch(name)]
    if not all(map(ID.fullmatch, unknown)):
        wrong.append("Must be names of checks, separated by commas.")
    if wrong:
        raise ValidationError(" ".join([*wrong, f"Choose from: {', '.join(there)}."]))


def contact(text: str) -> None:
    """Validate that the text is one line that fits on every screen."""
    if not text.isprintable() or len(text) > LONGEST_CONTACT:
        msg = f"Must be one line of at most {LONGEST_CONTACT} characters."
        raise ValidationError(msg)


def port(number: int) -> None:
    """Validate a port number, or 0."""
    if not 0 <= number < 2**16:
        msg = "Must be a port number: 0 (any free port) to 65535."
        raise ValidationError(msg)


def coordinators(named: list[str]) -> None:
    """Validate ids of people or groups, each with the name of a channel."""
    shapes = "|".join(f"{one.name}:(?:{one.ids.coordinator})" for one in descriptors() if one.ids)
    if not all(re.fullmatch(shapes, name.strip(), re.ASCII) for name in named):
        msg = f"Must be like {examples.coordinators()}: the ids of people or groups, separated by commas."
        raise ValidationError(msg)


def zone(name: str) -> None:
    """Validate the IANA name of a time zone."""
    if name not in available_timezones():
        msg = "Must be the name of a time zone, such as Europe/Amsterdam."
        raise ValidationError(msg)


def catch_up(minutes: float) -> None:
    """Validate the number of minutes that a reminder may be late."""
    if not 0 <= minutes <= LONGEST_CATCH_UP:
        msg = f"Must be 0 to {LONGEST_CATCH_UP} minutes."
        raise ValidationError(msg)


def level(name: str) -> None:
    """Validate a log level, in upper or lower case."""
    if name.lower() not in LEVELS:
        msg = f"Must be one of: {', '.join(LEVELS)}."
        raise ValidationError(msg)
