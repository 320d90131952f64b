"""One deed for many dossiers: chosen in the queue, done one by one, each result told.

Each dossier is a transaction of its own, and is left alone if anything has happened to it since
the queue was shown; so a page that is sent twice does nothing twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connectors.messages import NewsKind
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services.desk import dealing
from portal.services.desk.dealing import Desk
from portal.services.desk.queue import PAGE
from portal.services.desk.rules import Deed
from portal.services.operations import staff
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_many", __name__)
KINDS = (NewsKind.ACCEPTED, NewsKind.ASSIGNED, NewsKind.IN_PROCESS)
"""What may be done to many at once: nothing that needs words of its own for each."""


@dataclass(frozen=True)
class Chosen:
    """A dossier, and the number of its last event as the queue showed it."""

    code: str
    seen: int

    @property
    def value(self) -> str:
        """How a page sends it."""
        return f"{self.code}:{self.seen}"


@dataclass(frozen=True)
class Result:
    """What became of one dossier; ``why`` it was left alone, nothing if it was done."""

    code: str
    why: str = ""


@blueprint.post(f"{addresses.QUEUE}/nhieu")
def ask(agency: str) -> Response:
    """Ask which deed, and what it needs."""
    return _page(agency, {} if _chosen() else {"kind": _("Chọn ít nhất một hồ sơ trong danh sách")})


@blueprint.post(f"{addresses.QUEUE}/nhieu/lam")
def do(agency: str) -> Response:
    """Do it to each, and tell of each what became of it."""
    errors = dict(_wrong())
    if errors:
        return _page(agency, errors)
    with reading() as session:
        at = desk(session, agency)
    kind = NewsKind(request.form["kind"])
    results = [_one(at, kind, each) for each in _chosen()]
    page = render_template("desk/many_done.html", at=at, kind=str(kind), results=results)
    return make_response(page)


def _one(at: Desk, kind: NewsKind, one: Chosen) -> Result:
    assigned = kind == NewsKind.ASSIGNED
    officer = request.form.get("officer", "").strip() if assigned else ""
    deed = Deed(kind, one.seen, officer=officer, unit=request.form.get("unit", "").strip())
    try:
        with writing() as session:
            dealing.do(session, rt(), at, one.code, (deed, ()))
    except Conflict:
        return Result(one.code, _("Hồ sơ vừa có thay đổi, mở ra xem lại"))
    except NotFound:
        return Result(one.code, _("Không có hồ sơ này ở bàn một cửa"))
    except Unacceptable:
        return Result(one.code, _("Lúc này không làm được việc này với hồ sơ"))
    return Result(one.code)


def _chosen() -> Sequence[Chosen]:
    """Read what was ticked, once each; one page of the queue at most."""
    found: dict[str, Chosen] = {}
    for said in request.form.getlist("chon")[:PAGE]:
        code, _colon, seen = said.rpartition(":")
        if code and seen.isascii() and seen.isdigit() and len(seen) < 10:
            found.setdefault(code, Chosen(code, int(seen)))
    return tuple(found.values())


def _wrong() -> Iterator[tuple[str, str]]:
    kind = request.form.get("kind", "")
    if not _chosen():
        yield "kind", _("Chọn ít nhất một hồ sơ trong danh sách")
    elif kind not in KINDS:
        yield "kind", _("Chọn việc cần làm")
    elif kind == NewsKind.ASSIGNED and not request.form.get("officer", "").strip():
        yield "officer", _("Nhập tên người được phân công")


def _page(agency: str, errors: dict[str, str]) -> Response:
    with reading() as session:
        at = desk(session, agency)
        names = dealing.colleagues(staff.everybody(session), at.agency.id)
    page = render_template(
        "desk/many.html",
        at=at,
        chosen=_chosen(),
        kinds=[str(kind) for kind in KINDS],
        typed={name: request.form.get(name, "") for name in ("kind", "officer", "unit")},
        errors=errors,
        lines=[ErrorLine(name, said) for name, said in errors.items()],
        colleagues=names,
    )
    return make_response(page, 422 if errors else 200)
