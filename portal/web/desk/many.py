"""One deed for many dossiers: chosen in the queue, kept as a batch, each result told.

A small batch is done while its officer waits; of a longer one the page tells how far it is.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from connectors.messages import NewsKind
from portal import crypto
from portal.domain.errors import Unacceptable
from portal.exchanges import batching
from portal.services.batches import asking
from portal.services.batches.asking import KINDS, MOST, Chosen, Wish
from portal.services.batches.working import Lease
from portal.services.desk import queue
from portal.services.desk.dealing import Desk
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded
from portal.web.desk.officers import choosing
from portal.web.desk.queue import read_wanted

blueprint = guarded("desk_many", __name__)
MANY = f"{addresses.QUEUE}/nhieu"


@blueprint.post(MANY)
def ask(agency: str) -> Response:
    """Ask which deed, and what it needs."""
    with reading() as session:
        at = desk(session, agency)
        everything = "tat_ca" in request.form
        chosen = _whole_list(session, at) if everything else _chosen()
    errors = {} if chosen else {"kind": _("Chọn ít nhất một hồ sơ trong danh sách")}
    return _page(agency, chosen, errors)


@blueprint.get(MANY)
def recent(agency: str) -> str:
    """List what was done to many lately, or is under way."""
    with reading() as session:
        at = desk(session, agency)
        batches = asking.recent(session, at)
    return render_template("desk/batches.html", at=at, batches=batches)


@blueprint.post(f"{MANY}/lam")
def do(agency: str) -> Response:
    """Keep it as a batch, work on it for a moment, and show how far it is."""
    chosen = _chosen()
    errors = dict(_wrong(chosen))
    if errors:
        return _page(agency, chosen, errors)
    given = request.form
    names = (given.get("officer", ""), given.get("unit", ""))
    # Sent twice it is one batch; with another deed, gone back to, it is another one.
    batch_id = uuid.uuid5(_id(), "\n".join((given["kind"], given.get("to", ""), *names)))
    wish = Wish(batch_id, NewsKind(given["kind"]), chosen, *names, *choosing.chosen(given))
    try:
        lease, fresh = _begin(agency, wish)
    except Unacceptable:
        return _page(
            agency,
            chosen,
            {"to": _("Chọn lại: người hoặc bộ phận này không còn ở đây")},
        )
    if fresh:
        batching.at_once(rt(), lease)
    return redirect(addresses.batch(agency, wish.id), 303)


def _begin(agency: str, wish: Wish) -> tuple[Lease, bool]:
    with writing() as session:
        at = desk(session, agency)
        key = (at.agency.id, wish.id)
        lease = Lease(key, batching.name_worker(), rt().settings.lease_seconds)
        return lease, asking.begin(session, at, wish, lease)


@blueprint.get(f"{MANY}/<uuid:batch_id>")
def show(agency: str, batch_id: uuid.UUID) -> str:
    """Tell how far a batch is, and what became of each dossier."""
    with reading() as session:
        at = desk(session, agency)
        standing = asking.look(session, at, batch_id)
    return render_template("desk/batch.html", at=at, it=standing, said=_said())


@blueprint.post(f"{MANY}/<uuid:batch_id>/dung")
def stop(agency: str, batch_id: uuid.UUID) -> Response:
    """Work on no further dossier."""
    with writing() as session:
        asking.stop(session, desk(session, agency), batch_id)
    return redirect(addresses.batch(agency, batch_id), 303)


def _said() -> Mapping[str, str]:
    """Say why a dossier was left alone; what is not named here could not be done just now."""
    return {
        "changed": _("Hồ sơ vừa có thay đổi, mở ra xem lại"),
        "missing": _("Không có hồ sơ này ở bàn một cửa"),
        "officer": _("Người hoặc bộ phận được phân công không còn ở đây"),
        "rights": _("Người yêu cầu không còn làm ở bàn một cửa này"),
        "elsewhere": _("Hồ sơ đang ở cơ quan khác"),
        "arriving": _("Hồ sơ chuyển đến chưa được nhận bàn giao"),
        "broken": _("Lỗi của Cổng, mở hồ sơ ra làm riêng"),
        "": _("Lúc này không làm được việc này với hồ sơ"),
    }


def _id() -> uuid.UUID:
    """Read the number the page that asks was given."""
    try:
        return uuid.UUID(request.form.get("lo", ""))
    except ValueError:
        return crypto.uuid7()


def _whole_list(session: Session, at: Desk) -> Sequence[Chosen]:
    """Choose all the queue shows, as it is now, as far as a batch may go."""
    found = session.execute(queue.asked(rt(), at.agency, read_wanted(request.form)).limit(MOST))
    return tuple(Chosen(dossier.code, dossier.seq) for dossier, _held in found)


def _chosen() -> Sequence[Chosen]:
    """Read what was ticked, once each, as far as a batch may go."""
    found: dict[str, Chosen] = {}
    for said in " ".join(request.form.getlist("chon")).split():
        code, _colon, seen = said.rpartition(":")
        if code and seen.isascii() and seen.isdigit() and len(seen) < 10:
            found.setdefault(code, Chosen(code, int(seen)))
    return tuple(found.values())[:MOST]


def _wrong(chosen: Sequence[Chosen]) -> Iterator[tuple[str, str]]:
    kind = request.form.get("kind", "")
    if not chosen:
        yield "kind", _("Chọn ít nhất một hồ sơ trong danh sách")
    elif kind not in KINDS:
        yield "kind", _("Chọn việc cần làm")
    elif kind == NewsKind.ASSIGNED and not (
        request.form.get("to") or request.form.get("officer", "").strip()
    ):
        yield "to", _("Chọn bộ phận hoặc cán bộ, hoặc nhập tên người khác")


def _page(agency: str, chosen: Sequence[Chosen], errors: dict[str, str]) -> Response:
    with reading() as session:
        at = desk(session, agency)
        assignees = choosing.choices(session, at.agency.id)
    page = render_template(
        "desk/many.html",
        at=at,
        chosen=chosen,
        kinds=[str(kind) for kind in KINDS],
        typed={name: request.form.get(name, "") for name in ("kind", "to", "officer", "unit")},
        batch=_id(),
        errors=errors,
        lines=[ErrorLine(name, said) for name, said in errors.items()],
        assignees=assignees,
    )
    return make_response(page, 422 if errors else 200)
