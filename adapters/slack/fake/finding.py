"""What is wrong in something that the bot sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        source: the method, or what else the bot sent it with.
        pointer: where it stands, as a JSON pointer.
        text: what is wrong, in Slack's words where those are known.
        refused: whether Slack refuses it; otherwise it takes it, and people see or hear something odd.
    """

    source: str
    pointer: str
    text: str
    refused: bool = True


class Check:
    """The faults found in one thing that was sent."""

    def __init__(self, source: str) -> None:
        """Start with none."""
        self.source = source
        self.faults: list[Fault] = []

    def refuse(self, pointer: str, text: str) -> None:
        """Note what Slack refuses."""
        self.faults.append(Fault(self.source, pointer, text))

    def remark(self, pointer: str, text: str) -> None:
        """Note what Slack takes, and what is wrong all the same."""
        self.faults.append(Fault(self.source, pointer, text, refused=False))

    @property
    def refusals(self) -> list[str]:
        """Give a line for everything that Slack refuses."""
        return [f"{fault.text} [json-pointer:{fault.pointer}]" for fault in self.faults if fault.refused]
