"""A bank account: which bank, the number, and whose it is, for money that is paid out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.characters import one_line, plain_digits
from forms.identifiers import without_separators
from forms.kinds.base import SEARCHING, Asked, Choice, Kind, Part, Refused, Setting
from forms.kinds.vietqr import Transfer, payload
from forms.lookups import BANKS, bank
from forms.messages import Lang, Message, message, say
from forms.patterns import pattern
from forms.spec import Question

HOLDER_MAX = 120
# NAPAS gives an account 19 characters; nicknames of accounts have letters.
_NUMBER = pattern(r"[A-Z0-9]{4,19}")
_HOLDER = pattern(r"[\pL\pM0-9 .,&'’()/-]+")
_LONGEST_TYPED = 200


@dataclass(frozen=True)
class BankAccountKind(Kind):
    """`{"bank": BIN, "number": …, "holder": …}`; the holder can be left out by the form."""

    def parts(self, question: Question) -> tuple[str, ...]:
        """Bank, number and, unless the form leaves it out, the holder."""
        holder = () if self.setting(question, "holder") == "none" else ("holder",)
        return ("bank", "number", *holder)

    def parts_asked(self, asked: Asked) -> tuple[Part, ...]:
        """The bank from a list, the rest typed."""
        label = {
            name: say(message(f"bank_account.{name}.label"), asked.lang)
            for name in self.parts(asked.question)
        }
        bank_part = Part("bank", label["bank"], "select", choices=self.choices(asked))
        number = Part("number", label["number"], inputmode="numeric")
        if "holder" not in label:
            return (bank_part, number)
        hint = say(message("bank_account.holder.hint"), asked.lang)
        required = self.setting(asked.question, "holder") == "required"
        return (bank_part, number, Part("holder", label["holder"], required=required, hint=hint))

    def parse(self, asked: Asked, raw: Any) -> dict[str, str]:
        """BIN, the bank's name as it is called today, number and holder."""
        if not isinstance(raw, Mapping):
            raise asked.refuse("form.type")
        parts = {name: _typed(raw.get(name)) for name in ("bank", "number", "holder")}
        found = bank(parts["bank"])
        number = without_separators(plain_digits(parts["number"])).upper()
        holder = parts["holder"] if "holder" in self.parts(asked.question) else ""
        errors: dict[str, Message] = {}
        if found is None:
            errors["bank"] = message("bank_account.bank")
        if not _NUMBER.fullmatch(number):
            errors["number"] = message("bank_account.number")
        if wrong := self._holder_error(asked.question, holder):
            errors["holder"] = message(wrong)
        if errors or found is None:
            raise Refused(errors)
        clean = {"bank": found.bin, "bank_name": found.short, "number": number}
        return clean | ({"holder": holder} if holder else {})

    def _holder_error(self, question: Question, holder: str) -> str:
        if not holder:
            required = self.setting(question, "holder") == "required"
            return "bank_account.holder" if required else ""
        good = len(holder) <= HOLDER_MAX and _HOLDER.fullmatch(holder)
        return "" if good else "bank_account.holder_letters"

    def missing(self, asked: Asked) -> dict[str, Message]:
        """Ask for each part there has to be."""
        if asked.question.required_message is not None:
            return super().missing(asked)
        wanted = [part.name for part in self.parts_asked(asked) if part.required]
        return {name: message(f"bank_account.{name}") for name in wanted}

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """The banks, by short name."""
        return tuple(Choice(one.bin, one.label) for one in BANKS.values())

    def show(self, asked: Asked, value: Any) -> str:
        """Bank, number, holder."""
        return ", ".join(value[k] for k in ("bank_name", "number", "holder") if value.get(k))

    def scanned(self, value: Any) -> str:
        """The VietQR text for a transfer to this account, so that nobody types it again."""
        return payload(Transfer(value["bank"], value["number"]))

    def raw_from(self, question: Question, value: Any) -> Any:
        """Clean answers as typed ones."""
        if not isinstance(value, Mapping):
            return value
        return {k: value[k] for k in ("bank", "number", "holder") if k in value}

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """An object of strings."""
        holder = self.setting(question, "holder")
        properties: dict[str, Any] = {
            "bank": {"type": "string", "enum": list(BANKS)},
            "bank_name": {"type": "string", "maxLength": 60},
            "number": {"type": "string", "pattern": "^[A-Z0-9]{4,19}$"},
        }
        if holder != "none":
            properties["holder"] = {"type": "string", "maxLength": HOLDER_MAX}
        return {
            "type": "object",
            "properties": properties,
            "required": ["bank", "number", *(["holder"] if holder == "required" else [])],
            "additionalProperties": False,
        }


def _typed(part: Any) -> str:
    return one_line(part) if isinstance(part, str) and len(part) <= _LONGEST_TYPED else ""


BANK_ACCOUNT = BankAccountKind(
    "bank_account",
    "bank_account",
    {
        "holder": Setting("text", choices=("required", "optional", "none"), default="required"),
        **SEARCHING,
    },
    searchable=True,
)
