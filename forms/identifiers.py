"""Numbers that name people and procedures: how they are written, and what they can tell.

Source: number of a person, Luật Căn cước 2023 and its decree (3 digits of the province of birth
registration, 1 of century and sex, 2 of the year, 6 random; no check digit known).
"""

from dataclasses import dataclass
from datetime import date

from forms.patterns import pattern

_TWELVE = pattern(r"[0-9]{12}")
_PROCEDURE = pattern(r"[0-9]\.[0-9]{6}")


@dataclass(frozen=True)
class CitizenNumber:
    """A personal identification number (số định danh cá nhân), 12 digits."""

    digits: str

    def fits_year(self, year: int) -> bool:
        """Whether the number could belong to somebody born that year."""
        century = 1900 + 100 * (int(self.digits[3]) // 2)
        return century + int(self.digits[4:6]) == year

    def fits_gender(self, gender: str) -> bool:
        """Whether the number could belong to a `male` or `female`; other words always fit."""
        if gender not in ("male", "female"):
            return True
        return (int(self.digits[3]) % 2 == 0) == (gender == "male")


def citizen_number(text: str) -> CitizenNumber | None:
    """Read a personal identification number, spaces and dots forgiven; None if it is not one."""
    digits = without_separators(text)
    return CitizenNumber(digits) if _TWELVE.fullmatch(digits) else None


def without_separators(text: str) -> str:
    """A number as it was meant: without the spaces, dots and hyphens people put in."""
    return "".join(c for c in text if c not in " .-\t")


def procedure_code(text: str) -> str | None:
    """The national procedure code of any spelling: `1.012753.H19` → `1.012753`; None if none.

    Provinces add their own code or the old four-part one; the first two parts are national.
    """
    national = ".".join(text.strip().split(".")[:2])
    return national if _PROCEDURE.fullmatch(national) else None


def full_years(born: date, today: date) -> int:
    """Somebody's age in full years; one born on 29 February is a year older on 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
