"""Print a whole check as a page for paper, so that it can be approved."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import TextIOWrapper

from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.cli.setup import known
from adapters.config.settings import Settings
from adapters.runtime import release
from messages.linting import report
from messages.loading.faults import ContentError
from messages.paper import print_job, printer


def run(check: str | None, locale: str | None) -> int:
    """Write the page, as HTML.

    Args:
        check: The id of a check, enabled or not; None for the first enabled one.
        locale: The language; None for `GROOMINGCHECK_LOCALE`, or else the check's first.
    """
    settings = configured()
    if not sys.stdout:
        msg = "can't write the export: standard output is closed."
        raise BadInputError(msg)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as declared in the page
    try:
        sys.stdout.write(_page(check, locale, settings))
    except ContentError as error:
        raise BadInputError(*report.lines(error.faults, locale or settings.locale)) from error
    return 0


def _page(check: str | None, locale: str | None, settings: Settings) -> str:
    """Return the page. Raises `ContentError` with the faults of this check and of the general texts."""
    organisation, today = settings.organisation, datetime.now(UTC).date()
    there = organisation.content_folder.checks()
    wanted = known(check, there, "--check") if check else organisation.checks[0]
    job = print_job.read(organisation, wanted, today, release.version())
    spoken = _language(job.parsed.locales, locale, settings.locale)
    return printer.html(replace(job, locale=spoken))


def _language(spoken: tuple[str, ...], wanted: str | None, fallback: str) -> str:
    """Return the requested language, or else the configured one, or else the check's first."""
    if wanted:
        return known(wanted, spoken, "--locale")
    return fallback if fallback in spoken else spoken[0]
