"""What officers do with a dossier: a page for each deed, and doing it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from flask import current_app, make_response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from connectors.messages import NewsKind
from portal import clock
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services import attachments, tracking
from portal.services.attachments import RESULT, Stored, Upload
from portal.services.correspondence import thread
from portal.services.desk import dealing
from portal.services.desk.rules import Deed
from portal.services.desk.wanting import choices as possible_wishes
from portal.services.seals import keeping
from portal.services.vault import Place
from portal.web import dates
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses, overtaking, sealing, wanting
from portal.web.desk.cases import Case, opened
from portal.web.desk.guard import desk, guarded
from portal.web.desk.officers import choosing
from portal.web.incoming import whole

blueprint = guarded("desk_deeds", __name__)
# The end of the afternoon: a day on a paper is owed until then.
_CLOSING = time(17)
# What a form has besides its files.
_ENVELOPE = 1024 * 1024
_WITH_FILES = (NewsKind.DECIDED, NewsKind.MESSAGE)
# Refusals that are about the dossier, and no file of it.
_NOT_NOW = ("not_now", "elsewhere", "arriving", "parcel")


@dataclass(frozen=True)
class Typed:
    """What an officer typed, as typed, and what is wrong with it by field.

    ``wanted`` are the answers and papers that were ticked, each with the words beside it.
    """

    words: str = ""
    day: str = ""
    to: str = ""
    officer: str = ""
    unit: str = ""
    why_again: str = ""
    wanted: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Typed":
        """Read what this request sends."""
        given = request.form
        names = ("words", "day", "to", "officer", "unit", "why_again")
        told: dict[str, Any] = {name: given.get(name, "") for name in names}
        return cls(**told, wanted=wanting.ticked())

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """List what is to be mended, for the summary above the page."""
        return tuple(ErrorLine(name, said) for name, said in self.errors.items())

    @property
    def due_at(self) -> datetime | None:
        """The day as a moment; None if none was typed, or it is no day."""
        day = dates.day(self.day)
        return None if day is None else clock.moment(day, _CLOSING)


@blueprint.record_once
def _checked_by_itself(state: BlueprintSetupState) -> None:
    """The check against forgery reads the form, which may be big only where files are expected."""
    state.app.extensions["csrf"].exempt(f"{__name__}.{do.__name__}")


@blueprint.get(f"{addresses.CASE}/viec/<kind>")
def ask(agency: str, code: str, kind: str) -> Response:
    """Ask for what a deed needs; a result is handed over on a page of its own."""
    if kind == NewsKind.RETURNED:
        return redirect(f"{addresses.case(agency, code)}/tra-ket-qua", 303)
    return _page((agency, code, _kind(kind)), Typed())


@blueprint.post(f"{addresses.CASE}/viec/<kind>")
def do(agency: str, code: str, kind: str) -> Response:
    """Do it, or show what has to be mended; what was typed stays."""
    which = (agency, code, _kind(kind))
    request.max_content_length = rt().settings.dossier_limit + _ENVELOPE
    try:
        current_app.extensions["csrf"].protect()
    except RequestEntityTooLarge:
        said = _("Các tệp lớn quá giới hạn. Gửi ít tệp hơn, hoặc tệp nhỏ hơn")
        name = "files" if which[2] in _WITH_FILES else _first(which[2])
        return _page(which, Typed(errors={name: said}), 413)
    typed = Typed.read()
    if typed.day.strip() and typed.due_at is None:
        typed.errors["day"] = _("Nhập ngày, ví dụ 05/12/2026")
    wanted, wrong = wanting.chosen(agency, code, typed.wanted)
    typed.errors.update(wrong)
    if typed.errors:
        return _page(which, typed, 422)
    deed = replace(_deed(which, typed), wanted=wanted)
    try:
        with _files(which) as files, writing() as session:
            dealing.do(session, rt(), desk(session, agency), code, (deed, files))
    except Conflict:
        typed.errors[overtaking.ANCHOR] = overtaking.said()
        return _page(which, typed, 409)
    except Unacceptable as error:
        name, said = _refusal(error.reason, which[2])
        typed.errors[name] = said
        return _page(which, typed, 422)
    return redirect(addresses.case(agency, code, kind), 303)


def _kind(word: str) -> NewsKind:
    if word not in set(NewsKind):
        raise NotFound(word)
    return NewsKind(word)


def _deed(which: tuple[str, str, NewsKind], typed: Typed) -> Deed:
    seen, whom = request.form.get("seen", ""), choosing.chosen(request.form)
    return Deed(
        kind=which[2],
        seen=whole(seen),
        words=typed.words.strip(),
        due_at=typed.due_at,
        officer=typed.officer,
        unit=typed.unit,
        officer_id=whom.officer_id,
        group_id=whom.group_id,
        why_again=typed.why_again,
        answers=request.form.get("answers") or None,
    )


@contextmanager
def _files(which: tuple[str, str, NewsKind]) -> Iterator[list[Stored]]:
    """Take in the files that were sent along; they are let go of if the deed comes to nothing."""
    agency, code, kind = which
    sent = [each for each in request.files.getlist("files") if each.filename]
    stored: list[Stored] = []
    try:
        if sent and kind in _WITH_FILES:
            with reading() as session:
                found = opened(session, agency, code)
            dossier, safe = found.dossier, found.content.safe
            place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
            origin = RESULT if kind == NewsKind.DECIDED else attachments.MESSAGE
            office = found.at.agency
            seal = sealing.wanted(office) if kind == NewsKind.DECIDED else None
            for each in sent:
                pieces = sealing.chunks(each.stream, seal, office)
                upload = Upload("", each.filename or "", pieces, origin)
                stored.append(attachments.receive(rt(), safe, place, upload))
        yield stored
    except Exception:
        for file in stored:
            rt().blobs.delete(file.blob)
        raise


def _refusal(reason: str, kind: NewsKind) -> tuple[str, str]:
    """Say what the rules do not let pass: the field, and the sentence."""
    said = {
        "words": (
            "words",
            _("Viết rõ để người dân hiểu và biết phải làm gì, không chỉ ghi mã lỗi"),
        ),
        "officer": ("to", _("Chọn bộ phận hoặc cán bộ, hoặc nhập tên người khác")),
        "day": ("day", _("Nhập ngày hẹn mới, sau ngày đã hẹn")),
        "too_late": ("day", _("Phải xin lỗi và hẹn lại chậm nhất một ngày trước ngày đã hẹn")),
        "empty": ("files", _("Có tệp rỗng")),
        "too_big": ("files", _("Có tệp quá lớn")),
        "too_big_to_sign": ("files", _("Chỉ ký số được tệp đến 25 MB")),
        "not_pdf": ("files", _("Chỉ ký số được tệp PDF còn nguyên, không đặt mật khẩu")),
        "no_seal": ("files", _("Con dấu số vừa hết hạn hoặc vừa được gỡ. Gửi lại mà không ký số")),
    }
    if reason == "again":
        if kind == NewsKind.EXTENDED:
            return "day", _("Hồ sơ này đã hẹn lại một lần, không hẹn lại lần nữa được")
        return "why_again", _("Đã yêu cầu bổ sung một lần. Ghi lý do vì sao phải yêu cầu lần nữa")
    if reason not in said and kind in _WITH_FILES and reason not in _NOT_NOW:
        return "files", _("Có tệp không nhận được. Dùng tệp PDF, JPG hoặc PNG")
    return said.get(reason, (_first(kind), _("Lúc này không làm được việc này với hồ sơ")))


def _first(kind: NewsKind) -> str:
    """Name a field the page of a deed has, for what is wrong with no field in particular."""
    return "to" if kind == NewsKind.ASSIGNED else "words"


def _page(which: tuple[str, str, NewsKind], typed: Typed, status: int = 200) -> Response:
    agency, code, kind = which
    with reading() as session:
        case = opened(session, agency, code)
        if str(kind) not in case.possible and status == 200:
            raise NotFound(f"{kind} of {code}")
        due = tracking.due_if_received(session, case.dossier, clock.now())
        seal = keeping.usable(session, case.at.agency.id) if kind == NewsKind.DECIDED else None
        asks = kind == NewsKind.SUPPLEMENT_REQUESTED
        choices = possible_wishes(case.content) if asks else ()
        assignees = choosing.choices(session, case.at.agency.id)
    if status == 409:
        case = overtaking.told(case)
    page = render_template(
        "desk/deed.html",
        it=case,
        at=case.at,
        kind=str(kind),
        typed=typed,
        due=due,
        assignees=assignees,
        answers=_answers(case),
        with_files=kind in _WITH_FILES,
        seal=seal,
        choices=choices,
    )
    return make_response(page, status)


def _answers(case: Case) -> str:
    """Name the citizen's last message, which the next one of the desk answers."""
    sent = [each.seq for each in case.happened if each.kind == thread.SENT]
    return thread.key(case.dossier.id, sent[-1]) if sent else ""
