"""A mistake that an author can make in the content."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """What an author changes in a file, and the fault that it is. `told`: the file that the fault is in, if another."""

    kind: str
    key: str
    file: str
    old: str
    new: str
    told: str = ""

    @property
    def found(self) -> tuple[str, str, str]:
        return (self.told or self.file, self.key, self.kind)
