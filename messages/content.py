"""The content: each check, and its renderer in each language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.check import Check
from messages import markup
from messages.linting import lengths
from messages.linting.limits import ChannelLimits
from messages.loading import loader
from messages.loading.faults import ContentError
from messages.loading.organisation import Organisation
from messages.loading.prompts import Prompt
from messages.loading.texts import as_html
from messages.rendering.builder import build_renderers
from messages.rendering.renderer import Renderer


@dataclass(frozen=True, slots=True)
class Content:
    """The content of one organisation.

    Attributes:
        checks: The enabled checks by id, in order.
        renderers: The renderers, by check id and language (ISO 639-1) of `words`; for a language that a check lacks,
            the renderer of its first language.
        words: The product's general texts, by language and dotted key.
        prompts: The prompts, by check id; a check may have none.
        achterwacht: Who to call when working alone, as HTML; empty if there is nobody.
    """

    checks: Mapping[str, Check]
    renderers: Mapping[tuple[str, str], Renderer]
    words: Mapping[str, Mapping[str, Markup]]
    prompts: Mapping[str, tuple[Prompt, ...]]
    achterwacht: Markup


def load(organisation: Organisation, limits: Sequence[ChannelLimits]) -> Content:
    """Load the content of the enabled checks; faults of others are ignored.

    Args:
        organisation: The organisation, whose folder takes precedence over the shipped content. Its checks exist.
        limits: The limits of each channel.

    Raises:
        ContentError: The content is unusable; has all the faults.
    """
    folder = organisation.content_folder
    parsed = loader.read(folder, concepts=organisation.concepts, wanted=organisation.checks)
    renderers, broken = build_renderers(parsed, folder, organisation)
    faults = (*parsed.faults, *broken, *lengths.faults(parsed, renderers, limits))
    if faults:
        raise ContentError(faults)
    checks = {found.check.id: found.check for found in parsed.checks}
    prompts = {found.check.id: found.prompts for found in parsed.checks}
    words = {locale: as_html(texts) for locale, texts in parsed.words.items()}
    achterwacht = markup.literal(organisation.achterwacht)
    return Content(checks, _in_every_language(renderers, words), words, prompts, achterwacht)


def _in_every_language(
    renderers: Mapping[tuple[str, str], Renderer], locales: Iterable[str]
) -> Mapping[tuple[str, str], Renderer]:
    """Return these renderers, with a check's first one for languages that it lacks."""
    first: dict[str, Renderer] = {}
    for (check, _), renderer in renderers.items():
        first.setdefault(check, renderer)
    return {(check, locale): one for check, one in first.items() for locale in locales} | dict(renderers)
