"""What the doctor finds when it examines a channel."""

from dataclasses import dataclass

from adapters.checks.dialogue import Dialogue

ADDRESS = "address"
"""What a finding is about that tells of the public address where the platform delivers."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The result of one check by the doctor.

    Attributes:
        about: The setting, or whatever else was examined.
        text: One line, which says what to do unless it is `well`.
        well: Whether nothing is wrong.
        warns: Whether something should be done although nothing is wrong; the text says what.
    """

    about: str
    text: str
    well: bool = True
    warns: bool = False

    @property
    def mark(self) -> str:
        """The word before it, for whoever skims."""
        return "WRONG" if not self.well else "warn" if self.warns else "ok"


@dataclass(frozen=True, slots=True)
class DoctorRequest:
    """What the doctor is asked to examine, besides a channel's own settings.

    Attributes:
        dialogue: The checks and their words.
        locale: The language of people whose own the content lacks (ISO 639-1).
        address: The public address where the platform delivers, without a path; None if it isn't to be examined.
        coordinators: Who may set up reminders; each a channel's name, a colon, and an id there.
        page: The public address at which anybody can hold a check in a browser; None if there is none.
    """

    dialogue: Dialogue
    locale: str
    address: str | None
    coordinators: frozenset[str]
    page: str | None = None
