"""Read the questions in `check.toml`, with their answers and the consequences of those."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.check import Attention, Option, Question
from messages.loading.toml_reader import TomlReader

ADVICE = "advice"
"""The target that means the advice in `leads_to`; no question may have this name."""
FEWEST_OPTIONS = 2


class Cards:
    """Looks up cards by name."""

    def __init__(self, known: set[str], shown: set[str]) -> None:
        """Take the ids of all existing cards and of those that are shown."""
        self._known = known
        self._shown = shown

    def pick(self, row: TomlReader, key: str) -> tuple[str, ...]:
        """Return the cards in a list, without those that aren't shown."""
        names = row.names(key)
        all_known(row, key, names, self._known, "no_card")
        return tuple(name for name in names if name in self._shown)

    def called(self, row: TomlReader, options: tuple[str, ...]) -> dict[str, str]:
        """Return the card that follows each answer, by option; not every answer has one."""
        shows = row.table("shows")
        for card in shows.all_names():
            all_known(shows, card, [card], self._known, "no_card")
        called = _by_option(shows, options, "two_cards")
        return {option: card for option, card in called.items() if card in self._shown}


class Order:
    """Looks up the questions that answers lead to.

    Attributes:
        asked: The ids of the questions, in order.
    """

    def __init__(self, asked: Sequence[str], left_out: Collection[str]) -> None:
        """Take the ids of the questions, in order, and of those that are left out."""
        self.asked = asked
        self._left_out = left_out

    def led(self, row: TomlReader, options: tuple[str, ...]) -> dict[str, int]:
        """Return the index of the question that each answer leads to, by option; without those for the next one."""
        leads_to = row.table("leads_to")
        places = {name: self._place(leads_to, row.name, name) for name in leads_to.all_names()}
        led = _by_option(leads_to, options, "two_ways")
        return {option: place for option, name in led.items() if (place := places[name]) is not None}

    def _place(self, leads_to: TomlReader, asked: str, name: str) -> int | None:
        if name == ADVICE:
            return len(self.asked)
        if name not in self.asked:
            leads_to.note("leads_out" if name in self._left_out else "no_target", name, id=name)
            return None
        place = self.asked.index(name)
        if place <= self.asked.index(asked):
            leads_to.note("not_later", name, id=name)
            return None
        return place


def question(row: TomlReader, cards: Cards, order: Order) -> Question:
    """Read a question. Faulty parts are left out and reported."""
    options, attention, urgent = row.names("options"), row.names("attention"), row.names("urgent")
    if len(options) < FEWEST_OPTIONS and isinstance(row.take("options"), list | None):
        row.note("few_options", "options")
    for option in options:
        row.named("options", option)
    for key, names in (("attention", attention), ("urgent", urgent)):
        all_known(row, key, names, options or names, "no_option", question=row.name)
    called, led = cards.called(row, options), order.led(row, options)
    given = (Option(each, _attention(each, attention, urgent), called.get(each), led.get(each)) for each in options)
    return Question(row.name, tuple(given), cards.pick(row, "offers"))


def all_known(
    row: TomlReader, key: str, names: Iterable[str], known: Iterable[str], kind: str, **detail: object
) -> None:
    """Report each of these names that is unknown."""
    known = set(known)
    for name in names:
        if name not in known:
            row.note(kind, key, id=name, **detail)


def _attention(option: str, attention: tuple[str, ...], urgent: tuple[str, ...]) -> Attention:
    if option in urgent:
        return Attention.URGENT
    return Attention.POINT if option in attention else Attention.NONE


def _by_option(table: TomlReader, options: tuple[str, ...], twice: str) -> dict[str, str]:
    """Return the name that each answer is listed under, by option. `twice`: the kind of fault for a second one."""
    found: dict[str, str] = {}
    for name, option in _listed(table, options):
        if option in found:
            table.note(twice, name, option=option)
        found[option] = name
    return found


def _listed(table: TomlReader, options: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in table.all_names():
        names = table.names(name)
        all_known(table, name, names, options or names, "no_answer")
        yield from ((name, option) for option in names)
