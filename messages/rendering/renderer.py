"""Renders the views of a check in one language."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from bot.catalogue import parts
from bot.check import Check
from bot.choices import choices, main
from bot.events import Answered, Event, Finished, Stopped
from bot.views import Advice, Chosen, Help, Points, View, ViewPart
from messages import markup
from messages.loading.faults import ContentError, Fault
from messages.rendering.buttons import ButtonLabel
from messages.rendering.sample_views import HOURS, sample_holiday, sample_views
from messages.rendering.templates import Templates


@dataclass(frozen=True, slots=True)
class Choice:
    """A button on a screen.

    Attributes:
        key: The number or letter to type.
        label: The label, as plain text.
        event: The engine's event for a press.
        main: Whether it is the main button of its screen.
        answers: Whether it answers the question of its screen.
        wipes: Whether it ends and wipes the check.
        number: The number of its event among all the check's events.
    """

    key: str
    label: str
    event: Event
    main: bool
    answers: bool
    wipes: bool
    number: int


@dataclass(frozen=True, slots=True)
class RenderedView:
    """A rendered view.

    Attributes:
        html: HTML with only the tags b, i and a, and details around what channels may collapse; paragraphs are
            separated by empty lines.
        choices: Its buttons, in order.
    """

    html: str
    choices: tuple[Choice, ...]


class Renderer:
    """Renders the views of one check in one language.

    Views that don't depend on all answers are rendered in advance, which is faster and validates them at startup.

    Attributes:
        locale: The language (ISO 639-1).
        name: The title of the check, as plain text.
        title: The title with a mark if it is a draft, for lists of checks.
        buttons: The label of each button.
        parts: The HTML of each part of a view.
        help: The HTML of the helplines, for each combination that can be open.
    """

    def __init__(
        self,
        check: Check,
        templates: Templates,
        values: Mapping[str, object],
        buttons: Mapping[Event, ButtonLabel],
        help_at: Callable[..., Mapping[str, object]],
    ) -> None:
        """Render every view that can be rendered in advance.

        Args:
            check: The check.
            templates: The templates of its views.
            values: The values for the templates, by name.
            buttons: The buttons of the check's screens.
            help_at: Returns the values of the helplines at a local time, or None; see `help_values`.

        Raises:
            ContentError: The templates have faults; has all of them.
        """
        self.buttons = buttons
        self.locale = str(values["locale"])
        self.name, self.title = (markup.plain(str(values[name])) for name in ("name", "title"))
        self._check, self._templates, self._help_at = check, templates, help_at
        found: dict[str, Fault] = {}

        def sample(say: View | ViewPart, values: Mapping[str, object]) -> Markup:
            html, faults = templates.sample(say, values)
            found.update((str(fault), fault) for fault in faults)
            return html

        self._values: dict[str, object] = {**values, "help": help_at(None)}
        self.parts = {part: sample(part, self._values) for part in parts(check)}
        self._values["part"] = self.parts
        self._last = {_kind(say): self._choices(say) for say in _closing(self.parts)}
        self._ready = {say: RenderedView(sample(say, self._values), self._offered(say)) for say in sample_views(check)}
        numbers = _different(help_at(now, sample_holiday) for now in (None, *HOURS))
        self.help = tuple(sample(Help(), {**self._values, "help": shown}) for shown in numbers)
        if found:
            raise ContentError(tuple(found.values()))

    def render(self, say: View, now: dt.datetime | None = None) -> RenderedView:
        """Render a view of the engine.

        Args:
            say: The view.
            now: The local time, to determine which helplines are open; None if unknown.
        """
        if isinstance(say, Help) and now is not None:
            values = {**self._values, "help": self._help_at(now)}
            return RenderedView(self._templates.fill(say, values), self._offered(say))
        return self._ready.get(say) or RenderedView(self._templates.fill(say, self._values), self._offered(say))

    def _offered(self, say: View) -> tuple[Choice, ...]:
        return self._last.get(_kind(say)) or self._choices(say)

    def _choices(self, say: View) -> tuple[Choice, ...]:
        numbers, leading = count(1), main(say)
        offered = ((event, self.buttons[event]) for event in choices(self._check, say) if event in self.buttons)
        return tuple(
            Choice(
                button.key or str(next(numbers)),
                button.label,
                event,
                main=event == leading,
                answers=isinstance(event, Answered),
                wipes=isinstance(event, Stopped | Finished),
                number=button.number,
            )
            for event, button in offered
        )


def _closing(given: Iterable[ViewPart]) -> tuple[View, ...]:
    """Return one screen of each kind of advice; only its buttons matter."""
    guided = next(part for part in given if isinstance(part, Chosen))
    return Advice((), None), Advice((), guided), Points(())


def _different(values: Iterable[Mapping[str, object]]) -> list[Mapping[str, object]]:
    found: list[Mapping[str, object]] = []
    found.extend(one for one in values if one not in found)
    return found


def _kind(say: View) -> tuple[type[View], bool]:
    """Return a key for what the buttons of a screen of advice depend on."""
    return type(say), isinstance(say, Advice) and say.guidance is not None
