"""Numbers and addresses of people: citizen number, identity paper, phone, e-mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import phonenumbers

from forms.characters import one_line, plain_digits
from forms.identifiers import citizen_number, without_separators
from forms.kinds.base import Asked, Choice, Kind, Refused, Setting
from forms.messages import Lang, Message, message, say
from forms.patterns import pattern
from forms.spec import Question

_NINE = pattern(r"[0-9]{9}")
_PASSPORT = pattern(r"[A-Z0-9]{6,12}")
_EMAIL = pattern(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
_LONGEST_TYPED = 300


@dataclass(frozen=True)
class CitizenNumberKind(Kind):
    """A personal identification number. One that does not fit year or sex warns, never refuses:
    numbers were issued on wrong data, and the officer decides."""

    def parse(self, asked: Asked, raw: Any) -> str:
        """Twelve digits."""
        number = citizen_number(plain_digits(raw)) if _typed(raw) else None
        if number is None:
            raise asked.refuse("citizen_number.digits")
        return number.digits

    def warn(self, asked: Asked, value: Any, others: Mapping[str, Any]) -> list[Message]:
        """Year and sex that do not fit, seen beside the questions named in the settings."""
        number = citizen_number(value)
        born = others.get(self.setting(asked.question, "birth_date") or "")
        gender = others.get(self.setting(asked.question, "gender") or "")
        said = []
        if number and isinstance(born, str) and not number.fits_year(int(born[:4])):
            said.append(message("citizen_number.year"))
        if number and isinstance(gender, str) and not number.fits_gender(gender):
            said.append(message("citizen_number.gender"))
        return said

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """Twelve digits."""
        return {"type": "string", "pattern": "^[0-9]{12}$"}


@dataclass(frozen=True)
class IdDocumentKind(Kind):
    """An identity paper: which, and its number. `allow` limits which."""

    def parts(self, question: Question) -> tuple[str, ...]:
        """Which paper, and its number."""
        return ("type", "number")

    def blank(self, raw: Any) -> bool:
        """Without a number nothing was answered: which paper may be chosen beforehand."""
        return super().blank(raw.get("number") if isinstance(raw, Mapping) else raw)

    def parse(self, asked: Asked, raw: Any) -> dict[str, str]:
        """`{"type": …, "number": …}`."""
        if not isinstance(raw, Mapping):
            raise asked.refuse("form.type")
        paper, typed = raw.get("type"), raw.get("number")
        if paper not in self.allowed(asked.question):
            raise Refused({"type": message("id_document.type")})
        if not isinstance(typed, str) or not _typed(typed):
            raise Refused({"number": message("id_document.number")})
        number = without_separators(plain_digits(typed)).upper()
        checked = {
            "citizen_number": (citizen_number(number), "citizen_number.digits"),
            "old_id": (_NINE.fullmatch(number), "id_document.old_id"),
            "passport": (_PASSPORT.fullmatch(number), "id_document.passport"),
        }
        good, otherwise = checked[paper]
        if not good:
            raise Refused({"number": message(otherwise)})
        return {"type": paper, "number": number}

    def missing(self, asked: Asked) -> dict[str, Message]:
        """Ask for the number."""
        return {"number": message("id_document.number")}

    def allowed(self, question: Question) -> tuple[str, ...]:
        """Which papers will do here."""
        return tuple(self.setting(question, "allow"))

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """The papers that will do."""
        return tuple(
            Choice(paper, say(message(_PAPER_NAMES[paper]), asked.lang))
            for paper in self.allowed(asked.question)
        )

    def show(self, asked: Asked, value: Any) -> str:
        """Which paper and its number."""
        return f"{say(message(_PAPER_NAMES[value['type']]), asked.lang)}: {value['number']}"

    def raw_from(self, question: Question, value: Any) -> Any:
        """A bare number is a citizen number."""
        if isinstance(value, str):
            return {"type": "citizen_number", "number": value}
        return value

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """An object of two strings."""
        return {
            "type": "object",
            "properties": {
                "type": {"enum": list(self.allowed(question))},
                "number": {"type": "string", "maxLength": 12},
            },
            "required": ["type", "number"],
            "additionalProperties": False,
        }


@dataclass(frozen=True)
class PhoneKind(Kind):
    """A phone number, Vietnamese unless it begins with +. `mobile` asks for one that gets SMS."""

    def parse(self, asked: Asked, raw: Any) -> str:
        """In E.164: +84912345678."""
        refused = "phone.mobile" if self.setting(asked.question, "mobile") else "phone.invalid"
        try:
            number = phonenumbers.parse(plain_digits(raw) if _typed(raw) else "", "VN")
        except phonenumbers.NumberParseException:
            raise asked.refuse(refused) from None
        if not phonenumbers.is_valid_number(number):
            raise asked.refuse(refused)
        if refused == "phone.mobile" and phonenumbers.number_type(number) not in _MOBILE:
            raise asked.refuse(refused)
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    def show(self, asked: Asked, value: Any) -> str:
        """As people write it: 0912 345 678, foreign ones with their country."""
        number = phonenumbers.parse(value, "VN")
        national = number.country_code == 84
        style = phonenumbers.PhoneNumberFormat
        return str(
            phonenumbers.format_number(number, style.NATIONAL if national else style.INTERNATIONAL)
        )

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """E.164."""
        return {"type": "string", "pattern": "^\\+[0-9]{6,15}$"}


@dataclass(frozen=True)
class EmailKind(Kind):
    """An e-mail address; its domain in small letters."""

    def parse(self, asked: Asked, raw: Any) -> str:
        """The address."""
        address = one_line(raw) if _typed(raw) else ""
        if len(address) > 254 or not _EMAIL.fullmatch(address) or ".." in address:
            raise asked.refuse("email.invalid")
        local, _, domain = address.rpartition("@")
        return f"{local}@{domain.lower()}"

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """An address."""
        return {"type": "string", "format": "email", "maxLength": 254}


def _typed(raw: Any) -> bool:
    return isinstance(raw, str) and len(raw) <= _LONGEST_TYPED


_PAPER_NAMES = {
    "citizen_number": "id_document.citizen_number",
    "old_id": "id_document.old_id.name",
    "passport": "id_document.passport.name",
}
PAPERS = tuple(_PAPER_NAMES)

CITIZEN_NUMBER = CitizenNumberKind(
    "citizen_number",
    "citizen_number",
    {"birth_date": Setting("question"), "gender": Setting("question")},
)
ID_DOCUMENT = IdDocumentKind(
    "id_document", "id_document", {"allow": Setting("words", choices=PAPERS, default=PAPERS)}
)
PHONE = PhoneKind("phone", "phone", {"mobile": Setting("flag", default=False)})
EMAIL = EmailKind("email", "email")
