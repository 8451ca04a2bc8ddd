"""The error for invalid input, which ends a command."""


class BadInputError(Exception):
    """The input, a setting or a file can't be used.

    Attributes:
        lines: A message per problem, which says what would be right.
    """

    def __init__(self, *lines: str) -> None:
        """Keep the lines."""
        super().__init__(*lines)
        self.lines = lines
