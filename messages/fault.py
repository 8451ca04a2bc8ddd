"""What is wrong with a piece of content, as data; its sentence stands in `faults/<locale>.toml` under its kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `file`: below the content folder; `key`: dotted, or empty for the whole file."""

    file: str
    key: str
    kind: str
    detail: Mapping[str, object] = field(default_factory=dict)


class Faults(list[Fault]):
    """The faults found in one file, while it is being read."""

    def __init__(self, file: str) -> None:
        """`file`: its name below the content folder, with forward slashes."""
        super().__init__()
        self.file = file

    def add(self, kind: str, key: str = "", **detail: object) -> None:
        """Note a fault at this key."""
        self.append(Fault(self.file, key, kind, detail))


class ContentError(Exception):
    """The content can't be used as it stands. `faults`: all that is wrong, never empty."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """`faults`: all of them at once, so that the author mends them in one go."""
        super().__init__(faults)
        self.faults = faults
