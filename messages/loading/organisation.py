"""What an organisation sets about the content."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Organisation:
    """What an organisation sets.

    Attributes:
        folder: Its folder, which overrides the shipped content; None if it has no texts of its own.
        meldpunt: Its reporting point: one line of plain text, empty if there is none.
        achterwacht: Whom to call who works alone: one line of plain text, empty if there is nobody.
        concepts: Whether cards that are still a concept are shown.
        minutes: Minutes of inactivity after which a check can't continue.
    """

    folder: Path | None = None
    meldpunt: str = ""
    achterwacht: str = ""
    concepts: bool = False
    minutes: float = 15
