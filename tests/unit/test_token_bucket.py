"""A bucket of tokens, and what it lets through."""

from adapters.concurrency.token_bucket import TokenBucket


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def through(bucket: TokenBucket, tries: int) -> int:
    return sum(bucket.take() for _ in range(tries))


def test_a_crowd_passes_at_one_moment_and_one_more_does_not() -> None:
    bucket = TokenBucket(10, 1000, Clock())
    assert through(bucket, 1000) == 1000
    assert not bucket.take()


def test_it_fills_as_time_passes_and_what_is_refused_takes_nothing() -> None:
    clock = Clock()
    bucket = TokenBucket(10, 1000, clock)
    through(bucket, 5000)
    clock.now += 2.5
    assert through(bucket, 5000) == 25
    for _ in range(10):  # a token that comes in by tenths
        clock.now += 0.025
        bucket.take()
    assert not bucket.take()


def test_it_never_holds_more_than_it_may_however_long_nobody_comes() -> None:
    clock = Clock()
    bucket = TokenBucket(10, 1000, clock)
    clock.now += 86_400
    assert through(bucket, 5000) == 1000
