"""Read what a ministry's adapter says: tolerant of what is new, exact about what we act on."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields

from connectors.agencies.ministry import tables
from connectors.agencies.ministry.envelope import Envelope
from connectors.agencies.ministry.moments import LocalMoment, local_day
from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.codecs.tolerant import (
    NO_LIST,
    NOT_JSON,
    Moment,
    Text,
    Tolerant,
    Word,
    flat,
)
from connectors.errors import Unreadable
from connectors.messages import News, NewsKind

MOST = 500
NOT_SO_MANY = f"Mỗi lần gửi từ 1 đến {MOST} mục (1 to {MOST} entries a call)"
NOT_KEPT = "Không đọc được (cannot be read)"
_PROGRESS, _CHANGE = "CapNhatTienTrinh", "CapNhatTrangThai"
_RESULTS = "Giấy tờ kết quả"


class _Fee(Tolerant):
    name = Word(data_key="TenPhiLePhi", load_default="", allow_none=True)
    price = Word(data_key="Gia", load_default="", allow_none=True)


class _Result(Tolerant):
    name = Word(data_key="TenGiayTo", load_default="", allow_none=True)


class _Common(Tolerant):
    number = Text(100, required=True, data_key="MaHoSo")
    state = Word(required=True, data_key="TrangThai")


class _Told(Tolerant):
    """The rest, of a state we know. What a call does not have is None."""

    officer = Text(200, data_key="NguoiXuLy", load_default=None, allow_none=True)
    unit = Text(300, data_key="PhongBanXuLy", load_default=None, allow_none=True)
    words = Text(4000, data_key="NoiDungXuLy", load_default=None, allow_none=True)
    opinion = Text(4000, data_key="NoiDungYKien", load_default=None, allow_none=True)
    at = LocalMoment("ThoiDiemXuLy")
    fees = fields.List(
        fields.Nested(_Fee),
        data_key="DanhSachLePhi",
        load_default=None,
        allow_none=True,
        error_messages=NO_LIST,
    )
    results = fields.List(
        fields.Nested(_Result),
        data_key="DanhSachGiayToKetQua",
        load_default=None,
        allow_none=True,
        error_messages=NO_LIST,
    )


class _Kept(Tolerant):
    """How a call is kept: as it came, and when, since a change of state tells no moment."""

    heard_at = Moment(required=True)
    said = fields.Raw(required=True)


def listed_news(body: bytes, around: Surroundings) -> Sequence[News]:
    """Read a call about progress or state that was brought to us: a list, or one entry bare.

    A state we do not know comes back as ``UNKNOWN``, to be parked.

    :raises Unreadable: saying which fields of which entry are wrong, so that the sender can mend
        them; nothing of the list is given then.
    """
    try:
        said = json_text.read(body)
    except ValueError as error:
        raise Unreadable({"_schema": [f"{NOT_JSON}: {error}"]}) from error
    entries = said if isinstance(said, list) else [said]
    if not 0 < len(entries) <= MOST:
        raise Unreadable({"_schema": [NOT_SO_MANY]})
    heard_at, wrong, news = around.clock(), {}, []
    for number, entry in enumerate(entries):
        try:
            news.append(_news(entry, heard_at, around))
        except ValidationError as error:
            wrong[str(number)] = error.messages
    if wrong:
        raise Unreadable(flat(wrong))
    return news


def again(raw: bytes, around: Surroundings) -> News:
    """Read what was kept of a piece of news once more.

    :raises Unreadable: saying what is wrong with it.
    """
    try:
        kept = _Kept().load(json_text.read_object(raw))
    except (ValueError, ValidationError) as error:
        raise Unreadable({"_schema": [NOT_KEPT]}) from error
    try:
        return _news(kept["said"], kept["heard_at"], around)
    except ValidationError as error:
        raise Unreadable(flat(error.messages)) from error


def _news(said: Any, heard_at: datetime, around: Surroundings) -> News:
    head = _Common().load(said)
    kept: dict[str, Any] = {"heard_at": heard_at.astimezone(UTC).isoformat(), "said": said}
    unread = News(
        id=_id(said, heard_at),
        dossier=_code(head["number"].strip(), around),
        kind=NewsKind.UNKNOWN,
        occurred_at=None,
        seq=None,
        problem=f"unknown state: {head['state'][:40]!r}",
        raw=json_text.plain(kept),
    )
    state = tables.STATES.get(head["state"].strip())
    return unread if state is None else _known(unread, tables.KINDS[state], _Told().load(said))


def _known(unread: News, kind: NewsKind, told: Mapping[str, Any]) -> News:
    words = list(dict.fromkeys(filter(None, map(_tidy, (told["opinion"], told["words"])))))
    reasoned = words if kind in tables.REASONED else []
    notes = ([] if reasoned else words) + _papers(told["results"] or [])
    return replace(
        unread,
        kind=kind,
        problem="",
        occurred_at=told["at"],
        officer=told["officer"],
        unit=told["unit"],
        note="\n".join(notes) or None,
        reasons=(*reasoned, *map(_fee, told["fees"] or [])),
    )


def _id(said: Mapping[str, Any], heard_at: datetime) -> str:
    """Make the id this dialect does not give: equal calls are one.

    Progress tells its moment. A change of state tells none, so the day it came stands in: brought
    again because our answer was lost, it is the same; said again on another day, it is new.
    """
    progress = said.get("ThoiDiemXuLy") not in (None, "")
    day = "" if progress else local_day(heard_at).isoformat()
    digest = hashlib.sha256(day.encode() + json_text.plain(said)).hexdigest()
    return f"{_PROGRESS if progress else _CHANGE}:{digest}"


def _code(number: str, around: Surroundings) -> str:
    """Give our code for their number; a number that stands for nothing of ours stays as it is."""
    found = around.numbers.code(number) if around.numbers else None
    return found or number


def _tidy(words: str | None) -> str:
    return (words or "").strip()


def _fee(fee: Mapping[str, Any]) -> str:
    price = fee["price"] or ""
    if price.isascii() and price.isdigit():
        price = f"{int(price):,}".replace(",", ".") + " đồng"
    return f"{fee['name']}: {price}".strip(": ")


def _papers(results: list[Mapping[str, Any]]) -> list[str]:
    """Name the papers of the result: this dialect gives a link and no hash to fetch them by."""
    names = [result["name"] for result in results if result["name"]]
    return [f"{_RESULTS}: {'; '.join(names)}"] if names else []


def held_already(status: int, said: Envelope) -> bool:
    """Say whether a refusal means that the number is held already."""
    message = unicodedata.normalize("NFC", said.message).casefold()
    told = any(words in message for words in tables.HELD_ALREADY)
    return told or status == 409 or said.code in tables.HELD_ALREADY_CODES


def drawn_number(said: Envelope) -> str | None:
    """Find the number in an answer, bare or in its envelope; None if there is none."""
    number = said.inside.get("value")
    return number.strip() if isinstance(number, str) else None


def uploaded(said: Envelope) -> tuple[str, str] | None:
    """Find id and hash of the one file that was uploaded; None if there is not exactly one."""
    entries = said.data if isinstance(said.data, list) else [said.data]
    if len(entries) != 1 or not isinstance(entries[0], Mapping):
        return None
    id, hash = entries[0].get("IdTepTin"), entries[0].get("HashTepTin")
    if isinstance(id, bool) or not isinstance(id, str | int) or id == "":
        return None
    return str(id), hash if isinstance(hash, str) else ""
