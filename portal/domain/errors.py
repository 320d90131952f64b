"""What can be wrong, in one place: each error says what is wrong, views say what to do."""

from collections.abc import Mapping


class DomainError(Exception):
    """Something a rule forbids."""


class NotFound(DomainError):
    """It does not exist, or it is not yours: the two are never told apart."""


class Conflict(DomainError):
    """Somebody changed it since you read it."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(expected, found)
        self.expected, self.found = expected, found

    def __str__(self) -> str:
        return f"expected version {self.expected}, found {self.found}"


class IllegalMove(DomainError):
    """The table of moves has no way from this state to that one."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(before, after)
        self.before, self.after = before, after

    def __str__(self) -> str:
        return f"no move from {self.before} to {self.after}"


class DraftIncomplete(DomainError):
    """A draft (hồ sơ nháp) lacks something; ``errors`` maps dotted field paths to messages."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(errors)
        self.errors = dict(errors)

    def __str__(self) -> str:
        return f"{len(self.errors)} answers to mend"


class Unstorable(DomainError):
    """No store can keep it: text with a NUL or half a surrogate pair, a number past 64 bits.

    Every door looks for that first and says it in its own words; this is the last line.
    """


class Unacceptable(DomainError):
    """A file or value cannot be taken; ``reason`` is a key the views put into words."""

    def __init__(self, reason: str, **facts: object) -> None:  # noqa: B042 (never pickled)
        super().__init__(reason)
        self.reason, self.facts = reason, facts
