"""The payloads of buttons in alerts, which lead into the wizard.

They aren't sealed and don't expire: like a command, they grant no rights, and anybody may forge one.
"""

import re

from adapters.checks.state_token import Purpose

_ENTRY = re.compile(f"{Purpose.ALERT}([0-9a-f]{{16}})?", re.ASCII)


def entry(series: str = "") -> str:
    """Return the payload of a button that leads to this series, or to the list of all."""
    return f"{Purpose.ALERT}{series}"


def entered(payload: str) -> str | None:
    """Return the name of the series that this payload leads to, empty for the list; None if it is no such payload."""
    found = _ENTRY.fullmatch(payload)
    return None if found is None else found[1] or ""
