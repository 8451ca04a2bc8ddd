"""What is on a printed check, for tests."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from messages import markup
from messages.loading.loader import ParsedCheck
from messages.loading.organisation import Organisation
from messages.loading.sources import Sources
from messages.loading.texts import MELDPUNT, OWN_WORDS, Text, as_html, own_words
from messages.paper import print_job, printer
from messages.paper.print_job import PrintJob

_BLOCK = re.compile(r"</?(?:p|h\d|div|section|li|td|th|tr|dt|dd|table|ol|dl|main)\b[^>]*>|<br>")
_TAG = re.compile(r"<[^>]+>")


def job(check: str, locale: str, organisation: Organisation | None = None) -> PrintJob:
    """Return the job of printing this check, of what is shipped and an organisation's folder."""
    found = print_job.read(organisation or Organisation(), check, datetime.now(UTC).date(), "1.2.3")
    return replace(found, locale=locale)


def invented(parsed: ParsedCheck, words: Mapping[str, Text]) -> PrintJob:
    """Return the job of printing a check that is in no folder, in Dutch, without sources."""
    return PrintJob(parsed, "nl", {"nl": words}, Sources(), {}, Organisation(), datetime.now(UTC).date(), "1.2.3")


def printed(one: PrintJob) -> str:
    """Return all that is on paper as plain text, with each paragraph on a line."""
    return shown(printer.html(one))


def shown(page: str) -> str:
    """Return a page as plain text, with each paragraph on a line."""
    body = page.partition("</style>")[2]
    lines = (" ".join(unescape(_TAG.sub("", line)).split()) for line in _BLOCK.sub("\v", body).split("\v"))
    return "\n".join(line for line in lines if line)


def told(key: str, text: Text, one: PrintJob) -> Iterator[str]:
    """Yield the lines of a text as they must be on paper, each behind its label."""
    words = own_words(as_html(one.words), one.parsed.texts[one.locale])
    meldpunt = one.organisation.meldpunt
    place = words["meldpunt.known"].format(meldpunt=meldpunt) if meldpunt else words["paper.meldpunt"]
    for label, line in zip(text.labels, text.lines, strict=True):
        html = markup.html(line).replace(MELDPUNT, MELDPUNT if key in OWN_WORDS else place)
        yield " ".join(f"[{label}] {markup.plain(html)}".split())


def every_text(one: PrintJob) -> Iterator[tuple[str, Text]]:
    """Yield every text of the check in the language of the job, its numbers and reminders included, with its key."""
    parsed, locale = one.parsed, one.locale
    yield from parsed.texts[locale].items()
    for line in parsed.helplines:
        yield f"number.{line.id}", line.name[locale]
        if locale in line.note:
            yield f"number.{line.id}.note", line.note[locale]
    yield from ((f"prompt.{prompt.id}", prompt.text[locale]) for prompt in parsed.prompts)


def lacking(one: PrintJob) -> list[tuple[str, str]]:
    """Return the lines of the check that aren't on paper, with their keys."""
    lines = set(printed(one).splitlines())
    numbered = {line.partition("[")[2] for line in lines}  # a title stands behind the number of its item
    return [
        (key, line)
        for key, text in every_text(one)
        for line in told(key, text, one)
        if line not in lines and line[1:] not in numbered
    ]


def laid_out(folder: Path, files: Mapping[str, str]) -> Organisation:
    """Write files into an organisation's folder, and return the organisation."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return Organisation(folder=folder)
