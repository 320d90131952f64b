"""Handing a dossier from office to office: forward, take over, send back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import Agency
from portal.services.desk import transferring
from portal.services.desk.dealing import Desk
from portal.services.desk.transferring import Forwarding, Where
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses, overtaking
from portal.web.desk.cases import Case, opened
from portal.web.desk.guard import desk, guarded
from portal.web.incoming import whole

blueprint = guarded("desk_transferring", __name__)
FORWARD, TAKE, BACK = "chuyen", "nhan-ban-giao", "tra-lai"


@dataclass(frozen=True)
class TransferPage:
    """A hand-over that is being asked for: ``deed`` is chuyen or tra-lai."""

    case: Case
    deed: str
    fields: tuple[Field, ...]
    problem: str = ""

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        where = overtaking.ANCHOR if self.case.overtaken else self.fields[0].id
        own = (ErrorLine(where, self.problem),) if self.problem else ()
        return (*own, *(line for each in self.fields for line in each.errors()))


@dataclass(frozen=True)
class Given:
    """What an officer typed, and what is wrong with it by field."""

    to: str = ""
    returns: str = "here"
    words: str = field(default="", repr=False)
    wrong: tuple[tuple[str, str], ...] = ()

    def error(self, name: str) -> str:
        """Say what is wrong with a field."""
        return dict(self.wrong).get(name, "")


@blueprint.get(f"{addresses.CASE}/<any({FORWARD}, '{BACK}'):deed>")
def ask(agency: str, code: str, deed: str) -> Response:
    """Ask where to, or why back."""
    return _page((agency, code, deed), Given())


@blueprint.post(f"{addresses.CASE}/<any({FORWARD}, '{BACK}'):deed>")
def hand_on(agency: str, code: str, deed: str) -> Response:
    """Hand it on, or show what has to be mended; what was typed stays."""
    typed = request.form
    given = Given(typed.get("to", ""), typed.get("returns", ""), typed.get("words", ""))
    try:
        with writing() as session:
            at = _where(code, desk(session, agency))
            if deed == BACK:
                transferring.send_back(session, rt(), at, given.words)
            else:
                there = given.returns == "there"
                what = Forwarding(given.to, there, given.words)
                transferring.forward(session, rt(), at, what)
    except Conflict:
        return _page((agency, code, deed), _wrong(given, "", overtaking.said()), 409)
    except Unacceptable as error:
        return _page((agency, code, deed), _wrong(given, *_refusal(error.reason)), 422)
    done = transferring.FORWARDED
    # Whoever has sent it back may not see it any more.
    where = addresses.queue(agency) if deed == BACK else addresses.case(agency, code, done)
    return redirect(where, 303)


@blueprint.post(f"{addresses.CASE}/{TAKE}")
def take_over(agency: str, code: str) -> Response:
    """Take over what another office has handed here."""
    try:
        with writing() as session:
            transferring.take_over(session, rt(), _where(code, desk(session, agency)))
    except (Conflict, Unacceptable):
        # Somebody else has: the page says how it stands.
        return redirect(addresses.case(agency, code), 303)
    return redirect(addresses.case(agency, code, transferring.TAKEN_OVER), 303)


def _where(code: str, at: Desk) -> Where:
    number = request.form.get("seen", "")
    seen = whole(number)
    return Where(at.agency, at.officer, code, seen)


def _wrong(given: Given, name: str, said: str) -> Given:
    return replace(given, wrong=((name, said),))


def _refusal(reason: str) -> tuple[str, str]:
    return {
        "to": ("to", _("Chọn nơi tiếp nhận")),
        "words": ("words", _("Viết rõ lý do, để nơi nhận biết phải làm gì")),
    }.get(reason, ("", _("Lúc này không làm được việc này với hồ sơ")))


def _page(which: tuple[str, str, str], given: Given, status: int = 200) -> Response:
    agency, code, deed = which
    with reading() as session:
        case = opened(session, agency, code)
        if deed not in case.hand_overs and status == 200:
            raise NotFound(f"{deed} of {code}")
        targets = transferring.targets(session, case.at.agency)
    if status == 409:
        case = overtaking.told(case)
    page = TransferPage(case, deed, tuple(_fields(deed, targets, given)), given.error(""))
    shown = render_template("desk/transfer.html", page=page, it=case, at=case.at)
    return make_response(shown, status)


def _fields(deed: str, targets: Sequence[Agency], given: Given) -> Iterator[Field]:
    if deed == FORWARD:
        yield Field(
            "to",
            "select",
            _("Chuyển đến"),
            value=given.to,
            options=tuple(Option(one.code, f"{one.name} ({one.code})") for one in targets),
            error=given.error("to"),
        )
        options = (
            Option("here", _("Nơi đã nhận hồ sơ (cơ quan này)")),
            Option("there", _("Nơi giải quyết")),
        )
        yield Field("returns", "radio", _("Nơi trả kết quả"), value=given.returns, options=options)
    yield Field(
        "words",
        "long_text",
        _("Vì sao trả lại") if deed == BACK else _("Lời nhắn kèm theo"),
        required=deed == BACK,
        value=given.words,
        error=given.error("words"),
        max_length=transferring.LONGEST,
    )
