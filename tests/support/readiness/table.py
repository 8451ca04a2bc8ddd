"""The table of what /readyz says, in docs/troubleshooting.md."""

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "troubleshooting.md"
HEADING = "## What /readyz says"


@dataclass(frozen=True)
class Row:
    """A way in which a part fails.

    Attributes:
        name: What happens.
        part: The part that turns red.
        said: What is said of it, in which … stands for anything.
    """

    name: str
    part: str
    said: str

    def tells(self, reason: str) -> bool:
        """Return whether this is what the row says."""
        return bool(re.fullmatch(re.escape(self.said).replace("…", ".*"), reason))


def rows() -> list[Row]:
    """Return every row."""
    text = PAGE.read_text().partition(f"\n{HEADING}\n")[2].partition("\n## ")[0]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")]
    return [Row(name, part, said) for name, part, said, _ in cells[2:]]
