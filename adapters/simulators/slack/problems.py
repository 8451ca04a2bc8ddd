"""Problems in what the bot sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One problem.

    Attributes:
        source: The method, or how else it was sent.
        pointer: Its location, as a JSON pointer.
        text: What is wrong, in Slack's words if those are known.
        refused: Whether Slack refuses it, rather than accepting it with odd results for people.
    """

    source: str
    pointer: str
    text: str
    refused: bool = True


class Validator:
    """Collects the problems in one thing that was sent.

    Attributes:
        source: The method, or how else it was sent.
        faults: The problems so far.
    """

    def __init__(self, source: str) -> None:
        """Start without faults."""
        self.source = source
        self.faults: list[Problem] = []

    def refuse(self, pointer: str, text: str) -> None:
        """Record a problem that Slack refuses."""
        self.faults.append(Problem(self.source, pointer, text))

    def remark(self, pointer: str, text: str) -> None:
        """Record a problem that Slack accepts."""
        self.faults.append(Problem(self.source, pointer, text, refused=False))

    @property
    def refusals(self) -> list[str]:
        """Return a line for each refused problem, in Slack's format."""
        return [f"{fault.text} [json-pointer:{fault.pointer}]" for fault in self.faults if fault.refused]
