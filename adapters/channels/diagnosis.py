"""What the `doctor` command finds when it checks a channel."""

from dataclasses import dataclass

from adapters.checks.dialogue import Dialogue

ADDRESS = "address"
"""The subject of findings about the public address where the platform delivers."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The result of one check by the doctor.

    Attributes:
        about: What was checked, such as the name of a setting.
        text: One line, which says what to do unless all is `well`.
        well: Whether nothing is wrong.
        warns: Whether something should be done although it works; the text says what.
    """

    about: str
    text: str
    well: bool = True
    warns: bool = False

    @property
    def mark(self) -> str:
        """The word in front of it, for skimming."""
        return "WRONG" if not self.well else "warn" if self.warns else "ok"


@dataclass(frozen=True, slots=True)
class DoctorRequest:
    """The input for a check by the doctor, besides the channel's own settings.

    Attributes:
        dialogue: The checks and their words.
        locale: The default language (ISO 639-1), for people whose own the content doesn't have.
        address: The public address where the platform delivers, without a path; None to skip that check.
        coordinators: Who may set up reminders, each as `channel:id`.
        page: The public address of the check in a browser; None if there is none.
    """

    dialogue: Dialogue
    locale: str
    address: str | None
    coordinators: frozenset[str]
    page: str | None = None
