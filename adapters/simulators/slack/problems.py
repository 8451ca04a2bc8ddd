"""What is wrong in something that the bot sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        source: the method, or whatever else it was sent with.
        pointer: where it is, as a JSON pointer.
        text: what is wrong, in Slack's words where those are known.
        refused: whether Slack refuses it; otherwise Slack accepts it, and people see or hear something odd.
    """

    source: str
    pointer: str
    text: str
    refused: bool = True


class Validator:
    """Collects what is wrong in one thing that was sent.

    Attributes:
        source: the method, or whatever else it was sent with.
        faults: what is wrong so far.
    """

    def __init__(self, source: str) -> None:
        """Start without faults."""
        self.source = source
        self.faults: list[Problem] = []

    def refuse(self, pointer: str, text: str) -> None:
        """Note something that Slack refuses."""
        self.faults.append(Problem(self.source, pointer, text))

    def remark(self, pointer: str, text: str) -> None:
        """Note something that Slack accepts although it is wrong."""
        self.faults.append(Problem(self.source, pointer, text, refused=False))

    @property
    def refusals(self) -> list[str]:
        """Return a line for everything that Slack refuses, as it writes them."""
        return [f"{fault.text} [json-pointer:{fault.pointer}]" for fault in self.faults if fault.refused]
