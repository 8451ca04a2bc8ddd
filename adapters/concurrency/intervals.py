"""The intervals of periodic work, and the time limits of shutdown.

They aren't settings, because nobody needs to tune them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals and durations, each in seconds.

    Attributes:
        look: The longest interval between two looks at the stores, which find work that another process left. At most
            the store's `SOON`.
        gather: How long moved deadlines are buffered before they are written.
        again: The pause before retrying a call that failed at the start.
        lease: How long a reminder stays claimed.
        quiet: How long no new alarm must have come in before coordinators are alerted to all of them together.
        word: How long a notice stays in a chat: enough to have it read aloud.
        write: The interval between two test writes to the database.
        slow: How long the database may leave a call unanswered before people are told to try again later. Less than the
            timeout of a call.
        tidy: The interval between two runs of the garbage collector.
        probe: The interval between two checks whether a platform accepts the bot's calls, and delivers. Together with
            the timeout of a call, it is less than the 30 seconds within which `/readyz` notices.
        drain: How long turns under way may take to finish on shutdown.
        writing: How long, after that, to wait for an unavailable database to accept what is only in memory.
        rest: How long, after that, wipes, posts and requests under way may take.
    """

    look: float = 20.0
    gather: float = 1.0
    again: float = 5.0
    lease: float = 120.0
    quiet: float = 10.0
    word: float = 60.0
    write: float = 10.0
    slow: float = 4.0
    tidy: float = 5.0
    probe: float = 15.0
    drain: float = 20.0
    writing: float = 5.0
    rest: float = 12.0


DEFAULT = Intervals()
