"""The store of personal papers at the national portal: asked, and taken from, only when agreed."""

from flask import redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connectors.errors import ConnectorError, Rejected
from portal import log
from portal.blobs import BlobsAway, BlobsFull
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.looking_up import Outcome
from portal.exchanges.national import store as exchange
from portal.services.catalogues import agency_names
from portal.services.citizens import Signed
from portal.services.drafts import Open
from portal.services.store import national
from portal.services.store.national import LookedUp, NationalPaper, Offer
from portal.web.citizen.entry import open_draft
from portal.web.citizen.file_wording import away, worded
from portal.web.citizen.present_check import FoundPaper, NationalStore
from portal.web.context import reading, rt, writing

CONSENT = "consent"
"""The name of the box by which a citizen agrees: to a look-up, or to the use of a paper."""
ANCHOR = "national-store"
Found = dict[str, tuple[FoundPaper, ...]]
_log = log.get()


def panel(who: Signed, opened: Open, error: str = "") -> tuple[NationalStore | None, Found]:
    """Draw what a citizen may have asked, what became of it, and what was found, by document.

    Nobody is asked for it: it is what was found when the citizen last agreed.
    """
    if not national.may_ask(rt(), who, opened):
        return None, {}
    with reading() as session:
        looked = national.latest(session, opened)
        offers = national.offers(session, opened, looked)
        names = {one.paper.agency: agency_names.named(session, one.paper.agency) for one in offers}
    found: Found = {}
    for one in offers:
        told = _told(one.paper, names[one.paper.agency])
        found[one.document] = (*found.get(one.document, ()), told)
    at = looked.consented_at if looked else None
    shown = NationalStore(look_words(who), _became(looked, len(offers)), at, bool(offers), error)
    return shown, found


def look_words(who: Signed) -> str:
    """Write what a citizen agrees to before anybody is asked; these words are kept as evidence."""
    return str(
        _(
            "Tôi đồng ý để cổng này tra cứu giấy tờ của chính tôi, theo số định danh tận cùng là "
            "%(end)s, trong Kho dữ liệu cá nhân trên Cổng Dịch vụ công quốc gia, để nộp hồ sơ này.",
            end=who.profile["citizen_number"][-3:],
        )
    )


def use_words(paper: NationalPaper) -> str:
    """Write what a citizen agrees to before a paper is fetched; these words are kept as well."""
    name = " ".join(filter(None, (paper.title, paper.number)))
    return str(
        _(
            "Tôi đồng ý lấy “%(name)s” từ Kho dữ liệu cá nhân trên Cổng Dịch vụ công quốc gia để "
            "nộp trong hồ sơ này.",
            name=name,
        )
    )


def _told(paper: NationalPaper, agency: str) -> FoundPaper:
    return FoundPaper(paper.mark, paper.title, paper.number, agency, paper.name, use_words(paper))


def _became(looked: LookedUp | None, count: int) -> str:
    """Say what became of the last look-up, and that uploading goes on as ever."""
    if looked is None:
        return ""
    if looked.outcome in (Outcome.FOUND, Outcome.NOTHING):
        if count:
            return str(_("Giấy tờ tìm được hiện ở từng mục bên dưới."))
        if looked.papers:
            return str(_("Không còn giấy tờ nào khác dùng được cho hồ sơ này."))
        return str(
            _("Kho không có giấy tờ nào dùng được cho hồ sơ này. Bạn hãy tải tệp lên ở từng mục.")
        )
    if looked.outcome == Outcome.REFUSED:
        return str(_("Kho không trả lời yêu cầu này. Bạn hãy tải tệp lên ở từng mục."))
    return str(
        _(
            "Kho chưa trả lời được lúc này. Bạn hãy tải tệp lên ở từng mục, "
            "hoặc tra cứu lại sau ít phút."
        )
    )


def look_up(who: Signed, opened: Open) -> str:
    """Have the store asked for a draft; says what is wrong, if anything is with the asking."""
    if not request.form.get(CONSENT):
        return str(_("Đánh dấu vào ô đồng ý để tra cứu trong kho quốc gia"))
    try:
        exchange.look_up(rt(), who, opened.draft.id, look_words(who))
    except NotFound:
        # Submitted or thrown away in another window: the draft's own page knows where to lead.
        return ""
    except Unacceptable as error:
        if error.reason == "too_often":
            return str(_("Bạn đã tra cứu nhiều lần cho hồ sơ này. Bạn hãy tải tệp lên ở từng mục"))
        # Nothing is wanted any more, perhaps since another window: the page says so by itself.
    return ""


def take(who: Signed, opened: Open, what: tuple[str, str]) -> str:
    """Fetch a paper for a document of a draft; says what is wrong, if anything."""
    if not request.form.get(CONSENT):
        return str(_("Đánh dấu vào ô đồng ý để lấy giấy tờ trong kho quốc gia"))
    gone = _("Giấy tờ này không còn lấy được. Tra cứu lại, chọn giấy tờ khác hoặc tải tệp lên")
    offer = _offer(who, opened, what)
    if offer is None:
        return str(gone)
    name = offer.paper.name or offer.paper.title
    try:
        _take(who, opened, offer)
    except Rejected as error:
        _log.warning("national_paper_refused", error=str(error))
        return str(gone)
    except ConnectorError as error:
        _log.warning("national_paper_not_fetched", error=type(error).__name__)
        late = _("Kho quốc gia chưa gửi được giấy tờ này. Thử lại sau ít phút, hoặc tải tệp lên")
        return str(late)
    except Unacceptable as error:
        heavy = _("Giấy tờ này nặng quá mức nhận được. Bạn hãy tải lên một bản nhẹ hơn")
        own = {"not_offered": gone, "too_big": heavy}
        return str(own[error.reason]) if error.reason in own else worded(error, name, 0)
    except BlobsAway as error:
        _log.error("national_paper_not_kept", error=str(error))
        return away(name, full=isinstance(error, BlobsFull))
    return ""


def _offer(who: Signed, opened: Open, what: tuple[str, str]) -> Offer | None:
    if not national.may_ask(rt(), who, opened):
        return None
    try:
        with reading() as session:
            return national.offered(session, opened, what)
    except NotFound:
        return None


def _take(who: Signed, opened: Open, offer: Offer) -> None:
    stored = exchange.fetch(rt(), opened, offer.document, offer.paper)
    try:
        with writing() as session:
            fresh = open_draft(session, who, opened.draft.id, lock=True)
            national.attach(session, rt(), (who, fresh), (stored, offer, use_words(offer.paper)))
    except BaseException:
        rt().blobs.delete(stored.blob)
        raise


def done() -> Response:
    """Lead back to what became of a look-up."""
    return redirect(f"{request.path}#{ANCHOR}", 303)
