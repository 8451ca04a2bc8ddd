"""An organisation's settings for the content."""

from dataclasses import dataclass
from pathlib import Path

from messages.loading.folder import SHIPPED, Folder

CHECKS = ("groomingcheck",)
"""The checks that are enabled by default."""

MELDPUNT, ACHTERWACHT = "GROOMINGCHECK_MELDPUNT", "GROOMINGCHECK_ACHTERWACHT"
"""The settings that are lines of text, which may contain a telephone number."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's settings.

    Attributes:
        folder: Its folder, which overlays the shipped content; None if it has no texts of its own.
        meldpunt: Its reporting point: one line of plain text, empty if there is none.
        achterwacht: Who to call when working alone: one line of plain text, empty if there is nobody.
        concepts: Whether draft cards are shown.
        checks: The ids of the enabled checks, in the order in which they are offered; at least one.
        minutes: Minutes of inactivity after which a check expires.
        shipped: The folder of the shipped content.
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
        """The shipped content, overlaid with the organisation's folder."""
        return Folder(self.folder, self.shipped)
