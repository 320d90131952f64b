"""Saying how content one was (đánh giá mức độ hài lòng), with officer and agency apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, Unacceptable
from portal.services import ratings
from portal.services.ratings import Given, NotNow, Opinion
from portal.web.citizen import addresses
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.context import reading, rt, signed_in, the_citizen, writing
from portal.web.formats import number
from portal.web.incoming import whole

blueprint = Blueprint("rating", __name__)


@dataclass(frozen=True)
class RatingPage:
    """The questions, of the officer and of the agency; ``revision`` is the version check."""

    code: str
    action: str
    revision: int
    officer: tuple[Field, ...]
    agency: tuple[Field, ...]
    comment: Field
    problem: str = ""
    back_href: str = ""

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        own = (ErrorLine(self.officer[0].id, self.problem),) if self.problem else ()
        fields = (*self.officer, *self.agency, self.comment)
        return (*own, *(line for each in fields for line in each.errors()))


@blueprint.errorhandler(NotNow)
def back_to_dossier(error: NotNow) -> Response:
    """Lead back to a dossier that cannot be rated now, with a word."""
    return redirect(f"{addresses.dossier(error.code)}?tin=khong-danh-gia", 303)


@blueprint.get("/ho-so/<code>/danh-gia")
@signed_in
def show(code: str) -> Response:
    """Ask how content the citizen was, or show what they have said."""
    return _page(_load(code), {})


@blueprint.post("/ho-so/<code>/danh-gia")
@signed_in
def give(code: str) -> Response:
    """Keep what was said; said twice, it is said once."""
    typed = _opinion()
    try:
        with writing() as session:
            given = ratings.load(session, rt(), the_citizen(), code, lock=True)
            ratings.rate(session, given, typed, _revision())
    except Unacceptable as error:
        return _page(_load(code), _worded(error), typed)
    except Conflict:
        told = _("Đánh giá này vừa được sửa ở một cửa sổ khác. Xem lại rồi gửi")
        return _page(_load(code), {"": told}, typed)
    return redirect(f"{addresses.dossier(code)}?tin=da-danh-gia", 303)


def _load(code: str) -> Given:
    with reading() as session:
        return ratings.load(session, rt(), the_citizen(), code)


def _revision() -> int:
    text = request.form.get("revision", "")
    return whole(text, 5)


def _opinion() -> Opinion:
    names = (name for names in ratings.CRITERIA.values() for name in names)
    known = {str(score): score for score in ratings.SCORES}
    scores = {name: known[request.form[name]] for name in names if request.form.get(name) in known}
    return Opinion(scores, request.form.get("comment", ""))


def _worded(error: Unacceptable) -> Mapping[str, str]:
    if error.reason == "too_long":
        limit = number(ratings.LONGEST)
        return {"comment": _("Viết gọn lại, tối đa %(limit)s ký tự", limit=limit)}
    names = error.facts["names"]
    assert isinstance(names, list)
    return {name: _("Chọn một mức") for name in names}


def _page(given: Given, wrong: Mapping[str, str], typed: Opinion | None = None) -> Response:
    page = rating_page(given, wrong, typed or given.opinion)
    return make_response(render_template("rating.html", page=page), 422 if wrong else 200)


def rating_page(given: Given, wrong: Mapping[str, str], said: Opinion) -> RatingPage:
    """Draw the questions with what was said so far."""
    officer, agency = (tuple(_asked(who, wrong, said)) for who in ("officer", "agency"))
    comment = Field(
        name="comment",
        kind="long_text",
        label=_("Bạn muốn nói thêm"),
        value=said.comment,
        error=wrong.get("comment", ""),
        required=False,
        max_length=ratings.LONGEST,
    )
    return RatingPage(
        code=given.dossier.code,
        action=addresses.rating(given.dossier.code),
        revision=given.revision,
        officer=officer,
        agency=agency,
        comment=comment,
        problem=wrong.get("", ""),
        back_href=addresses.dossier(given.dossier.code),
    )


def _asked(who: str, wrong: Mapping[str, str], said: Opinion) -> Iterator[Field]:
    labels = {
        "attitude": _("Thái độ phục vụ"),
        "guidance": _("Hướng dẫn rõ ràng, đủ một lần"),
        "on_time": _("Đúng hẹn"),
        "papers": _("Giấy tờ, thủ tục gọn"),
        "result": _("Kết quả đúng, hoặc lý do rõ ràng"),
    }
    options = (
        Option("2", _("Hài lòng")),
        Option("1", _("Tạm được")),
        Option("0", _("Không hài lòng")),
    )
    for name in ratings.CRITERIA[who]:
        score = said.scores.get(name)
        value = "" if score is None else str(score)
        yield Field(name, "radio", labels[name], value=value, options=options,
                    error=wrong.get(name, ""))  # fmt: skip
