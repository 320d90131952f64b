"""The furnished house, for the tests of reports."""

from tests.furnished.fixtures import agency, furnished, hands, rt

__all__ = ["agency", "furnished", "hands", "rt"]
