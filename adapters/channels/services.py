"""The services that all channels share."""

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
    """The services that all channels share.

    Attributes:
        session: The database session that all stores share.
        wipe_store: The messages to wipe, and when.
        ended: The checks that are over, so that no old button reopens one.
        deadlines: Buffers the wipe deadlines that a press has moved, until they are written.
        user_queue: Runs each person's turns one at a time.
        health: The source of `/readyz`, to which each part reports.
        idle: Seconds after which a screen that nobody uses is wiped.
        locale: The default language (ISO 639-1), for people whose own the content doesn't have.
        drafts: The reminders that are being edited.
        alarm_store: The alerts that coordinators must get, and those they got.
        introduction_store: The address of the first message to each team.
        prompts: The texts of reminders, and which one comes next.
        coordinators: Who may set up reminders, each as `channel:id`.
        intervals: How often periodic work runs, and how long things may take.
        clock: Compares this machine's clock with those of the platforms.
        write_check: Checks whether the database accepts writes, and reports that to `health`.
        page: The public address of the check in a browser; None if there is none.
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
    def on(  # noqa: PLR0913 - settings, passed by keyword
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
