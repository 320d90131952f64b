"""A citizen's own dossiers: the list, one of them, its papers and files."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.logic import Scope
from forms.needs import fee
from portal import clock
from portal.domain.errors import NotFound
from portal.models import Dossier
from portal.services import agencies, content, dossiers, notices, notifications, ratings, receipts
from portal.services.attachments import HOP
from portal.services.catalogues import agency_names
from portal.services.confirming import requests
from portal.services.content import Content
from portal.services.correspondence import thread
from portal.services.desk import transferring
from portal.services.joining import branches
from portal.services.returning import choosing
from portal.services.store import taken
from portal.web.citizen import addresses, copies_wording, wording
from portal.web.citizen.correspondence.pages import thread_of
from portal.web.citizen.dossier_page import Story, agency_name, own_page
from portal.web.citizen.downloads import send, send_paper
from portal.web.citizen.lists import my_dossiers_page
from portal.web.citizen.present_dossier import DossierPage, Reused, SubmittedPage
from portal.web.citizen.returning.page import giving
from portal.web.citizen.told import hops
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing

blueprint = Blueprint("dossiers", __name__)


@contextmanager
def _own(code: str) -> Iterator[tuple[Session, Content]]:
    """Open a dossier of the signed-in citizen; nobody else's is there for them."""
    with reading() as session:
        dossier = dossiers.own(session, the_citizen(), code)
        yield session, content.read(session, rt(), dossier.home_agency_id, dossier.id)


@blueprint.get("/ho-so")
@signed_in
def mine() -> str:
    """List everything the citizen has begun or submitted."""
    with reading() as session:
        page = my_dossiers_page(session, rt(), the_citizen(), language())
    return render_template("my_dossiers.html", page=page)


@blueprint.get("/ho-so/<code>")
@signed_in
def show(code: str) -> str:
    """Show where a dossier stands."""
    with _own(code) as (session, found):
        happened = dossiers.happenings(session, rt(), found.dossier, private=True)
        page = own_page(Story(found.dossier, happened), found, language())
        fault = not notifications.arrived(session, found.dossier)
        letters = thread_of(found, thread.read(session, found))
        rating = ratings.of(session, found.dossier)
        page = replace(page, people=(*page.people, *_deciding(session, found)))
        returns = giving(found, choosing.of(session, found.safe, found.dossier))
        page = _with_branches(session, found.dossier, page)
        told = hops.sentences(session, found.dossier)
        page = replace(page, hops=told, reused=tuple(_reused(session, found)))
    page = replace(page, phone_fault=fault, thread=letters, giving=returns)
    if ratings.possible(found.dossier, rating):
        page = replace(page, rate_href=addresses.rating(code), rated=rating is not None)
    page = replace(page, notice=_word(request.args.get("tin", ""), page))
    if letters.unread:
        with writing() as session:
            thread.mark_read(session, found.dossier)
    return render_template("dossier.html", page=page)


def _reused(session: Session, found: Content) -> Iterator[Reused]:
    """Say which papers were taken from the citizen's stores, and from where."""
    origins, lang = taken.origins(session, found.safe, found.dossier), language()
    names = {one.id: one.name.in_(lang) for one in found.form.documents}
    for file in found.files:
        if (origin := origins.get(file.id)) is not None:
            name = names.get(file.document, file.name)
            told = origin.national.agency if origin.national else ""
            agency = agency_names.named(session, told) if told else ""
            yield Reused(
                name, origin.code, origin.consented_at, origin.national is not None, agency
            )


def _with_branches(session: Session, dossier: Dossier, page: DossierPage) -> DossierPage:
    """Lead to what is joined to a dossier, or can be."""
    begun = bool(branches.rows(session, dossier))
    if not begun and branches.offered(dossier) is None:
        return page
    return replace(page, joined=begun, joined_href=addresses.joined(dossier.code))


def _deciding(session: Session, found: Content) -> Iterator[tuple[str, str]]:
    """Name the office that decides, where it is not the one that received."""
    deciding = transferring.roles(session, found.dossier).get("competent")
    if deciding not in (None, found.agency.id):
        agency = agencies.by_id(session, deciding)
        yield _("Cơ quan có thẩm quyền giải quyết"), (agency.name_in(language()))


def _word(about: str, page: DossierPage) -> str:
    """Say why the citizen was led back here, where the page does not say it already."""
    asked_back = page.withdraw_href or page.withdrawal_asked_at is not None
    words = {
        "khong-cho-bo-sung": (
            not (page.answered_at or page.task and page.task.code == "supplement"),
            _("Hồ sơ này hiện không chờ bạn bổ sung."),
        ),
        "khong-soan-lai": (True, _("Thủ tục này hiện không nhận hồ sơ mới ở nơi bạn đã nộp.")),
        "khong-rut-duoc": (not asked_back, _("Hồ sơ này không còn rút được nữa.")),
        "da-danh-gia": (
            page.rated,
            _("Cảm ơn bạn. Đánh giá đã được ghi và chuyển đến cơ quan."),
        ),
        "khong-danh-gia": (
            not page.rate_href,
            _("Hồ sơ này hiện không đánh giá được: chưa giải quyết xong, hoặc đã quá hạn."),
        ),
        "khong-nhan-tin": (
            not (page.thread and page.thread.write_href),
            _("Hồ sơ này chưa đến cơ quan, hoặc đã kết thúc lâu rồi: không nhắn tin được."),
        ),
        **_of_returning(page),
    }
    true, said = words.get(about, (False, ""))
    return str(said) if true else ""


def _of_returning(page: DossierPage) -> dict[str, tuple[bool, str]]:
    chosen = page.giving is not None and bool(page.giving.way)
    gone = page.giving is not None and not page.giving.choose_href
    return {
        "da-chon-cach-nhan": (chosen, _("Đã ghi cách nhận kết quả bạn chọn.")),
        "khong-chon-lai": (
            gone,
            _("Kết quả đã được gửi đi hoặc trao rồi, không đổi cách nhận được nữa."),
        ),
    }


@blueprint.get("/ho-so/<code>/da-nop")
@signed_in
def submitted(code: str) -> str:
    """Say that the portal has the dossier; it waits for nobody."""
    with _own(code) as (session, found):
        page = replace(_submitted_page(found), waits_for=tuple(_awaited(session, found)))
    return render_template("submitted.html", page=page)


def _awaited(session: Session, found: Content) -> Iterator[str]:
    for row in requests.of(session, found.dossier):
        if row.state not in requests.SETTLED:
            yield requests.named(found.safe, row).full_name


def _submitted_page(found: Content) -> SubmittedPage:
    dossier, lang = found.dossier, language()
    scope = Scope(dossier.case_code, clock.day(dossier.submitted_at), found.answers)
    due = fee(found.form, scope)
    sent = [file for file in found.files if file.event_seq == content.SUBMISSION]
    return SubmittedPage(
        code=dossier.code,
        procedure=found.form.name.in_(lang),
        agency=agency_name(found, language()),
        submitted_at=dossier.submitted_at,
        dossier_href=addresses.dossier(dossier.code),
        confirmation_href=addresses.dossier(dossier.code, "xac-nhan.pdf"),
        declaration_href=addresses.dossier(dossier.code, "to-khai.pdf"),
        phone=receipts.masked(found.submitter.phone),
        return_href=(addresses.return_way(dossier.code) if choosing.ways(found.agency) else ""),
        fee=wording.fee_due(due, lang) if due.total or due.open else "",
        pay_href=addresses.paying(dossier.code) if dossier.fee_due else "",
        on_paper=copies_wording.on_paper(found.form.documents, sent, lang),
    )


@blueprint.get("/ho-so/<code>/xac-nhan.pdf")
@signed_in
def confirmation(code: str) -> Response:
    """Give the confirmation of the submission."""
    with _own(code) as (_session, found):
        pressed = receipts.confirmation(rt(), found)
    return send_paper(pressed, f"xac-nhan-{code}.pdf")


@blueprint.get("/ho-so/<code>/to-khai.pdf")
@signed_in
def declaration(code: str) -> Response:
    """Give the declaration (tờ khai): every answer as it was submitted."""
    with _own(code) as (_session, found):
        pressed = receipts.declaration(rt(), found)
    return send_paper(pressed, f"to-khai-{code}.pdf")


@blueprint.get("/ho-so/<code>/giay-tiep-nhan.pdf")
@signed_in
def receipt(code: str) -> Response:
    """Give the receipt with the due date (Giấy tiếp nhận hồ sơ và hẹn trả kết quả)."""
    with _own(code) as (session, found):
        pressed = receipts.receipt(session, rt(), found)
    return send_paper(pressed, f"giay-tiep-nhan-{code}.pdf")


@blueprint.get("/ho-so/<code>/giay/<name>.pdf")
@signed_in
def notice(code: str, name: str) -> Response:
    """Give what the agency has told as a paper (forms 02 to 05)."""
    with _own(code) as (session, found):
        pressed = notices.notice(session, rt(), found, name)
    return send_paper(pressed, f"{name}-{code}.pdf")


@blueprint.get("/ho-so/<code>/tep/<uuid:file_id>")
@signed_in
def file(code: str, file_id: uuid.UUID) -> Response:
    """Give a file of a dossier: one the citizen sent, or a result."""
    with _own(code) as (_session, found):
        held = next((each for each in found.files if each.id == file_id), None)
    if held is None or held.origin == HOP:
        raise NotFound(str(file_id))
    return send(found.safe, held)
