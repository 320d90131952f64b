"""Recording how a dossier's papers were digitised (số hóa): what is known, and one form."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.characters import one_line
from forms.identifiers import without_separators
from portal import clock
from portal.domain.digitising import Facts, Source
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services import code_lists
from portal.services.desk import digitising
from portal.services.desk.opening import Seen
from portal.services.store import keeping, papers, recording, taken
from portal.web import dates
from portal.web.citizen.downloads import send
from portal.web.citizen.present import Option
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses, overtaking
from portal.web.desk.cases import Case, opened
from portal.web.desk.digitising_page import DAYS, Given, Known, digitising_page
from portal.web.desk.guard import desk, guarded
from portal.web.incoming import whole

blueprint = guarded("desk_digitising", __name__)
PAGE = f"{addresses.CASE}/so-hoa"
_TEXTS = ("type_code", "owner_name", "owner_number", "number", "authority", "replaces")


@blueprint.get(PAGE)
def show(agency: str, code: str) -> Response:
    """Show what is recorded of each file, and the form for one."""
    return _page(agency, code, Given(request.args.get("tep", "")))


@blueprint.post(PAGE)
def record(agency: str, code: str) -> Response:
    """Record one file, or show what has to be mended; what was typed stays."""
    typed = request.form.to_dict()
    file = typed.get("file", "")
    facts, wrong = _read(typed)
    if facts is None or wrong:
        return _page(agency, code, Given(file, typed, wrong), 422)
    try:
        with writing() as session:
            what = (_file_id(file), facts)
            digitising.record(session, rt(), desk(session, agency), _seen(code, typed), what)
    except Conflict:
        return _page(agency, code, Given(file, typed, {"": overtaking.said()}), 409)
    except Unacceptable as error:
        return _page(agency, code, Given(file, typed, _refusal(error)), 422)
    return redirect(f"{addresses.case(agency, code)}/so-hoa?xong=1", 303)


@blueprint.post(f"{PAGE}/thu-hoi")
def revoke(agency: str, code: str) -> Response:
    """Revoke a paper this dossier gave its owner's store, or say why that cannot be."""
    typed = request.form.to_dict()
    file, why = typed.get("file", ""), typed.get("words", "")
    try:
        with writing() as session:
            what = (_file_id(file), why)
            digitising.revoke(session, rt(), desk(session, agency), _seen(code, typed), what)
    except Conflict:
        return _page(agency, code, Given(file, None, {"": overtaking.said(), "words": why}), 409)
    except Unacceptable as error:
        said = _("Lúc này không làm được việc này với hồ sơ")
        if error.reason == "words":
            said = _("Viết rõ lý do thu hồi để chủ giấy tờ hiểu")
        return _page(agency, code, Given(file, None, {"": said, "words": why}), 422)
    return redirect(f"{addresses.case(agency, code)}/so-hoa?xong=1", 303)


@blueprint.post(f"{PAGE}/<uuid:file_id>/kho")
def look(agency: str, code: str, file_id: uuid.UUID) -> Response:
    """Give an officer the paper in the store; that they looked is written down."""
    with writing() as session:
        paper = digitising.look(session, rt(), desk(session, agency), code, file_id)
    return send(paper.safe, paper.file)


def _seen(code: str, typed: Mapping[str, str]) -> Seen:
    return Seen(code, whole(typed.get("seen", "")))


def _file_id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NotFound(text) from error


def _read(typed: Mapping[str, str]) -> tuple[Facts | None, dict[str, str]]:
    """Read what was typed: the facts, and what could not be read by field."""
    wrong = {name: _("Nhập ngày, ví dụ 05/12/2026") for name in DAYS if _unread(typed, name)}
    if typed.get("source") not in set(Source):
        return None, {"source": _("Chọn nguồn gốc của tệp"), **wrong}
    told: dict[str, Any] = {name: one_line(typed.get(name, "")) for name in _TEXTS}
    told["type_code"] = told["type_code"].upper()
    told["owner_number"] = without_separators(told["owner_number"])
    told |= {name: dates.day(typed.get(name, "")) for name in DAYS}
    return Facts(Source(typed["source"]), **told), wrong


def _unread(typed: Mapping[str, str], name: str) -> bool:
    text = typed.get(name, "")
    return bool(text.strip()) and dates.day(text) is None


def _refusal(error: Unacceptable) -> dict[str, str]:
    if error.reason != "facts":
        return {"": _("Hồ sơ đang ở cơ quan khác. Ở đây chỉ theo dõi.")}
    words = {
        "type_code": _("Mã giấy tờ chỉ gồm chữ hoa không dấu, chữ số, dấu chấm và gạch nối"),
        "owner_number": _("Số định danh cá nhân gồm đúng 12 chữ số"),
        "long": _("Nội dung này quá dài"),
        "future": _("Ngày cấp không thể sau hôm nay"),
        "kept": _("Giấy tờ đã vào kho: cần đúng số của chủ, và chủ ấy chưa có chính giấy tờ này"),
        "order": _("Ngày hết hiệu lực không thể trước ngày cấp hoặc ngày có hiệu lực"),
    }
    faults: dict[str, str] = error.facts["faults"]  # type: ignore[assignment]
    return {name: words[fault] for name, fault in faults.items()}


def _page(agency: str, code: str, given: Given, status: int = 200) -> Response:
    with reading() as session:
        case = opened(session, agency, code)
        case = overtaking.told(case) if status == 409 else case
        page = digitising_page(case, _known_of(session, case), given)
    if given.file and page.chosen is None:
        raise NotFound(given.file)
    return make_response(render_template("desk/digitising.html", page=page, it=case), status)


def _known_of(session: Session, case: Case) -> Known:
    records = recording.of(session, case.content.safe, case.dossier.home_agency_id)
    kept = papers.of_dossier(session, case.dossier)
    counting = code_lists.rows(session, rt(), code_lists.PAPER_TYPES, clock.today())
    types = tuple(Option(row.code, row.name) for row in counting)
    left = {
        file: keeping.left_in_force(session, rt(), case.dossier, one.facts)
        for file, one in records.items()
        if one.facts.replaces
    }
    origins = taken.origins(session, case.content.safe, case.dossier)
    return Known(records, origins, kept, types, left)
