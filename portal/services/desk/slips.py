"""Slips that are signed when papers go from one hand to the other (PDF)."""

from portal import clock
from portal.domain.errors import NotFound
from portal.models import Dossier
from portal.papers import sheets
from portal.papers.press import press
from portal.papers.sheets import Declared, ListedDocument
from portal.runtime import Runtime
from portal.services import attachments, receipts
from portal.services.content import Content


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
        Declared(
            label="Có kết quả lúc", lines=(f"{clock.local(dossier.finished_at):%H:%M %d/%m/%Y}",)
        ),
    )
    sheet = sheets.SlipSheet(
        agency=content.agency.name,
        code=dossier.code,
        procedure_code=content.form.code,
        procedure_name=content.form.name.vi,
        submitter=receipts.named(content.submitter),
        owner=receipts.named(content.owner) if content.owner != content.submitter else None,
        issued_at=dossier.finished_at,
        facts=tuple(fact for fact in facts if fact.lines),
        documents=tuple(ListedDocument(name=file.name, files=1) for file in results),
        signers=(Declared(label="Người trả kết quả"), Declared(label="Người nhận kết quả")),
        link=rt.links.dossier(dossier.code),
        rehearsal=dossier.rehearsal,
    )
    return press("return_slip", sheet)


def _moment(dossier: Dossier) -> tuple[str, ...]:
    due = dossier.due_current
    return (f"{clock.local(due):%H:%M %d/%m/%Y}",) if due else ()
