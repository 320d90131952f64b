"""The papers a citizen takes along: pressed when asked for, the same bytes each time."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import Person
from forms import display
from forms.characters import folded
from forms.logic import Scope
from forms.needs import documents, fee
from forms.spec import Form
from portal import clock, crypto
from portal.domain.errors import NotFound
from portal.domain.states import Channel
from portal.models import Dossier, Event
from portal.papers import declaring, sheets, wording
from portal.papers.press import press
from portal.runtime import Runtime
from portal.services import events, letterheads
from portal.services.attachments import CITIZEN, Held
from portal.services.confirming import releasing
from portal.services.content import SUBMISSION, Content
from portal.services.copies import presenting, stated
from portal.services.drafts import Open

# Which paper a form file means by the number of its receipt form.
_PAPERS = {"01": "receipt_01", "CT04": "ct04"}
# Where the result is handed over, unless something else was agreed.
_RETURN = {
    Channel.ONLINE: "Trực tuyến, trên Cổng dịch vụ công",
    Channel.DIRECT: "Trực tiếp, tại nơi tiếp nhận hồ sơ",
    Channel.POSTAL: "Qua dịch vụ bưu chính, hoặc tại nơi tiếp nhận hồ sơ",
}
_ELECTRONIC = "certified_electronic"
_UNITS = {
    "working_day": "ngày làm việc",
    "working_hour": "giờ làm việc",
    "day": "ngày",
    "month": "tháng",
}


def confirmation(rt: Runtime, content: Content) -> bytes:
    """Press the confirmation of a submission (PDF), with the fingerprint of what we signed."""
    dossier = content.dossier
    waits = releasing.waits(dossier)
    sheet = sheets.ConfirmationSheet(
        portal=rt.settings.base_url,
        code=dossier.code,
        procedure_code=content.form.code,
        procedure_name=content.form.name.vi,
        agency=content.agency.name,
        submitter=content.submitter.full_name,
        submitted_at=dossier.submitted_at,
        issued_at=dossier.released_at or dossier.submitted_at,
        answer_by=None if waits else dossier.answer_due,
        content_hash=dossier.content_commitment,
        acknowledgement=crypto.sha256(dossier.acknowledgement),
        files=_listed(content.form, [f for f in content.files if _submitted(content, f)]),
        consents=tuple(_consents(content)),
        waits=waits,
        awaited=_awaited(content),
        phone=masked(content.submitter.phone),
        link=rt.links.dossier(dossier.code),
        lang=wording.spoken(dossier.language),
        rehearsal=dossier.rehearsal,
    )
    return press("confirmation", sheet)


def declaration(rt: Runtime, content: Content) -> bytes:
    """Press the declaration (tờ khai): all answers as put right since, in Vietnamese (PDF)."""
    dossier, form = content.dossier, content.form
    answers = display.declared(form, content.answers, dossier.case_code, "vi")
    sheet = sheets.DeclarationSheet(
        portal=rt.settings.base_url,
        title=_declaration(form),
        code=dossier.code,
        procedure_code=form.code,
        procedure_name=form.name.vi,
        case=_case(form, dossier.case_code),
        agency=content.agency.name,
        submitter=content.submitter.full_name,
        submitted_at=dossier.submitted_at,
        issued_at=dossier.submitted_at,
        sections=declaring.sections(form, answers),
        files=_listed(form, [f for f in content.files if _submitted(content, f)]),
        channel=dossier.channel,
        content_hash=content.commitment,
        link=rt.links.dossier(dossier.code),
        rehearsal=dossier.rehearsal,
    )
    return press("declaration", sheet)


def draft_declaration(rt: Runtime, opened: Open) -> bytes:
    """Press the declaration of a draft, marked as one; what is not answered stands there so."""
    form, draft = opened.form, opened.draft
    checked = opened.check("vi")
    answers = display.sections(form, checked, opened.context("vi"))
    sheet = sheets.DeclarationSheet(
        portal=rt.settings.base_url,
        title=_declaration(form),
        procedure_code=form.code,
        procedure_name=form.name.vi,
        case=_case(form, draft.case_code),
        agency=opened.agency.name,
        submitter=str(display.person(form, checked.clean, "submitter").get("full_name") or ""),
        issued_at=clock.now(),
        sections=declaring.sections(form, answers),
        files=_listed(form, opened.files),
        channel=draft.channel,
    )
    return press("declaration", sheet)


def _awaited(content: Content) -> tuple[sheets.AwaitedPaper, ...]:
    sent = [file for file in content.files if _submitted(content, file)]
    wanted = ((one.name.vi, presenting.on_paper(one, sent)) for one in content.form.documents)
    return tuple(
        sheets.AwaitedPaper(document=name, presented_as=form) for name, form in wanted if form
    )


def receipt(session: Session, rt: Runtime, content: Content) -> bytes:
    """Press the Giấy tiếp nhận hồ sơ và hẹn trả kết quả (PDF) once the agency has accepted.

    :raises NotFound: before that.
    """
    paper = content.form.papers["receipt"]
    return press(_PAPERS[paper.form], _receipt(session, rt, content))


def _receipt(session: Session, rt: Runtime, content: Content) -> sheets.ReceiptSheet:
    dossier, head = content.dossier, letterheads.of(content.agency)
    if dossier.received_at is None or dossier.due_original is None:
        raise NotFound(f"receipt of {dossier.code}")
    accepted = _accepted(session, dossier)
    told = events.private(content.safe, accepted)
    return sheets.ReceiptSheet(
        agency=content.agency.name,
        parent_agency=head.above,
        place=head.place,
        code=dossier.code,
        procedure_code=content.form.code,
        procedure_name=content.form.name.vi,
        submitter=named(content.submitter),
        owner=named(content.owner) if content.owner != content.submitter else None,
        received_at=dossier.received_at,
        due_at=dossier.due_original,
        issued_at=accepted.recorded_at,
        unit=told.get("unit") or head.unit,
        officer=told.get("officer") or "",
        documents=_documents(session, content),
        statutory_time=_term(dossier),
        return_by=_RETURN[dossier.channel],
        fees=_fees(content),
        contact=head.contact,
        return_at=head.return_at,
        channel=dossier.channel,
        link=rt.links.dossier(dossier.code),
        rehearsal=dossier.rehearsal,
    )


def acknowledgement(dossier: Dossier) -> bytes:
    """Give the portal's signed word that it has the dossier (JSON), to be checked without us."""
    return json.dumps(json.loads(dossier.acknowledgement), ensure_ascii=False, indent=2).encode()


def _declaration(form: Form) -> str:
    """Name the declaration as the procedure's own list of documents does."""
    named = next((each.name.vi for each in form.documents if each.from_answers), "")
    fits = folded(named).startswith(("to khai", "don ", "giay de nghi", "phieu", "van ban"))
    return named if fits else f"Tờ khai {form.name.vi}"


def _case(form: Form, code: str) -> str:
    return next((case.name.vi for case in form.cases if case.id == code), code)


def _listed(form: Form, files: Iterable[Held]) -> tuple[sheets.SubmittedFile, ...]:
    names = {document.id: document.name.vi for document in form.documents}
    return tuple(
        sheets.SubmittedFile(
            document=names.get(file.document, file.document),
            name=file.name,
            presented_as=_ELECTRONIC if file.signature.certifies else file.presented_as,
        )
        for file in files
    )


def masked(phone: str) -> str:
    """Show enough of a phone number to recognise it: 09•• ••• 678."""
    digits = phone.replace("+84", "0", 1)
    return f"{digits[:2]}•• ••• {digits[-3:]}" if len(digits) > 6 else ""


def _accepted(session: Session, dossier: Dossier) -> Event:
    return session.execute(
        sa.select(Event)
        .where(
            Event.home_agency_id == dossier.home_agency_id,
            Event.dossier_id == dossier.id,
            Event.kind == "accepted",
        )
        .order_by(Event.seq)
        .limit(1)
    ).scalar_one()


def named(person: Person) -> sheets.Person:
    """Name somebody as papers do."""
    return sheets.Person(
        full_name=person.full_name,
        citizen_number=person.citizen_number,
        phone=person.phone,
        email=person.email,
    )


def _scope(content: Content) -> Scope:
    day = clock.day(content.dossier.submitted_at)
    return Scope(case=content.dossier.case_code, today=day, values=content.answers)


def _documents(session: Session, content: Content) -> tuple[sheets.ListedDocument, ...]:
    """List what was handed in: the declaration itself, documents with files or on paper."""
    files = Counter(file.document for file in content.files if _submitted(content, file))
    paper = stated.of(session, (content.dossier.home_agency_id, content.dossier.id))
    listed = [need.document for need in documents(content.form, _scope(content))]
    told = (
        sheets.ListedDocument(
            name=one.name.vi,
            files=1 if one.from_answers else files[one.id],
            **paper.get(one.id, {}),
        )
        for one in listed
    )
    return tuple(
        one for one in told if one.files or one.originals or one.certified or one.photocopies
    )


def _submitted(content: Content, file: Held) -> bool:
    """Papers tell what came with the dossier: what was added later changes none that was given.

    Signed paper in place of somebody's sign-in came while the portal still had it.
    """
    papers = {each.seq for each in content.confirmed if each.by.outcome == "on_paper"}
    return file.origin == CITIZEN and file.event_seq in {SUBMISSION, *papers}


def _consents(content: Content) -> Iterator[sheets.Consent]:
    """What others confirmed, in the language of the paper."""
    lang = wording.spoken(content.dossier.language)
    known = {each.id: each for each in content.form.confirmations}
    for each in content.confirmed:
        yield sheets.Consent(
            role=known[each.by.id].name.in_(lang),
            statement=known[each.by.id].statement.in_(lang),
            how=each.by.outcome,
            at=each.by.at,
            full_name=each.by.full_name,
            citizen_number=each.by.citizen_number,
        )


def _fees(content: Content) -> tuple[sheets.Fee, ...]:
    lines = fee(content.form, _scope(content), content.dossier.channel.value).lines
    return tuple(
        sheets.Fee(name=line.fee.name.vi, amount=line.amount) for line in lines if line.amount
    )


def _term(dossier: Dossier) -> str:
    quantity = dossier.term["quantity"].replace(".", ",")
    return f"{quantity} {_UNITS[dossier.term['unit']]}"
