"""Report every fault of the content at once."""

import sys
from datetime import UTC, datetime

from adapters.commands.setup import configured
from messages import report
from messages.review import review

FOUND = 1
"""Exit status when there are faults."""


def run(locale: str | None) -> int:
    """Write a line for each fault, then how many there are, in the language given or else the one set."""
    configuration = configured()
    language = locale or configuration.locale
    lines = report.lines(review(configuration.organisation, datetime.now(UTC).date()), language)
    sys.stdout.writelines(f"{line}\n" for line in (*lines, report.total(len(lines), language)))
    return FOUND if lines else 0
