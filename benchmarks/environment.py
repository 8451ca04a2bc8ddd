"""The environment of measured programs: the current one, without settings and developers' packages."""

import os
from pathlib import Path

from adapters.config.settings import prefixes

_HIDDEN = Path(__file__).parent / "hidden"


def bare() -> dict[str, str]:
    """Return that environment."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(prefixes())}
    path = filter(None, (str(_HIDDEN), inherited.get("PYTHONPATH")))
    return {**inherited, "PYTHONPATH": os.pathsep.join(path)}
