"""Lays what a citizen sends after a dossier into the register, in the thread of its document.

Order is kept by waiting: what comes later is written once the document before it lies at the axis.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from connectors.errors import Rejected
from connectors.messages import File, Message, Supplement, Withdrawal
from portal.desk import fingerprint
from portal.exchanges.documents import laying
from portal.exchanges.documents.laying import Way
from portal.exchanges.outcome import Effect
from portal.models import Document
from portal.papers.sheets import Declared
from portal.runtime import Runtime
from portal.services import attachments, events
from portal.services.content import Content
from portal.services.documents import cases, papers, writing
from portal.services.documents.cases import Carried, Thread
from portal.services.operations.deeds import Actor
from portal.services.seals import keeping

Sent = Supplement | Message | Withdrawal


@dataclass(frozen=True)
class _Said:
    """What a letter says, as a document says it."""

    title: str
    subject: str
    label: str
    slug: str
    text: str = field(repr=False)
    files: tuple[File, ...] = field(repr=False)
    at: datetime


def _said(letter: Sent) -> _Said:
    if isinstance(letter, Withdrawal):
        about = ("Đề nghị rút hồ sơ", "đề nghị rút hồ sơ", "Lý do rút hồ sơ", "rut-ho-so")
        return _Said(*about, letter.reason, (), letter.asked_at)
    if isinstance(letter, Supplement):
        about = ("Bổ sung hồ sơ", "gửi bổ sung hồ sơ", "Nội dung bổ sung", "bo-sung")
        # Whoever reads a document reads no fields: what was put right stands in its words.
        amended = (f"{one.label}: {one.text or 'không khai nữa'}" for one in letter.amended)
        text = "\n".join(filter(None, (letter.text, *amended)))
        return _Said(*about, text, letter.files, letter.sent_at)
    about = ("Trao đổi về hồ sơ", "trao đổi về hồ sơ", "Nội dung trao đổi", "trao-doi")
    return _Said(*about, letter.text, letter.files, letter.sent_at)


def lay(rt: Runtime, way: Way, letter: Sent) -> Effect:
    """Make the document that brings a letter; it answers the one that carries its dossier.

    Laid twice, it is one document. That its agency has it is noted once the agency says so.

    :raises NotYet: until the document before it lies at the axis.
    :raises Rejected: if no document carries the dossier: it went another way.
    """
    said, found = _said(letter), way.found
    with rt.db.read() as session:
        through = laying.through(session, way.road)
        thread = cases.thread(session, rt, found.dossier, found.agency)
        seal = keeping.usable(session, through.id)
    if any(one.letter == letter.id for _, one in thread):
        return lambda session: None
    first = _first(thread)
    with rt.db.write() as session:
        desk = writing.begin(session, rt, through)
    pressed = _pressed(rt, found, said)
    cover = laying.cover(rt, pressed, (through, seal), f"{said.slug}-{letter.code}.pdf")
    incoming = [cover, *laying.files(rt, found, said.files)]
    stored = [attachments.store(rt, desk.safe, desk.place, one) for one in incoming]
    written = laying.letter(way.road, found.agency, _words(found, said), (laying.reference(first),))
    leased = way.leased
    about = (letter.id, leased.kind, leased.event_seq, found.agency.code)
    held = Carried(letter.code, fingerprint(letter), *about)
    actor = Actor(rt.settings.operator)

    def effect(session: Session) -> None:
        dossier = events.lock(session, leased.home_agency_id, leased.dossier_id)
        told = cases.thread(session, rt, dossier, found.agency)
        if not any(one.letter == letter.id for _, one in told):
            document = writing.send(session, rt, desk, (written, stored), actor)
            cases.bind(desk.safe, document, dossier, held)

    return effect


def _first(thread: Thread) -> Document:
    """Give the document that carries the dossier."""
    found = laying.carrier(thread)
    if found is None:
        raise Rejected("no document carries this dossier: a person writes one")
    return found


def _pressed(rt: Runtime, found: Content, said: _Said) -> bytes:
    ids = {one.id for one in said.files}
    words = Declared(label=said.label, lines=tuple(filter(None, said.text.splitlines())))
    held = [one for one in found.files if str(one.id) in ids]
    return papers.letter(rt, found, (said.title, words, held), said.at)


def _words(found: Content, said: _Said) -> tuple[str, str]:
    code, name = found.dossier.code, found.form.name.vi
    content = f"{said.subject.capitalize()} {code} ({name})."
    return f"V/v {said.subject} {code}: {name}", content
