"""How a step of the rehearsal ends other than well."""


class Unexpected(Exception):
    """Something else came than a citizen should have seen."""

    def __init__(self, expected: str, came: str) -> None:
        super().__init__(expected, came)
        self.expected, self.came = expected, came

    def __str__(self) -> str:
        """One line for people."""
        return f"expected {self.expected}, but got {self.came}"


class Skipped(Exception):
    """A step that cannot be played here; the text says why."""
