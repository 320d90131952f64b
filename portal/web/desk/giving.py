"""Handing a result over (trả kết quả): at the counter, online, or to the post and what it tells."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain import returning
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.domain.returning import Parcel, Way
from portal.domain.states import State
from portal.models import Dossier
from portal.services.desk import handing_over
from portal.services.desk.handing_over import Receiver
from portal.services.desk.opening import Seen
from portal.services.returning import choosing
from portal.services.returning.choosing import Recipient, Standing, Wish
from portal.services.returning.parcels import Posting
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.citizen.returning import page as asking
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses, overtaking
from portal.web.desk.cases import Case, opened
from portal.web.desk.guard import desk, guarded
from portal.web.incoming import whole

blueprint = guarded("desk_giving", __name__)
GIVE = "tra-ket-qua"


@dataclass(frozen=True)
class GivingPage:
    """How a result goes back, and what is asked of an officer now."""

    case: Case
    standing: Standing
    way: Field
    receiver: tuple[Field, ...]
    parcel: tuple[Field, ...]
    steps: tuple[Field, ...]
    problem: str = ""

    @property
    def under_way(self) -> bool:
        """Whether the result is with the post."""
        return self.standing.parcel in returning.UNDER_WAY

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        shown = self.steps if self.under_way else (self.way, *self.receiver, *self.parcel)
        where = overtaking.ANCHOR if self.case.overtaken else shown[0].id
        own = (ErrorLine(where, self.problem),) if self.problem else ()
        return (*own, *(line for each in shown for line in each.errors()))


@dataclass(frozen=True)
class Given:
    """What an officer typed, and what is wrong with it by field."""

    typed: Mapping[str, str] = field(default_factory=dict, repr=False)
    wrong: Mapping[str, str] = field(default_factory=dict)

    def said(self, name: str) -> str:
        """Give what stands in a field."""
        return self.typed.get(name, "")


@blueprint.get(f"{addresses.CASE}/{GIVE}")
def ask(agency: str, code: str) -> Response:
    """Ask how the result is handed over, as the citizen chose it."""
    return _page(agency, code, Given())


@blueprint.post(f"{addresses.CASE}/{GIVE}")
def give(agency: str, code: str) -> Response:
    """Hand it over, or show what has to be mended; what was typed stays."""
    typed = request.form.to_dict()
    number = typed.get("seen", "")
    seen = Seen(code, whole(number))
    deed = _DEEDS.get(typed.get("step") and "told" or typed.get("way", ""))
    if deed is None:
        return _page(agency, code, Given(typed, {"way": _("Chọn cách trả kết quả")}))
    try:
        with writing() as session:
            deed(session, (agency, seen), typed)
    except Conflict:
        return _page(agency, code, Given(typed, {"": overtaking.said()}), 409)
    except Unacceptable as error:
        return _page(agency, code, Given(typed, _refusal(error)))
    return redirect(addresses.case(agency, code, "returned" if typed.get("way") else "parcel"), 303)


Where = tuple[str, Seen]


def _counter(session: Session, where: Where, typed: Mapping[str, str]) -> Dossier:
    who = Receiver(*(typed.get(name, "") for name in ("receiver", "paper", "role")))
    return handing_over.at_counter(session, rt(), desk(session, where[0]), where[1], who)


def _online(session: Session, where: Where, typed: Mapping[str, str]) -> Dossier:
    return handing_over.online(session, rt(), desk(session, where[0]), where[1])


def _post(session: Session, where: Where, typed: Mapping[str, str]) -> Dossier:
    to = Recipient(*(typed.get(name, "") for name in ("full_name", "phone", "address")))
    fee = typed.get("fee", "").replace(".", "").replace(" ", "") or "0"
    if not (fee.isascii() and fee.isdigit() and len(fee) < 10):
        raise Unacceptable("fee")
    sent = Wish(Way.POST, to), Posting(typed.get("consignment", ""), fee=int(fee))
    if not typed.get("consignment", "").strip() and rt().settings.carrier_url:
        wish = Wish(Way.POST, to)
        return handing_over.fetch(session, rt(), desk(session, where[0]), where[1], wish)
    return handing_over.post(session, rt(), desk(session, where[0]), where[1], sent)


def _told(session: Session, where: Where, typed: Mapping[str, str]) -> Dossier:
    said = typed.get("step", ""), typed.get("words", "")
    return handing_over.told(session, rt(), desk(session, where[0]), where[1], said)


_DEEDS: dict[str, Callable[[Session, Where, Mapping[str, str]], Dossier]] = {
    "counter": _counter,
    "online": _online,
    "post": _post,
    "told": _told,
}


def _refusal(error: Unacceptable) -> dict[str, str]:
    if error.reason == "recipient":
        return asking.faults(error.facts["fields"])  # type: ignore[arg-type]
    if error.reason == "receiver":
        said = {
            "receiver": _("Nhập họ tên người nhận"),
            "paper": _("Nhập số giấy tờ của người nhận"),
        }
        return {name: said[name] for name in error.facts["fields"]}  # type: ignore[attr-defined]
    known = {
        "consignment": ("consignment", _("Nhập mã bưu gửi ghi trên phiếu của bưu điện")),
        "fee": ("fee", _("Nhập số tiền bằng đồng, ví dụ 30.000")),
        "no_file": ("way", _("Chưa có tệp kết quả nào để nhận trên Cổng. Chọn cách khác")),
        "parcel": ("way", _("Kết quả đang ở bưu điện. Ghi diễn biến trước")),
        "step": ("step", _("Diễn biến này không nối tiếp được điều đã ghi")),
    }
    name, words = known.get(error.reason, ("", _("Lúc này không làm được việc này với hồ sơ")))
    return {name: words}


def _page(agency: str, code: str, given: Given, status: int = 0) -> Response:
    with reading() as session:
        case = opened(session, agency, code)
        standing = choosing.of(session, case.content.safe, case.dossier)
    if case.dossier.state != State.DECIDED and not given.wrong:
        raise NotFound(code)
    if status == 409:
        case = overtaking.told(case)
    page = giving_page(case, standing, given)
    shown = render_template("desk/giving.html", page=page, it=case, at=case.at)
    return make_response(shown, status or (422 if given.wrong else 200))


def giving_page(case: Case, standing: Standing, given: Given) -> GivingPage:
    """Draw how a result goes back, with what was typed so far."""
    to = standing.to or Recipient(
        case.content.submitter.full_name, case.content.submitter.phone, ""
    )
    if given.typed:
        to = Recipient(*(given.said(name) for name in ("full_name", "phone", "address")))
    way = given.said("way") or str(standing.way or "")
    typed = asking.Typed(way, to, given.wrong)
    return GivingPage(
        case=case,
        standing=standing,
        way=_way(case, typed),
        receiver=tuple(_receiver(case, given)),
        parcel=(*asking.recipient_fields(typed), *_parcel(given)),
        steps=tuple(_steps(standing, given)),
        problem=given.wrong.get("", ""),
    )


def _way(case: Case, typed: asking.Typed) -> Field:
    names = {
        Way.COUNTER: _("Trao tại quầy"),
        Way.ONLINE: _("Bản điện tử trên Cổng"),
        Way.POST: _("Gửi bưu chính"),
    }
    options = (Option(str(way), names[way]) for way in choosing.ways(case.content.agency))
    return Field(
        "way",
        "radio",
        _("Trả kết quả bằng cách nào"),
        value=typed.way,
        options=tuple(options),
        error=typed.wrong.get("way", ""),
    )


def _receiver(case: Case, given: Given) -> Iterator[Field]:
    roles = {
        "owner": _("Chủ hồ sơ"),
        "submitter": _("Người nộp"),
        "proxy": _("Người được ủy quyền"),
    }
    yield Field(
        "receiver",
        "text",
        _("Họ tên người đến nhận"),
        value=given.said("receiver") or case.content.owner.full_name,
        error=given.wrong.get("receiver", ""),
    )
    yield Field(
        "paper",
        "text",
        _("Số giấy tờ của người nhận"),
        hint=_("Cổng chỉ giữ ba ký tự cuối."),
        value=given.said("paper"),
        error=given.wrong.get("paper", ""),
    )
    yield Field(
        "role",
        "radio",
        _("Là ai"),
        value=given.said("role") or "owner",
        options=tuple(Option(role, roles[role]) for role in handing_over.ROLES),
    )


def _parcel(given: Given) -> Iterator[Field]:
    wrong, carrier = given.wrong, rt().settings.carrier_url
    on_slip = _("Ghi trên phiếu gửi của bưu điện")
    yield Field(
        "consignment",
        "text",
        _("Mã bưu gửi"),
        hint=_("Để trống thì Cổng báo bưu điện đến lấy") if carrier else on_slip,
        value=given.said("consignment"),
        error=wrong.get("consignment", ""),
    )
    yield Field(
        "fee",
        "text",
        _("Cước bưu chính, đồng"),
        required=False,
        value=given.said("fee"),
        error=wrong.get("fee", ""),
        inputmode="numeric",
    )


def _steps(standing: Standing, given: Given) -> Iterator[Field]:
    names = {
        Parcel.ON_WAY: _("Đang trên đường"),
        Parcel.FAILED: _("Chưa giao được"),
        Parcel.BACK: _("Đã chuyển về nơi trả kết quả"),
        Parcel.DELIVERED: _("Đã giao: hồ sơ kết thúc"),
    }
    open_ = (step for step in handing_over.BY_HAND if returning.goes_on(standing.parcel, step))
    yield Field(
        "step",
        "radio",
        _("Bưu điện báo gì"),
        value=given.said("step"),
        options=tuple(Option(str(step), names[step]) for step in open_),
        error=given.wrong.get("step", ""),
    )
    yield Field(
        "words", "text", _("Ghi chú cho người dân"), required=False, value=given.said("words")
    )
