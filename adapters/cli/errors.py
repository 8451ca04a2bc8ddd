"""The error that ends a command early."""


class BadInputError(Exception):
    """A person gave something that can't be used.

    Attributes:
        lines: One for each thing that is wrong, which says what would be right.
    """

    def __init__(self, *lines: str) -> None:
        """Keep the lines."""
        super().__init__(*lines)
        self.lines = lines
