"""Report every fault of the content at once."""

import sys
from datetime import UTC, datetime
from io import TextIOWrapper

from adapters.channels import registry
from adapters.cli.errors import BadInputError
from adapters.cli.setup import configured, known
from adapters.config.settings import Settings
from adapters.terminal.limits import LIMITS
from messages.linting import report
from messages.linting.review import review
from messages.loading.folder import Folder

FOUND = 1
"""Exit status when there are faults."""


def run(locale: str | None) -> int:
    """Print a line for each fault, then their number, in the language given or else the one set."""
    configuration = configured()
    language = _language(locale, configuration)
    if not sys.stdout:
        msg = "a review needs an output, and it is closed."
        raise BadInputError(msg)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # this output's encoding may lack characters that an author typed
    limits = (*registry.limits(), LIMITS)
    faults = review(configuration.organisation, datetime.now(UTC).date(), limits)
    lines = report.lines(faults, language)
    sys.stdout.writelines(f"{line}\n" for line in (*lines, report.total(len(lines), language)))
    return FOUND if lines else 0


def _language(locale: str | None, configuration: Settings) -> str:
    """Return the language of the report: Dutch if the one that is set exists in the content only."""
    if locale:
        return known(locale, report.locales(), "--locale")
    spoken = Folder(configuration.organisation.folder).locales("words")
    return known(configuration.locale, tuple(dict.fromkeys((*report.locales(), *spoken))), "GROOMINGCHECK_LOCALE")
