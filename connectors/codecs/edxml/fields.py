"""Reads single values tolerantly: what cannot be understood is left out, and always reported."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TypeVar

from connectors.codecs.edxml.names import DAY, MOMENT
from connectors.codecs.edxml.parsing import Node
from connectors.codecs.edxml.refusing import LONGEST_ID, refused
from connectors.documents import Oddity
from connectors.organisations import is_organisation

_VIETNAM = timezone(timedelta(hours=7))
# Seen in real packages, or written by the tools agencies use.
_OTHER_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%Y%m%d")
_OTHER_MOMENTS = (
    "%d/%m/%Y %H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%d/%m/%Y %H:%M",
)
_MOST = 1000
# What an organisation or a document is known by; see ``refusing.LONGEST_ID``.
_KNOWN_BY = frozenset({"OrganId", "DocumentId", "CodeNumber", "CodeNotation"})
_LONGEST_MOMENT = 40
# Outside of these no document is dated: programs write 0001 and 9999 where they know of no day.
_YEARS = range(1900, 3000)
_SHOWN = 80
_WORDS = {"0": False, "1": True, "false": False, "true": True}

T = TypeVar("T")


class Notes:
    """Everything odd about one package, in the order it was met; no more than a thousand."""

    def __init__(self) -> None:
        self._found: dict[Oddity, None] = {}

    @property
    def found(self) -> tuple[Oddity, ...]:
        """All that was noted, each once."""
        return tuple(self._found)

    def add(self, code: str, where: str, said: str) -> None:
        """Note something."""
        if len(self._found) < _MOST:
            self._found[Oddity(code, where, said[:300])] = None


class Reader:
    """Reads the children of one element."""

    def __init__(self, node: Node | None, where: str, notes: Notes) -> None:
        self.node = node
        self.where = where
        self.notes = notes

    def below(self, name: str) -> "Reader":
        """Give a reader of the first child of a name; an absent one reads as empty."""
        return Reader(self._first(name), self._at(name), self.notes)

    def each(self, name: str) -> "list[Reader]":
        """Give a reader of each child of a name."""
        if self.node is None:
            return []
        return [Reader(one, f"{self.where}/{name}", self.notes) for one in self.node.all(name)]

    def has(self, name: str) -> bool:
        """Say whether there is a child of a name, empty or not."""
        return self.node is not None and self.node.find(name) is not None

    def text(self, name: str, *, wanted: bool = False) -> str:
        """Read a text; the first counts if there are several, "" if there is none.

        :raises connectors.errors.Unreadable: if something is known by more than anybody writes.
        """
        found = self._first(name)
        said = found.text if found else ""
        if name in _KNOWN_BY and len(said) > LONGEST_ID:
            raise refused(name, f"dài quá {LONGEST_ID} ký tự (longer than {LONGEST_ID})")
        if wanted and not said:
            self._note("missing", name, "bắt buộc nhưng để trống (missing or empty)")
        return said

    def day(self, name: str, *, wanted: bool = False) -> date | None:
        """Read a day."""
        said = self.text(name, wanted=wanted)
        shapes = (DAY, *_OTHER_DAYS, MOMENT, *_OTHER_MOMENTS)
        return self._moment(name, said, shapes, lambda found: found.date())

    def moment(self, name: str, *, wanted: bool = False) -> datetime | None:
        """Read a moment: written in Vietnamese time, aware UTC in our words."""
        said = self.text(name, wanted=wanted)
        shapes = (MOMENT, *_OTHER_MOMENTS, DAY)
        return self._moment(name, said, shapes, lambda found: found.astimezone(UTC))

    def number(self, name: str, *, default: int | None = None) -> int | None:
        """Read a whole number that is not negative."""
        said = self.text(name)
        if not said:
            return default
        if said.isascii() and said.isdigit() and len(said) < 10:
            return int(said)
        self._note("no_number", name, f"không phải số (no number): {said[:_SHOWN]!r}")
        return default

    def flag(self, name: str) -> bool:
        """Read yes or no."""
        said = self.text(name).lower()
        if said and said not in _WORDS:
            self._note("no_flag", name, f"không phải 0 hay 1 (neither 0 nor 1): {said[:_SHOWN]!r}")
        return _WORDS.get(said, False)

    def organ_id(self, name: str = "OrganId", *, wanted: bool = False) -> str:
        """Read an organisation's identifier, in either form."""
        said = self.text(name, wanted=wanted)
        if said and not is_organisation(said):
            self._note(
                "organ_form",
                name,
                f"không đúng dạng mã định danh (in neither form): {said[:_SHOWN]!r}",
            )
        return said

    def _moment(
        self, name: str, said: str, shapes: tuple[str, ...], made: Callable[[datetime], T]
    ) -> T | None:
        if not said:
            return None
        for shape in (*shapes, ""):
            try:
                parsed = _parsed(said, shape)
                found = made(parsed)
            except (ValueError, OverflowError):
                continue
            if shape != shapes[0] or parsed.strftime(shape) != said:
                words = f"ngày giờ sai dạng, vẫn hiểu được (in another form): {said[:_SHOWN]!r}"
                self._note("date_form", name, words)
            return found
        self._note("no_date", name, f"ngày giờ không có thật (no such date): {said[:_SHOWN]!r}")
        return None

    def _first(self, name: str) -> Node | None:
        found = list(self.node.all(name)) if self.node else []
        if len(found) > 1:
            said = f"có {len(found)} lần, dùng lần đầu (repeated, the first counts)"
            self._note("repeated", name, said)
        return found[0] if found else None

    def _at(self, name: str) -> str:
        return f"{self.where}/{name}" if self.where else name

    def _note(self, code: str, name: str, said: str) -> None:
        self.notes.add(code, self._at(name), said)


def _parsed(said: str, shape: str) -> datetime:
    """Read a moment in a shape, in ISO 8601 if none is given; without a zone it is Vietnamese."""
    if len(said) > _LONGEST_MOMENT:
        raise ValueError("longer than any moment")
    found = datetime.strptime(said, shape) if shape else datetime.fromisoformat(said)
    if found.year not in _YEARS:
        raise ValueError("in a year of no document")
    return found if found.tzinfo else found.replace(tzinfo=_VIETNAM)
