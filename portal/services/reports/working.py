"""What people do with a report: write, hand in, approve with four eyes, sign, put right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.report_moves import ReportDeed
from portal.models import Agency
from portal.runtime import Runtime
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import Member
from portal.services.reports import (
    collecting,
    document,
    freezing,
    moving,
    opening,
    sealing,
    shelf,
)
from portal.services.reports.moving import Which
from portal.services.reports.opening import Opened
from portal.services.reports.written import Heading, Written

TEXT_LIMIT = 20_000
"""How many characters may stand under one heading."""
_DOCUMENT = "report/document"


@dataclass(frozen=True)
class At:
    """Somebody at work on one of an agency's reports."""

    agency: Agency
    member: Member
    which: Which

    def locked(self, session: Session, rt: Runtime) -> Opened:
        """Open the report, locked.

        :raises NotFound: if it is no report of this agency.
        :raises Conflict: if it is not as it was seen any more.
        """
        if self.which.home_agency_id != self.agency.id:
            raise NotFound(f"report {self.which.id}")
        moving.lock(session, self.which)
        return opening.open_(session, rt, self.agency, self.which)

    def acting(self, words: str = "") -> Actor:
        """Give who acts, and the words they give for it."""
        return self.member.acting(words)


@dataclass(frozen=True)
class Typed:
    """What was typed beside the figures: a text for each heading, an explanation for each line."""

    texts: Sequence[str]
    explanations: Mapping[str, str]


def write(session: Session, rt: Runtime, at: At, typed: Typed) -> None:
    """Keep what was typed beside the figures of a draft.

    :raises Unacceptable: ``long`` if there is more of it than anybody would read.
    """
    it = at.locked(session, rt)
    said = [*typed.texts, *typed.explanations.values()]
    if any(len(each) > TEXT_LIMIT for each in said):
        raise Unacceptable("long", limit=TEXT_LIMIT)
    headings = zip(it.words.narrative, typed.texts, strict=False)
    narrative = tuple(Heading(each.heading, text.strip()) for each, text in headings)
    known = {each["key"] for each in it.differences}
    told = {key: text.strip() for key, text in typed.explanations.items() if key in known}
    words = replace(it.words, narrative=narrative, explanations=told)
    it.revision.sealed = words.seal(it.safe, it.revision.number)
    _move(session, rt, it, (ReportDeed.EDIT, at.acting()))


def collect(session: Session, rt: Runtime, at: At) -> None:
    """Sum a draft up anew, from its own dossiers and what its children have sent by now."""
    it = at.locked(session, rt)
    if not it.collects:
        raise NotFound("it collects nothing")
    collecting.sum_up(session, it)
    _move(session, rt, it, (ReportDeed.COLLECT, at.acting()))


def hand_in(session: Session, rt: Runtime, at: At, words: str) -> None:
    """Hand a draft in for review (trình duyệt).

    :raises Unacceptable: ``breaks`` if a sum does not hold, ``unexplained`` if a line differs from
        the version before and nobody says why, ``missing`` if children are missing or have changed
        and nobody says why it goes without them.
    """
    it = at.locked(session, rt)
    if it.breaks:
        raise Unacceptable("breaks")
    if it.unexplained:
        raise Unacceptable("unexplained")
    if it.collects and collecting.standing(session, it).incomplete and not words.strip():
        raise Unacceptable("missing")
    _move(session, rt, it, (ReportDeed.HAND_IN, at.acting(words)))


def send_back(session: Session, rt: Runtime, at: At, words: str) -> None:
    """Send a report back to whoever wrote it (trả lại để sửa), with a reason."""
    _move(session, rt, at.locked(session, rt), (ReportDeed.SEND_BACK, at.acting(words)))


def approve(session: Session, rt: Runtime, at: At) -> None:
    """Approve a report (duyệt): by somebody who had no hand in it.

    :raises Unacceptable: ``same_person`` to its authors.
    """
    it = at.locked(session, rt)
    _other_eyes(session, it, at.member)
    _move(session, rt, it, (ReportDeed.APPROVE, at.acting()))


def reopen(session: Session, rt: Runtime, at: At, words: str) -> None:
    """Open an approved or signed report again, with a reason; what was signed counts no more."""
    it = at.locked(session, rt)
    row = it.revision
    row.sealed_document = row.document_hash = row.signature = row.signed_at = None
    sealing.forget(row)
    _move(session, rt, it, (ReportDeed.REOPEN, at.acting(words)))


def sign(session: Session, rt: Runtime, at: At) -> None:
    """Sign a report (ký số) with the portal's key, by order of an approver who did not write it.

    :raises Unacceptable: ``same_person`` to its authors.
    """
    it = at.locked(session, rt)
    _other_eyes(session, it, at.member)
    plain = document.canonical(it)
    row = it.revision
    row.sealed_document = it.safe.seal(f"{_DOCUMENT}/{row.number}", plain)
    row.document_hash = crypto.sha256(plain)
    row.signature = crypto.sign(rt.settings.secrets.key("acknowledgement"), plain)
    row.signed_at = clock.now()
    moving.move(session, rt, it.report, ReportDeed.SIGN, (at.acting(), row.document_hash))


def signed(it: Opened) -> bytes:
    """Give what was signed, byte for byte.

    :raises NotFound: if this version was not.
    """
    row = it.revision
    if row.sealed_document is None:
        raise NotFound("it is not signed")
    return it.safe.open(f"{_DOCUMENT}/{row.number}", row.sealed_document)


def restate(session: Session, rt: Runtime, at: At, words: str) -> None:
    """Put a report right that has been sent on (đính chính): its next version, with a reason.

    It is counted anew by today's regime; what was written is taken along, and each line whose
    figures differ is to be explained.

    :raises ReportUnbuildable: if the regime has no row for what was counted.
    """
    it = at.locked(session, rt)
    moving.move(session, rt, it.report, ReportDeed.RESTATE, (at.acting(words), ""))
    kept = Written(_outline(it), words.strip(), {})
    fresh = freezing.revise(session, rt, it.report, shelf.regime(it.regime.code), kept)
    again = opening.open_(session, rt, at.agency, at.which)
    if again.collects:
        collecting.sum_up(session, again)
    collecting.differ(session, fresh)
    # Whoever puts it right is an author of the new version.
    _move(session, rt, again, (ReportDeed.EDIT, at.acting()))


def _outline(it: Opened) -> tuple[Heading, ...]:
    """Take along what was written, under the headings of today's regime."""
    said = {each.heading: each.text for each in it.words.narrative}
    regime = shelf.regime(it.regime.code)
    return tuple(Heading(each.vi, said.get(each.vi, "")) for each in regime.narrative)


def _other_eyes(session: Session, it: Opened, member: Member) -> None:
    if member.id in moving.authors(session, it.report):
        raise Unacceptable("same_person")


def _move(session: Session, rt: Runtime, it: Opened, by: tuple[ReportDeed, Actor]) -> None:
    content = freezing.digest(it.revision.figures["rows"])
    moving.move(session, rt, it.report, by[0], (by[1], content))


Deed = Callable[[Session, Runtime, At, str], None]
DEEDS: Mapping[ReportDeed, Deed] = {
    ReportDeed.HAND_IN: hand_in,
    ReportDeed.SEND_BACK: send_back,
    ReportDeed.APPROVE: lambda session, rt, at, words: approve(session, rt, at),
    ReportDeed.REOPEN: reopen,
    ReportDeed.SIGN: lambda session, rt, at, words: sign(session, rt, at),
    ReportDeed.RESTATE: restate,
    ReportDeed.COLLECT: lambda session, rt, at, words: collect(session, rt, at),
}
"""What somebody does with a report, beside writing: each with the words given for it."""
