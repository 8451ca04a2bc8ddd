"""Draw one screen of a check on every platform, in all its languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from adapters.channels.drawing import Language
from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen
from adapters.checks.state_token import RUN, Participant, Purpose
from adapters.preview.edition import Edition
from adapters.preview.hour import Hour
from adapters.preview.path import Path, address
from adapters.preview.platform import Platform
from adapters.reminders.prompts import page_link
from adapters.reminders.publisher import ReminderPost
from bot.events import Started
from bot.state import StateCodec
from messages.linting.fullness import Figure, figures
from messages.loading.faults import Fault
from messages.loading.loader import ParsedCheck
from messages.loading.prompts import Prompt
from messages.rendering.renderer import RenderedView

_HERE = Participant("preview", "here")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing of one screen on one platform.

    Attributes:
        platform: The platform.
        html: What its app shows; None if a window closes.
        figures: How full it is.
    """

    platform: Platform
    html: Markup | None
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Column:
    """The drawings in one language.

    Attributes:
        locale: The language (ISO 639-1).
        sheets: The drawings, in the order of the platforms.
        faults: The faults of the screen.
    """

    locale: str
    sheets: Sequence[Sheet]
    faults: Sequence[Fault]


def columns(edition: Edition, path: Path, platforms: Sequence[Platform], hour: Hour = Hour.NIGHT) -> Iterator[Column]:
    """Yield the screen at the end of a path at this hour, in each language in which it can be drawn."""
    for locale in edition.locales(path.check.id):
        dialogue = edition.dialogue(path.check, hour)
        screen = _linked(_screen(dialogue, path, locale, hour.moment(edition.zone)), dialogue, path)
        rendered = edition.renderers[path.check.id, locale].render(path.view)
        language = Language(locale, dialogue.words(locale))
        drawn = ((one, one.drawing.screen(screen, language, hour.shown)) for one in platforms)
        sheets = [Sheet(one, html, _figures(path, rendered, one) if html else ()) for one, html in drawn]
        yield Column(locale, sheets, edition.faults_of(path.check, locale, path.view))


def reminders(
    edition: Edition, parsed: ParsedCheck, prompt: Prompt, platforms: Sequence[Platform], *, paged: bool = False
) -> Iterator[Column]:
    """Yield a reminder as posted to a team, in each language in which it can be drawn.

    `paged`: whether it has a button to the web page; here both buttons link to the same page.
    """
    check, file = parsed.check, f"{parsed.check.id}/prompts.toml"
    for locale in edition.locales(check.id):
        dialogue, key = edition.dialogue(check), f"prompt.{prompt.id}.{locale}"
        text = prompt.text.get(locale) or next(iter(prompt.text.values()))
        here = address(check, ())
        page = page_link(dialogue, locale, here if paged else None)
        post = ReminderPost(text.html, here, dialogue.starts(locale)[0].label, page=page)
        language = Language(locale, dialogue.words(locale))
        drawn = ((one, one.drawing.post) for one in platforms)
        sheets = [Sheet(one, draw(post, language), ()) for one, draw in drawn if draw]
        yield Column(locale, sheets, [one for one in edition.faults if (one.file, one.key) == (file, key)])


def _screen(dialogue: Dialogue, path: Path, locale: str, now: float) -> Screen:
    """Return the screen after the last press, made by the bot's own code. `now`: the Unix time in seconds."""
    if path.expired:
        return dialogue.expired((path.check,), locale)
    if not path.steps:
        return dialogue.start(path.check.id, _HERE, locale)
    last = path.steps[-1]
    packed = bytes(RUN) + StateCodec(path.check).pack(last.before, last.event)
    token = dialogue.cipher.seal(Purpose.CHECK, packed, _HERE, now)
    return dialogue.press(token, _HERE, locale)


def _linked(screen: Screen, dialogue: Dialogue, path: Path) -> Screen:
    """Return a screen in which each button's payload is the URL of the page that it opens."""
    codec = StateCodec(path.check)

    def leads(payload: str) -> str:
        opened = dialogue.cipher.unseal(Purpose.CHECK, payload, _HERE)
        found = codec.unpack(opened.packed[RUN:]) if opened else None
        return address(path.check, path.onward(found[1] if found else Started()))

    return replace(screen, buttons=tuple(one._replace(payload=leads(one.payload)) for one in screen.buttons))


def _figures(path: Path, rendered: RenderedView, platform: Platform) -> Sequence[Figure]:
    limit = platform.limits.screen
    return [*figures(path.view, rendered, limit)] if limit else []
