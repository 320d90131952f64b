"""Keeps promises to an axis: a document, or a status of one, as of its event."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from connectors.documents import Document, StatusMessage
from connectors.errors import NotOffered, Unavailable
from connectors.lines import DocumentsConnector
from portal.exchanges.outcome import Effect
from portal.models import DocumentLine
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.documents import composing, finding, lines, sent, trace
from portal.services.documents.trace import Opened
from portal.services.promises import Leased


def document(rt: Runtime, leased: Leased) -> Effect:
    """Send a document; if an earlier try may have arrived, ask first.

    :raises connectors.errors.ConnectorError: whatever the axis's answer comes to.
    """
    with rt.db.read() as session:
        axis = rt.partners.documents(_line(session, leased))
        content = composing.document(session, rt, leased.home_agency_id, leased.dossier_id)
    reference = _sent(axis, content, unsure=leased.unsure)
    return _effect(rt, leased, lambda session, at: sent.document(session, rt, at, reference))


def status(rt: Runtime, leased: Leased) -> Effect:
    """Send a status of a document.

    :raises connectors.errors.ConnectorError: whatever the axis's answer comes to.
    """
    with rt.db.read() as session:
        axis = rt.partners.documents(_line(session, leased))
        told = composing.status(session, rt, leased)
    _sent(axis, told, unsure=leased.unsure)
    return _effect(rt, leased, lambda session, at: sent.status(session, at, told.code))


def check(rt: Runtime, leased: Leased) -> Effect:
    """Ask for what carries a dossier, or a letter of it, whether the axis that said yes holds it.

    If it holds nothing it gets the document once more, and is asked again. Whoever has been heard
    of has it; where nobody can be asked, it stays in sight as sent and acknowledged by nobody.

    :raises connectors.errors.ConnectorError: whatever the axis's answer comes to; ``Unavailable``
        while it says yes and holds nothing.
    """
    with rt.db.read() as session:
        row = finding.one(session, leased.home_agency_id, leased.dossier_id)
        heard = any(party.acknowledged_at for party in finding.parties(session, row))
        axis = rt.partners.documents(_line(session, leased))
        content = composing.document(session, rt, leased.home_agency_id, leased.dossier_id)
    try:
        if heard or axis.sent(content) is not None:
            return lambda session: None
    except NotOffered:
        return lambda session: None
    reference = axis.send(content).reference
    if axis.sent(content) is None:
        raise Unavailable(f"the axis says it took {content.id} and holds nothing")
    return _effect(rt, leased, lambda session, at: sent.again(session, at, reference))


def _line(session: Session, leased: Leased) -> DocumentLine:
    return lines.of(session, leased.home_agency_id, lines.AXIS)


def _sent(axis: DocumentsConnector, content: Document | StatusMessage, *, unsure: bool) -> str:
    """Send, unless the axis holds it already; gives the axis's number.

    :raises NotOffered: if it may have arrived, nobody can be asked, and sent twice it would be
        two: a person decides.
    """
    if unsure:
        try:
            held = axis.sent(content)
        except NotOffered as error:
            if not error.harmless_again:
                raise
            held = None
        if held is not None:
            return held
    return axis.send(content).reference


def _effect(rt: Runtime, leased: Leased, do: Callable[[Session, Opened], None]) -> Effect:
    def effect(session: Session) -> None:
        agency = agencies.by_id(session, leased.home_agency_id)
        do(session, trace.opened(session, rt, agency, leased.dossier_id))

    return effect
