"""The path through a check to a screen, which is the URL of its page.

Each step is named after the press, with ids from the content files, such as `began` or `answered-contact-some`. So a
URL still leads to its screen after texts, answers or questions have changed; steps that no longer exist are skipped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from bot.check import Check
from bot.choices import choices
from bot.engine import step
from bot.events import Event, Opened, Resumed, Started, possible
from bot.state import State, blank
from bot.views import Expired, View, Welcome

EXPIRED = "expired"
"""The only step of the path to the screen of an expired check, to which no button leads."""


@dataclass(frozen=True, slots=True)
class Step:
    """A press and its result.

    Attributes:
        event: The press.
        before: The state before it.
        view: The view after it.
    """

    event: Event
    before: State
    view: View


@dataclass(frozen=True, slots=True)
class Path:
    """A path from the welcome of a check.

    Attributes:
        check: The check.
        steps: The presses, in order.
        broken: Whether some steps could not be followed.
        expired: Whether it leads to the screen of an expired check.
    """

    check: Check
    steps: tuple[Step, ...] = ()
    broken: bool = False
    expired: bool = False

    @property
    def view(self) -> View:
        """Return the view at its end."""
        if self.expired:
            return Expired()
        return self.steps[-1].view if self.steps else Welcome()

    @property
    def events(self) -> tuple[Event, ...]:
        """Return the presses, in order."""
        return tuple(step.event for step in self.steps)

    def onward(self, event: Event) -> tuple[Event, ...]:
        """Return the presses of the path after another press, without screens that were opened and closed."""
        if isinstance(event, Started):
            return ()
        below = self.events
        while isinstance(event, Resumed) and below and isinstance(below[-1], Opened):
            below = below[:-1]
        if isinstance(event, Resumed):
            return below
        return below[: below.index(event) + 1] if isinstance(event, Opened) and event in below else (*below, event)


def names(check: Check) -> Mapping[str, Event]:
    """Return every event of a check, by the name of its step."""
    return {name(check, event): event for event in possible(check)}


def name(check: Check, event: Event) -> str:
    """Return the name of a step, with ids instead of indexes."""
    parts = [type(event).__name__.lower()]
    question = None
    for given in (getattr(event, field.name) for field in fields(event)):
        if isinstance(given, str):
            parts.append(given)
        elif question is None:
            question = check.questions[given]
            parts.append(question.id)
        else:
            parts.append(question.options[given].id)
    return "-".join(parts)


def address(check: Check, events: Iterable[Event]) -> str:
    """Return the URL of the page at the end of these presses."""
    return "/".join(("", check.id, *(name(check, event) for event in events)))


def follow(check: Check, steps: Sequence[str]) -> Path:
    """Follow a path by the names of its steps, as long as each is a button of the previous screen."""
    known, state, found = names(check), blank(check), Path(check)
    if tuple(steps) == (EXPIRED,):
        return Path(check, expired=True)
    for given in steps:
        event = known.get(given)
        if event is None or event not in choices(check, found.view):
            return Path(check, found.steps, broken=True)
        after, view = step(check, state, event)
        found = Path(check, (*found.steps, Step(event, state, view)))
        state = after
    return found
