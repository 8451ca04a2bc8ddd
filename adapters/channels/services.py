"""What every channel is given."""

from dataclasses import dataclass
from typing import Self

from adapters.channels import registry
from adapters.checks.dialogue import Dialogue
from adapters.concurrency.intervals import DEFAULT, Intervals
from adapters.concurrency.user_queue import UserQueue
from adapters.reminders.prompts import Prompts
from adapters.reminders.service import ReminderService
from adapters.storage.alarm_store import AlarmStore
from adapters.storage.draft_store import DraftStore
from adapters.storage.ended_store import EndedStore
from adapters.storage.introduction_store import IntroductionStore
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.write_check import WriteCheck
from adapters.telemetry.clock import ClockCheck
from adapters.telemetry.health import Health
from adapters.wiping.deadlines import DeadlineBuffer


@dataclass(frozen=True, slots=True)
class SharedServices:
    """What all channels share.

    Attributes:
        session: The database, which all the stores share.
        wipe_store: Which messages are to be wiped, and when.
        ended: Which checks are over, so that no old button brings one back.
        deadlines: The moments at which screens are wiped that moved with a press, until they are written.
        user_queue: Where each person's turns wait for one another.
        health: What /readyz says: each part reports to it.
        idle: Seconds after which a screen that nobody uses is wiped.
        locale: The language of people whose own the content lacks (ISO 639-1).
        drafts: The reminders that are being set up.
        alarm_store: What coordinators are to be told, and what they were told.
        introduction_store: Where the first message to each team stands.
        prompts: The texts of reminders, and whose turn it is.
        coordinators: Who may set up reminders; each a channel's name, a colon, and an id there.
        intervals: How often things are done, and how long each may take.
        clock: Compares this machine's clock with the platforms'.
        write_check: Reports to the health whether the database takes writes.
        page: The public address at which anybody can hold a check in a browser; None if there is none.
    """

    session: Session
    dialogue: Dialogue
    wipe_store: WipeStore
    ended: EndedStore
    deadlines: DeadlineBuffer
    user_queue: UserQueue
    health: Health
    idle: float
    locale: str
    reminder_store: ReminderStore
    reminder_service: ReminderService
    drafts: DraftStore
    alarm_store: AlarmStore
    introduction_store: IntroductionStore
    prompts: Prompts
    coordinators: frozenset[str]
    intervals: Intervals
    clock: ClockCheck
    write_check: WriteCheck
    page: str | None

    @classmethod
    def on(  # noqa: PLR0913 - what is set, each by its own name
        cls,
        session: Session,
        dialogue: Dialogue,
        idle: float,
        locale: str,
        *,
        zone: str = "Europe/Amsterdam",
        coordinators: frozenset[str] = frozenset(),
        intervals: Intervals = DEFAULT,
        page: str | None = None,
    ) -> Self:
        """Build the services on a database. `zone`: the time zone of new reminders, an IANA name."""
        health = Health()
        ended = EndedStore(session, dialogue.ended)
        wipe_store = WipeStore(session, registry.wipeable(), ended)
        reminder_store = ReminderStore(session, wipe_store)
        return cls(
            session=session,
            dialogue=dialogue,
            wipe_store=wipe_store,
            ended=ended,
            deadlines=DeadlineBuffer(wipe_store, idle, intervals.gather),
            user_queue=UserQueue(),
            health=health,
            idle=idle,
            locale=locale,
            reminder_store=reminder_store,
            reminder_service=ReminderService(reminder_store, zone),
            drafts=DraftStore(session, idle),
            alarm_store=AlarmStore(session, reminder_store.alarmed, intervals.quiet),
            introduction_store=IntroductionStore(session, wipe_store),
            prompts=Prompts(dialogue, locale, page),
            coordinators=coordinators,
            intervals=intervals,
            clock=ClockCheck(health),
            write_check=WriteCheck(session, health, intervals.write),
            page=page,
        )
