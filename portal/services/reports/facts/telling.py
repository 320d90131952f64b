"""What a fact is, and whose facts a report counts."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Fact:
    """Something that is counted: ``what`` it is (``forms.spec.reports.WHAT``) and how often.

    ``subject`` is the code of the agency or unit its row is about, ``item`` what tells it from the
    subject's other facts (a day, a unit, a procedure), ``label`` how people call that.
    """

    level: str
    subject: str
    what: str
    item: str
    label: str
    count: int = 1


@dataclass(frozen=True)
class Area:
    """Whose facts: of these agencies, and of units at or below ``top`` but not ``without``.

    ``top`` and ``without`` are codes in the new form. Both days count. ``levels`` are those the
    regime has rows for.
    """

    agencies: Sequence[uuid.UUID]
    top: str
    without: Sequence[str]
    first: date
    last: date
    levels: Sequence[str] = ()

    def holds(self, code: str) -> bool:
        """Whether a unit of this code belongs to it."""
        inside = within(code, self.top)
        return inside and not any(within(code, each) for each in self.without)


def within(code: str, top: str) -> bool:
    """Whether a code is another one or stands below it."""
    return f"{code}.".startswith(f"{top}.")
