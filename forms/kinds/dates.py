"""Dates typed freely in one field (2/3/2020, 02-03-2020, 020320), always day, month, year.

A partial date may be a year or a month and year: many older people never had a birthday recorded
(only năm sinh). Clean values are ISO text: 2020-03-02, 2020-03, 2020. Certificates spell a date
out as well.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.amounts import date_in_words, in_words
from forms.characters import folded, plain_digits
from forms.kinds.base import Asked, Kind, Setting
from forms.messages import Lang
from forms.patterns import pattern
from forms.spec import Question

EXAMPLE = "27/3/1990"
_WORDS = pattern(r"(?i)ngày|tháng|năm|[\s./\-–,]+")
_TYPED = pattern(r"([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{4}|[0-9]{2})")
_ISO = pattern(r"([0-9]{4}) ([0-9]{1,2}) ([0-9]{1,2})")
_RUN = pattern(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
# 20200302 can only begin with a year: there is no month 20.
_ISO_RUN = pattern(r"((?:19|20|21)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_MONTH = pattern(r"([0-9]{1,2}) ([0-9]{4})")
_ISO_MONTH = pattern(r"([0-9]{4}) ([0-9]{1,2})")
_YEAR = pattern(r"[0-9]{4}")
_YEARS = range(1000, 10000)


@dataclass(frozen=True)
class DateKind(Kind):
    """A full date."""

    partial: bool = False

    def parse(self, asked: Asked, raw: Any) -> str:
        """The date as ISO text."""
        if not isinstance(raw, str) or len(raw) > 60:
            raise self._unreadable(asked)
        words = " ".join(_WORDS.sub(" ", plain_digits(raw)).split())
        clean = self._full(asked, words) or (self._partly(asked, words) if self.partial else None)
        if clean is None:
            raise self._unreadable(asked)
        self._within(asked, clean)
        return clean

    def _unreadable(self, asked: Asked) -> Exception:
        key = "partial_date.unreadable" if self.partial else "date.unreadable"
        return asked.refuse(key, example=EXAMPLE)

    def _full(self, asked: Asked, words: str) -> str | None:
        if found := _ISO.fullmatch(words) or _ISO_RUN.fullmatch(words):
            year, month, day = found.groups()
        elif found := _TYPED.fullmatch(words) or _RUN.fullmatch(words):
            day, month, year = found.groups()
        else:
            return None
        full_year = int(year) if len(year) == 4 else self._century(asked, int(year))
        try:
            if full_year not in _YEARS:
                raise ValueError
            return date(full_year, int(month), int(day)).isoformat()
        except ValueError:
            typed = f"{int(day):02}/{int(month):02}/{full_year:04}"
            raise asked.refuse("date.impossible", date=typed) from None

    def _century(self, asked: Asked, year: int) -> int:
        """Two digits mean this century up to a few years ahead, or up to today for the past."""
        ahead = 0 if self.setting(asked.question, "not_future") else 10
        this = asked.today.year // 100 * 100 + year
        return this - 100 if this > asked.today.year + ahead else this

    def _partly(self, asked: Asked, words: str) -> str | None:
        if _YEAR.fullmatch(words) and int(words) in _YEARS:
            return words
        if found := _MONTH.fullmatch(words):
            month, year = found.groups()
        elif found := _ISO_MONTH.fullmatch(words):
            year, month = found.groups()
        else:
            return None
        if not 1 <= int(month) <= 12:
            raise asked.refuse("date.month", month=int(month))
        return f"{int(year):04}-{int(month):02}" if int(year) in _YEARS else None

    def _within(self, asked: Asked, clean: str) -> None:
        question, today = asked.question, asked.today.isoformat()[: len(clean)]
        if self.setting(question, "not_future") and clean > today:
            raise asked.refuse("date.future")
        if self.setting(question, "not_past") and clean < today:
            raise asked.refuse("date.past")
        earliest, latest = (self.setting(question, name) for name in ("earliest", "latest"))
        if earliest and clean < earliest.isoformat()[: len(clean)]:
            raise asked.refuse("date.earliest", date=_shown(earliest.isoformat()))
        if latest and clean > latest.isoformat()[: len(clean)]:
            raise asked.refuse("date.latest", date=_shown(latest.isoformat()))

    def missing(self, asked: Asked) -> dict[str, Any]:
        """Ask for it with an example."""
        if asked.question.required_message is not None:
            return super().missing(asked)
        return asked.refuse(self.required_key, example=EXAMPLE).errors

    def show(self, asked: Asked, value: Any) -> str:
        """Day first: 05/12/2026, 12/2026 or 2026."""
        return _shown(value)

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """An ISO date; a partial one may end after the year or the month."""
        if self.partial:
            return {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class DateInWordsKind(DateKind):
    """A full date spelled out, as certificates want it; it may be typed in words or in digits."""

    def parse(self, asked: Asked, raw: Any) -> str:
        """The date as ISO text."""
        spelled = _spelled(raw) if isinstance(raw, str) and len(raw) <= 200 else None
        return super().parse(asked, spelled or raw)

    def _unreadable(self, asked: Asked) -> Exception:
        return asked.refuse("date_in_words.unreadable", example=EXAMPLE)

    def show(self, asked: Asked, value: Any) -> str:
        """Ngày hai mươi bảy tháng ba năm một nghìn chín trăm chín mươi."""
        said = date_in_words(value, asked.lang)
        return said[:1].upper() + said[1:]

    def beside(self, asked: Asked, value: Any) -> str:
        """The date in words, while it stands in digits in the field."""
        return self.show(asked, value)


def _spelled(raw: str) -> str | None:
    """A date said in Vietnamese words as digits: 27/3/1990; None if it is not one."""
    found = _SPELLED.fullmatch(folded(raw))
    if not found:
        return None
    day, month, year = (_spoken(part) for part in found.groups())
    numbers = [_NUMBERS.get(part, part) for part in (day, _MONTH_NAMES.get(month, month), year)]
    return "/".join(numbers) if all(n.isdigit() and n.isascii() for n in numbers) else None


def _spoken(words: str) -> str:
    """One spelling for what people say in two ways: ngàn is nghìn, lẻ is linh, tư is bốn."""
    same = {"ngan": "nghin", "le": "linh", "tu": "bon", "mong": "", "mung": ""}
    return " ".join(w for w in (same.get(word, word) for word in words.split()) if w)


def _numbers() -> dict[str, str]:
    """Every day and year there may be, as said, accents aside; years also without "không trăm"."""
    said: dict[str, str] = {}
    for number in (*range(1, 32), *range(1900, 2200)):
        words = folded(in_words(number, "vi"))
        said[words] = str(number)
        said.setdefault(words.replace("khong tram ", ""), str(number))
    return said


_SPELLED = pattern(r"(?:ngay )?([a-z0-9 ]+?) thang ([a-z0-9 ]+?) nam ([a-z0-9 ]+)")
_NUMBERS = _numbers()
_MONTH_NAMES = {"gieng": "1", "chap": "12"}


def _shown(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


_SETTINGS = {
    "not_future": Setting("flag", default=False),
    "not_past": Setting("flag", default=False),
    "earliest": Setting("date", default=date(1900, 1, 1)),
    "latest": Setting("date", default=date(2199, 12, 31)),
}
DATE = DateKind("date", "date", _SETTINGS, required_key="required.date")
PARTIAL_DATE = DateKind(
    "partial_date", "partial_date", _SETTINGS, required_key="required.date", partial=True
)
DATE_IN_WORDS = DateInWordsKind(
    "date_in_words", "date_in_words", _SETTINGS, required_key="required.date"
)
