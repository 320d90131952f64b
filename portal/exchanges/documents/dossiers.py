"""Lays a dossier into the register of outgoing documents, and brings what answers it back."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from connectors.messages import Dossier, Heard, News, NewsKind, ResultFile
from portal import axis_road, clock
from portal.axis_road import Road
from portal.desk import fingerprint
from portal.domain.documents import Direction
from portal.exchanges.documents import laying
from portal.exchanges.documents.laying import Way
from portal.exchanges.outcome import Effect
from portal.models import Agency, Document
from portal.models import Dossier as Row
from portal.models import Event
from portal.runtime import Runtime
from portal.services import agencies, attachments, events, inbox, receipts, vault
from portal.services.attachments import Held, Incoming, Stored
from portal.services.documents import cases, composing, finding, meanings, packing, writing
from portal.services.documents.cases import WITHDRAWAL, Carried
from portal.services.documents.composing import Said
from portal.services.documents.writing import Letter
from portal.services.hearing import Told, Verdict
from portal.services.operations.deeds import Actor
from portal.services.promises import Leased
from portal.services.seals import keeping
from portal.services.vault import Place


def lay(rt: Runtime, way: Way, message: Dossier) -> Effect:
    """Make the document that carries a dossier: its declaration first, then its files.

    It is written to ``way.found.agency``. The dossier is delivered once the axis has taken the
    document, whose sending is a promise of its own. Laid twice, it is one document. Handed on to
    the same agency once more, it is another one, which refers to the one before.

    :raises Misconfigured: if the agency it goes through is not on an axis.
    :raises NotYet: until the document before it lies at the axis.
    """
    found, leased = way.found, way.leased
    with rt.db.read() as session:
        through = laying.through(session, way.road)
        seal = keeping.usable(session, through.id)
        thread = cases.thread(session, rt, found.dossier, found.agency)
    if cases.laid(thread, leased):
        return lambda session: None
    before = laying.carrier(thread)
    with rt.db.write() as session:
        desk = writing.begin(session, rt, through)
    pressed = receipts.declaration(rt, found)
    cover = laying.cover(rt, pressed, (through, seal), f"to-khai-{message.code}.pdf")
    incoming = [cover, *laying.files(rt, found, message.files)]
    stored = [attachments.store(rt, desk.safe, desk.place, one) for one in incoming]
    letter = _letter(way, before)
    held = Carried(message.code, fingerprint(message), "", *_about(way))

    def effect(session: Session) -> None:
        dossier = events.lock(session, found.dossier.home_agency_id, found.dossier.id)
        if not cases.laid(cases.thread(session, rt, dossier, found.agency), leased):
            actor = Actor(rt.settings.operator)
            document = writing.send(session, rt, desk, (letter, stored), actor)
            cases.bind(desk.safe, document, dossier, held)

    return effect


def _about(way: Way) -> tuple[str, int, str]:
    return way.leased.kind, way.leased.event_seq, way.found.agency.code


def _letter(way: Way, before: Document | None) -> Letter:
    """Write what the document says; one that was sent before is referred to."""
    code, name = way.found.dossier.code, way.found.form.name.vi
    verb = "chuyển lại" if before else "chuyển"
    why = way.purpose or "giải quyết theo thẩm quyền"
    said = (
        f"V/v {verb} hồ sơ {code}: {name}",
        f"{verb.capitalize()} hồ sơ {code} ({name}) để {why}.",
    )
    responses = (laying.reference(before),) if before else ()
    return laying.letter(way.road, way.found.agency, said, responses)


def result(rt: Runtime, leased: Leased) -> Effect:
    """Bring a document and its files to the dossier it answers, as news of it.

    What it is, its agency's words for it say (``axis_road.Road``, ``meanings.of_answer``).
    """
    with rt.db.read() as session:
        row = finding.one(session, leased.home_agency_id, leased.dossier_id)
        kept = composing.said(session, rt, row)
        if row.case_agency_id is None or row.case_id is None:
            return lambda session: None
        dossier = events.find(session, row.case_agency_id, row.case_id)
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        agency, answered = _speaker(session, rt, leased, dossier)
        kind = _kind(kept, axis_road.of(agency), answered)
        origin = cases.origin(session, rt, dossier, agency, kind)
    place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
    brought = [_brought(rt, kept, one, origin) for one in composing.own_files(kept)]
    stored = [attachments.store(rt, safe, place, one) for one in brought]
    news = _news(kept, (kind, answered), dossier.code, stored)

    def effect(session: Session) -> None:
        heard = inbox.apply(session, rt, agency, Told(news, stored, patient=False))
        if heard == Heard.NO_SUCH_DOSSIER:
            # It is another's by now; what this agency says all the same is for a person to read.
            inbox.set_aside(session, rt, agency, news, Verdict(Heard.PARKED))
        elif answered and heard == Heard.APPLIED and kind is NewsKind.MESSAGE:
            cases.declined(session, dossier, answered)

    return effect


def _speaker(
    session: Session, rt: Runtime, leased: Leased, dossier: Row
) -> tuple[Agency, Carried | None]:
    """Give the agency the answered document was written to, and what that one brought."""
    event = session.get_one(Event, (leased.home_agency_id, leased.dossier_id, leased.event_seq))
    ours = finding.known(session, leased.home_agency_id, event.facts["docid"], Direction.OUTGOING)
    found = cases.carried(session, rt, ours) if ours else None
    if ours is None or found is None:
        return agencies.by_id(session, dossier.home_agency_id), None
    return cases.speaker(session, ours, found), found


def _kind(kept: Said, road: Road | None, answered: Carried | None) -> NewsKind:
    if road is None:
        return NewsKind.DECIDED
    said = f"{kept.document.type_name} {kept.says.get('subject', '')}"
    wish = answered is not None and answered.kind == WITHDRAWAL
    return meanings.of_answer(road, said, to_wish=wish)


def _brought(rt: Runtime, kept: Said, file: Held, origin: str) -> Incoming:
    chunks = attachments.opened(rt, kept.safe, file)
    return Incoming(origin, "", file.name, file.media_type, chunks, signature=file.signature)


def _news(
    kept: Said, what: tuple[NewsKind, Carried | None], code: str, stored: Sequence[Stored]
) -> News:
    kind, answered = what
    told = packing.unpack(dict(kept.says))
    words = told.content.strip() or told.subject.strip()
    owed = kind in (NewsKind.SUPPLEMENT_REQUESTED, NewsKind.REFUSED)
    due = kept.document.due_day if kind is NewsKind.SUPPLEMENT_REQUESTED else None
    note = words if kind is NewsKind.MESSAGE else told.subject
    unclear = "a document answers this dossier in words of two meanings or none"
    return News(
        id=kept.document.docid,
        dossier=code,
        kind=kind,
        occurred_at=kept.document.at,
        seq=None,
        # Until the end of that day.
        due_at=clock.moment(due + timedelta(days=1), clock.MIDNIGHT) if due else None,
        note=None if owed else note or None,
        reasons=(words,) if owed and words else (),
        answers=_answers(kind, answered),
        files=tuple(
            ResultFile(one.name, one.media_type, one.size, one.sha256, one.document)
            for one in stored
        ),
        problem=unclear if kind is NewsKind.UNKNOWN else "",
        raw=words.encode(),
    )


def _answers(kind: NewsKind, answered: Carried | None) -> str | None:
    """Name the letter a message answers, if it answers one."""
    return (answered.letter or None) if answered and kind is NewsKind.MESSAGE else None
