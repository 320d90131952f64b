"""How many originals and copies of each document an officer has in hand."""

import uuid
from dataclasses import dataclass, field

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import Unacceptable
from portal.services.copies import stated
from portal.services.counter import taking
from portal.web.citizen import addresses as drafts_at
from portal.web.citizen.entry import lead_on, open_draft
from portal.web.citizen.present import ErrorLine
from portal.web.citizen.progress import Progress
from portal.web.context import language, reading, the_citizen, writing
from portal.web.desk.counter.seat import here

blueprint = Blueprint("papers", __name__)
lead_on(blueprint)
PAGE = "ban-giay"


@dataclass(frozen=True)
class Row:
    """One document and its counts as typed, by sort; ``error`` if one of them is no number."""

    id: str
    name: str
    counts: dict[str, str] = field(default_factory=dict)
    error: str = ""


@blueprint.get(f"/nhap/<uuid:draft_id>/{PAGE}")
def show(draft_id: uuid.UUID) -> str:
    """Ask for the counts of what this case wants."""
    progress, kept = _opened(draft_id)
    rows = [
        Row(each, name, {s: str(kept.get(each, {}).get(s) or "") for s in stated.SORTS})
        for each, name in _wanted(progress)
    ]
    return _page(progress, rows)


@blueprint.post(f"/nhap/<uuid:draft_id>/{PAGE}")
def keep(draft_id: uuid.UUID) -> Response:
    """Keep the counts, and go back to where something is missing."""
    progress, _kept = _opened(draft_id)
    rows = [_read(each, name) for each, name in _wanted(progress)]
    if any(row.error for row in rows):
        return make_response(_page(progress, rows), 422)
    counts = {row.id: {s: int(said or 0) for s, said in row.counts.items()} for row in rows}
    try:
        with writing() as session:
            taking.state_papers(session, here(), draft_id, counts)
    except Unacceptable as error:
        wrong = str(error.facts["document"])
        rows = [Row(r.id, r.name, r.counts, _said() if r.id == wrong else "") for r in rows]
        return make_response(_page(progress, rows), 422)
    fresh, _kept = _opened(draft_id)
    return redirect(fresh.address(fresh.first_open), 303)


def _opened(draft_id: uuid.UUID) -> tuple[Progress, stated.Counts]:
    with reading() as session:
        opened = open_draft(session, the_citizen(), draft_id)
        return Progress.of(opened, language()), stated.of_draft(session, opened.draft)


def _wanted(progress: Progress) -> list[tuple[str, str]]:
    wanted = (need.document for need in progress.checked.documents)
    return [(one.id, one.name.in_(progress.lang)) for one in wanted if not one.from_answers]


def _read(document: str, name: str) -> Row:
    counts = {sort: request.form.get(f"{document}.{sort}", "").strip() for sort in stated.SORTS}
    fine = all(not said or (said.isascii() and said.isdigit()) for said in counts.values())
    return Row(document, name, {s: said[:9] for s, said in counts.items()}, "" if fine else _said())


def _said() -> str:
    return str(_("Nhập số bản, từ 0 đến 999"))


def _page(progress: Progress, rows: list[Row]) -> str:
    wrong = [row for row in rows if row.error]
    lines = [ErrorLine(f"{row.id}-originals", f"{row.name}: {row.error}") for row in wrong]
    return render_template(
        "desk/counter_papers.html",
        at=here(),
        procedure=progress.opened.form.name.in_(progress.lang),
        rows=rows,
        lines=lines,
        action=drafts_at.step(progress.opened.draft.id, PAGE),
        back=progress.address(progress.stages[0].id),
    )
