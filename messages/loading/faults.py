"""Faults of the content, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MISSING = "missing"
"""The kind of fault of what isn't there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    Attributes:
        file: The file, relative to the content folder, with forward slashes.
        key: The dotted key; empty for the whole file.
        kind: The kind of fault; its sentence is in `faults/<locale>.toml`, under [kind].
        detail: The values of that sentence's placeholders, by name.
    """

    file: str
    key: str
    kind: str
    detail: Mapping[str, object] = field(default_factory=dict)


class Faults(list[Fault]):
    """Collects the faults of one file while it is read."""

    def __init__(self, file: str) -> None:
        """Start empty. `file`: its path relative to the content folder, with forward slashes."""
        super().__init__()
        self.file = file

    def add(self, kind: str, key: str = "", **detail: object) -> None:
        """Note a fault at this key."""
        self.append(Fault(self.file, key, kind, detail))

    def have(self, kind: str) -> bool:
        """Return whether there is a fault of this kind."""
        return any(fault.kind == kind for fault in self)


class ContentError(Exception):
    """The content can't be used as it is.

    Attributes:
        faults: All that is wrong; never empty.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep all faults at once, so that the author can fix them in one go."""
        super().__init__(faults)
        self.faults = faults
