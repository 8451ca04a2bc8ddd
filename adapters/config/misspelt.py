"""Finds names that look like those of settings, and aren't: what is misspelt would be ignored without a word.

Kubernetes and Docker set variables of their own for each service or link, by its name: those are left alone.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

ALIKE = 0.85
"""How much a name without the prefix of a setting must be like one (0 to 1) to count as misspelt."""
LINK = re.compile(r"(?:tcp|udp|sctp)://.*")
"""A value that Kubernetes and Docker set for a service or a link."""


def misspelt(
    given: Mapping[str, str | None], known: Collection[str], prefixes: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Return each of these names that is misspelt, and a sentence with the nearest that exists.

    Args:
        given: Values by their names.
        known: The names that mean something.
        prefixes: How the names of settings begin.
    """
    links = tuple(_links(given))
    for name in given:
        if name in known or re.fullmatch("|".join(links), name):
            continue
        likeness = 0.0 if name.upper().startswith(prefixes) else ALIKE
        for nearest in get_close_matches(name.upper(), known, 1, likeness):
            yield name, f"There is no such setting; the nearest is {nearest}."


def _links(given: Mapping[str, str | None]) -> Iterator[str]:
    """Return a pattern for the names that come with each service or link.

    Sources: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables and
    https://docs.docker.com/engine/network/links/#environment-variables.
    """
    for name, value in given.items():
        service = name.removesuffix("_SERVICE_HOST")
        if service != name and f"{service}_SERVICE_PORT" in given:
            yield rf"{re.escape(service)}_(?:SERVICE_(?:HOST|PORT\w*)|PORT(?:_\d+_\w+)?)"
        elif name.endswith("_PORT") and LINK.fullmatch(value or ""):
            yield rf"{re.escape(name)}(?:_\d+_\w+)?|{re.escape(name.removesuffix('PORT'))}(?:NAME|ENV_\w+)"
