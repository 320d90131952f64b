"""A citizen's claim that a fee need not be paid, or not whole (đề nghị miễn, giảm), and its answer.

Source: Luật Phí và lệ phí 97/2015/QH13, Điều 10; docs/rules.md says how sure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from connectors.fees import FeeKind


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of the procedure's own (căn cứ miễn, giảm), and the law it stands in."""

    id: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """A line of the fee that is claimed: ``line`` is its number, by which it is answered.

    ``amount`` is what is asked for it, in đồng; ``code`` is the agency's own ("" if it gave none),
    or that of the procedure's form, whose rules asked for it.
    """

    line: int
    code: str
    name: str
    kind: FeeKind
    amount: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim on one fee; its proof is the files of the message it stands in.

    ``ground`` is None for one the procedure does not name: then ``words`` say it. ``turn`` is 1,
    or 2 for the fee's second claim; by ``answer_by`` its answer is owed.
    """

    fee: int
    lines: tuple[ClaimedLine, ...]
    ground: Ground | None
    words: str = field(repr=False)
    turn: int
    answer_by: datetime

    @property
    def total(self) -> int:
        """What is asked for in all, in đồng."""
        return sum(line.amount for line in self.lines)

    def plain(self) -> dict[str, Any]:
        """Give it as values that JSON carries."""
        ground = self.ground
        lines = [(one.line, one.code, one.name, str(one.kind), one.amount) for one in self.lines]
        return {
            "fee": self.fee,
            "lines": lines,
            "ground": (ground.id, ground.name, ground.source) if ground else None,
            "words": self.words,
            "turn": self.turn,
            "answer_by": self.answer_by.isoformat(),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Read it from what ``plain`` gave."""
        rows = ((line, code, name, FeeKind(kind), due) for line, code, name, kind, due
                in plain["lines"])  # fmt: skip
        return cls(
            fee=plain["fee"],
            lines=tuple(ClaimedLine(*row) for row in rows),
            ground=Ground(*plain["ground"]) if plain["ground"] else None,
            words=plain["words"],
            turn=plain["turn"],
            answer_by=datetime.fromisoformat(plain["answer_by"]),
        )


@dataclass(frozen=True, slots=True)
class ClaimTakenBack:
    """A citizen has taken a claim back: nothing is to be answered, its fee is to be paid again.

    ``claim`` is the id of the message it stood in.
    """

    claim: str
    fee: int


class ClaimOutcome(StrEnum):
    """What an agency says of a claim: nothing is to be paid, less is, or all of it."""

    WAIVED = "waived"
    LOWERED = "lowered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """An agency's answer; ``left`` is what is still to be paid by line, in đồng, if lowered.

    A line that is not named stays as it was asked for.
    """

    outcome: ClaimOutcome
    left: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Read it from what ``dataclasses.asdict`` gave."""
        left = tuple((line, amount) for line, amount in plain["left"])
        return cls(ClaimOutcome(plain["outcome"]), left)
