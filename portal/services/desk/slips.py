"""Slips that are signed when papers go from one hand to the other (PDF)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import NotFound
from portal.models import Agency, CashEntry, DeskTransfer, Dossier
from portal.papers import sheets, wording
from portal.papers.press import press
from portal.papers.sheets import Declared, ListedDocument
from portal.runtime import Runtime
from portal.services import agencies, attachments
from portal.services import content as contents
from portal.services import events, letterheads, receipts
from portal.services.content import Content
from portal.services.desk import transferring
from portal.services.paying import notices as paying


def return_slip(rt: Runtime, content: Content) -> bytes:
    """Press the slip that whoever comes for a result signs (phiếu trả kết quả).

    :raises NotFound: if there is no result yet.
    """
    dossier = content.dossier
    if dossier.finished_at is None:
        raise NotFound(f"return slip of {dossier.code}")
    results = [file for file in content.files if file.origin == attachments.RESULT]
    facts = (
        Declared(label="Hẹn trả kết quả lúc", lines=_moment(dossier)),
        Declared(label="Có kết quả lúc", lines=(_clock(dossier.finished_at),)),
    )
    sheet = sheets.SlipSheet(
        **_headed(rt, content, content.agency),
        issued_at=dossier.finished_at,
        facts=tuple(fact for fact in facts if fact.lines),
        documents=tuple(ListedDocument(name=file.name, files=1) for file in results),
        signers=(Declared(label="Người trả kết quả"), Declared(label="Người nhận kết quả")),
    )
    return press("return_slip", sheet)


def transfer_slip(session: Session, rt: Runtime, content: Content, number: str) -> bytes:
    """Press the slip of one hand-over between offices (phiếu bàn giao), by its number.

    :raises NotFound: if this dossier has none of that number.
    """
    dossier = content.dossier
    moves = (one for one in transferring.all_of(session, dossier) if one.slip == number)
    move = next(moves, None)
    if move is None:
        raise NotFound(number)
    origin, target = (
        agencies.by_id(session, each) for each in (move.from_agency_id, move.to_agency_id)
    )
    told = events.private(content.safe, contents.event(session, dossier, move.event_seq))
    sheet = sheets.SlipSheet(
        **_headed(rt, content, origin),
        number=move.slip,
        issued_at=move.sent_at,
        facts=tuple(_facts(move, target, told.get("note") or "")),
        documents=_documents(content, move.event_seq),
        signers=(
            Declared(label="Bên giao", lines=(move.sent_by,)),
            Declared(label="Bên nhận", lines=(move.taken_by,) if move.taken_by else ()),
        ),
    )
    return press("transfer_slip", sheet)


def cash_slip(
    session: Session, rt: Runtime, content: Content, entry: tuple[Agency, CashEntry]
) -> bytes:
    """Press the slip of cash that was taken, or taken back: who pays and who takes sign it."""
    agency, cash = entry
    back = cash.amount < 0
    own = Declared(label="Người chi tiền" if back else "Người thu tiền", lines=(cash.officer,))
    other = Declared(label="Người nhận lại tiền" if back else "Người nộp tiền")
    sheet = sheets.SlipSheet(
        **_headed(rt, content, agency),
        number=cash.label,
        issued_at=cash.at,
        facts=tuple(_cash_facts(session, content.dossier, cash)),
        signers=(own, other) if back else (other, own),
    )
    return press("cash_slip", sheet)


def _cash_facts(session: Session, dossier: Dossier, cash: CashEntry) -> Iterator[Declared]:
    yield Declared(label="Số tiền", lines=(wording.money(abs(cash.amount)),))
    lines = paying.owed(session, dossier, cash.fee).lines
    named = (f"{one.name}: {wording.money(paying.due(one))}" for one in lines if paying.due(one))
    yield Declared(label="Khoản thu", lines=tuple(named))
    yield Declared(label="Ghi sổ lúc", lines=(_clock(cash.at),))
    if cash.corrected_label:
        yield Declared(label="Đối ứng phiếu", lines=(cash.corrected_label,))
        yield Declared(label="Lý do", lines=(cash.reason,))


def _headed(rt: Runtime, content: Content, agency: Agency) -> dict[str, Any]:
    """Say whose paper it is, and of which dossier."""
    head, dossier = letterheads.of(agency), content.dossier
    return {
        "agency": agency.name,
        "parent_agency": head.above,
        "unit": head.unit,
        "place": head.place,
        "code": dossier.code,
        "procedure_code": content.form.code,
        "procedure_name": content.form.name.vi,
        "submitter": receipts.named(content.submitter),
        "owner": receipts.named(content.owner) if content.owner != content.submitter else None,
        "link": rt.links.dossier(dossier.code),
        "rehearsal": dossier.rehearsal,
    }


def _facts(move: DeskTransfer, target: Agency, words: str) -> Iterator[Declared]:
    yield Declared(label="Bên nhận", lines=(f"{target.name} ({target.code})",))
    yield Declared(label="Giao lúc", lines=(_clock(move.sent_at),))
    if move.taken_at is not None:
        yield Declared(label="Nhận lúc", lines=(_clock(move.taken_at),))
    if words:
        yield Declared(label="Nội dung", lines=tuple(words.splitlines()))


def _documents(content: Content, as_of: int) -> tuple[ListedDocument, ...]:
    """List the declaration and what had been handed in by then, results too."""
    names = {one.id: one.name.vi for one in content.form.documents}
    counts: dict[str, int] = {}
    for file in content.files:
        if file.event_seq is not None and file.event_seq <= as_of:
            name = names.get(file.document, file.name)
            counts[name] = counts.get(name, 0) + 1
    own = ListedDocument(name="Tờ khai điện tử", files=1)
    return (own, *(ListedDocument(name=name, files=count) for name, count in counts.items()))


def _clock(moment: datetime) -> str:
    return f"{clock.local(moment):%H:%M %d/%m/%Y}"


def _moment(dossier: Dossier) -> tuple[str, ...]:
    due = dossier.due_current
    return (_clock(due),) if due else ()
