"""What officers do with a document: a page for each deed, and doing it."""

import uuid
from dataclasses import dataclass, field

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.documents import WRITTEN, Deed
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services.desk import dealing as desk_dealing
from portal.services.documents import dealing, showing
from portal.services.documents.dealing import Wish
from portal.services.operations import staff
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk.documents import places
from portal.web.desk.guard import desk, guarded
from portal.web.incoming import whole

blueprint = guarded("desk_document_deeds", __name__)
_FIELDS = ("words", "officer", "unit", "code")


@dataclass(frozen=True)
class Typed:
    """What an officer typed, as typed, and what is wrong with it by field."""

    words: str = ""
    officer: str = ""
    unit: str = ""
    code: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """List what is to be mended, for the summary above the page."""
        return tuple(ErrorLine(name, said) for name, said in self.errors.items())


@blueprint.get(f"{places.ONE}/viec/<kind>")
def ask(agency: str, document_id: uuid.UUID, kind: str) -> Response:
    """Ask for what a deed needs."""
    return _page((agency, document_id, _deed(kind)), Typed())


@blueprint.post(f"{places.ONE}/viec/<kind>")
def do(agency: str, document_id: uuid.UUID, kind: str) -> Response:
    """Do it, or show what has to be mended; what was typed stays."""
    deed, given = _deed(kind), request.form
    words, officer, unit, code = (given.get(name, "") for name in _FIELDS)
    typed = Typed(words, officer, unit, code)
    which = (agency, document_id, deed)
    seen = given.get("seen", "")
    number = whole(seen)
    wish = Wish(deed, number, typed.words, typed.officer, typed.unit, typed.code)
    try:
        with writing() as session:
            at = desk(session, agency)
            dealing.do(session, rt(), (at.agency, at.officer), document_id, wish)
    except Conflict:
        typed.errors["words"] = _("Văn bản vừa có thay đổi. Xem lại văn bản rồi làm lại bước này")
        return _page(which, typed, 409)
    except Unacceptable as error:
        name, said = _refusal(error.reason)
        typed.errors[name] = said
        return _page(which, typed, 422)
    return redirect(places.one(agency, document_id, kind), 303)


def _deed(word: str) -> Deed:
    if word not in set(Deed) or word in WRITTEN:
        raise NotFound(word)
    return Deed(word)


def _refusal(reason: str) -> tuple[str, str]:
    return {
        "words": ("words", _("Ghi lý do, nơi nhận sẽ đọc nguyên văn")),
        "officer": ("officer", _("Nhập tên người được phân công")),
        "code": ("code", _("Không tìm thấy hồ sơ nào có mã này ở cơ quan")),
    }.get(reason, ("words", _("Lúc này không làm được việc này với văn bản")))


def _page(which: tuple[str, uuid.UUID, Deed], typed: Typed, status: int = 200) -> Response:
    agency, document_id, deed = which
    with reading() as session:
        at = desk(session, agency)
        it = showing.shown(session, rt(), at.agency, document_id)
        if deed not in it.possible and status == 200:
            raise NotFound(f"{deed} of {document_id}")
        names = desk_dealing.colleagues(staff.everybody(session), at.agency.id)
    page = render_template(
        "desk/documents/deed.html", it=it, at=at, deed=str(deed), typed=typed, colleagues=names
    )
    return make_response(page, status)
