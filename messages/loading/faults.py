"""Faults of the content, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from messages.loading.layers import Layers

SUPERFLUOUS = "superfluous"
NOT_LISTED = "not_listed"
_OF_THEIR_AUTHOR = {SUPERFLUOUS, NOT_LISTED}
"""Kinds that don't count in shipped content, as an organisation's files may make parts of it unused."""

MISSING = "missing"
"""The kind of a fault for something that is missing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    Attributes:
        file: The file, relative to the content folder, with forward slashes.
        key: The dotted key; empty for the whole file.
        kind: The kind of fault; its sentence is in `faults/<locale>.toml`, under [kind].
        detail: The values of that sentence's placeholders, by name.
        inherited: Whether the value at the key is from the shipped file.
    """

    file: str
    key: str
    kind: str
    detail: Mapping[str, object] = field(default_factory=dict)
    inherited: bool = False


class Faults(list[Fault]):
    """Collects the faults of one file."""

    def __init__(self, file: str, layers: Layers | None = None) -> None:
        """Start empty.

        Args:
            file: Its path relative to the content folder, with forward slashes.
            layers: Which keys belong to whom; None if there is no organisation.
        """
        super().__init__()
        self.file = file
        self.layers = layers

    def add(self, kind: str, key: str = "", **detail: object) -> None:
        """Add a fault at this key."""
        self.append(Fault(self.file, key, kind, detail))

    def have(self, kind: str) -> bool:
        """Return whether there is a fault of this kind."""
        return any(fault.kind == kind for fault in self)

    def inherits(self, key: str) -> bool:
        """Return whether the value at this key is from the shipped file."""
        return self.layers is not None and self.layers.inherits(key)

    def told(self) -> Iterator[Fault]:
        """Yield the faults to report, without those of shipped content that the organisation doesn't use."""
        for fault in self:
            if self.layers is None or fault.kind not in _OF_THEIR_AUTHOR:
                yield replace(fault, inherited=self.inherits(fault.key))
                continue
            for key in self.layers.additions(fault.key):
                vanished = fault.kind == SUPERFLUOUS and self.layers.extends(key)
                yield replace(fault, key=key, kind="vanished" if vanished else fault.kind)


class ContentError(Exception):
    """The content can't be used.

    Attributes:
        faults: All faults; never empty.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Take all faults, so that the author can fix them in one go."""
        super().__init__(faults)
        self.faults = faults
