"""What a look at a channel found: whether all is well, and if not, what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`about`: the setting, or what else was looked at; `told`: one line, with what to do where it isn't `well`."""

    about: str
    told: str
    well: bool = True
