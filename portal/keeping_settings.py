"""How long what people wrote is kept, as the environment says."""

from collections.abc import Mapping
from typing import Any

ENQUIRY_DAYS = 1826
"""Five years after its end the content of a question or complaint goes, unless settings differ."""


def read(environ: Mapping[str, str], draft_days: int) -> dict[str, Any]:
    """Read when drafts are announced, and how long questions are kept.

    :raises ValueError: if a value cannot be what its name says.
    """
    return {
        "draft_notice_days": _notices(environ.get("DRAFT_NOTICE_DAYS", "7 1"), draft_days),
        "enquiry_days": _enquiries(environ.get("ENQUIRY_DAYS", str(ENQUIRY_DAYS))),
    }


def _notices(text: str, draft_days: int) -> tuple[int, ...]:
    """Read when drafts are announced: whole days before their end, most first."""
    try:
        days = sorted({int(word) for word in text.split()}, reverse=True)
    except ValueError:
        days = []
    if not days or not 0 < days[-1] <= days[0] < draft_days:
        raise ValueError(f"DRAFT_NOTICE_DAYS must be days below DRAFT_DAYS, not {text!r}")
    return tuple(days)


def _enquiries(text: str) -> int:
    """Read how many days after its end a question is kept; 0 for ever."""
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 36_500:
        raise ValueError(f"ENQUIRY_DAYS must be days, 0 for ever, not {text!r}")
    return int(text)
