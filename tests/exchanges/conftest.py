"""The furnished house, for the tests of this room."""

from tests.furnished.fixtures import agency, citizen, furnished, hands, paper, rt, submitted

__all__ = ["agency", "citizen", "furnished", "hands", "paper", "rt", "submitted"]
