"""What every channel is given, and what it gives in return."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from starlette.routing import BaseRoute

from adapters.deadline import Deadlines
from adapters.dialogue import Dialogue
from adapters.due import Wiper
from adapters.health import Health
from adapters.lane import Lanes
from adapters.ledger.agenda import Agenda
from adapters.ledger.ledger import Ledger
from adapters.ledger.session import Session
from adapters.pace import USUAL, Pace
from adapters.reminder.planner import Planner
from adapters.reminder.poster import Poster


@dataclass(frozen=True, slots=True)
class Service:
    """What every channel shares.

    `idle`: seconds after which a screen that nobody uses is wiped; `locale`: for languages without words.
    `coordinators`: each a channel's name, a colon, and an id there.
    """

    dialogue: Dialogue
    ledger: Ledger
    deadlines: Deadlines
    lanes: Lanes
    health: Health
    idle: float
    locale: str
    agenda: Agenda
    planner: Planner
    coordinators: frozenset[str]
    pace: Pace

    @classmethod
    def on(  # noqa: PLR0913, PLR0917 - what is set, each by its own name
        cls,
        session: Session,
        dialogue: Dialogue,
        idle: float,
        locale: str,
        zone: str = "Europe/Amsterdam",
        coordinators: frozenset[str] = frozenset(),
        pace: Pace = USUAL,
    ) -> Self:
        """Put it together on this database. `zone`: of new reminders, IANA name."""
        ledger, agenda = Ledger(session), Agenda(session)
        lanes, health, deadlines = Lanes(), Health(), Deadlines(ledger, idle, pace.gather)
        return cls(
            dialogue, ledger, deadlines, lanes, health, idle, locale, agenda, Planner(agenda, zone), coordinators, pace
        )


class RejectedError(Exception):
    """A platform refuses what was set for it. Its text is one line that starts with the setting's name."""


class Channel(Protocol):
    """A chat platform, as the process sees it."""

    @property
    def name(self) -> str:
        """Give its name, as in the figures and the log."""

    @property
    def account(self) -> str:
        """Give the name that the ledger has for it: two bots on one platform are two accounts."""

    @property
    def wiper(self) -> Wiper:
        """Give what wipes its messages."""

    @property
    def poster(self) -> Poster:
        """Give what posts its reminders."""

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Give what it receives over HTTP."""

    async def open(self) -> None:
        """Make ready. Raises `RejectedError`; a platform that is away is no error."""

    async def run(self) -> None:
        """Receive until cancelled."""

    async def settle(self) -> None:
        """Tell the platform what was taken; nothing more is."""

    async def close(self) -> None:
        """Let go of every connection."""
