"""The ledger: which messages must still be wiped and which reminders are to come, kept so that no crash loses one.

1. A row holds ids, moments and a timetable: never a text, an answer or a name. A finished wipe leaves no row.
2. "Now" is the database's clock, so that replicas whose clocks differ agree on what is due.
3. Wipes come at least once: a claimed row is leased, and comes back when its holder dies before it is finished.
   Reminders come at most once: what is about to be posted is noted before.
4. Whoever holds a lease that ran out, or a row that was moved since, can end or move nothing: the lease is a fencing
   token.
5. Every call is one transaction, and rows are locked in one order, so that nobody waits for each other in a ring.

SQLite by default, PostgreSQL for several replicas; the address decides, and nothing else differs.
"""

from adapters.ledger.agenda import Agenda
from adapters.ledger.fault import UNAVAILABLE, LedgerError
from adapters.ledger.ledger import Ledger
from adapters.ledger.session import Session
from adapters.ledger.wipe import DELETABLE, Backlog, Message, Part, Wipe

__all__ = [
    "DELETABLE",
    "UNAVAILABLE",
    "Agenda",
    "Backlog",
    "Ledger",
    "LedgerError",
    "Message",
    "Part",
    "Session",
    "Wipe",
]
