"""Form versions to look at: all procedures, one, a version's source, two side by side."""

from flask import Response, render_template, request
from flask_babel import gettext as _

from portal.domain.errors import NotFound
from portal.services import publishing
from portal.services.operations import form_desk
from portal.web.console import addresses
from portal.web.console.guard import guarded
from portal.web.console.present_forms import FormPage, VersionPage, told
from portal.web.context import reading, rt

blueprint = guarded("console_forms", __name__)
_HASH = "string(length=64)"


@blueprint.get(addresses.FORMS)
def all_forms() -> str:
    """List the procedures: what is live, scheduled, being made."""
    with reading() as session:
        lines = form_desk.overview(session, rt())
    notice = _notice(request.args.get("xong", ""))
    return render_template("console/forms.html", here="forms", lines=lines, notice=notice)


@blueprint.get(f"{addresses.FORMS}/<code>")
def one_form(code: str) -> str:
    """Show every version of a procedure's form, and who decided what about it."""
    with reading() as session:
        found = form_desk.procedure(session, rt(), code)
    page = FormPage(found, notice=_notice(request.args.get("xong", "")))
    return render_template("console/form.html", here="forms", page=page)


@blueprint.get(f"{addresses.FORMS}/<code>/ban/<{_HASH}:digest>")
def version(code: str, digest: str) -> str:
    """Show one version: its source exactly as published."""
    return render_template("console/form_version.html", here="forms", page=_version(code, digest))


@blueprint.get(f"{addresses.FORMS}/<code>/ban/<{_HASH}:digest>/tep")
def source(code: str, digest: str) -> Response:
    """Give a version's source as a file."""
    row = _version(code, digest).row
    name = f"{code}-{digest[:8]}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(row.source, mimetype="application/yaml", headers=headers)


@blueprint.get(f"{addresses.FORMS}/<code>/so-sanh")
def compare(code: str) -> str:
    """Say in plain words what changes from one version to another."""
    with reading() as session:
        page = FormPage(form_desk.procedure(session, rt(), code))
        known = [row.hash for row in page.found.versions]
        old = _one_of(known, request.args.get("cu"), known[-1] if len(known) < 2 else known[1])
        new = _one_of(known, request.args.get("moi"), known[0])
        changes = told(rt().forms.form(session, old), rt().forms.form(session, new))
    return render_template(
        "console/form_differences.html", here="forms", page=page, old=old, new=new, changes=changes
    )


def _version(code: str, digest: str) -> VersionPage:
    """Find a version of a procedure, and the one that was live before it began.

    :raises NotFound: if it is none of this procedure's.
    """
    with reading() as session:
        page = FormPage(form_desk.procedure(session, rt(), code))
        row = publishing.by_hash(session, digest)
    rows = [one for one in page.found.versions if one.hash == row.hash]
    if not rows:
        raise NotFound(digest)
    earlier = [one for one in page.found.versions if one.live_from < row.live_from]
    return VersionPage(page, row, publishing.state(row), earlier[0] if earlier else None)


def _one_of(known: list[str], asked: str | None, otherwise: str) -> str:
    return asked if asked in known else otherwise


def _notice(done: str) -> str:
    said = {
        "cong-bo": _("Đã công bố. Ai đang khai dở sẽ được hỏi có chuyển sang bản mới không."),
        "khong-doi": _("Bản này đã được áp dụng đúng như vậy, không có gì thay đổi."),
        "dong": _("Đã đóng. Hồ sơ nháp đã bắt đầu vẫn nộp được."),
        "bo": _("Đã bỏ bản đang soạn."),
    }
    return str(said.get(done, ""))
