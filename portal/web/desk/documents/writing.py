"""A document of our own: what is to be sent, its files, and sending it."""

import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace

from flask import current_app, make_response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from connectors.codecs.edxml.names import DOCUMENT_TYPES
from connectors.documents import DocumentKind, Signer
from portal import clock
from portal.domain.documents import Deed
from portal.domain.errors import NotFound, Unacceptable
from portal.services import attachments
from portal.services.attachments import Incoming, Stored, Upload, chunked
from portal.services.documents import amending, composing, dealing, finding
from portal.services.documents import writing as services
from portal.services.documents.amending import Amendment
from portal.services.documents.packing import FILE
from portal.services.documents.writing import Letter
from portal.web import dates
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk.documents import places
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_document_writing", __name__)
_PLACE = f"{places.HOME}/moi"
_ENVELOPE = 1024 * 1024
_FIELDS = ("notation", "type", "subject", "place", "competence", "position", "signer", "signed_on",
           "due_day", "priority", "to", "amends", "how", "again")  # fmt: skip
# What the package calls a field, and what the page does.
_OF_PACKAGE = {
    "Code/CodeNotation": "notation",
    "Subject": "subject",
    "PromulgationInfo/Place": "place",
    "SignerInfo/FullName": "signer",
    "To": "to",
}


@dataclass(frozen=True)
class Typed:
    """What an officer typed, as typed, and what is wrong with it by field."""

    said: dict[str, str] = field(repr=False)
    errors: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """Give what was typed into a field."""
        return self.said.get(name, "")

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """List what is to be mended, for the summary above the page."""
        return tuple(ErrorLine(name, said) for name, said in self.errors.items())


@blueprint.record_once
def _checked_by_itself(state: BlueprintSetupState) -> None:
    """The check against forgery reads the form, which may be big here."""
    state.app.extensions["csrf"].exempt(f"{__name__}.{send.__name__}")


@blueprint.get(_PLACE)
def ask(agency: str) -> Response:
    """Ask what is to be sent; ``thay`` or ``cap-nhat`` names the document of ours it changes."""
    today = f"{clock.today():%d/%m/%Y}"
    usual = {"type": "18", "signed_on": today, "priority": "0"}
    updated = request.args.get("cap-nhat", "")
    if updated:
        return _page(agency, Typed(usual | _before(agency, updated) | {"how": "update"}))
    replaced = request.args.get("thay", "")
    return _page(agency, Typed(usual | {"amends": replaced, "how": "replace"}))


def _before(agency: str, document_id: str) -> dict[str, str]:
    """Give what a document says and who has it: an update begins with that."""
    with reading() as session:
        at = desk(session, agency)
        row = finding.one(session, at.agency.id, _uuid(document_id) or at.agency.id)
        said, parties = amending.prefill(session, rt(), row)
    signer = said.says["signer"]
    return {
        "amends": document_id,
        "notation": row.notation,
        "type": said.says["type_code"],
        "subject": said.says["subject"],
        "place": said.says["place"],
        "competence": signer["competence"],
        "position": signer["position"],
        "signer": signer["full_name"],
        "priority": str(row.priority),
        "due_day": f"{row.due_day:%d/%m/%Y}" if row.due_day else "",
        "to": "\n".join(f"{organ} {name}" for organ, name in parties),
    }


@blueprint.post(_PLACE)
def send(agency: str) -> Response:
    """Number it, register it and promise it to the axis, or show what has to be mended."""
    request.max_content_length = rt().settings.dossier_limit + _ENVELOPE
    try:
        current_app.extensions["csrf"].protect()
    except RequestEntityTooLarge:
        said = _("Các tệp lớn quá giới hạn. Gửi ít tệp hơn, hoặc tệp nhỏ hơn")
        return _page(agency, Typed({}, {"files": said}), 413)
    typed = Typed({name: request.form.get(name, "").strip() for name in _FIELDS})
    letter = _letter(typed)
    if letter is None:
        return _page(agency, typed, 422)
    try:
        document_id = _sent(agency, letter)
    except Unacceptable as error:
        _refused(typed, error)
        return _page(agency, typed, 422)
    return redirect(places.one(agency, document_id, "sent"), 303)


def _sent(agency: str, letter: Letter) -> uuid.UUID:
    with writing() as session:
        at = desk(session, agency)
        room = services.begin(session, rt(), at.agency)
    with _files(room, letter) as (letter, files), writing() as session:
        actor = desk(session, agency).officer.acting()
        return services.send(session, rt(), room, (letter, files), actor).id


@contextmanager
def _files(room: services.Desk, letter: Letter) -> Iterator[tuple[Letter, list[Stored]]]:
    """Take in the files that were sent along; they are let go of if nothing comes of it.

    An update without any keeps those of the document it changes.
    """
    with ExitStack() as undo:
        stored: list[Stored] = []
        for each in (one for one in request.files.getlist("files") if one.filename):
            upload = Upload("", each.filename or "", chunked(each.stream.read), FILE)
            stored.append(attachments.receive(rt(), room.safe, room.place, upload))
            undo.callback(rt().blobs.delete, stored[-1].blob)
        kept = [] if stored else _kept(room, letter)
        for incoming in kept:
            stored.append(attachments.store(rt(), room.safe, room.place, incoming))
            undo.callback(rt().blobs.delete, stored[-1].blob)
        if not stored:
            raise Unacceptable("no_file")
        yield replace(letter, new_files=not kept), stored
        undo.pop_all()


def _kept(room: services.Desk, letter: Letter) -> list[Incoming]:
    if letter.amends is None or letter.amends.kind is not DocumentKind.UPDATE:
        return []
    with reading() as session:
        old = finding.one(session, room.agency.id, letter.amends.document)
        return list(amending.files(rt(), composing.said(session, rt(), old)))


def _letter(typed: Typed) -> Letter | None:
    """Read what was typed; None if something has to be mended first, which is noted by field."""
    days = {name: dates.day(typed[name]) for name in ("signed_on", "due_day")}
    if days["signed_on"] is None or days["signed_on"] > clock.today():
        typed.errors["signed_on"] = _("Nhập ngày ký, không sau hôm nay, ví dụ 05/12/2026")
    if typed["due_day"] and days["due_day"] is None:
        typed.errors["due_day"] = _("Nhập ngày, ví dụ 05/12/2026")
    parties = _recipients(typed)
    if typed.errors or days["signed_on"] is None:
        return None
    code = typed["type"] if typed["type"] in DOCUMENT_TYPES else "18"
    priority = typed["priority"]
    return Letter(
        notation=typed["notation"],
        type_code=code,
        type_name=DOCUMENT_TYPES[code],
        place=typed["place"],
        subject=typed["subject"],
        signer=Signer(typed["competence"], typed["position"], typed["signer"]),
        to=parties,
        signed_on=days["signed_on"],
        priority=int(priority) if priority in ("0", "1", "2", "3", "4") else 0,
        due_day=days["due_day"],
        amends=_amendment(typed),
        again=bool(typed["again"]),
    )


def _amendment(typed: Typed) -> Amendment | None:
    amended = _uuid(typed["amends"])
    if amended is None:
        return None
    return Amendment(DocumentKind(_how(typed)), amended)


def _how(typed: Typed) -> Deed:
    return Deed.UPDATE if typed["how"] == Deed.UPDATE else Deed.REPLACE


def _recipients(typed: Typed) -> tuple[tuple[str, str], ...]:
    """Read the recipients: a line each, its identifier first, then its name."""
    found = []
    for line in filter(None, (one.strip() for one in typed["to"].splitlines())):
        organ, _blank, name = line.replace("\t", " ").partition(" ")
        found.append((organ.upper(), name.strip() or organ.upper()))
    if len({organ for organ, _name in found}) != len(found):
        typed.errors["to"] = _("Mỗi nơi nhận một lần")
    return tuple(found)


def _refused(typed: Typed, error: Unacceptable) -> None:
    faults = error.facts.get("faults")
    for name in faults if isinstance(faults, dict) else ():
        known = "to" if name.startswith("To/") else _OF_PACKAGE.get(name, "subject")
        typed.errors.setdefault(known, _words_of()[known])
    if error.reason == "alike":
        typed.errors["again"] = _(
            "Hôm nay đã gửi %(code)s có cùng trích yếu và nơi nhận. "
            "Đánh dấu ô dưới nếu vẫn muốn gửi thêm một văn bản",
            code=error.facts["code"],
        )
    elif error.reason == "unchanged":
        typed.errors["subject"] = _("Chưa có gì khác với văn bản đã gửi: sửa nội dung, nơi nhận "
                                    "hoặc chọn tệp mới")  # fmt: skip
    elif error.reason == "not_now":
        typed.errors["subject"] = _("Văn bản đã gửi đang chờ nơi nhận trả lời một đề nghị khác")
    elif not typed.errors:
        reasons = {
            "no_file": _("Chọn ít nhất một tệp của văn bản"),
            "empty": _("Có tệp rỗng"),
            "too_big": _("Có tệp quá lớn"),
        }
        usual = _("Có tệp không nhận được. Dùng tệp PDF, JPG hoặc PNG")
        typed.errors["files"] = reasons.get(error.reason, usual)


def _words_of() -> dict[str, str]:
    return {
        "notation": _("Nhập ký hiệu, ví dụ UBND-VP"),
        "subject": _("Nhập trích yếu nội dung"),
        "place": _("Nhập địa danh, ví dụ Vinh"),
        "signer": _("Nhập họ tên người ký"),
        "to": _("Nhập nơi nhận: mỗi dòng một mã định danh, rồi tên, ví dụ H41.12 Sở Tài chính"),
    }


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise NotFound(text) from None


def _page(agency: str, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        at = desk(session, agency)
        amended = _uuid(typed["amends"])
        old = finding.one(session, at.agency.id, amended) if amended else None
        if old is not None and status == 200 and _how(typed) not in dealing.may(session, rt(), old):
            raise NotFound(str(amended))
    page = render_template(
        "desk/documents/write.html", at=at, typed=typed, old=old, types=DOCUMENT_TYPES
    )
    return make_response(page, status)
