"""Puts a whole check on paper in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from markupsafe import Markup

from messages import calendar, markup
from messages.loading.folder import Folder
from messages.loading.loader import ParsedCheck
from messages.loading.organisation import Organisation
from messages.loading.sources import Sources
from messages.loading.texts import LABELS, Text, as_html, own_words
from messages.paper import questions
from messages.paper.chapters import Chapters
from messages.paper.citations import Citations
from messages.paper.page import Line, Page
from messages.paper.printed_texts import PrintedTexts
from messages.rendering.nested import nest
from messages.rendering.templates import Templates

TEMPLATE = "paper.html.j2"
"""The layout, among those of the views: an organisation may have one of its own."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is to be printed.

    Attributes:
        parsed: The check, with every card.
        locale: The language (ISO 639-1), which the check speaks.
        words: The product's own words in that language, by dotted key.
        sources: Where the texts come from.
        organisation: The organisation.
        today: The day of printing.
        release: The version of the product.
        own: The keys of the texts that the organisation has written in place of those that were shipped.
    """

    parsed: ParsedCheck
    locale: str
    words: Mapping[str, Text]
    sources: Sources
    organisation: Organisation
    today: date
    release: str
    own: frozenset[str] = field(default=frozenset())


def html(job: PrintJob, folder: Folder) -> str:
    """Return the pages as one HTML document that needs nothing else.

    Raises:
        ContentError: If the template fails, which an organisation may have one of its own for.
    """
    words = nest(as_html(job.words))
    return Templates(folder).page(TEMPLATE, {"page": page(job), "words": words, "example": "{number}"}) + "\n"


def page(job: PrintJob) -> Page:
    """Return what is on paper."""
    check, own = job.parsed.check, job.parsed.texts[job.locale]
    words = own_words(as_html(job.words), own)
    citations = Citations(job.sources, words)
    texts = PrintedTexts(own, words, citations, _meldpunt(job, words), job.own)
    made = Chapters(job.parsed, job.locale, texts)
    labels = tuple((letter, (*_label(letter, job, words, citations),)) for letter in LABELS)
    chapters = (
        *made.welcome(),
        *questions.chapters(check, texts),
        *chain(made.advice(), made.rules(), made.order(), made.cards(), made.glossary()),
        *chain(made.numbers(), made.prompts(), made.rest(), made.words(job.words)),
        *made.left_out(job.sources.left_out),
    )
    title = markup.html("\n".join(own["title"].lines))
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
    """Return what stands in the place of the reporting point: a sentence, or that there is one to come."""
    meldpunt = job.organisation.meldpunt
    return words["meldpunt.known"].format(meldpunt=markup.literal(meldpunt)) if meldpunt else words["paper.meldpunt"]


def _label(letter: str, job: PrintJob, words: Mapping[str, Markup], citations: Citations) -> Iterator[Line]:
    """Yield what a label stands for: in general, and in this check."""
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
    folder, none = job.organisation.folder, words["paper.none"]
    values = {
        "check": words["paper.version"].format(check=check.id, version=check.version.hex()),
        "release": markup.literal(job.release),
        "date": calendar.day(words, job.today),
        "language": words["paper.language"],
        "counts": words["paper.counts"].format(texts=len(job.parsed.texts[job.locale]), **counts),
        "folder": words["paper.folder"].format(folder=folder.name) if folder else words["paper.shipped"],
        "meldpunt": markup.literal(job.organisation.meldpunt) or none,
        "achterwacht": markup.literal(job.organisation.achterwacht) or none,
    }
    if check.concept:
        values["state"] = words["welcome.concept"]
    yield from ((words[f"paper.fact.{name}"], value) for name, value in values.items())
