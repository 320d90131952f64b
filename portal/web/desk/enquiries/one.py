"""One question or complaint: what was written, its clock, its history, and what can be done."""

from dataclasses import dataclass, field

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.enquiries import EnquiryDeed
from portal.domain.errors import Conflict, Unacceptable
from portal.services.enquiries import dealing, showing, taking
from portal.services.enquiries.dealing import LONGEST, Wish
from portal.services.enquiries.publishing import Text
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk.enquiries import places
from portal.web.desk.guard import desk, guarded
from portal.web.formats import number
from portal.web.incoming import whole

blueprint = guarded("desk_enquiry", __name__)


@dataclass(frozen=True)
class Typed:
    """What an officer typed, as typed, and what is wrong with it by field.

    ``text`` is what they would have everybody read.
    """

    deed: str = ""
    words: str = ""
    to: str = ""
    text: Text | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """List what is to be mended, for the summary above the page."""
        return tuple(ErrorLine(name, said) for name, said in self.errors.items())


@blueprint.get(places.ONE)
def show(agency: str, code: str) -> Response:
    """Show an enquiry."""
    return page((agency, code), Typed())


@blueprint.post(places.ONE)
def do(agency: str, code: str) -> Response:
    """Do what was chosen, or show what has to be mended; what was typed stays."""
    deed, words, to = (request.form.get(name, "") for name in ("deed", "words", "to"))
    typed = Typed(deed, words, to)
    if typed.deed not in set(EnquiryDeed):
        typed.errors["deed"] = _("Chọn việc cần làm")
        return page((agency, code), typed, 422)
    seen = request.form.get("seen", "")
    known = whole(seen)
    wish = Wish(EnquiryDeed(typed.deed), known, typed.words, typed.to)
    try:
        with writing() as session:
            at = desk(session, agency)
            dealing.do(session, rt(), (at.agency, at.officer), code, wish)
    except Conflict:
        again = _("Vừa có thay đổi. Xem lại quá trình bên dưới rồi làm lại bước này")
        typed.errors["history"] = again
        return page((agency, code), typed, 409)
    except Unacceptable as error:
        name, said = _refusal(error.reason)
        typed.errors[name] = said
        return page((agency, code), typed, 422)
    if wish.deed is EnquiryDeed.HAND_OVER:
        return redirect(places.tray(agency, wish.deed), 303)
    return redirect(places.one(agency, code, wish.deed), 303)


def _refusal(reason: str) -> tuple[str, str]:
    return {
        "words": ("words", _("Viết câu trả lời hoặc lý do; người gửi đọc nguyên văn")),
        "too_long": ("words", _("Viết gọn lại, tối đa %(limit)s ký tự", limit=number(LONGEST))),
        "to": ("to", _("Chọn một cơ quan khác để chuyển đến")),
    }.get(reason, ("deed", _("Lúc này không làm được việc này")))


def page(which: tuple[str, str], typed: Typed, status: int = 200) -> Response:
    """Show an enquiry, by its agency's code and its own, with what was typed."""
    agency, code = which
    with reading() as session:
        at = desk(session, agency)
        it = showing.shown(session, rt(), at.agency, code)
        others = taking.others(session, at.agency)
    done = request.args.get("xong", "") if status == 200 else ""
    made = render_template(
        "desk/enquiries/one.html", it=it, at=at, typed=typed, others=others, done=done
    )
    return make_response(made, status)
