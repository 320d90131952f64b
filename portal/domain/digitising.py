"""What is recorded of a component of a dossier (số hóa), and what cannot be true of one.

Source: Nghị định 45/2020, 107/2021 and 118/2025/NĐ-CP (docs/rules.md says how sure). Who signed is
no part of it: that is what the verification of the file's signatures finds, never what is typed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

LONGEST = 300
"""Characters of one thing that is recorded."""
_TYPE = re.compile(r"[0-9A-Z](?:[0-9A-Z.\-]{0,58}[0-9A-Z])?", re.ASCII)
# The older and the newer way of writing a national code: 000.00.00.G15-KQ003967, KQ.G15.003967.
_NATIONAL = (
    re.compile(r"\d{3}\.\d{2}\.\d{2}\.([GH]\d{2})-KQ(\d{6})", re.ASCII),
    re.compile(r"KQ\.([GH]\d{2})\.(\d{6})", re.ASCII),
)
_TWELVE = re.compile(r"\d{12}", re.ASCII)


class Source(StrEnum):
    """How a file came about: made from paper (bản quét), or electronic from its beginning."""

    SCAN = "scan"
    ELECTRONIC = "electronic"


class PaperStore(StrEnum):
    """Whose store a paper was taken from: ours (kho giấy tờ), or that of the national portal."""

    OWN = "own"
    NATIONAL = "national"


@dataclass(frozen=True)
class Facts:
    """What is recorded: the code of its type (mã giấy tờ), whose it is, number, validity.

    ``type_code`` is "" where the catalogue has none; a paper without one is never offered again.
    ``replaces`` is the number of the paper of this type and owner that it takes the place of.
    """

    source: Source
    type_code: str = ""
    owner_name: str = field(default="", repr=False)
    owner_number: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    authority: str = ""
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    replaces: str = field(default="", repr=False)

    def plain(self) -> dict[str, Any]:
        """Give it as plain data, days in ISO 8601."""
        days = ("issued_on", "valid_from", "valid_until")
        texts = ("type_code", "owner_name", "owner_number", "number", "authority", "replaces")
        told = {name: getattr(self, name) for name in days}
        return {
            "source": str(self.source),
            **{name: getattr(self, name) for name in texts},
            **{name: day.isoformat() if day else None for name, day in told.items()},
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Read it back from what ``plain`` gave."""
        days = ("issued_on", "valid_from", "valid_until")
        told = {name: date.fromisoformat(plain[name]) if plain[name] else None for name in days}
        return cls(**{**plain, **told, "source": Source(plain["source"])})


def faults(facts: Facts, today: date) -> dict[str, str]:
    """Say what cannot be true, by field: ``type_code``, ``owner_number``, ``future``, …"""
    return dict(_faults(facts, today))


def _faults(facts: Facts, today: date) -> Iterator[tuple[str, str]]:
    if facts.type_code and not _TYPE.fullmatch(facts.type_code):
        yield "type_code", "type_code"
    if facts.owner_number and not _TWELVE.fullmatch(facts.owner_number):
        yield "owner_number", "owner_number"
    for name in ("owner_name", "number", "authority", "replaces"):
        if len(getattr(facts, name)) > LONGEST:
            yield name, "long"
    if facts.issued_on is not None and facts.issued_on > today:
        yield "issued_on", "future"
    begins = max((day for day in (facts.issued_on, facts.valid_from) if day), default=None)
    if begins is not None and facts.valid_until is not None and facts.valid_until < begins:
        yield "valid_until", "order"


def same_type(one: str, other: str) -> bool:
    """Say whether two codes name the same type of paper, however each is written."""
    return bool(one) and canonical(one) == canonical(other)


def canonical(code: str) -> str:
    """Write a code of a type one way, whichever way it came."""
    written = code.strip().upper()
    for pattern in _NATIONAL:
        if found := pattern.fullmatch(written):
            return f"KQ.{found[1]}.{found[2]}"
    return written


class Standing(StrEnum):
    """Whether a paper in a store counts: one revoked (thu hồi) or replaced (thay thế) does not."""

    IN_FORCE = "in_force"
    REVOKED = "revoked"
    REPLACED = "replaced"


def usable(facts: Facts, standing: Standing, today: date) -> bool:
    """Say whether a paper may be used again today: of a known type, in force, and in its days."""
    if standing != Standing.IN_FORCE or not facts.type_code:
        return False
    begun = facts.valid_from is None or facts.valid_from <= today
    return begun and (facts.valid_until is None or today <= facts.valid_until)
