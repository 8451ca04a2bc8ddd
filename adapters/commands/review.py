"""Report every fault of the content at once."""

import sys
from datetime import UTC, datetime
from io import TextIOWrapper

from adapters.commands import BadInputError
from adapters.commands.setup import configured, known
from adapters.settings import Settings
from messages import report
from messages.folder import Folder
from messages.review import review

FOUND = 1
"""Exit status when there are faults."""


def run(locale: str | None) -> int:
    """Write a line for each fault, then how many there are, in the language given or else the one set."""
    configuration = configured()
    language = _language(locale, configuration)
    if not sys.stdout:
        msg = "a review needs an output, and it is closed."
        raise BadInputError(msg)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # what an author typed may have no place in this output's encoding
    lines = report.lines(review(configuration.organisation, datetime.now(UTC).date()), language)
    sys.stdout.writelines(f"{line}\n" for line in (*lines, report.total(len(lines), language)))
    return FOUND if lines else 0


def _language(locale: str | None, configuration: Settings) -> str:
    """Settle the language. One that is set may be one that only the content has; then the report is in Dutch."""
    if locale:
        return known(locale, report.locales(), "--locale")
    spoken = Folder(configuration.organisation.folder).locales("words")
    return known(configuration.locale, tuple(dict.fromkeys((*report.locales(), *spoken))), "GROOMINGCHECK_LOCALE")
