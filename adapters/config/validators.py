"""Validators of the settings. Each raises `ValidationError`, which says what would be right and not what was set."""

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
"""The most characters of whom to call in the organisation, so that every screen it is on still fits."""
LONGEST_IDLE = 24 * 60
"""The most minutes of GROOMINGCHECK_IDLE_MINUTES: well within the 48 hours in which a chat can be wiped."""
LONGEST_CATCH_UP = 24 * 60
"""The most minutes of GROOMINGCHECK_CATCH_UP_MINUTES: yesterday's prompt would come at the wrong time of day."""
LEVELS = ("debug", "info", "warning", "error")


def idle(minutes: float) -> None:
    """Accept a time after which a check can't go on."""
    if not 0 < minutes <= LONGEST_IDLE:
        msg = f"Must be more than 0 and at most {LONGEST_IDLE} minutes; decimals are allowed."
        raise ValidationError(msg)


def secrets(given: list[str]) -> None:
    """Accept secrets that are long enough."""
    if any(len(secret.strip().encode()) < SHORTEST_SECRET for secret in given):
        msg = f"Each secret needs at least {SHORTEST_SECRET} bytes; separate several with commas."
        raise ValidationError(msg)


def folder(path: Path) -> None:
    """Accept a folder that can be read."""
    try:
        next(path.iterdir(), None)
    except OSError as error:
        msg = "Must be a folder that exists and can be read."
        raise ValidationError(msg) from error


def checks(there: Sequence[str], named: list[str]) -> None:
    """Accept the names of checks that there are, each once. What can't be a name may be a secret, and isn't shown."""
    given = [name.strip() for name in named]
    unknown = [name for name in dict.fromkeys(given) if name not in there]
    wrong = [f"Names {name!r} twice." for name in there if given.count(name) > 1]
    wrong += [f"There is no check {name!r}." for name in unknown if ID.fullmatch(name)]
    if not all(map(ID.fullmatch, unknown)):
        wrong.append("Must be names of checks, separated by commas.")
    if wrong:
        raise ValidationError(" ".join([*wrong, f"There is: {', '.join(there)}."]))


def contact(text: str) -> None:
    """Accept a line that fits on every screen."""
    if not text.isprintable() or len(text) > LONGEST_CONTACT:
        msg = f"Must be one line of at most {LONGEST_CONTACT} characters."
        raise ValidationError(msg)


def port(number: int) -> None:
    """Accept a port, or 0."""
    if not 0 <= number < 2**16:
        msg = "Must be a port: 0 (any that is free) to 65535."
        raise ValidationError(msg)


def coordinators(named: list[str]) -> None:
    """Accept ids of people, or of groups of people, on any channel there is."""
    shapes = "|".join(f"{one.name}:(?:{one.ids.coordinator})" for one in descriptors() if one.ids)
    if not all(re.fullmatch(shapes, name.strip(), re.ASCII) for name in named):
        msg = f"Must be like {examples.coordinators()}: the ids of people, or of groups of people."
        raise ValidationError(msg)


def zone(name: str) -> None:
    """Accept the IANA name of a time zone."""
    if name not in available_timezones():
        msg = "Must be the name of a time zone, such as Europe/Amsterdam."
        raise ValidationError(msg)


def catch_up(minutes: float) -> None:
    """Accept a time that a reminder may come late."""
    if not 0 <= minutes <= LONGEST_CATCH_UP:
        msg = f"Must be 0 to {LONGEST_CATCH_UP} minutes."
        raise ValidationError(msg)


def level(name: str) -> None:
    """Accept a log level, in upper or lower case."""
    if name.lower() not in LEVELS:
        msg = f"Must be one of: {', '.join(LEVELS)}."
        raise ValidationError(msg)
