"""Answers everybody may read: those whose askers agreed, in words an officer looked at; no names.

What is published is a text of its own, so that nothing of who asked stands beside it. It is found
without accents.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.characters import folded, one_line
from portal import clock
from portal.domain.enquiries import EnquiryStanding
from portal.domain.errors import NotFound, Unacceptable
from portal.models import Agency, Enquiry, PublishedEnquiry
from portal.runtime import Runtime
from portal.services.enquiries import trace
from portal.services.enquiries.dealing import LONGEST
from portal.services.enquiries.trace import Said
from portal.services.operations import deeds
from portal.services.operations.staff import Member

PAGE, LONGEST_TITLE, _MOST_WORDS = 20, 200, 8
# Numbers of persons: identity (12, formerly 9 digits) and telephones, however they are spaced.
_NUMBER = re.compile(r"\d(?:[ .-]?\d){8,}")


@dataclass(frozen=True)
class Text:
    """What is to be read by everybody, as an officer wrote it."""

    title: str
    question: str = field(repr=False)
    answer: str = field(repr=False)


@dataclass(frozen=True)
class Readable:
    """One that everybody may read, and who answered."""

    row: PublishedEnquiry
    agency: Agency


@dataclass(frozen=True)
class Found:
    """A page of those that fit, the newest first, and whether there are more."""

    rows: Sequence[Readable]
    more: bool


def publish(
    session: Session, rt: Runtime, at: tuple[Agency, Member], code: str, text: Text
) -> PublishedEnquiry:
    """Let everybody read an answered question, or read it in other words.

    :raises NotFound: if the agency has none of this code.
    :raises Unacceptable: ``not_agreed`` if its asker did not agree or it has no answer, or by field
        ``title``, ``question``, ``answer`` what is too short or long; ``named`` if whoever asked,
        or anybody's number, stands in it.
    """
    agency, officer = at
    opened = trace.by_code(session, rt, agency, code, lock=True)
    row = opened.row
    if not row.may_publish or row.standing != EnquiryStanding.ANSWERED or agency.rehearsal:
        raise Unacceptable("not_agreed")
    written = Text(one_line(text.title), text.question.strip(), text.answer.strip())
    _check(written, opened.said)
    found = session.get(PublishedEnquiry, row.id) or PublishedEnquiry(id=row.id)
    found.home_agency_id, found.agency_id = row.home_agency_id, agency.id
    found.title, found.question, found.answer = vars(written).values()
    found.words = folded(" ".join(vars(written).values()))
    found.answered_at, found.published_at = row.ended_at or clock.now(), clock.now()
    found.withdrawn_at = None
    session.add(found)
    deeds.record(
        session, officer.acting(), "enquiry_published", f"enquiry:{row.id}", {"code": code}
    )
    return found


def _check(text: Text, said: Said) -> None:
    longest = {"title": LONGEST_TITLE, "question": LONGEST, "answer": LONGEST}
    for name, words in vars(text).items():
        if not 3 <= len(words) <= longest[name]:
            raise Unacceptable(name)
    everything = " ".join(vars(text).values())
    name = folded(said.name)
    # A name of one syllable is a word like any other.
    named = " " in name and f" {name} " in f" {folded(everything)} "
    if named or _NUMBER.search(everything):
        raise Unacceptable("named")


def withdraw(session: Session, rt: Runtime, at: tuple[Agency, Member], code: str) -> None:
    """Take one from where everybody reads it.

    :raises NotFound: if the agency has none of this code that is published.
    """
    agency, officer = at
    row = trace.by_code(session, rt, agency, code, lock=True).row
    if not hide(session, row):
        raise NotFound(code)
    told = {"code": code}
    deeds.record(session, officer.acting(), "enquiry_unpublished", f"enquiry:{row.id}", told)


def hide(session: Session, row: Enquiry) -> bool:
    """Take one from where everybody reads it; False if it was not there."""
    found = of(session, row.id)
    if found is None:
        return False
    found.withdrawn_at = clock.now()
    return True


def of(session: Session, enquiry_id: uuid.UUID) -> PublishedEnquiry | None:
    """Give what everybody reads of an enquiry; None if nothing is published."""
    found = session.get(PublishedEnquiry, enquiry_id)
    return found if found is not None and found.withdrawn_at is None else None


def one(session: Session, enquiry_id: uuid.UUID) -> Readable:
    """Give one to whoever wants to read it.

    :raises NotFound: if it is not published.
    """
    found = of(session, enquiry_id)
    agency = session.get(Agency, found.agency_id) if found else None
    if found is None or agency is None:
        raise NotFound(f"published {enquiry_id}")
    return Readable(found, agency)


def search(session: Session, words: str, agency: str = "", page: int = 1) -> Found:
    """List those that have all of some words in them, written with accents or without.

    ``agency`` is the code of who answered, or "" for any.
    """
    query = (
        sa.select(PublishedEnquiry, Agency)
        .join(Agency, Agency.id == PublishedEnquiry.agency_id)
        .where(PublishedEnquiry.withdrawn_at.is_(None))
    )
    for word in folded(words).split()[:_MOST_WORDS]:
        query = query.where(PublishedEnquiry.words.contains(word, autoescape=True))
    if agency:
        query = query.where(Agency.code == agency)
    order = query.order_by(PublishedEnquiry.published_at.desc(), PublishedEnquiry.id)
    rows = session.execute(order.limit(PAGE + 1).offset((page - 1) * PAGE)).tuples().all()
    return Found([Readable(*row) for row in rows[:PAGE]], len(rows) > PAGE)


def answering(session: Session) -> Sequence[Agency]:
    """List the agencies whose answers everybody may read, by name."""
    query = sa.select(Agency).where(
        Agency.id.in_(
            sa.select(PublishedEnquiry.agency_id).where(PublishedEnquiry.withdrawn_at.is_(None))
        )
    )
    return session.scalars(query.order_by(Agency.name)).all()
