"""The furnished house, for the tests of progress."""

from tests.furnished.fixtures import agency, citizen, furnished, hands, paper, rt, submitted

__all__ = ["agency", "citizen", "furnished", "hands", "paper", "rt", "submitted"]
