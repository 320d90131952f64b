"""What people write beside the figures of a report: narrative, reason, explanations; sealed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from portal.models import ReportRevision
from portal.services.vault import Safe


@dataclass(frozen=True)
class Heading:
    """A heading of the outline (đề cương) and what is written under it."""

    heading: str
    text: str = ""


@dataclass(frozen=True)
class Written:
    """The words of a version. ``reason`` says why it was restated, ``explanations`` each line.

    Explanations stand under the keys of the lines whose figures differ from the version before.
    """

    narrative: tuple[Heading, ...] = ()
    reason: str = ""
    explanations: Mapping[str, str] = field(default_factory=dict)

    def seal(self, safe: Safe, number: int) -> bytes:
        """Seal the words of a version."""
        return safe.seal_json(_label(number), asdict(self))

    @classmethod
    def open(cls, safe: Safe, revision: ReportRevision) -> Self:
        """Open the words of a version."""
        told: dict[str, Any] = safe.open_json(_label(revision.number), revision.sealed)
        narrative = tuple(Heading(**each) for each in told["narrative"])
        return cls(narrative, told["reason"], told["explanations"])


def _label(number: int) -> str:
    return f"report/words/{number}"
