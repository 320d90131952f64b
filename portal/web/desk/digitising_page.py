"""Draws the page on which a dossier's papers are recorded as digitised: what is known, one form."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from forms.needs import result_code, results
from portal import clock
from portal.domain.digitising import Source
from portal.models import KeptPaper
from portal.services.attachments import RESULT, Held
from portal.services.desk import digitising
from portal.services.store.recording import Record
from portal.services.store.taken import Origin
from portal.web import formats
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.desk import overtaking
from portal.web.desk.cases import Case

DAYS = ("issued_on", "valid_from", "valid_until")


@dataclass(frozen=True)
class Line:
    """A file of the dossier: as what it was handed in, and what is recorded of it.

    ``left`` names the agency whose paper it names as replaced, and cannot replace.
    """

    file: Held
    document: str
    record: Record | None = None
    chosen: bool = False
    origin: Origin | None = None
    kept: KeptPaper | None = None
    left: str = ""


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


@dataclass(frozen=True)
class Known:
    """What is known of a dossier's files by their ids: recorded, where from, in which store.

    ``types`` are the codes of papers that count today, to choose from or not; ``left`` names the
    agencies whose papers are named as replaced, and still count.
    """

    records: Mapping[uuid.UUID, Record]
    origins: Mapping[uuid.UUID, Origin]
    kept: Mapping[uuid.UUID, KeptPaper]
    types: tuple[Option, ...] = ()
    left: Mapping[uuid.UUID, str] = field(default_factory=dict)


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
            known.left.get(file.id, ""),
        )
        for file in files
    )
    chosen = next((line for line in lines if line.chosen), None)
    typed = given.typed if given.typed is not None else _known(case, chosen)
    types = _first(_results(case), known.types) if chosen and _is_result(chosen) else known.types
    fields = tuple(_fields(typed, given.wrong, types)) if chosen else ()
    done = bool(request.args.get("xong")) if not given.wrong else False
    return DigitisingPage(
        case, lines, fields, given.wrong.get("", ""), done, given.wrong.get("words", "")
    )


def _is_result(line: Line) -> bool:
    return line.file.origin == RESULT


def _results(case: Case) -> tuple[Option, ...]:
    """List the types of result of the procedure on the day of the decision."""
    found = results(case.content.form, _decided(case))
    return tuple(Option(one.code, one.name.vi) for one in found if one.code)


def _decided(case: Case) -> date:
    return clock.day(case.dossier.finished_at or clock.now())


def _first(own: tuple[Option, ...], others: tuple[Option, ...]) -> tuple[Option, ...]:
    """Put the procedure's own types before all others, each once."""
    named = {one.value for one in own}
    return (*own, *(one for one in others if one.value not in named))


def _known(case: Case, line: Line | None) -> Mapping[str, str]:
    """Fill in what is known of a file: its record, or else what the dossier says."""
    if line is None:
        return {}
    if line.record is None:
        return _guessed(case, line.file)
    plain = line.record.facts.plain()
    days = {name: getattr(line.record.facts, name) for name in DAYS}
    return {**plain, **{name: formats.day(day) if day else "" for name, day in days.items()}}


def _guessed(case: Case, file: Held) -> Mapping[str, str]:
    form, owner = case.content.form, case.content.owner
    codes = {one.id: one.code or "" for one in form.documents}
    result = file.origin == RESULT
    usual = result_code(form, _decided(case))
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
    replaced = _("Giấy tờ cũ cùng loại, do chính cơ quan này cấp, sẽ không dùng lại được nữa")
    yield asked("replaces", "text", _("Thay cho giấy tờ số"), replaced)
    labels = _("Ngày cấp"), _("Có hiệu lực từ ngày"), _("Hết hiệu lực sau ngày")
    for name, label in zip(DAYS, labels, strict=True):
        yield asked(name, "date", label)
