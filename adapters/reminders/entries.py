"""The payloads of buttons in alerts, which open the wizard.

They aren't encrypted and don't expire: like a command, they grant no rights, so forging one is harmless.
"""

import re

from adapters.checks.state_token import Purpose

_ENTRY = re.compile(f"{Purpose.ALERT}([0-9a-f]{{16}})?", re.ASCII)


def entry(series: str = "") -> str:
    """Return the payload of a button that opens this series, or the list of all."""
    return f"{Purpose.ALERT}{series}"


def entered(payload: str) -> str | None:
    """Return the name of the series in this payload, empty for the list; None for any other payload."""
    found = _ENTRY.fullmatch(payload)
    return None if found is None else found[1] or ""
