"""An officer looks for a person's papers in their stores, and takes them in, by their leave."""

import uuid

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connectors.errors import ConnectorError, Rejected
from portal import log
from portal.blobs import BlobMissing, BlobsAway, BlobsFull
from portal.domain import looking_up
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.looking_up import Way
from portal.exchanges import counter as exchange
from portal.services.counter import finding, looking
from portal.services.counter.finding import Find
from portal.services.counter.looking import Agreed
from portal.web.citizen import addresses as drafts_at
from portal.web.citizen.entry import lead_on, open_draft
from portal.web.citizen.file_wording import away, worded
from portal.web.citizen.progress import Progress
from portal.web.context import language, reading, rt, the_citizen
from portal.web.desk.counter import store_wording
from portal.web.desk.counter.seat import here
from portal.web.desk.counter.store_page import Errors, store_page

blueprint = Blueprint("store", __name__)
lead_on(blueprint)
CONSENT = "consent"
"""The name of the box that says a person agrees to a paper being taken."""
_log = log.get()


@blueprint.get(f"/nhap/<uuid:draft_id>/{drafts_at.COUNTER_STORE}")
def show(draft_id: uuid.UUID) -> Response:
    """Show what was looked for and found; no store is opened for it."""
    return _page(_progress(draft_id), {}, 200)


@blueprint.post(f"/nhap/<uuid:draft_id>/{drafts_at.COUNTER_STORE}")
def change(draft_id: uuid.UUID) -> Response:
    """Look for a document, or take a paper that was found."""
    what, _colon, target = request.form.get("action", "").partition(":")
    document, _colon, mark = target.partition(":")
    progress = _progress(draft_id)
    if what == "look-up":
        wrong = _look_up(progress, document)
    else:
        said = _take(progress, document, mark)
        wrong = {f"{document}-name": said} if said else {}
    if wrong:
        return _page(_progress(draft_id), wrong, 422)
    return redirect(f"{request.path}#{document}-name", 303)


def _progress(draft_id: uuid.UUID) -> Progress:
    with reading() as session:
        return Progress.of(open_draft(session, the_citizen(), draft_id), language())


def _page(progress: Progress, wrong: Errors, status: int) -> Response:
    page = store_page(progress, request.path, wrong)
    made = render_template("desk/counter_store.html", at=here(), page=page)
    return make_response(made, status)


def _look_up(progress: Progress, document: str) -> Errors:
    """Have a document looked for; says what is wrong, if anything is with the consent."""
    way, letter = f"way.{document}", f"letter.{document}"
    said, written = request.form.get(way, ""), request.form.get(letter, "").strip()
    if said not in looking_up.ways(progress.opened.draft.channel):
        return {way: _("Chọn cách người nộp đồng ý; chưa đồng ý thì không được tìm")}
    if said == Way.WRITTEN and not written:
        return {letter: _("Nhập số, ngày hoặc tên văn bản đồng ý")}
    if len(written) > looking_up.LONGEST_LETTER:
        return {letter: _("Viết ngắn lại, tối đa 200 ký tự")}
    try:
        _asked(progress, document, Way(said), written)
    except Unacceptable as error:
        return {way: _refused(error.reason)}
    except NotFound:
        # Handed in or thrown away in another window: the page knows where to lead.
        return {}
    return {}


def _asked(progress: Progress, document: str, way: Way, letter: str) -> None:
    opened, whose = progress.opened, looking.holder(progress.opened)
    names = {one.id: one.name.in_(progress.lang) for one in opened.form.documents}
    if whose is None or document not in names:
        raise Unacceptable("holder" if whose is None else "not_offered")
    words = store_wording.look_words(whose, names[document], way, letter)
    agreed = Agreed(document, way, words, whose)
    exchange.look_up(rt(), here(), opened.draft.id, agreed)


def _refused(reason: str) -> str:
    said = {
        "holder": _("Nhập đủ họ tên và số định danh của người nộp trước khi tìm"),
        "too_often": _("Hồ sơ này đã tra cứu nhiều lần. Quét bản giấy như thường"),
    }
    return str(said.get(reason, _("Mục này không nhận thêm giấy tờ từ kho")))


def _take(progress: Progress, document: str, mark: str) -> str:
    """Take a paper into the dossier; says what is wrong, if anything."""
    if not request.form.get(CONSENT):
        return str(_("Đánh dấu vào ô đồng ý để lấy giấy tờ từ kho"))
    gone = str(_("Giấy tờ này không còn lấy được. Tra cứu lại, hoặc quét bản giấy"))
    try:
        with reading() as session:
            find = finding.found(session, rt(), here(), progress.opened, (document, mark))
    except NotFound:
        return gone
    try:
        exchange.take(rt(), here(), progress.opened, (find, store_wording.recorded(find)))
    except (NotFound, Rejected) as error:
        _log.warning("counter_paper_gone", error=type(error).__name__)
        return gone
    except (ConnectorError, Unacceptable, BlobMissing, BlobsAway) as error:
        return _not_taken(error, find)
    return ""


def _not_taken(error: Exception, find: Find) -> str:
    """Say why a paper did not come."""
    paper = find.paper
    name = getattr(paper, "name", "") or paper.title
    if isinstance(error, Unacceptable):
        if error.reason == "not_offered":
            return str(_("Giấy tờ này vừa được lấy, thu hồi hoặc thay thế. Tra cứu lại"))
        return worded(error, name, 0)
    _log.warning("counter_paper_not_taken", error=f"{type(error).__name__}: {error}"[:200])
    if isinstance(error, BlobsAway):
        return away(name, full=isinstance(error, BlobsFull))
    if isinstance(error, BlobMissing):
        return str(_("Bản giữ trong kho không còn nguyên vẹn, không lấy vào hồ sơ. Quét bản giấy"))
    return str(_("Kho quốc gia chưa gửi được giấy tờ này. Thử lại sau ít phút, hoặc quét bản giấy"))
