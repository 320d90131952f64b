"""A time of day typed freely: 7:30, 7h30, 0730, 7 giờ rưỡi, 3 giờ chiều. Clean values are 07:30."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from forms.characters import folded, plain_digits
from forms.kinds.base import Asked, Kind, Setting
from forms.messages import Lang
from forms.patterns import pattern
from forms.spec import Question

EXAMPLE = "7:30"
_TYPED = pattern(
    r"([0-9]{1,2}) ?(h|g|gio)? ?([0-9]{2}|ruoi)? ?(?:p|ph|phut)?"
    r"(?: ?(sang|sa|am|trua|chieu|toi|ch|pm|dem))?"
)
_MORNING = ("sang", "sa", "am")
# "đêm" is late evening from six on (11 giờ đêm), and the small hours before (1 giờ đêm).
_NIGHT_FROM = 6


@dataclass(frozen=True)
class TimeKind(Kind):
    """A time of day, to the minute."""

    def parse(self, asked: Asked, raw: Any) -> str:
        """`HH:MM`, 00:00 to 23:59."""
        typed = folded(plain_digits(raw)) if isinstance(raw, str) and len(raw) <= 60 else ""
        found = _TYPED.fullmatch(typed)
        if not found:
            raise asked.refuse("time.unreadable", example=EXAMPLE)
        hour, sign, minute, part = (group or "" for group in found.groups())
        # A bare "7" may be an hour or half of a number: nobody can say.
        if not (sign or minute or part):
            raise asked.refuse("time.unreadable", example=EXAMPLE)
        minutes = 30 if minute == "ruoi" else int(minute or 0)
        clean = self._clock(asked, _hours(int(hour), part), minutes)
        self._within(asked, clean)
        return clean

    def _clock(self, asked: Asked, hour: int, minute: int) -> str:
        try:
            return time(hour, minute).isoformat("minutes")
        except ValueError:
            typed = f"{hour:02}:{minute:02}"
            raise asked.refuse("time.impossible", time=typed) from None

    def _within(self, asked: Asked, clean: str) -> None:
        earliest, latest = (
            limit.isoformat("minutes") if limit else ""
            for limit in (self.setting(asked.question, name) for name in ("earliest", "latest"))
        )
        if earliest and clean < earliest:
            raise asked.refuse("time.earliest", time=earliest)
        if latest and clean > latest:
            raise asked.refuse("time.latest", time=latest)

    def missing(self, asked: Asked) -> dict[str, Any]:
        """Ask for it with an example."""
        if asked.question.required_message is not None:
            return super().missing(asked)
        return asked.refuse(self.required_key, example=EXAMPLE).errors

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """Hours and minutes."""
        return {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}


def _hours(hour: int, part: str) -> int:
    """The hour of the day, from what somebody says it is part of."""
    if hour > 12 or not part:
        return hour
    if part in _MORNING:
        return hour % 12
    if part == "trua":
        return hour if hour > 9 else hour + 12
    if part == "dem" and (hour < _NIGHT_FROM or hour == 12):
        return hour % 12
    return hour % 12 + 12


TIME = TimeKind(
    "time", "time", {"earliest": Setting("time"), "latest": Setting("time")}, "required.date"
)
