"""What a process remembers of checks that are over, and for how long."""

from adapters.storage.ended_runs import EndedRuns

KEEP, RUN, OTHER = 900.0, "0123456789abcdef", "f" * 16


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_a_run_is_remembered_until_no_button_of_it_is_good_whether_it_was_written_or_not() -> None:
    clock = Clock()
    runs = EndedRuns(KEEP, clock)
    runs.add([RUN])
    runs.expect([OTHER])
    clock.now = KEEP - 1
    assert RUN in runs
    assert runs.unwritten() == {OTHER}
    clock.now = KEEP + 1
    assert RUN not in runs
    assert runs.unwritten() == frozenset()
    assert not runs.waiting.is_set()


async def test_what_is_written_waits_no_more() -> None:
    runs = EndedRuns(KEEP)
    runs.expect([RUN])
    assert runs.awaits(RUN)
    assert runs.waiting.is_set()
    runs.add([RUN])
    assert not runs.awaits(RUN)
    assert not runs.waiting.is_set()
    runs.expect([RUN])
    assert not runs.awaits(RUN)


async def test_a_flood_takes_no_more_than_its_share_of_memory() -> None:
    """Also while nothing can be written."""
    runs = EndedRuns(KEEP, most=100)
    runs.expect(f"{number:016x}" for number in range(1000))
    assert len(runs.unwritten()) == 100
