"""Find misspelt names of settings, which would otherwise be ignored silently.

Variables that Kubernetes and Docker set for a service or link, and which begin with its name, are ignored.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

ALIKE = 0.85
"""How similar (0 to 1) a name without a setting's prefix must be to a setting to count as misspelt."""
LINK = re.compile(r"(?:tcp|udp|sctp)://.*")
"""Matches the values that Kubernetes and Docker set for a service or link."""


def misspelt(
    given: Mapping[str, str | None], known: Collection[str], prefixes: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Return the misspelt names, each with a sentence that suggests the closest setting.

    Args:
        given: Values by name.
        known: The names of settings.
        prefixes: The prefixes of settings' names.
    """
    links = tuple(_links(given))
    for name in given:
        if name in known or re.fullmatch("|".join(links), name):
            continue
        likeness = 0.0 if name.upper().startswith(prefixes) else ALIKE
        for nearest in get_close_matches(name.upper(), known, 1, likeness):
            yield name, f"No such setting; did you mean {nearest}?"


def _links(given: Mapping[str, str | None]) -> Iterator[str]:
    """Return a pattern of the names that are set for each service or link.

    Sources: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables and
    https://docs.docker.com/engine/network/links/#environment-variables.
    """
    for name, value in given.items():
        service = name.removesuffix("_SERVICE_HOST")
        if service != name and f"{service}_SERVICE_PORT" in given:
            yield rf"{re.escape(service)}_(?:SERVICE_(?:HOST|PORT\w*)|PORT(?:_\d+_\w+)?)"
        elif name.endswith("_PORT") and LINK.fullmatch(value or ""):
            yield rf"{re.escape(name)}(?:_\d+_\w+)?|{re.escape(name.removesuffix('PORT'))}(?:NAME|ENV_\w+)"
