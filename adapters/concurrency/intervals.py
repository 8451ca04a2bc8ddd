"""How often the process does things by itself, and how long its end may take.

These are no settings: nobody needs to tune them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals and durations, each in seconds.

    Attributes:
        look: The most between two looks at the stores, by which time what another process left is found. At most the
            store's `SOON`.
        gather: The time for which moving deadlines are buffered before they are written.
        again: The pause before a call that failed at the start is made again.
        lease: The time for which a reminder stays claimed.
        quiet: The time without anything new to tell, after which coordinators are told what has gone wrong together.
        word: The time for which a notice stays in a chat: enough to have it read aloud.
        write: The time between two writes that show whether the database takes any.
        tidy: The time between two runs of the garbage collector.
        probe: The time between two looks at whether a platform takes the bot's calls, and delivers. Together with the
            time that a call may take, it is less than the 30 seconds within which `/readyz` tells.
        drain: The time that turns under way have to finish on shutdown.
        writing: The time after that for a database that is away to come back, and take what is only in memory.
        rest: The time after that for wipes, posts and requests under way.
    """

    look: float = 20.0
    gather: float = 1.0
    again: float = 5.0
    lease: float = 120.0
    quiet: float = 10.0
    word: float = 60.0
    write: float = 10.0
    tidy: float = 5.0
    probe: float = 15.0
    drain: float = 20.0
    writing: float = 5.0
    rest: float = 12.0


DEFAULT = Intervals()
