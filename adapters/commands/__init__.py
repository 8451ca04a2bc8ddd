"""What the program can be told to do: one file for each command, with the parts it puts together."""


class BadInputError(Exception):
    """Something a person gave that can't be used. `lines`: one for each thing that is wrong."""

    def __init__(self, *lines: str) -> None:
        """`lines`: what is wrong, and what would be right."""
        super().__init__(*lines)
        self.lines = lines
