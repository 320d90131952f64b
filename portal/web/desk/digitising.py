"""Recording how a dossier's papers were digitised (số hóa): what is known, and one form."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
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
from portal.models import KeptPaper
from portal.services.attachments import RESULT, Held
from portal.services.catalogues import lists
from portal.services.desk import digitising
from portal.services.desk.opening import Seen
from portal.services.store import papers, recording, taken
from portal.services.store.recording import Record
from portal.services.store.taken import Origin
from portal.web import formats
from portal.web.citizen.downloads import send
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses, overtaking
from portal.web.desk.cases import Case, opened
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_digitising", __name__)
PAGE = f"{addresses.CASE}/so-hoa"
_SHAPES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y")
_DAYS = ("issued_on", "valid_from", "valid_until")
_TEXTS = ("type_code", "owner_name", "owner_number", "number", "authority", "replaces")


@dataclass(frozen=True)
class Line:
    """A file of the dossier: as what it was handed in, and what is recorded of it."""

    file: Held
    document: str
    record: Record | None = None
    chosen: bool = False
    origin: Origin | None = None
    kept: KeptPaper | None = None


@dataclass(frozen=True)
class DigitisingPage:
    """The files of a dossier, and the form for one of them; without ``fields`` there is none."""

    case: Case
    lines: tuple[Line, ...]
    fields: tuple[Field, ...] = ()
    problem: str = ""
    done: bool = False
    why: str = ""

    @property
    def chosen(self) -> Line | None:
        """The file the form is for."""
        return next((line for line in self.lines if line.chosen), None)

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        where = overtaking.ANCHOR if self.case.overtaken else "files"
        own = (ErrorLine(where, self.problem),) if self.problem else ()
        return (*own, *(line for each in self.fields for line in each.errors()))


@dataclass(frozen=True)
class Given:
    """Of which file what was typed, and what is wrong with it by field ("": with all of it)."""

    file: str = ""
    typed: Mapping[str, str] | None = field(default=None, repr=False)
    wrong: Mapping[str, str] = field(default_factory=dict)


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
    number = typed.get("seen", "")
    known = number.isascii() and number.isdigit() and len(number) < 10
    return Seen(code, int(number) if known else -1)


def _file_id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NotFound(text) from error


def _read(typed: Mapping[str, str]) -> tuple[Facts | None, dict[str, str]]:
    """Read what was typed: the facts, and what could not be read by field."""
    wrong = {name: _("Nhập ngày, ví dụ 05/12/2026") for name in _DAYS if _unread(typed, name)}
    if typed.get("source") not in set(Source):
        return None, {"source": _("Chọn nguồn gốc của tệp"), **wrong}
    told: dict[str, Any] = {name: one_line(typed.get(name, "")) for name in _TEXTS}
    told["type_code"] = told["type_code"].upper()
    told["owner_number"] = without_separators(told["owner_number"])
    told |= {name: _day(typed.get(name, "")) for name in _DAYS}
    return Facts(Source(typed["source"]), **told), wrong


def _unread(typed: Mapping[str, str], name: str) -> bool:
    text = typed.get(name, "")
    return bool(text.strip()) and _day(text) is None


def _day(text: str) -> date | None:
    for shape in _SHAPES:
        with suppress(ValueError, OverflowError):
            return datetime.strptime(text.strip(), shape).date()
    return None


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


@dataclass(frozen=True)
class Known:
    """What is known of a dossier's files by their ids: recorded, where from, in which store.

    ``types`` are the codes of papers that count today, to choose from or not.
    """

    records: Mapping[uuid.UUID, Record]
    origins: Mapping[uuid.UUID, Origin]
    kept: Mapping[uuid.UUID, KeptPaper]
    types: tuple[Option, ...] = ()


def _known_of(session: Session, case: Case) -> Known:
    records = recording.of(session, case.content.safe, case.dossier.home_agency_id)
    kept = papers.of_dossier(session, case.dossier)
    counting = lists.rows(session, rt(), lists.PAPER_TYPES, clock.today())
    types = tuple(Option(row.code, row.name) for row in counting)
    origins = taken.origins(session, case.content.safe, case.dossier)
    return Known(records, origins, kept, types)


def digitising_page(case: Case, known: Known, given: Given) -> DigitisingPage:
    """Draw the files with what is recorded; the form is for the one asked for, or the next one."""
    files = [file for file in case.files(*digitising.ORIGINS) if file.event_seq is not None]
    wanted = given.file or next((str(f.id) for f in files if f.id not in known.records), "")
    names = {one.id: one.name.vi for one in case.content.form.documents}
    lines = tuple(
        Line(
            file,
            _("Kết quả") if file.origin == RESULT else names.get(file.document, ""),
            known.records.get(file.id),
            case.here and str(file.id) == wanted,
            known.origins.get(file.id),
            known.kept.get(file.id),
        )
        for file in files
    )
    chosen = next((line for line in lines if line.chosen), None)
    typed = given.typed if given.typed is not None else _known(case, chosen)
    fields = tuple(_fields(typed, given.wrong, known.types)) if chosen else ()
    done = bool(request.args.get("xong")) if not given.wrong else False
    return DigitisingPage(
        case, lines, fields, given.wrong.get("", ""), done, given.wrong.get("words", "")
    )


def _known(case: Case, line: Line | None) -> Mapping[str, str]:
    """Fill in what is known of a file: its record, or else what the dossier says."""
    if line is None:
        return {}
    if line.record is None:
        return _guessed(case, line.file)
    plain = line.record.facts.plain()
    days = {name: getattr(line.record.facts, name) for name in _DAYS}
    return {**plain, **{name: formats.day(day) if day else "" for name, day in days.items()}}


def _guessed(case: Case, file: Held) -> Mapping[str, str]:
    form, owner = case.content.form, case.content.owner
    codes = {one.id: one.code or "" for one in form.documents}
    results = [one.code or "" for one in form.results]
    result = file.origin == RESULT
    usual = results[0] if len(results) == 1 else ""
    return {
        # What is signed is electronic; of anything else an officer has to say.
        "source": str(Source.ELECTRONIC) if file.signature.signers else "",
        "type_code": usual if result else codes.get(file.document, ""),
        "owner_name": owner.full_name,
        "owner_number": owner.citizen_number,
        "authority": case.content.agency.name if result else "",
    }


def _fields(
    typed: Mapping[str, str], wrong: Mapping[str, str], types: tuple[Option, ...]
) -> Iterator[Field]:
    def asked(name: str, kind: str, label: str, hint: str = "", **more: Any) -> Field:
        more["value"], more["error"] = typed.get(name, ""), wrong.get(name, "")
        return Field(name, kind, label, hint, required=name == "source", **more)

    options = (
        Option(Source.SCAN, _("Bản quét từ giấy")),
        Option(Source.ELECTRONIC, _("Bản điện tử gốc")),
    )
    yield asked("source", "radio", _("Nguồn gốc của tệp"), options=options)
    code = _("Theo danh mục quốc gia, ví dụ 000.00.00.G15-KQ003967")
    yield asked("type_code", "text", _("Mã giấy tờ"), code, options=types)
    yield asked("owner_name", "text", _("Chủ giấy tờ"))
    number = _("Số định danh cá nhân của chủ giấy tờ")
    yield asked("owner_number", "text", number, _("12 chữ số"), inputmode="numeric")
    yield asked("number", "text", _("Số, ký hiệu giấy tờ"))
    yield asked("authority", "text", _("Cơ quan cấp"))
    replaced = _("Giấy tờ cũ cùng loại của chủ này sẽ không dùng lại được nữa")
    yield asked("replaces", "text", _("Thay cho giấy tờ số"), replaced)
    labels = _("Ngày cấp"), _("Có hiệu lực từ ngày"), _("Hết hiệu lực sau ngày")
    for name, label in zip(_DAYS, labels, strict=True):
        yield asked(name, "date", label)
