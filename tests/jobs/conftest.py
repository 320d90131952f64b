"""The furnished house and its partners, for the tests of this room that ask for them."""

from tests.exchanges.conftest import agency, rt
from tests.furnished.fixtures import citizen, furnished, hands, paper
from tests.furnished.fixtures import rt as alone
from tests.furnished.fixtures import submitted
from tests.furnished.partners import agency_sandbox, ahead, centre, office, sms_sandbox

__all__ = [
    "agency",
    "agency_sandbox",
    "ahead",
    "alone",
    "centre",
    "citizen",
    "furnished",
    "hands",
    "office",
    "paper",
    "rt",
    "sms_sandbox",
    "submitted",
]
