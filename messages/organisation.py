"""What an organisation sets about the words."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Organisation:
    """`folder`: laid over the shipped content. `meldpunt`: plain text, one line, empty if there is none.

    `concepts`: with the cards that are still a concept. `minutes`: after so many a check can't go on.
    """

    folder: Path | None = None
    meldpunt: str = ""
    concepts: bool = True
    minutes: float = 15
