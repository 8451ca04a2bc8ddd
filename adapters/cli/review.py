"""Report every fault in the content."""

import sys
from datetime import UTC, datetime
from io import TextIOWrapper

from adapters.channels import registry
from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.cli.file_writer import replace_file
from adapters.cli.setup import known
from adapters.config.settings import Settings
from adapters.terminal.limits import LIMITS
from messages.linting import replaced_file, replacements, report
from messages.linting.review import notes, review
from messages.loading.folder import REPLACED
from messages.loading.organisation import Organisation

FOUND = 1
"""Exit status when there are faults, or when a file to record can't be read."""


def run(locale: str | None, *, accepting: bool) -> int:
    """Print a line per fault, then their number; return the exit status.

    Args:
        locale: The language of the report (ISO 639-1); None for `GROOMINGCHECK_LOCALE`.
        accepting: Whether to record the shipped versions of replaced texts instead.
    """
    configuration = configured()
    language = _language(locale, configuration)
    if not sys.stdout:
        msg = "can't write the review: standard output is closed."
        raise BadInputError(msg)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # the encoding of stdout may lack characters that an author typed
    return _accept(configuration.organisation, language) if accepting else _report(configuration.organisation, language)


def _report(organisation: Organisation, language: str) -> int:
    limits = (*registry.limits(), LIMITS)
    noted = report.notes(notes(organisation), language)
    lines = report.lines(review(organisation, datetime.now(UTC).date(), limits), language)
    sys.stdout.writelines(f"{line}\n" for line in (*noted, *lines, report.total(len(lines), language)))
    return FOUND if lines else 0


def _accept(organisation: Organisation, language: str) -> int:
    """Record the shipped version of every replaced text, and print the changes that this accepts."""
    folder = organisation.content_folder
    if folder.own is None:
        msg = "--accept: GROOMINGCHECK_MESSAGES isn't set to a folder with your own texts, so nothing is replaced."
        raise BadInputError(msg)
    found, path = replacements.faults(folder), folder.own / REPLACED
    unusable = [fault for fault in found if fault.file == REPLACED]
    if unusable:
        raise BadInputError(*report.lines(unusable, language))
    record = replacements.accepted(folder)
    try:
        replace_file(path, replaced_file.text(record, report.about_record()))
    except OSError as error:
        msg = f"--accept: {path} can't be written: {error.strerror}."
        raise BadInputError(msg) from error
    unread = replacements.unreadable(folder)
    lines = report.lines((*found, *unread), language)
    sys.stdout.writelines(f"{line}\n" for line in (*lines, report.recorded(len(record), str(path), language)))
    return FOUND if unread else 0


def _language(locale: str | None, configuration: Settings) -> str:
    """Return the language of the report: Dutch if the configured one has no messages for faults."""
    if locale:
        return known(locale, report.locales(), "--locale")
    spoken = configuration.organisation.content_folder.locales("words")
    return known(configuration.locale, tuple(dict.fromkeys((*report.locales(), *spoken))), "GROOMINGCHECK_LOCALE")
