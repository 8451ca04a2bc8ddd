"""The database of messages still to be wiped and reminders still to come, in which no crash loses one.

1. A row holds ids, moments and a schedule, never a text, an answer or a name. A finished wipe leaves no row.
2. "Now" is the database's clock, so that replicas whose clocks differ agree on what is due.
3. Wipes happen at least once: a claimed row is leased, and becomes available again if its holder dies before finishing
   it. Reminders happen at most once: what is about to be posted is noted first.
4. The lease is a fencing token: a holder whose lease ran out, or whose row was moved since, can neither finish nor move
   the row.
5. Every call is one transaction and locks rows in one order, so that there are no deadlocks.

SQLite by default, PostgreSQL for several replicas. The address decides; nothing else differs.
"""
