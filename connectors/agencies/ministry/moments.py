"""The three ways this dialect writes a moment: strict in writing, by field; tolerant in reading.

The local ones are Viet Nam's time, which has been UTC+7 without a change since 1975.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

from marshmallow import ValidationError, fields

from connectors.agencies.ministry.tables import DATES, Format

NO_MOMENT = "Không đọc được thời điểm (no moment in any of the three formats)"
_AHEAD = timedelta(hours=7)
_LOCAL = timezone(_AHEAD)
_LENGTHS = {Format.COMPACT: 14, Format.SPACED: 19}


def write(field: str, moment: datetime) -> str:
    """Write an aware moment as this field wants it: local time, or UTC to the millisecond."""
    wanted = DATES[field]
    if wanted is Format.ISO:
        text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
        return text.replace("+00:00", "Z")
    return _local(moment).strftime(wanted.value)


def write_day(field: str, day: date) -> str:
    """Write a day (a birthday) as this field wants it: the moment at which it begins."""
    return write(field, datetime(day.year, day.month, day.day, tzinfo=_LOCAL))


def local_day(moment: datetime) -> date:
    """Give the day it is in Viet Nam at an aware moment."""
    return _local(moment).date()


def _local(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) + _AHEAD


def read(field: str, text: str) -> datetime:
    """Read a moment, as aware UTC: first as this field wants it, then in the other two ways.

    ISO text without an offset is local time like the other two. Seconds' fractions are kept.

    :raises ValueError: if it is in none of the three, or in no year anybody lives in.
    """
    own = DATES[field]
    others = [other for other in Format if other is not own]
    found = next(filter(None, _readings(text.strip(), [own, *others])), None)
    if found is None:
        raise ValueError(f"no moment: {text[:40]!r}")
    return found


def _readings(text: str, formats: list[Format]) -> Iterator[datetime | None]:
    for format in formats:
        try:
            moment = _read(text, format)
        except (ValueError, OverflowError):
            continue
        if 1900 < moment.year < 2200:
            yield moment


def _read(text: str, format: Format) -> datetime:
    if format is Format.ISO:
        # A run of digits is ISO 8601 too, but of another meaning than here.
        if "T" not in text:
            raise ValueError("no ISO moment")
        moment = datetime.fromisoformat(text)
    elif len(text) != _LENGTHS[format] or not text.isascii():
        raise ValueError("of another length")
    else:
        moment = datetime.strptime(text, format.value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=_LOCAL)).astimezone(UTC)


class LocalMoment(fields.Raw):
    """A moment of this dialect; ``field`` says whose format comes first."""

    def __init__(self, field: str, *, required: bool = False) -> None:
        if required:
            super().__init__(data_key=field, required=True)
        else:
            super().__init__(data_key=field, load_default=None, allow_none=True)
        self.field = field

    def _deserialize(self, value: object, *args: object, **kwargs: object) -> datetime | None:
        if value == "" and not self.required:
            return None
        try:
            return read(self.field, value if isinstance(value, str) else "")
        except ValueError:
            raise ValidationError(NO_MOMENT) from None
