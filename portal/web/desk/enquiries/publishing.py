"""Letting everybody read an answered question, in words an officer looked at; or no longer."""

from flask import redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import Unacceptable
from portal.services.enquiries import publishing
from portal.services.enquiries.dealing import LONGEST
from portal.services.enquiries.publishing import LONGEST_TITLE, Text
from portal.web.context import rt, writing
from portal.web.desk.enquiries import one, places
from portal.web.desk.enquiries.one import Typed
from portal.web.desk.guard import desk, guarded
from portal.web.formats import number

blueprint = guarded("desk_enquiry_publishing", __name__)
PUBLISHED, WITHDRAWN = "dang", "go-dang"


@blueprint.post(f"{places.ONE}/dang")
def publish(agency: str, code: str) -> Response:
    """Publish it, or show what has to be mended; what was typed stays."""
    text = Text(*(request.form.get(name, "") for name in ("title", "question", "answer")))
    try:
        with writing() as session:
            at = desk(session, agency)
            publishing.publish(session, rt(), (at.agency, at.officer), code, text)
    except Unacceptable as error:
        field, said = _refusal(error.reason)
        return one.page((agency, code), Typed(text=text, errors={field: said}), 422)
    return redirect(places.one(agency, code, PUBLISHED), 303)


@blueprint.post(f"{places.ONE}/go-dang")
def withdraw(agency: str, code: str) -> Response:
    """Take it from where everybody reads it."""
    with writing() as session:
        at = desk(session, agency)
        publishing.withdraw(session, rt(), (at.agency, at.officer), code)
    return redirect(places.one(agency, code, WITHDRAWN), 303)


def _refusal(reason: str) -> tuple[str, str]:
    long = _("Viết nội dung, tối đa %(limit)s ký tự", limit=number(LONGEST))
    named = _("Còn tên người gửi, số điện thoại hoặc số định danh. Bỏ đi rồi đăng lại")
    return {
        "title": ("title", _("Đặt tên ngắn, tối đa %(limit)s ký tự", limit=LONGEST_TITLE)),
        "question": ("question", long),
        "answer": ("answer", long),
        "named": ("question", named),
    }.get(reason, ("title", _("Câu hỏi này không đăng được: người gửi không đồng ý")))
