"""The database of messages to wipe and reminders to post, built so that a crash loses neither.

1. Rows hold ids, times and schedules, never a text, an answer or a name. A finished wipe leaves no row.
2. "Now" is the database's clock, so that replicas whose clocks differ agree on what is due.
3. Wipes happen at least once: a claimed row is leased, and becomes available again if its holder dies before finishing
   it. Reminders happen at most once: each is recorded before it is posted.
4. The lease is a fencing token: a holder whose lease expired, or whose row was moved since, can neither finish nor move
   the row.
5. Every call is one transaction and locks rows in a fixed order, so that there are no deadlocks.

SQLite by default, PostgreSQL for several replicas. The address decides which; nothing else differs.
"""
