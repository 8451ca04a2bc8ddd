"""Build the renderer of every check in every language."""

from collections.abc import Mapping
from functools import partial

from markupsafe import Markup

from messages.loading import loader
from messages.loading.faults import ContentError, Fault
from messages.loading.folder import STRUCTURE, Folder
from messages.loading.loader import ParsedCheck, ParsedContent
from messages.loading.organisation import Organisation
from messages.loading.texts import as_html, own_words, wanted
from messages.rendering.buttons import buttons
from messages.rendering.renderer import Renderer
from messages.rendering.template_values import fill_in, help_values, template_values
from messages.rendering.templates import Templates


def build_renderers(
    content: ParsedContent, folder: Folder, organisation: Organisation
) -> tuple[dict[tuple[str, str], Renderer], tuple[Fault, ...]]:
    """Return the renderers of complete checks, by check id and language, and every fault of the templates.

    A required text that is empty without a reporting point is a fault too. If no check is complete, the templates are
    tested with the shipped texts.
    """
    templates = Templates(folder)
    renderers, faults = _build_all(content, templates, organisation)
    if not renderers and not faults:
        _, faults = _build_all(loader.read(Folder(None, folder.shipped), concepts=True), templates, organisation)
    return renderers, faults


def _build_all(
    content: ParsedContent, templates: Templates, organisation: Organisation
) -> tuple[dict[tuple[str, str], Renderer], tuple[Fault, ...]]:
    broken = {fault.file for fault in content.faults}
    words = {locale: as_html(texts) for locale, texts in content.words.items()}
    renderers: dict[tuple[str, str], Renderer] = {}
    faults: list[Fault] = []
    for parsed in content.checks:
        for locale in parsed.texts:
            if broken & _sources(parsed, locale):
                continue
            try:
                renderers[parsed.check.id, locale] = _build(parsed, locale, words[locale], templates, organisation)
            except ContentError as error:
                faults += error.faults
    return renderers, tuple(faults)


def _sources(parsed: ParsedCheck, locale: str) -> set[str]:
    own = {f"{parsed.check.id}/{file}" for file in (STRUCTURE, "help.toml", f"{locale}.toml")}
    return own | {f"words/{locale}.toml"}


def _build(
    parsed: ParsedCheck, locale: str, words: Mapping[str, Markup], templates: Templates, organisation: Organisation
) -> Renderer:
    words = own_words(words, parsed.texts[locale])
    texts = fill_in(parsed.texts[locale], words, organisation)
    if left_out := sorted(wanted(parsed.check) - texts.keys()):
        raise ContentError(tuple(Fault(f"{parsed.check.id}/{locale}.toml", key, "nothing_left") for key in left_out))
    values = {**template_values(parsed, texts, words, organisation), "locale": locale}
    help_at = partial(help_values, parsed.helplines, locale, words)
    return Renderer(parsed.check, templates, values, buttons(parsed.check, texts, words), help_at)
