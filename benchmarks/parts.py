"""The parts of a run, by name, in the order in which they run."""

from collections.abc import Callable, Iterator, Mapping

from benchmarks import (
    ack,
    beside,
    engine,
    flood,
    fresh,
    idle,
    memory,
    modal,
    overwrite,
    reminders,
    round_trip,
    size,
    slack,
    start,
    starts,
    state_token,
    stop,
    telegram,
    throughput,
    turn,
    update,
    wiping,
)
from benchmarks.figure import Figure
from benchmarks.page import whole as page
from benchmarks.peer import TELEGRAM, against, peers
from benchmarks.subject import IDLE, Subject

TIMES = 5
"""The number of repetitions of measurements that don't take minutes."""
Part = Callable[[Subject], Iterator[Figure]]


def often(part: Part) -> Part:
    """Return a part that repeats a measurement."""

    def measured(subject: Subject) -> Iterator[Figure]:
        for _ in range(TIMES):
            yield from part(subject)

    return measured


def _turns(subject: Subject) -> Iterator[Figure]:
    """Measure the CPU time of a turn, of the bot on Telegram, and of the installed peers."""
    others = tuple(peers())
    updates = {peer.name: peer.update for peer in others}
    step = engine.with_words(subject.check, subject.content.renderers[subject.check.id, turn.LOCALE])
    yield engine.rate(step)
    yield from against(step, updates)
    yield engine.alone(subject.check)
    yield from against(turn.figure(subject.dialogue, subject.check), updates)
    yield from state_token.figures(subject.check, subject.cipher)
    pressed, updates_of_a_check = _telegrams(updates), 1 + update.presses(subject.check)
    theirs = {
        "Telegram, check": {name: round(each * updates_of_a_check / 1000, 2) for name, each in pressed.items()},
        "Telegram, press": pressed,
    }
    for figure in update.figures(subject.dialogue, subject.check, IDLE):
        yield from against(figure, theirs.get(figure.name, {}))


def _open(subject: Subject) -> Iterator[Figure]:
    """Measure the memory of open conversations, compared with the peers."""
    theirs = {peer.name: peer.conversation for peer in peers()}
    for figure, peers_of_it in (
        (update.growth(subject.dialogue, subject.check, IDLE), _telegrams(theirs)),
        (memory.figure(subject.dialogue, subject.check), theirs),
    ):
        if figure:
            yield from against(figure, peers_of_it)


def _telegrams(values: Mapping[str, float]) -> dict[str, float]:
    """Return the values of the peers for Telegram."""
    return {name: value for name, value in values.items() if name in TELEGRAM}


PARTS: Mapping[str, Part] = {
    "turns": often(_turns),
    "memory": _open,
    "ack": often(lambda _: ack.figures()),
    "modal": lambda it: modal.figures(it.dialogue, it.check, IDLE),
    "telegram": lambda it: round_trip.figures(it.check.id, telegram.WAYS),
    "starts": lambda it: starts.figures(it.check.id),
    "slack": lambda it: round_trip.figures(it.check.id, slack.WAYS, round_trip.CROWDED),
    "start": often(lambda _: start.figures()),
    "idle": lambda _: idle.figures(),
    "ledger": lambda _: wiping.figures(),
    "throughput": lambda it: throughput.figures(it.check),
    "reminders": lambda it: reminders.figures(it.check.id),
    "overwrite": lambda _: overwrite.figures(),
    "page": lambda it: page.figures(it.content),
    "fresh": lambda _: fresh.figures(),
    "size": lambda _: size.figures(),
    "beside": lambda it: beside.figures(it.check.id),
    "flood": lambda _: flood.figures(),
    "stop": lambda _: stop.figures(),
}
APART = ("beside", "flood", "stop")
"""The parts that only run if they are named, as they take minutes and only have a limit, not a target."""
