"""A tax code (mã số thuế): of an enterprise, of a branch, or of a person.

10 digits, the last one a check digit; 13 for a branch (10 and its number, 001 to 999). Since
01/07/2025 a person's tax code is their 12-digit personal identification number: assumed, from
Thông tư 86/2024/TT-BTC as told second-hand. Codes of 10 digits given to people before still stand.
"""

from dataclasses import dataclass
from typing import Any

from stdnum.exceptions import ValidationError
from stdnum.vn import mst

from forms.characters import plain_digits
from forms.identifiers import citizen_number, without_separators
from forms.kinds.base import Asked, Kind, Setting
from forms.messages import Lang
from forms.patterns import pattern
from forms.spec import Question

LENGTHS = {"enterprise": 10, "branch": 13, "person": 12}
_DIGITS = pattern(r"[0-9]{10}|[0-9]{12,13}")
_LONGEST_TYPED = 60


@dataclass(frozen=True)
class TaxCodeKind(Kind):
    """A tax code; `allow` limits whose. A check digit that does not fit is a slip of the hand."""

    def parse(self, asked: Asked, raw: Any) -> str:
        """The digits alone."""
        typed = raw if isinstance(raw, str) and len(raw) <= _LONGEST_TYPED else ""
        digits = without_separators(plain_digits(typed))
        allowed = [LENGTHS[whose] for whose in self.setting(asked.question, "allow")]
        if not _DIGITS.fullmatch(digits) or len(digits) not in allowed:
            raise asked.refuse(self._wanted(asked))
        if len(digits) == LENGTHS["person"]:
            if citizen_number(digits) is None:
                raise asked.refuse(self._wanted(asked))
            return digits
        try:
            return str(mst.validate(digits))
        except ValidationError:
            raise asked.refuse("tax_code.check") from None

    def _wanted(self, asked: Asked) -> str:
        """What to say of a wrong length: the one that is right here, or all three."""
        allowed = self.setting(asked.question, "allow")
        return f"tax_code.{allowed[0]}" if len(allowed) == 1 else "tax_code.length"

    def show(self, asked: Asked, value: Any) -> str:
        """As printed on papers: a hyphen before the number of the branch."""
        return f"{value[:10]}-{value[10:]}" if len(value) == LENGTHS["branch"] else str(value)

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """Digits of an allowed length."""
        lengths = (LENGTHS[whose] for whose in self.setting(question, "allow"))
        pattern_of = "|".join(f"[0-9]{{{length}}}" for length in lengths)
        return {"type": "string", "pattern": f"^({pattern_of})$"}


WHOSE = tuple(LENGTHS)
TAX_CODE = TaxCodeKind(
    "tax_code", "tax_code", {"allow": Setting("words", choices=WHOSE, default=WHOSE)}
)
