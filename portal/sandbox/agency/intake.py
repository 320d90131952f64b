"""Whether a dossier that came is whole: the wire contract's fields, its files, its hash."""

import re
from typing import Any

from portal.sandbox.agency import money
from portal.sandbox.agency.canonical import content_hash
from portal.sandbox.agency.files import Files, is_hash
from portal.sandbox.agency.paper_words import wrong
from portal.sandbox.shell.moments import read_moment

VERSION = 1
_KINDS: dict[str, type] = {
    "version": int,
    "code": str,
    "procedure": dict,
    "agency": str,
    "channel": str,
    "submitted_at": str,
    "submitter": dict,
    "owner": dict,
    "answers": list,
    "files": list,
    "rehearsal": bool,
    "content_hash": str,
}
_INSIDE = {
    "procedure": ("code", "name", "case", "form_hash"),
    "submitter": ("full_name", "citizen_number", "phone", "email", "assurance"),
    "owner": ("full_name", "citizen_number", "phone", "email", "assurance"),
    "answers": ("name", "label", "means", "value", "text"),
    "files": ("id", "document", "name", "media_type", "size", "sha256"),
}
_CONSENT = (
    "id",
    "role",
    "name",
    "statement",
    "outcome",
    "at",
    "full_name",
    "citizen_number",
    "assurance",
    "document",
)
_LETTER: dict[str, type] = {"version": int, "code": str, "id": str, "content_hash": str}
_SUPPLEMENT: dict[str, type] = {**_LETTER, "text": str, "files": list, "sent_at": str}
_WITHDRAWAL: dict[str, type] = {**_LETTER, "reason": str, "asked_at": str}
_RATING: dict[str, type] = {
    **_LETTER,
    "revision": int,
    "scores": dict,
    "comment": str,
    "rated_at": str,
}
_ID = re.compile(r"[A-Za-z0-9._-]{1,100}")
Reason = dict[str, str]


def reasons_against(body: dict[str, Any], agency: str, files: Files) -> list[Reason]:
    """List why a dossier cannot be taken; empty when it is whole.

    The hash is checked last, over the canonical form of all that came, so that a dossier that
    changed on the way is refused even when each of its fields looks right.
    """
    reasons = _shape(body)
    if reasons:
        return reasons
    if body["version"] != VERSION:
        reasons.append(_reason("version", f"Phiên bản phải là {VERSION}"))
    if body["agency"] != agency:
        reasons.append(_reason("agency", "Hồ sơ này gửi cho cơ quan khác"))
    for number, described in enumerate(body["files"]):
        reasons += _file(files, agency, number, described)
    reasons += _consents(body)
    return reasons or _hash(body)


def _consents(body: dict[str, Any]) -> list[Reason]:
    """What others agreed to comes only if somebody was asked, and then says who, when and how."""
    given = body.get("confirmations", [])
    if not isinstance(given, list):
        return [_reason("confirmations", "Phải là danh sách")]
    reasons = []
    for number, one in enumerate(given):
        at = f"confirmations.{number}"
        if not isinstance(one, dict) or any(not isinstance(one.get(n), str) for n in _CONSENT):
            reasons.append(_reason(at, "Thiếu hoặc sai kiểu"))
            continue
        reasons += _moment(f"{at}.at", one["at"])
        reasons += _outcome(at, one, {file["document"] for file in body["files"]})
    return reasons


def _outcome(at: str, one: dict[str, str], documents: set[str]) -> list[Reason]:
    if one["outcome"] == "confirmed" and not (one["full_name"] and one["citizen_number"]):
        return [_reason(at, "Xác nhận mà không có họ tên, số định danh")]
    if one["outcome"] == "on_paper" and one["document"] not in documents:
        return [_reason(f"{at}.document", "Không có giấy này trong các tệp")]
    known = one["outcome"] in ("confirmed", "on_paper", "waived")
    return [] if known else [_reason(f"{at}.outcome", "Không rõ nghĩa")]


def reasons_against_letter(letter: dict[str, Any], agency: str, files: Files) -> list[Reason]:
    """List why what a citizen sent later cannot be taken; empty when it is whole."""
    at = next((name for name in ("sent_at", "rated_at") if name in letter), "asked_at")
    kinds = {"sent_at": _SUPPLEMENT, "rated_at": _RATING}.get(at, _WITHDRAWAL)
    wrong = [name for name, kind in kinds.items() if not isinstance(letter.get(name), kind)]
    if wrong:
        return [_reason(name, "Thiếu hoặc sai kiểu") for name in wrong]
    reasons = [] if letter["version"] == VERSION else [_reason("version", "Phải là 1")]
    if not _ID.fullmatch(letter["id"]):
        reasons.append(_reason("id", "Chỉ gồm chữ, số và dấu . _ -"))
    for number, described in enumerate(letter.get("files", [])):
        if not isinstance(described, dict) or set(_INSIDE["files"]) - set(described):
            reasons.append(_reason(f"files.{number}", "Thiếu"))
        else:
            reasons += _file(files, agency, number, described)
    reasons += _amended(letter)
    reasons += [_reason(name, "Thiếu hoặc không hiểu") for name in money.wrong(letter)]
    return reasons or _moment(at, letter[at]) or _hash(letter)


def _amended(letter: dict[str, Any]) -> list[Reason]:
    """Answers put right come only where there are some, each as whole as in a dossier."""
    given = letter.get("amended", [])
    if not isinstance(given, list) or ("amended" in letter and not given):
        return [_reason("amended", "Phải là danh sách có ít nhất một mục")]
    wanted = set(_INSIDE["answers"])
    return [
        _reason(f"amended.{number}", "Thiếu")
        for number, one in enumerate(given)
        if not isinstance(one, dict) or wanted - set(one)
    ]


def _reason(field: str, message: str) -> Reason:
    return {"field": field, "message": message}


def _shape(body: dict[str, Any]) -> list[Reason]:
    reasons = []
    for name, kind in _KINDS.items():
        if not isinstance(body.get(name), kind):
            reasons.append(_reason(name, "Thiếu hoặc sai kiểu"))
    for name, inside in _INSIDE.items():
        value = body.get(name)
        for item in value if isinstance(value, list) else [value]:
            missing = inside if not isinstance(item, dict) else [f for f in inside if f not in item]
            reasons += [_reason(f"{name}.{field}", "Thiếu") for field in missing]
    if not str(body.get("code")).isprintable() or not body.get("code"):
        reasons.append(_reason("code", "Thiếu mã hồ sơ"))
    return reasons or _moment("submitted_at", body["submitted_at"])


def _moment(field: str, text: str) -> list[Reason]:
    try:
        read_moment(text)
    except ValueError:
        return [_reason(field, "Không phải thời điểm theo ISO 8601")]
    return []


def _file(files: Files, agency: str, number: int, described: dict[str, Any]) -> list[Reason]:
    sha256 = str(described["sha256"])
    size = files.size(agency, sha256) if is_hash(sha256) else None
    if size is None:
        return [_reason(f"files.{number}.sha256", "Chưa nhận được tệp này")]
    if size != described["size"]:
        return [_reason(f"files.{number}.size", f"Tệp nhận được nặng {size} byte")]
    if field := wrong(described):
        return [_reason(f"files.{number}.{field}", "Không hiểu")]
    return []


def _hash(body: dict[str, Any]) -> list[Reason]:
    try:
        right = content_hash(body)
    except ValueError as error:
        return [_reason("content_hash", f"Không tính được: {error}")]
    if right != body["content_hash"]:
        return [_reason("content_hash", f"Nội dung nhận được có mã băm {right}")]
    return []
