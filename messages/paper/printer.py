"""Print a whole check in one language."""

from collections.abc import Iterator, Mapping
from itertools import chain

from markupsafe import Markup

from messages import calendar, markup
from messages.loading.texts import LABELS, as_html, own_words
from messages.paper import questions
from messages.paper.chapters import AROUND, Chapters
from messages.paper.citations import Citations
from messages.paper.page import Line, Page
from messages.paper.print_job import PrintJob
from messages.paper.printed_texts import PrintedTexts
from messages.paper.replaced import Replaced
from messages.rendering.nested import nest
from messages.rendering.templates import Templates

TEMPLATE = "paper.html.j2"
"""The template, in the same folder as those of the views; an organisation may replace it."""


def html(job: PrintJob) -> str:
    """Return the pages as a self-contained HTML document.

    Raises:
        ContentError: The template fails; it may be the organisation's own.
    """
    templates, words = Templates(job.organisation.content_folder), nest(as_html(job.words))
    return templates.page(TEMPLATE, {"page": page(job), "words": words, "example": "{number}"}) + "\n"


def page(job: PrintJob) -> Page:
    """Return the contents of the print."""
    check, replaced = job.parsed.check, _replaced(job)
    words = own_words(as_html(job.words), job.texts)
    own = frozenset(key for file, key in replaced if file == f"{check.id}/{job.locale}.toml")
    citations = Citations(job.sources, words)
    texts = PrintedTexts(job.texts, words, citations, _meldpunt(job, words), own)
    made = Chapters(job.parsed, job.locale, texts)
    labels = tuple((letter, (*_label(letter, job, words, citations),)) for letter in LABELS)
    chapters = (
        *made.welcome(),
        *questions.chapters(check, texts),
        *chain(made.advice(), made.rules(), made.order(), made.cards(), made.glossary()),
        *chain(made.numbers(), made.prompts(), made.rest(), made.words(job.words)),
        *made.replaced(replaced),
        *made.left_out(job.sources.left_out),
    )
    title = markup.html("\n".join(job.texts["title"].lines))
    return Page(
        job.locale,
        next(iter(job.parsed.texts)),
        title,
        tuple(_facts(job, words)),
        labels,
        chapters,
        citations.addresses(),
    )


def _meldpunt(job: PrintJob, words: Mapping[str, Markup]) -> Markup:
    """Return the text for the reporting point, or a note that it will be filled in."""
    meldpunt = job.organisation.meldpunt
    return words["meldpunt.known"].format(meldpunt=markup.literal(meldpunt)) if meldpunt else words["paper.meldpunt"]


def _replaced(job: PrintJob) -> Replaced:
    """Return the replacements among the printed texts."""
    check = job.parsed.check.id
    files = {f"{check}/{name}" for name in ("check.toml", f"{job.locale}.toml", "help.toml", "prompts.toml")}
    words = f"words/{job.locale}.toml"
    return {
        (file, key): one
        for (file, key), one in job.replaced.items()
        if file in files or (file == words and key.partition(".")[0] in AROUND) or file.startswith("templates/")
    }


def _own(job: PrintJob) -> str:
    """Return the name of the organisation's folder; empty if no printed text comes from it."""
    own = job.organisation.content_folder.own
    places = (job.parsed.check.id, f"words/{job.locale}.toml", "templates")
    return own.name if own and any((own / place).exists() for place in places) else ""


def _label(letter: str, job: PrintJob, words: Mapping[str, Markup], citations: Citations) -> Iterator[Line]:
    """Yield the general meaning of a label, and its meaning in this check."""
    found = job.sources.labels.get(letter)
    yield Line("", words[f"paper.label.{letter.lower()}"])
    if found:
        name = found.name.get(job.locale) or next(iter(found.name.values()))
        yield Line("", words["paper.here"].format(name=name), citations.cite(found.source) if found.source else None)


def _facts(job: PrintJob, words: Mapping[str, Markup]) -> Iterator[tuple[Markup, Markup]]:
    check = job.parsed.check
    counts = {
        "questions": len(check.questions),
        "answers": sum(len(question.options) for question in check.questions),
        "rules": len(check.rules),
        "cards": len(check.cards),
        "numbers": len(job.parsed.helplines),
        "prompts": len(job.parsed.prompts),
    }
    own, none = _own(job), words["paper.none"]
    values = {
        "check": words["paper.version"].format(check=check.id, version=check.version.hex()),
        "release": markup.literal(job.release),
        "date": calendar.day(words, job.today),
        "language": words["paper.language"],
        "counts": words["paper.counts"].format(texts=len(job.texts), **counts),
        "folder": words["paper.folder"].format(folder=own) if own else words["paper.shipped"],
        "meldpunt": markup.literal(job.organisation.meldpunt) or none,
        "achterwacht": markup.literal(job.organisation.achterwacht) or none,
    }
    if check.concept:
        values["state"] = words["welcome.concept"]
    yield from ((words[f"paper.fact.{name}"], value) for name, value in values.items())
