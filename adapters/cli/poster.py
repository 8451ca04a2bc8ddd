"""Print a poster with a QR code of the web page."""

import sys
from io import TextIOWrapper
from pathlib import Path

from adapters.channels.registry import descriptors
from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.cli.file_writer import replace_file
from adapters.cli.setup import dialogue, loaded, spoken
from adapters.config.settings import Settings
from messages.linting import report
from messages.loading.faults import ContentError
from messages.paper import poster


def run(locale: str | None, output: str | None) -> int:
    """Write the poster as HTML.

    Args:
        locale: Its language; None for `GROOMINGCHECK_LOCALE`.
        output: The file to write; None for standard output.
    """
    settings = configured()
    if output is None and not sys.stdout:
        msg = "can't write the poster: standard output is closed. Use --output with the name of a file."
        raise BadInputError(msg)
    page = _page(settings, locale)
    if output is not None:
        _keep(Path(output), page)
        return 0
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as declared in the page
    sys.stdout.write(page)
    return 0


def _page(settings: Settings, locale: str | None) -> str:
    address = _address(settings)
    content = loaded(settings, locale or settings.locale)
    language = spoken(settings, content, locale)
    checks = dialogue(settings, content)
    titles = [*checks.titles(language).values()]
    try:
        return poster.html(settings.organisation, language, checks.words(language), titles, address)
    except ContentError as error:
        raise BadInputError(*report.lines(error.faults, language)) from error


def _address(settings: Settings) -> str:
    """Return the public URL of the page. Raises `BadInputError` if there is none, or it is too long for the QR code."""
    if settings.page and len(settings.page) <= poster.LONGEST:
        return settings.page
    [(token, name), *_] = [(one.token, f"{one.prefix}URL") for one in descriptors() if one.page]
    if settings.page:
        msg = f"{name}: must be at most {poster.LONGEST} characters long to fit in the QR code."
    else:
        msg = f"there is no public web page to put on a poster. Set {token}=on, and its address in {name}."
    raise BadInputError(msg)


def _keep(file: Path, page: str) -> None:
    try:
        replace_file(file, page)
    except OSError as error:
        msg = f"--output: can't write {file.name!r} ({error.strerror})."
        raise BadInputError(msg) from error
