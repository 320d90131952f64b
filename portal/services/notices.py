"""What an agency has told about a dossier, as the papers citizens are used to: forms 02 to 05."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from portal import clock
from portal.domain.errors import NotFound
from portal.models import Dossier, Event
from portal.papers import sheets
from portal.papers.press import press
from portal.runtime import Runtime
from portal.services import events, letterheads, receipts
from portal.services.content import Content


@dataclass(frozen=True)
class Paper:
    """A paper: what it is called in addresses, its template, and the news it tells."""

    name: str
    template: str
    kind: NewsKind


PAPERS = (
    Paper("yeu-cau-bo-sung", "supplement_02", NewsKind.SUPPLEMENT_REQUESTED),
    Paper("tu-choi-tiep-nhan", "refusal_03", NewsKind.REFUSED),
    Paper("xin-loi-hen-lai", "apology_04", NewsKind.EXTENDED),
    Paper("dung-giai-quyet", "stop_05", NewsKind.STOPPED),
)


def there(session: Session, dossier: Dossier) -> tuple[str, ...]:
    """Name the papers there are of a dossier, in the order of their forms."""
    query = sa.select(Event.kind).where(*_of(dossier)).distinct()
    kinds = set(session.execute(query).scalars())
    return tuple(paper.name for paper in PAPERS if str(paper.kind) in kinds)


def notice(session: Session, rt: Runtime, content: Content, name: str) -> bytes:
    """Press the last paper of a name (PDF).

    :raises NotFound: if the agency has told nothing of the kind.
    """
    paper = next((one for one in PAPERS if one.name == name), None)
    if paper is None:
        raise NotFound(name)
    dossier = content.dossier
    last = sa.select(Event).where(*_of(dossier), Event.kind == str(paper.kind))
    told = session.execute(last.order_by(Event.seq.desc()).limit(1)).scalar_one_or_none()
    if told is None:
        raise NotFound(f"{name} of {dossier.code}")
    return press(paper.template, _sheet(rt, content, paper, told))


def _sheet(rt: Runtime, content: Content, paper: Paper, told: Event) -> sheets.NoticeSheet:
    dossier, said = content.dossier, events.private(content.safe, told)
    day = told.facts.get("due_at")
    named: datetime | None = clock.utc(datetime.fromisoformat(day)) if day else None
    extended = paper.kind == NewsKind.EXTENDED
    other_owner, head = content.owner != content.submitter, letterheads.of(content.agency)
    return sheets.NoticeSheet(
        agency=content.agency.name,
        parent_agency=head.above,
        place=head.place,
        unit=said.get("unit") or head.unit,
        code=dossier.code,
        procedure_code=content.form.code,
        procedure_name=content.form.name.vi,
        submitter=receipts.named(content.submitter),
        owner=receipts.named(content.owner) if other_owner else None,
        issued_at=told.occurred_at,
        reasons=tuple(said.get("reasons") or ()),
        words=said.get("note") or "",
        received_at=dossier.received_at,
        due_at=dossier.due_original,
        new_due_at=named if extended else None,
        answer_by=None if extended else named,
        officer=said.get("officer") or "",
        contact=head.contact,
        link=rt.links.dossier(dossier.code),
        rehearsal=dossier.rehearsal,
    )


def _of(dossier: Dossier) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Event.home_agency_id == dossier.home_agency_id,
        Event.dossier_id == dossier.id,
        Event.kind.in_([str(paper.kind) for paper in PAPERS]),
    )
