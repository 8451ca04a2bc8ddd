"""How often the process does things by itself. None of it is a setting, as nobody who runs it should have to wonder."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds, each.

    `look`: between two looks at the ledger, at most; what another process left is found by then. No more than the
    ledger's `SOON`. `gather`: that deadlines which move are gathered before they are written. `again`: before a call at
    the start that failed is made again. `lease`: that a claimed reminder is nobody else's.
    """

    look: float = 20.0
    gather: float = 1.0
    again: float = 5.0
    lease: float = 120.0


USUAL = Pace()
