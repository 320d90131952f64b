"""Drafts and newer versions of their form: the citizen sees what changed, and chooses.

A draft stays with the version it was begun with until its citizen says otherwise. Answers are
carried over as they were typed; what has no place in the newer version is named before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from forms import prefill
from forms.differences import Change, differences
from forms.kinds import KINDS
from forms.lookups import Lists
from forms.schema import Context, check
from forms.spec import Form, Question
from portal import clock
from portal.domain.errors import Conflict, NotFound
from portal.models import Draft
from portal.runtime import Runtime
from portal.services import attachments, code_lists, drafts, publishing
from portal.services.attachments import Held
from portal.services.citizens import Signed
from portal.services.drafts import Open


@dataclass(frozen=True)
class Newer:
    """A newer version of a draft's form, and what becomes of the draft if it is taken.

    ``gone`` names answers without a place in it (``members.nickname`` inside a group), ``again``
    those it cannot take as they are; ``files`` belong to documents it does not ask for. The case
    has to be chosen anew if ``case`` is empty; ``taken`` says if the draft's agency takes it.
    ``lists`` are the code lists it names, as they count today.
    """

    form: Form
    changes: tuple[Change, ...]
    gone: tuple[str, ...]
    again: tuple[str, ...]
    files: tuple[Held, ...] = field(repr=False)
    case: str
    taken: bool
    lists: Lists = field(default_factory=dict, repr=False)


def pending(session: Session, rt: Runtime, draft: Draft) -> Form | None:
    """Give the version that is live now, if the draft has another and nobody has chosen yet."""
    try:
        form = publishing.live(session, rt, draft.procedure_code)
    except NotFound:
        return None
    if form.hash in (draft.form_hash, draft.declined_hash):
        return None
    return form if differences(rt.forms.form(session, draft.form_hash), form) else None


def newer(session: Session, rt: Runtime, citizen: Signed, opened: Open) -> Newer | None:
    """Look what a newer version would mean for a draft; None if there is nothing to choose."""
    form = pending(session, rt, opened.draft)
    if form is None:
        return None
    opened = replace(opened, lists=code_lists.of_form(session, form, clock.today()))
    case = _case(form, opened.draft.case_code)
    filled = prefill.fill(form, opened.typed, opened.identity, _context(opened, case))
    asked = {need.id for need in form.documents if not need.from_answers}
    return Newer(
        form=form,
        changes=differences(opened.form, form),
        gone=tuple(_gone(form, opened.typed, filled.locked)),
        again=tuple(_again(form, opened, case, filled)),
        files=tuple(file for file in opened.files if file.document not in asked),
        case=case,
        taken=opened.agency.id in {each.id for each in drafts.serving(session, form, citizen)},
        lists=opened.lists,
    )


@dataclass(frozen=True)
class Choice:
    """What a citizen has seen and chosen: the draft's version, the form's hash, the case."""

    version: int
    form_hash: str
    case: str = ""


def stay(session: Session, opened: Open, choice: Choice) -> None:
    """Go on with the old version; the newer one is not offered again, a still newer one is.

    The draft has to be loaded with its lock.
    """
    opened.draft.declined_hash = choice.form_hash
    session.flush()


def carry(session: Session, opened: Open, found: Newer, choice: Choice) -> None:
    """Bring a draft, loaded with its lock, to the newer version with everything that fits it.

    :raises Conflict: if the draft or the live version is not what the citizen has seen any more.
    :raises NotFound: if the newer version has no such case, or the agency does not take it.
    """
    draft = opened.draft
    if choice.form_hash != found.form.hash or choice.version != draft.row_version:
        raise Conflict(choice.version, draft.row_version)
    case = found.case or choice.case
    if found.form.case(case) is None or not found.taken:
        raise NotFound(case)
    for file in found.files:
        attachments.remove(session, draft.home_agency_id, draft.id, file.id)
    draft.form_hash, draft.case_code, draft.declined_hash = found.form.hash, case, None
    kept = _without(opened.typed, found.gone)
    newer_form = replace(opened, form=found.form, lists=found.lists, typed={})
    drafts.save(session, newer_form, kept, draft.row_version)


def _case(form: Form, case: str) -> str:
    """Keep the case if the form still has it; one that has a single case leaves no choice."""
    if form.case(case) is not None:
        return case
    return form.cases[0].id if len(form.cases) == 1 else ""


def _context(opened: Open, case: str) -> Context:
    return Context(case, clock.today(), opened.draft.language, lists=opened.lists)


def _gone(form: Form, typed: Mapping[str, Any], locked: Mapping[str, Any]) -> Iterator[str]:
    """Name the answers that have no place, or that the identity provider answers from now on."""
    asked = {question.name: question for question in form.questions}
    for name, value in typed.items():
        if _empty(value):
            continue
        question = asked.get(name)
        if question is None or not KINDS[question.kind].has_value:
            yield name
        elif name in locked and locked[name] != value:
            yield name
        elif isinstance(value, list) and question.questions:
            yield from _gone_inside(question, value)


def _gone_inside(group: Question, rows: list[Any]) -> Iterator[str]:
    asked = {question.name for question in group.questions}
    filled = [n for row in rows if isinstance(row, dict) for n, v in row.items() if not _empty(v)]
    for name in dict.fromkeys(filled):
        if name not in asked:
            yield f"{group.name}.{name}"


def _empty(value: Any) -> bool:
    return value in (None, "", [], {})


def _again(form: Form, opened: Open, case: str, filled: prefill.Filled) -> Iterator[str]:
    """Name the answers that were in order and are not any more."""
    before = {path.partition(".")[0] for path in opened.check("vi").errors}
    answers = {**filled.answers, **opened.typed, **filled.locked}
    context = replace(_context(opened, case), locked=filled.locked)
    now = check(form, answers, context).errors
    wrong = dict.fromkeys(path.partition(".")[0] for path in now)
    for name in wrong:
        if name not in before and not _empty(opened.typed.get(name)):
            yield name


def _without(typed: Mapping[str, Any], gone: tuple[str, ...]) -> dict[str, Any]:
    kept = {name: value for name, value in typed.items() if name not in gone}
    for path in gone:
        group, dot, name = path.partition(".")
        if dot and isinstance(kept.get(group), list):
            kept[group] = [
                {n: v for n, v in row.items() if n != name} if isinstance(row, dict) else row
                for row in kept[group]
            ]
    return kept
