"""What stands on an agency's papers besides its name: who is above it, its office, where and whom.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (the agency above stands over the agency that issues a
paper; place and day stand under the motto).
"""

from dataclasses import asdict, dataclass, fields
from typing import Any

from portal.models import Agency


@dataclass(frozen=True)
class Letterhead:
    """``above`` is the agency above, ``unit`` the office that receives, ``place`` where papers are
    dated, ``return_at`` where results are handed over, ``contact`` whom to ask; "" for none."""

    above: str = ""
    unit: str = ""
    place: str = ""
    return_at: str = ""
    contact: str = ""


NAMES = tuple(one.name for one in fields(Letterhead))


def of(agency: Agency) -> Letterhead:
    """Give an agency's heading; whom to ask is its telephone unless it says otherwise."""
    said = {name: str(agency.letterhead.get(name) or "") for name in NAMES}
    return Letterhead(**{**said, "contact": said["contact"] or agency.phone})


def stored(letterhead: Letterhead) -> dict[str, Any]:
    """Give a heading as the agency's row keeps it."""
    return {name: value for name, value in asdict(letterhead).items() if value}
