"""Questions and complaints (hỏi đáp; phản ánh, kiến nghị): how one stands, what may be done, when.

Terms count in working days: Quyết định 766/QĐ-TTg counts 2 to say whether a matter is taken, and
15 to deal with it; docs/rules.md says how sure. What needs no verification is answered in 5.
"""

import enum
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from portal.domain import codes
from portal.domain.deadlines import Term


class EnquiryKind(enum.StrEnum):
    """What somebody writes: a question (hỏi đáp), or a complaint (phản ánh, kiến nghị)."""

    QUESTION = "question"
    COMPLAINT = "complaint"


class EnquiryStanding(enum.StrEnum):
    """How far it is: received by an agency, taken by it, answered, or refused with a reason."""

    RECEIVED = "received"
    TAKEN = "taken"
    ANSWERED = "answered"
    REFUSED = "refused"


class EnquiryDeed(enum.StrEnum):
    """What an officer does with one."""

    TAKE = "take"
    VERIFY = "verify"
    ANSWER = "answer"
    REFUSE = "refuse"
    HAND_OVER = "hand_over"


OPEN = (EnquiryStanding.RECEIVED, EnquiryStanding.TAKEN)
CLASSIFY, SIMPLE, VERIFIED = Term(Decimal(2)), Term(Decimal(5)), Term(Decimal(15))
"""To be taken or refused within; to be answered within; the same where it must be verified."""

AFTER: Mapping[EnquiryDeed, EnquiryStanding] = {
    EnquiryDeed.TAKE: EnquiryStanding.TAKEN,
    EnquiryDeed.VERIFY: EnquiryStanding.TAKEN,
    EnquiryDeed.ANSWER: EnquiryStanding.ANSWERED,
    EnquiryDeed.REFUSE: EnquiryStanding.REFUSED,
    # At the agency it was handed to it is new.
    EnquiryDeed.HAND_OVER: EnquiryStanding.RECEIVED,
}
TERMS: Mapping[EnquiryDeed, Term] = {
    EnquiryDeed.TAKE: SIMPLE,
    EnquiryDeed.VERIFY: VERIFIED,
    EnquiryDeed.HAND_OVER: CLASSIFY,
}
NEED_WORDS = frozenset({EnquiryDeed.ANSWER, EnquiryDeed.REFUSE, EnquiryDeed.HAND_OVER})
ENDS = frozenset({EnquiryDeed.ANSWER, EnquiryDeed.REFUSE})

_POSSIBLE: Mapping[EnquiryStanding, tuple[EnquiryDeed, ...]] = {
    EnquiryStanding.RECEIVED: (
        EnquiryDeed.TAKE,
        EnquiryDeed.VERIFY,
        EnquiryDeed.HAND_OVER,
        EnquiryDeed.REFUSE,
    ),
    EnquiryStanding.TAKEN: (EnquiryDeed.ANSWER, EnquiryDeed.HAND_OVER),
    EnquiryStanding.ANSWERED: (),
    EnquiryStanding.REFUSED: (),
}
PATTERN = re.compile(rf"{codes.AGENCY}-PA\d{{6}}-\d{{4,7}}", re.A)


def possible(standing: EnquiryStanding) -> tuple[EnquiryDeed, ...]:
    """Say what may be done with one that stands so."""
    return _POSSIBLE[standing]


def code(agency: str, day: date, number: int) -> str:
    """Write the code of an agency's ``number``-th enquiry of a day: `H41.12-PA261129-0001`."""
    return f"{agency}-PA{day:%y%m%d}-{number:04d}"
