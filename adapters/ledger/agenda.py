"""The ledger's part for reminders: when each comes, who posts it, and what became of it.

Seconds everywhere, moments are Unix time, and every call is one transaction. While the database is away a call raises
one of `UNAVAILABLE`; see `session`.

1. A moment is posted at most once: whoever posts it has begun it before, and it can be begun once.
2. A lease that was lost moves nothing. What somebody with such a lease has begun, that one alone can still tell of.
"""

import asyncio
import secrets
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection

from adapters.ledger import occasion, timetable
from adapters.ledger.reminder import Claim, Outcome, Place, Reminder, Suspension
from adapters.ledger.session import SOON, Session
from bot.schedule import Schedule


class Agenda:
    """The reminders. `changed` is set whenever one is due `SOON` that may not have been."""

    def __init__(self, session: Session) -> None:
        """`session`: on its database; others may share it."""
        self._session = session
        self._note = occasion.note(session.dialect)
        self.changed = asyncio.Event()

    async def add(self, place: Place, check: str, schedule: Schedule, due_at: float | None) -> Reminder:
        """Keep a reminder that comes at `due_at` for the first time, or not for now."""
        where = {"channel": place.channel, "chat": place.chat, "thread": place.thread}
        row = where | timetable.columns(check, schedule) | {"due_at": due_at}
        added = (await self._session.run(occasion.add, row, repeatable=False))[0]
        self._stir(added.left)
        return timetable.reminder(added, ())

    async def change(self, id: int, check: str, schedule: Schedule, due_at: float | None) -> bool:  # noqa: A002
        """Have this reminder come so from now on, suspended or not; False: it is gone.

        Whoever is posting it has no hold on it any more, but can still tell what became of that.
        """
        row = {"row": id} | timetable.columns(check, schedule) | {"due_at": due_at}
        changed = await self._session.run(occasion.change, row)
        self._stir(*(found.left for found in changed))
        return bool(changed)

    async def remove(self, id: int) -> Reminder | None:  # noqa: A002
        """Forget this reminder and its occurrences. Gives what it was, or None: it is gone already."""
        found: list[Reminder] = []  # also by a first run, which may be done though its answer was lost

        def work(connection: Connection) -> None:
            connection.execute(occasion.lock, {"row": id})
            found.extend(timetable.found(connection, occasion.one, {"row": id}))
            connection.execute(occasion.remove, {"row": id})

        await self._session.transact(work)
        if not found:
            return None
        await self._session.scrub()
        return found[-1]

    async def get(self, id: int) -> Reminder | None:  # noqa: A002
        """Give this reminder, or None: it is gone."""
        found = await self._session.transact(lambda connection: timetable.found(connection, occasion.one, {"row": id}))
        return found[0] if found else None

    async def all(self, channels: Collection[str] | None = None) -> tuple[Reminder, ...]:
        """Give every reminder, or those of these channels, in the order of channel, chat, thread and number."""
        every = occasion.every if channels is None else occasion.ours
        asked = {} if channels is None else {"channels": list(channels)}
        return await self._session.transact(lambda connection: timetable.found(connection, every, asked))

    async def ring(self, id: int) -> bool:  # noqa: A002
        """Make this reminder due now, paused or not; False: it is gone or suspended."""
        rung = await self._session.run(occasion.ring, {"row": id})
        if rung:
            self.changed.set()
        return bool(rung)

    async def claim(self, channels: Collection[str], limit: int, lease: float) -> tuple[Claim, ...]:
        """Take up to `limit` due reminders of these channels that nobody holds, the oldest first, for `lease` seconds.

        One with an occurrence of its `due_at` was claimed before, by somebody who never told what became of it.
        """
        asked = {"channels": list(channels), "limit": limit, "span": lease, "token": secrets.token_hex(8)}

        def work(connection: Connection) -> tuple[Claim, ...]:
            rows = sorted(connection.execute(occasion.claim, asked).all(), key=lambda row: (row.due_at, row.id))
            pairs = zip(rows, timetable.read(connection, rows), strict=True)
            return tuple(Claim(found, row.now, row.lease) for row, found in pairs)

        return await self._session.transact(work)

    async def begin(self, claim: Claim, moment: float) -> bool:
        """Note that this moment is about to be posted; False: don't, as it was begun before or the lease was lost."""
        asked = {"row": claim.reminder.id}
        begun = {"reminder_id": claim.reminder.id, "moment": moment, "outcome": Outcome.SENDING, "lease": claim.lease}
        runs: list[bool] = []  # what a first run noted may stand there though its answer was lost

        def work(connection: Connection) -> bool:
            if connection.execute(occasion.lock, asked).scalar() != claim.lease:
                return False
            runs.append(connection.execute(self._note, begun).rowcount == 1)
            return any(runs)

        return await self._session.transact(work)

    async def settle(  # noqa: PLR0913, PLR0917 - all that is known of it afterwards
        self,
        claim: Claim,
        moment: float,
        outcome: Outcome,
        due_at: float | None,
        posted: tuple[str, str] | None,
        missed: Sequence[float] = (),
        *,
        suspended: Suspension | None = None,
    ) -> bool:
        """Tell what became of this moment, and when the reminder comes next. False: it was removed meanwhile.

        `suspended`: why it doesn't come any more, until it is changed; then `due_at` is None.
        `posted`: the message and its chat, if there is one; if this says False, nothing knows of that message.
        `missed`: moments that came and went before this one. What was begun by somebody who is not heard of is
        `UNKNOWN` from now on, whatever `outcome` says. With a lease that was lost the message is kept, and the outcome
        of what was begun with it, and nothing else.
        """
        told = {"row": claim.reminder.id, "token": claim.lease, "when": moment, "became": outcome}
        new = [(moment, outcome), *((passed, Outcome.MISSED) for passed in missed)]

        def work(connection: Connection) -> tuple[bool, float | None]:
            held = connection.execute(occasion.lock, told).one_or_none()
            if held is None:
                return False, None
            connection.execute(occasion.end, told)
            if posted:
                connection.execute(occasion.posted, {"row": told["row"], "message": posted[0], "chat": posted[1]})
            if held.lease != claim.lease:
                return True, None
            self._remember(connection, claim.reminder.id, new)
            moved = {"row": told["row"], "due_at": due_at, "posts": int(posted is not None), "why": suspended or ""}
            return True, connection.execute(occasion.advance, moved).scalar()

        kept, left = await self._session.transact(work)
        self._stir(left)
        return kept

    async def put_back(self, claim: Claim, moment: float, delay: float) -> None:
        """Give a reminder back that was not posted: as due as it was, and to be claimed in `delay` seconds."""
        asked = {"row": claim.reminder.id, "token": claim.lease}

        def work(connection: Connection) -> None:
            connection.execute(occasion.hold, asked | {"delay": delay})
            connection.execute(occasion.cancel, asked | {"when": moment})

        await self._session.transact(work)
        self._stir(delay)

    async def suspend(self, channel: str, chat: str, why: Suspension, topic: str | None = None) -> int:
        """Let no reminder of this chat come until it is changed, and nobody hold one; gives how many there are.

        `topic`: only those of this thread, and empty for only those of none.
        """
        asked = {"where": channel, "whose": chat, "why": why}
        if topic is None:
            return len(await self._session.run(occasion.suspend, asked))
        return len(await self._session.run(occasion.suspend_topic, asked | {"topic": topic}))

    async def move(self, channel: str, old_chat: str, new_chat: str) -> None:
        """Have every reminder of this chat come in another: it has another id now.

        What was posted is not known any more: in the other chat its id may be that of another message.
        """
        await self._session.run(occasion.move, {"where": channel, "whose": old_chat, "there": new_chat})

    async def next_due(self, channels: Collection[str]) -> float | None:
        """Give the seconds until a reminder of these channels can be claimed, at least 0, or None if there is none."""
        left = (await self._session.run(occasion.next_due, {"channels": list(channels)}))[0][0]
        return None if left is None else max(0.0, left)

    async def count(self) -> int:
        """Tell how many reminders there are."""
        return int((await self._session.run(occasion.count))[0][0])

    async def lateness(self) -> float:
        """Tell how long ago the oldest came due that can be claimed now, 0 if there is none."""
        late = (await self._session.run(occasion.lateness))[0][0]
        return max(0.0, late or 0.0)

    def _remember(self, connection: Connection, id: int, new: Iterable[tuple[float, Outcome]]) -> None:  # noqa: A002
        rows = [{"reminder_id": id, "moment": moment, "outcome": outcome} for moment, outcome in new]
        connection.execute(self._note, rows)
        connection.execute(occasion.doubt, {"row": id})
        connection.execute(occasion.trim, {"row": id})

    def _stir(self, *lefts: float | None) -> None:
        """Wake who waits, if any of what was just written is due soon."""
        if any(left is not None and left < SOON for left in lefts):
            self.changed.set()
