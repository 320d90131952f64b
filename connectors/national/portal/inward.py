"""Dossiers the national portal hands over to us (nhanhsdvcqg): read, answered, given back."""

import base64
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from connectors.codecs import json_text
from connectors.errors import ConnectorError, NotAuthentic, Unreadable
from connectors.messages import Json, Reply
from connectors.national.portal import moments
from connectors.national.portal.tables import Tables
from connectors.national_messages import GivenBack, HandedOver, HandedPaper, Taken, Taking

ELSEWHERE = "Tệp phải ở kho tệp của Cổng quốc gia (the file is not in the portal's store)"
_MISSING = "Thiếu trường này (required)"
_NO_OBJECT = "Phải là đối tượng JSON (must be a JSON object)"
_NO_MOMENT = "Phải là yyyyMMddHHmmss (must be yyyyMMddHHmmss)"
_NO_BASE64 = "Không đọc được Base64 (is no Base64)"
_NOTHING = "Tệp không có nội dung hay đường dẫn (neither content nor address)"
_LONGEST, _MOST_PAPERS = 500, 100
_ANSWERS = {Taking.TAKEN: ("0", "Thành công"), Taking.DUPLICATE: ("1", "Hồ sơ đã nhận trước đó")}


def admit(headers: Mapping[str, str], token: str) -> None:
    """Let the national portal in.

    :raises NotAuthentic: whoever else it is, and if nobody may hand dossiers over here.
    """
    given = {name.lower(): value for name, value in headers.items()}
    scheme, _, shown = given.get("authorization", "").partition(" ")
    same = hmac.compare_digest(token.encode(), shown.strip().encode("utf-8", "surrogatepass"))
    if not token or scheme.lower() != "bearer" or not same:
        raise NotAuthentic("key")


def read(body: bytes, tables: Tables) -> HandedOver:
    """Read a dossier; whatever it holds besides is kept among its answers.

    :raises Unreadable: naming every field that is wrong.
    """
    try:
        said = json_text.read_object(body)
    except ValueError as error:
        raise Unreadable({"_schema": [_NO_OBJECT]}) from error
    whole = said["data"] if isinstance(said.get("data"), dict) else said
    reading = _Reading(whole, tables)
    answers = reading.object("answers")
    found = HandedOver(
        code=reading.text("code", needed=True),
        procedure=reading.text("procedure", needed=True),
        unit=reading.text("unit", needed=True),
        submitted_at=reading.moment("submitted_at"),
        technical_id=reading.text("technical_id"),
        verified=reading.text("verified") == "1",
        known=_known({**whole, **answers}, tables),
        answers=answers,
        papers=reading.papers(),
    )
    if reading.wrong:
        raise Unreadable(reading.wrong)
    return found


class _Reading:
    """Takes one thing after another and collects what is wrong instead of stopping at it."""

    def __init__(self, whole: Mapping[str, Any], tables: Tables) -> None:
        self._whole = whole
        self._names = tables.names["inward"]
        self.wrong: dict[str, list[str]] = {}

    def text(self, what: str, *, needed: bool = False) -> str:
        name, value = self._found(self._whole, what)
        text = str(value).strip() if _is_word(value) else ""
        if needed and not text or len(text) > _LONGEST:
            self.wrong[name] = [_MISSING]
        return text

    def moment(self, what: str) -> datetime | None:
        name, value = self._found(self._whole, what)
        if value in (None, ""):
            return None
        try:
            return moments.read(str(value))
        except ValueError:
            self.wrong[name] = [_NO_MOMENT]
            return None

    def object(self, what: str) -> Mapping[str, Any]:
        name, value = self._found(self._whole, what)
        if value is not None and not isinstance(value, dict):
            self.wrong[name] = [_NO_OBJECT]
        return value if isinstance(value, dict) else {}

    def papers(self) -> tuple[HandedPaper, ...]:
        name, listed = self._found(self._whole, "papers")
        if listed is None:
            return ()
        if not isinstance(listed, list) or len(listed) > _MOST_PAPERS:
            self.wrong[name] = [f"Tối đa {_MOST_PAPERS} tệp (at most {_MOST_PAPERS} files)"]
            return ()
        return tuple(self._paper(f"{name}.{n}", one) for n, one in enumerate(listed))

    def _paper(self, path: str, one: Any) -> HandedPaper:
        entry = one if isinstance(one, dict) else {}
        told = {
            what: self._found(entry, f"paper_{what}")[1]
            for what in ("name", "component", "content", "address")
        }
        content = self._content(path, told["content"])
        address = str(told["address"] or "")
        if content is None and not address and path not in self.wrong:
            self.wrong[path] = [_NOTHING]
        name = str(told["name"] or "")[:_LONGEST] or "tep"
        return HandedPaper(name, str(told["component"] or ""), content, address)

    def _content(self, path: str, value: Any) -> bytes | None:
        if not value:
            return None
        try:
            return base64.b64decode(value, validate=True)
        except (TypeError, ValueError):
            self.wrong[path] = [_NO_BASE64]
            return None

    def _found(self, where: Mapping[str, Any], what: str) -> tuple[str, Any]:
        names: Sequence[str] = self._names[what]
        return next(((n, where[n]) for n in names if where.get(n) is not None), (names[0], None))


def _known(said: Mapping[str, Any], tables: Tables) -> dict[str, str]:
    """Give what is known by our tags, as far as the table maps it."""
    found = {
        tag: next((str(said[name]).strip() for name in names if _is_word(said.get(name))), "")
        for tag, names in tables.names["meanings"].items()
    }
    return {tag: value for tag, value in found.items() if value}


def _is_word(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def reply(heard: Taken | ConnectorError) -> Reply:
    """Answer in the portal's words: it repeats its push until it hears 0 or 1."""
    if isinstance(heard, Taken):
        code, message = _ANSWERS[heard.how]
        return _said(200, {"error_code": code, "message": message, "MaHoSoDonVi": heard.code})
    if isinstance(heard, NotAuthentic):
        return _said(401, {"error_code": "-1", "message": "Không được phép (not allowed)"})
    if isinstance(heard, Unreadable):
        why = "; ".join(f"{name}: {', '.join(said)}" for name, said in heard.fields.items())
        return _said(200, {"error_code": "-1", "message": why[:2000]})
    return _said(200, {"error_code": "-1", "message": "Chưa nhận được, hãy gửi lại (try again)"})


def _said(status: int, said: Mapping[str, Json]) -> Reply:
    return Reply(status, json.dumps(said, ensure_ascii=False).encode())


def given_back(given: GivenBack, tables: Tables) -> dict[str, Json]:
    """Write what became of a dossier that was handed over."""
    return {
        "TrangThai": tables.code("states", given.state),
        "MaHoSo": given.code,
        "MaHoSoDonVi": given.own_code,
        "MaDoiTuong": given.technical_id,
        "NoiDung": given.text,
        "NgayXuLy": moments.write(given.at),
        "TaiLieuXuLy": [
            {"GiayToId": one.id, "TenGiayTo": one.name, "DuongDan": one.address}
            for one in given.results
        ],
    }
