"""Groups of officers at a desk: who is in them, closed once nothing is to be assigned to them."""

import uuid

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services import agencies
from portal.services.officers import groups
from portal.services.officers.groups import Described
from portal.services.operations import deeds
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed, moved_on
from portal.web.console.guard import guarded
from portal.web.context import reading, writing

blueprint = guarded("console_groups", __name__)
_GROUP = f"{addresses.GROUPS}/<uuid:group_id>"
_OURS = ("group_added", "group_changed", "group_closed")


@blueprint.get(addresses.GROUPS)
def everyone(code: str) -> str:
    """List the groups of an agency's desk."""
    with reading() as session:
        row = agencies.by_code(session, code)
        found = groups.of_agency(session, row.id)
        done = [one for one in deeds.of_target(session, f"agency:{code}") if one.deed in _OURS]
    return render_template(
        "console/administration/groups.html",
        here="admin",
        row=row,
        groups=found,
        deeds=done[:30],
        done=request.args.get("xong", ""),
    )


@blueprint.get(f"{addresses.GROUPS}/moi")
def new(code: str) -> Response:
    """Ask what a group is called and who is in it."""
    return _form((code, None), Typed())


@blueprint.post(f"{addresses.GROUPS}/moi")
def create(code: str) -> Response:
    """Add a group, or show what has to be mended."""
    return _save((code, None))


@blueprint.get(_GROUP)
def edit(code: str, group_id: uuid.UUID) -> Response:
    """Show what can be changed about a group."""
    with reading() as session:
        found = groups.one(session, agencies.by_code(session, code), group_id)
    if found.row.closed_at:
        raise NotFound(f"group {group_id}")
    members = " ".join(str(one.id) for one in found.members)
    values = {"name": found.row.name, "members": members}
    return _form((code, group_id), Typed(values, found.row.row_version))


@blueprint.post(_GROUP)
def change(code: str, group_id: uuid.UUID) -> Response:
    """Change a group, or show what has to be mended."""
    return _save((code, group_id))


@blueprint.post(f"{_GROUP}/dong")
def close(code: str, group_id: uuid.UUID) -> Response:
    """Assign nothing to a group any more."""
    typed = _read()
    if typed.errors:
        return _form((code, group_id), typed, 422)
    try:
        with writing() as session:
            where = (agencies.by_code(session, code), group_id)
            groups.close(session, where, typed.seen, typed.actor)
    except Conflict:
        return _faster((code, group_id), typed)
    return redirect(addresses.groups(code, "dong"), 303)


def _read() -> Typed:
    typed = Typed.read(("name",))
    members = " ".join(request.form.getlist("member"))
    return Typed({**typed.values, "members": members}, typed.seen, typed.errors)


def _save(which: tuple[str, uuid.UUID | None]) -> Response:
    code, group_id = which
    typed = _read()
    typed.needs("name", _("Nhập tên bộ phận"))
    if typed.errors:
        return _form(which, typed, 422)
    try:
        with writing() as session:
            agency = agencies.by_code(session, code)
            said = Described(typed["name"], _members(typed["members"]))
            if group_id is None:
                groups.create(session, agency, said, typed.actor)
            else:
                groups.change(session, (agency, group_id), typed.seen, said, typed.actor)
    except Unacceptable as error:
        typed.errors.update([_worded(error)])
        return _form(which, typed, 422)
    except Conflict:
        return _faster(which, typed)
    return redirect(addresses.groups(code, "luu"), 303)


def _members(said: str) -> frozenset[uuid.UUID]:
    """Read who was ticked; what is no id is nobody's, and the rules say so."""
    try:
        return frozenset(uuid.UUID(one) for one in said.split())
    except ValueError:
        return frozenset({uuid.UUID(int=0)})


def _worded(error: Unacceptable) -> tuple[str, str]:
    return {
        "name": (
            "name",
            _("Tên bộ phận dài tối đa %(most)s ký tự", most=groups.LONGEST),
        ),
        "known": ("name", _("Cơ quan này đã có bộ phận mang tên này")),
        "members": ("members", _("Có người vừa thôi làm ở bàn một cửa này. Chọn lại")),
    }[error.reason]


def _faster(which: tuple[str, uuid.UUID | None], typed: Typed) -> Response:
    """Say that somebody else has changed it, and let what was typed be sent once more."""
    code, group_id = which
    assert group_id is not None  # nothing new is older than what stands
    with reading() as session:
        found = groups.one(session, agencies.by_code(session, code), group_id)
    errors = {**typed.errors, "name": moved_on()}
    return _form(which, Typed(typed.values, found.row.row_version, errors), 409)


def _form(which: tuple[str, uuid.UUID | None], typed: Typed, status: int = 200) -> Response:
    code, group_id = which
    with reading() as session:
        row = agencies.by_code(session, code)
        found = groups.one(session, row, group_id) if group_id else None
        officers = groups.officers(session, row.id)
    page = render_template(
        "console/administration/group_form.html",
        here="admin",
        row=row,
        group=found.row if found else None,
        officers=[(str(one.id), one.name, one.subject) for one in officers],
        typed=typed,
    )
    return make_response(page, status)
