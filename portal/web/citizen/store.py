"""A citizen's own store of papers (kho giấy tờ): the list, a paper, and using one again."""

import uuid

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock, log
from portal.blobs import BlobMissing, BlobsAway
from portal.domain.digitising import Standing
from portal.domain.errors import NotFound, Unacceptable
from portal.services.catalogues import agency_names
from portal.services.citizens import Signed
from portal.services.drafts import Open
from portal.services.store import papers, reusing
from portal.services.store.papers import Paper
from portal.services.store.reusing import Consent, Offer
from portal.web.citizen import addresses, copies_wording
from portal.web.citizen.downloads import send
from portal.web.citizen.entry import open_draft
from portal.web.citizen.file_wording import away, worded
from portal.web.citizen.present_check import OfferedPaper
from portal.web.citizen.present_store import KeptRow, StorePage
from portal.web.context import reading, rt, signed_in, the_citizen, writing

blueprint = Blueprint("store", __name__)
CONSENT = "consent"
"""The name of the box by which a citizen agrees to the use of a paper."""
_log = log.get()


@blueprint.get(addresses.STORE)
@signed_in
def show() -> str:
    """List the citizen's papers: what they are, until when they count, who signed them."""
    with reading() as session:
        found = papers.of(session, rt(), the_citizen())
        searches = tuple(
            (at, agency_names.named(session, agency))
            for at, agency in papers.searches(session, rt(), the_citizen())
        )
    page = StorePage(tuple(map(_row, found)), papers.opens(the_citizen()), searches)
    return render_template("my_papers.html", page=page)


@blueprint.get(f"{addresses.STORE}/<uuid:paper_id>/tep")
@signed_in
def file(paper_id: uuid.UUID) -> Response:
    """Give a paper to its owner."""
    with reading() as session:
        paper = papers.one(session, rt(), the_citizen(), paper_id)
    return send(paper.safe, paper.file)


def _row(paper: Paper) -> KeptRow:
    today = clock.today()
    return KeptRow(
        title=paper.title,
        href=addresses.kept_paper(paper.id),
        file_name=paper.file.name,
        size=paper.file.size,
        facts=paper.facts,
        state=state(paper),
        usable=paper.usable(today),
        since=paper.standing_since,
        origin=paper.origin,
        kept_at=paper.kept_at,
        finding=copies_wording.finding(paper.file.signature),
        used=paper.used,
        looked=paper.looked,
        why=paper.why,
    )


def state(paper: Paper) -> str:
    """Name how a paper stands today: its standing, or ``expired`` or ``early``."""
    if paper.standing != Standing.IN_FORCE:
        return str(paper.standing)
    today, facts = clock.today(), paper.facts
    if facts.valid_until is not None and facts.valid_until < today:
        return "expired"
    return "early" if facts.valid_from is not None and today < facts.valid_from else "in_force"


def offered(who: Signed, opened: Open) -> dict[str, tuple[OfferedPaper, ...]]:
    """List what a citizen's store has for a draft, by document."""
    with reading() as session:
        found = reusing.offers(session, rt(), who, opened)
    told: dict[str, tuple[OfferedPaper, ...]] = {}
    for one in found:
        paper = OfferedPaper(
            str(one.paper.id), one.paper.title, one.paper.facts, words(one.paper), one.paper.origin
        )
        told[one.document] = (*told.get(one.document, ()), paper)
    return told


def words(paper: Paper) -> str:
    """Write what a citizen agrees to; these very words are kept as evidence."""
    name = " ".join(filter(None, (paper.title, paper.facts.number)))
    said = _("Tôi đồng ý lấy “%(name)s” từ kho giấy tờ của tôi để nộp trong hồ sơ này.", name=name)
    return str(said)


def use(who: Signed, opened: Open, what: tuple[str, str]) -> str:
    """Use a paper of the store for a document of a draft; says what is wrong, if anything."""
    if not request.form.get(CONSENT):
        return str(_("Đánh dấu vào ô đồng ý để dùng giấy tờ trong kho"))
    gone = _("Giấy tờ này không còn dùng lại được. Chọn giấy tờ khác hoặc tải tệp lên")
    try:
        with reading() as session:
            offer = reusing.offered(session, rt(), (who, opened), what)
        _take(who, opened, offer)
    except NotFound:
        return str(gone)
    except Unacceptable as error:
        if error.reason == "not_offered":
            return str(gone)
        return worded(error, offer.paper.file.name, offer.paper.file.size)
    except (BlobsAway, BlobMissing) as error:
        _log.error("paper_not_taken_from_store", paper=what[1], error=str(error))
        return away(offer.paper.file.name, full=False)
    return ""


def _take(who: Signed, opened: Open, offer: Offer) -> None:
    stored = reusing.copy(rt(), opened, offer)
    consent = Consent(offer.document, words(offer.paper))
    try:
        with writing() as session:
            fresh = open_draft(session, who, opened.draft.id, lock=True)
            reusing.attach(session, rt(), (who, fresh), (stored, offer.paper, consent))
    except BaseException:
        rt().blobs.delete(stored.blob)
        raise


def done(document: str) -> Response:
    """Lead back to the document a paper was taken for."""
    return redirect(f"{request.path}#file-{document}-name", 303)
