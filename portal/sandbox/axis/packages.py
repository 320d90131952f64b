"""Looks into a package as an axis does: from whom, to whom, about what; its bytes stay as is."""

from dataclasses import dataclass
from xml.parsers import expat

_WANTED = ("OrganId", "DocumentId", "Subject", "StatusCode", "CodeNumber", "CodeNotation", "Code")


@dataclass(frozen=True, slots=True)
class Package:
    """What stands on the outside of a package. ``status`` is empty for a document."""

    sender: str
    recipients: tuple[str, ...]
    document_id: str
    code: str
    subject: str
    status: str


class Unreadable(ValueError):
    """It is no package; the text says why."""


class _Looking:
    """Takes the texts of a few elements by where they stand; a DTD is never looked at."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.found: dict[str, list[str]] = {}
        self._text: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self.path.append(name.rpartition(":")[2])
        self._text = []

    def text(self, data: str) -> None:
        if self.path and self.path[-1] in _WANTED:
            self._text.append(data)

    def end(self, _name: str) -> None:
        if self.path[-1] in _WANTED:
            self.found.setdefault("/".join(self.path[-2:]), []).append("".join(self._text).strip())
        self.path.pop()
        self._text = []

    def first(self, place: str) -> str:
        return next(iter(self.found.get(place, ())), "")


def look(data: bytes) -> Package:
    """Read the outside of a package.

    :raises Unreadable: if it is none.
    """
    looking, parser = _Looking(), expat.ParserCreate()
    parser.StartElementHandler = looking.start
    parser.EndElementHandler = looking.end
    parser.CharacterDataHandler = looking.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable(str(error)) from error
    status = looking.first("MessageHeader/StatusCode")
    told = looking.found.get("ResponseFor/OrganId", []) if status else []
    package = Package(
        sender=looking.first("From/OrganId"),
        recipients=tuple(told[:1] if status else looking.found.get("To/OrganId", ())),
        document_id=looking.first(
            "ResponseFor/DocumentId" if status else "MessageHeader/DocumentId"
        ),
        code="/".join((looking.first("Code/CodeNumber"), looking.first("Code/CodeNotation"))),
        subject=looking.first("MessageHeader/Subject"),
        status=status,
    )
    if not package.sender or not package.recipients:
        raise Unreadable("nơi gửi hoặc nơi nhận để trống")
    return package


def _refuse(*_: object) -> None:
    raise Unreadable("gói có DTD")
