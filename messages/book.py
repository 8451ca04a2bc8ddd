"""From what is meant to what is read: the words of one check in one language. The only file that knows jinja2."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.check import Check
from bot.choice import choices
from bot.event import Event
from bot.say import Advice, Card, Overview, Part, Say, parts
from messages import markup
from messages.button import Button
from messages.fault import ContentError, Fault
from messages.folder import Folder
from messages.rehearsal import rehearsal


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. `key`: what to type for it, a number or a letter; `label`: plain text."""

    key: str
    label: str
    event: Event


@dataclass(frozen=True, slots=True)
class Message:
    """One screen. `html`: with the tags b, i and a only; paragraphs have an empty line between them."""

    html: str
    choices: tuple[Choice, ...]


class Templates:
    """How each `Say` is laid out, in any language."""

    def __init__(self, folder: Folder) -> None:
        """Find templates in the organisation's folder first, then in the shipped one."""
        self._environment = Environment(
            loader=FileSystemLoader([layer / "templates" for layer in folder.layers], encoding="utf-8-sig"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def fill(self, say: Say | Part, values: Mapping[str, object]) -> Markup:
        """Fill in the template of this `Say`, or of a part of one. Raises `ContentError` where the template fails."""
        file = template(say)
        try:
            html = self._environment.get_template(file).render(values, say=say).strip()
        except Exception as error:  # a template can do anything, and whatever fails is its author's to mend
            fault = Fault(f"templates/{file}", "", "template", {"reason": str(error)})
            raise ContentError((fault,)) from error
        return Markup(html)  # noqa: S704 - the environment escapes

    def rehearse(self, say: Say | Part, values: Mapping[str, object]) -> tuple[Markup, tuple[Fault, ...]]:
        """Fill in a template and tell its faults; an empty text where there are any, so that one brings no others."""
        try:
            html = self.fill(say, values)
        except ContentError as error:
            return Markup(), error.faults
        file = f"templates/{template(say)}"
        faults = [Fault(file, "", kind, {"found": found}) for kind, found in markup.leaks(html)]
        if not isinstance(say, Part) and not markup.plain(html).strip():
            faults.append(Fault(file, "", "empty"))
        return Markup() if faults else html, tuple(faults)


class Book:
    """The words of one check in one language.

    What can be said without knowing all answers is written out beforehand: quicker, and checked at start.
    """

    def __init__(
        self, check: Check, templates: Templates, values: Mapping[str, object], buttons: Mapping[Event, Button]
    ) -> None:
        """`values`: what the templates read, by name. Raises `ContentError` with every fault of the templates."""
        self.buttons = buttons
        self.title = markup.plain(str(values["title"]))
        self._check = check
        self._templates = templates
        found: dict[str, Fault] = {}

        def rehearse(say: Say | Part, values: Mapping[str, object]) -> Markup:
            html, faults = templates.rehearse(say, values)
            found.update((str(fault), fault) for fault in faults)
            return html

        cards = {card.id: rehearse(Card(card.id), values) for card in check.cards}
        self._values: dict[str, object] = {**values, "cards": cards}
        self.parts = {part: rehearse(part, self._values) for part in parts(check)}
        self._values["part"] = self.parts
        self._last: dict[type[Say], tuple[Choice, ...]] = {
            type(say): self._choices(say) for say in (Overview((), None), Advice(()))
        }
        self._ready = {say: Message(rehearse(say, self._values), self._offered(say)) for say in rehearsal(check)}
        if found:
            raise ContentError(tuple(found.values()))

    def render(self, say: Say) -> Message:
        """Put into words what the engine said."""
        return self._ready.get(say) or Message(self._templates.fill(say, self._values), self._offered(say))

    def _offered(self, say: Say) -> tuple[Choice, ...]:
        return self._last.get(type(say)) or self._choices(say)

    def _choices(self, say: Say) -> tuple[Choice, ...]:
        numbers = count(1)
        offered = ((event, self.buttons[event]) for event in choices(self._check, say) if event in self.buttons)
        return tuple(Choice(button.key or str(next(numbers)), button.label, event) for event, button in offered)


def template(say: Say | Part) -> str:
    """Name the file in which this is laid out."""
    return f"{type(say).__name__.lower()}.html.j2"
