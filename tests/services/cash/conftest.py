"""A desk with dossiers that cost something, on the day they are paid in cash."""

from tests.services.desk.conftest import agency, citizen, furnished, hands, officer, rt

__all__ = ["agency", "citizen", "furnished", "hands", "officer", "rt"]
