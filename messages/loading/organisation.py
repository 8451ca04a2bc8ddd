"""What an organisation sets about the content."""

from dataclasses import dataclass
from pathlib import Path

from messages.loading.folder import SHIPPED, Folder

CHECKS = ("groomingcheck",)
"""The checks that are on unless an organisation says otherwise."""

MELDPUNT, ACHTERWACHT = "GROOMINGCHECK_MELDPUNT", "GROOMINGCHECK_ACHTERWACHT"
"""The settings that are lines of text, in which there may be a telephone number."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """What an organisation sets.

    Attributes:
        folder: Its folder, which is laid over the shipped content; None if it has no texts of its own.
        meldpunt: Its reporting point: one line of plain text, empty if there is none.
        achterwacht: Whom to call who works alone: one line of plain text, empty if there is nobody.
        concepts: Whether cards that are still a concept are shown.
        checks: The ids of the checks that are on, in the order in which they are offered; at least one.
        minutes: Minutes of inactivity after which a check can't continue.
        shipped: The shipped content of the version that it runs.
    """

    folder: Path | None = None
    meldpunt: str = ""
    achterwacht: str = ""
    concepts: bool = False
    checks: tuple[str, ...] = CHECKS
    minutes: float = 15
    shipped: Path = SHIPPED

    @property
    def content_folder(self) -> Folder:
        """The shipped content with the organisation's folder laid over it."""
        return Folder(self.folder, self.shipped)
