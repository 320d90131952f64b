"""Phí and lệ phí at the desk: what was asked and paid, cash, exemptions, and asking for more."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from connectors.messages import NewsKind
from portal.domain.errors import Conflict, Unacceptable
from portal.models import CashEntry
from portal.services.cash import book
from portal.services.desk import money
from portal.services.desk.money import Answer
from portal.services.desk.opening import Seen
from portal.services.paying import attempts, claiming, notices, refunds
from portal.services.paying.claiming import Entry
from portal.services.paying.notices import Line, Owed
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses, overtaking
from portal.web.desk.cases import Case, opened
from portal.web.desk.guard import desk, guarded
from portal.web.incoming import whole

blueprint = guarded("desk_money", __name__)
FEES = "phi"
ROWS = 3
_AMOUNT = re.compile(r"[0-9]{1,3}(?:[. ]?[0-9]{3}){0,3}", re.ASCII)


@dataclass(frozen=True)
class MoneyPage:
    """What was asked for a dossier, what may be done about it, and what was typed.

    ``back`` says of paid fees how far their money is on its way back: due, approved, sent.
    ``begun`` are those whose citizen may be paying on the platform just now.
    ``claims`` are all claims for an exemption with their answers, the newest first.
    """

    case: Case
    owed: tuple[Owed, ...]
    payable: frozenset[int] = frozenset()
    cash: Sequence[CashEntry] = ()
    back: Mapping[int, str] = field(default_factory=dict)
    begun: frozenset[int] = frozenset()
    claims: Sequence[Entry] = field(default=(), repr=False)
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        return tuple(ErrorLine(name, said) for name, said in self.wrong.items())

    @property
    def may_ask(self) -> bool:
        """Whether fees may be asked for now."""
        return NewsKind.FEE_REQUESTED in self.case.possible


@blueprint.get(f"{addresses.CASE}/{FEES}")
def show(agency: str, code: str) -> Response:
    """Show what was asked for a dossier and what was paid."""
    return _page((agency, code), {}, {})


@blueprint.post(f"{addresses.CASE}/{FEES}")
def do(agency: str, code: str) -> Response:
    """Note cash, waive, or ask for fees; what was typed stays if something is to be mended."""
    typed = request.form.to_dict()
    deed = _DEEDS.get(typed.get("deed", ""), _cash)
    number = typed.get("seen", "")
    seen = Seen(code, whole(number))
    try:
        with writing() as session:
            deed(session, (agency, seen), typed)
    except Conflict:
        return _page((agency, code), typed, {overtaking.ANCHOR: overtaking.said()}, 409)
    except Unacceptable as error:
        return _page((agency, code), typed, _refusal(error.reason), 422)
    return redirect(addresses.case(agency, code, "fees"), 303)


Where = tuple[str, Seen]


def _number(typed: Mapping[str, str]) -> int:
    said = typed.get("fee", "")
    return max(0, whole(said, 6))


def _cash(session: Session, where: Where, typed: Mapping[str, str]) -> None:
    money.receive(session, rt(), desk(session, where[0]), where[1], _number(typed))


def _waive(session: Session, where: Where, typed: Mapping[str, str]) -> None:
    lines = frozenset(whole(one) for one in request.form.getlist("line"))
    what = (_number(typed), lines, typed.get("why", ""))
    money.waive(session, rt(), desk(session, where[0]), where[1], what)


def _back(session: Session, where: Where, typed: Mapping[str, str]) -> None:
    what = (_number(typed), typed.get("back_why", ""))
    try:
        money.ask_back(session, rt(), desk(session, where[0]), where[1], what)
    except Unacceptable as error:
        raise Unacceptable("back_why" if error.reason == "reason" else error.reason) from error


def _ask(session: Session, where: Where, typed: Mapping[str, str]) -> None:
    what = (tuple(_lines(typed)), typed.get("words", ""))
    money.demand(session, rt(), desk(session, where[0]), where[1], what)


def _answer(session: Session, where: Where, typed: Mapping[str, str]) -> None:
    number, amounts = _number(typed), None
    with reading() as looking:
        owed = notices.owed(looking, opened(looking, where[0], where[1].code).dossier, number)
    if typed.get("outcome") == "grant":
        amounts = {line.line: 0 for line in owed.lines}
    elif typed.get("outcome") == "reduce":
        amounts = dict(_left(owed, typed))
    elif typed.get("outcome") != "refuse":
        raise Unacceptable("outcome")
    given = Answer(number, typed.get("answer_words", ""), amounts)
    money.answer(session, rt(), desk(session, where[0]), where[1], given)


def _left(owed: Owed, typed: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    for line in owed.lines:
        said = typed.get(f"left{line.line}", "").strip()
        if said and not _AMOUNT.fullmatch(said):
            raise Unacceptable(f"left{line.line}")
        if said:
            yield line.line, int(re.sub(r"\D", "", said))


_DEEDS = {"cash": _cash, "waive": _waive, "ask": _ask, "back": _back, "answer": _answer}


def _lines(typed: Mapping[str, str]) -> Iterator[Line]:
    """Read the lines that were filled in; half a line is none, and is told."""
    for row in range(1, ROWS + 1):
        name = typed.get(f"name{row}", "").strip()
        amount = typed.get(f"amount{row}", "").strip()
        if not name and not amount:
            continue
        if not name or not _AMOUNT.fullmatch(amount):
            raise Unacceptable(f"amount{row}" if name else f"name{row}")
        kind = "phi" if typed.get(f"kind{row}") == "phi" else "le_phi"
        yield Line("", name[:200], kind, int(re.sub(r"\D", "", amount)))


def _refusal(reason: str) -> dict[str, str]:
    if reason.startswith(("amount", "left")):
        return {reason: _("Nhập số tiền bằng đồng, ví dụ 30.000")}
    if reason.startswith("name"):
        return {reason: _("Nhập tên khoản thu")}
    known = {
        "reason": ("why", _("Ghi căn cứ miễn và giấy tờ đã kiểm tra")),
        "lines": ("fees", _("Chọn hoặc nhập ít nhất một khoản")),
        "back_why": ("back_why", _("Ghi lý do trả lại tiền")),
        "asked": ("fees", _("Khoản này đã được đề nghị trả lại")),
        "not_paid": ("fees", _("Khoản này chưa nộp hoặc không còn ở đây")),
        "outcome": ("outcome", _("Chọn miễn, giảm hay không chấp nhận")),
        "words": ("answer_words", _("Ghi lời trả lời người dân: căn cứ, hoặc vì sao không")),
        "lower": ("outcome", _("Ghi số còn phải nộp, ít hơn số đang đòi ở ít nhất một khoản")),
        "not_claimed": ("fees", _("Đề nghị này đã được trả lời, hoặc khoản này đã nộp")),
        "not_payable": ("fees", _("Khoản này không còn chờ nộp")),
    }
    name, said = known.get(reason, ("fees", _("Lúc này không làm được việc này với hồ sơ")))
    return {name: said}


def _page(
    which: tuple[str, str], typed: Mapping[str, str], wrong: Mapping[str, str], status: int = 200
) -> Response:
    with reading() as session:
        case = opened(session, *which)
        owed = tuple(reversed(notices.of(session, case.dossier)))
        claims = tuple(reversed(claiming.history(session, case.content)))
        cash = book.of(session, case.at.agency, case.dossier)
        begun = frozenset(
            one.notice.number for one in owed if attempts.under_way(session, one.notice)
        )
        going = {one.payment_id: str(one.state) for one in refunds.of(session, case.dossier)}
    if status == 409:
        case = overtaking.told(case)
    waits = (one.notice for one in owed if notices.takes_money(case.dossier, one.notice))
    may = (one for one in waits if case.here)
    payable = frozenset(one.number for one in may)
    paid = ((one.notice.number, one.notice.payment_id) for one in owed)
    back = {fee: going.get(payment, "") for fee, payment in paid if payment}
    page = MoneyPage(case, owed, payable, cash, back, begun, claims, typed, wrong)
    shown = render_template("desk/money.html", page=page, it=case, at=case.at)
    return make_response(shown, status)
