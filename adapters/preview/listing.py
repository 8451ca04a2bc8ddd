"""The list of all screens of a check, by question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from adapters.preview import atlas, path
from adapters.preview.edition import Edition
from adapters.preview.naming import Naming, Words
from bot.catalogue import foreseeable
from bot.check import Check
from bot.views import Advice, Ask, Card, Expired, Explanation, Overview, Points, Reading, View, Welcome


@dataclass(frozen=True, slots=True)
class Entry:
    """A link to a screen.

    Attributes:
        label: Its name.
        address: The URL of its page.
        faults: The number of its faults, in all languages.
    """

    label: str
    address: str
    faults: int


@dataclass(frozen=True, slots=True)
class ScreenGroup:
    """A group of screens.

    Attributes:
        heading: The name of the group.
        ahead: Screens that can be reached by only going forward.
        others: Screens that are only seen after going back or changing an answer.
    """

    heading: str
    ahead: list[Entry] = field(default_factory=list)
    others: list[Entry] = field(default_factory=list)


class Listing:
    """Lists the screens of one check."""

    def __init__(self, edition: Edition, check: Check, naming: Naming, words: Words) -> None:
        """Configure it. `words`: the preview's own texts."""
        self._edition, self._check, self._naming, self._words = edition, check, naming, words

    def groups(self) -> Sequence[ScreenGroup]:
        """Return all screens in groups: the welcome, each question, the cards, the advice, and the rest."""
        found: dict[str, ScreenGroup] = {heading: ScreenGroup(heading) for heading in self._headings()}
        for view, address, straight in self._places():
            faults = sum(len(self._edition.faults_of(self._check, one, view)) for one in self._locales)
            group = found[self._heading(view)]
            (group.ahead if straight else group.others).append(Entry(self._label(view), address, faults))
        return [group for group in found.values() if group.ahead or group.others]

    def _places(self) -> Iterator[tuple[View, str, bool]]:
        place = {view: number for number, view in enumerate(foreseeable(self._check))}
        found = self._edition.paths(self._check).items()
        in_order = sorted(found, key=lambda one: (not isinstance(one[0], Ask), place.get(one[0], len(place))))
        for view, presses in in_order:
            yield view, path.address(self._check, presses), atlas.straight(presses)
        yield Expired(), f"{path.address(self._check, ())}/{path.EXPIRED}", True

    @property
    def _locales(self) -> Sequence[str]:
        return self._edition.locales(self._check.id)

    def _headings(self) -> Iterator[str]:
        yield self._words["group.start"]
        yield from (self._naming.question(one.id) for one in self._check.questions)
        yield from (self._words[f"group.{name}"] for name in ("cards", "advice", "always"))

    def _heading(self, view: View) -> str:
        match view:
            case Welcome() | Explanation(None):
                return self._words["group.start"]
            case Ask(question) | Explanation(str(question)):
                return self._naming.question(question)
            case Card() | Reading():
                return self._words["group.cards"]
            case Advice() | Points() | Overview():
                return self._words["group.advice"]
            case _:
                return self._words["group.always"]

    def _label(self, view: View) -> str:
        detail = self._naming.detail(view)
        if isinstance(view, Ask):
            return detail[:1].upper() + detail[1:]
        name = self._naming.screen(view)
        return f"{name}, {detail}" if detail else name
