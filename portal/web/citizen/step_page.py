"""Draws a step of a form, and the choice between two windows' answers."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from forms.fields import to_fields
from forms.logic import Scope
from forms.needs import notices
from forms.spec import Question, Step
from portal.services.drafts import Open
from portal.web.citizen import addresses
from portal.web.citizen.answering import Sent, accepted, clashes, mark
from portal.web.citizen.fields import field_of, shown
from portal.web.citizen.present import Conflict, ConflictPage, StepPage
from portal.web.citizen.progress import Progress
from portal.web.citizen.sheet import Sheet

ASKED, WARNED = "hoi", "nhac"
"""What the form's address carries: marks of the questions asked and of the warnings shown."""


def step_page(
    progress: Progress, step: Step, errors: Mapping[str, str], notice: str = ""
) -> StepPage:
    """Draw a step with these errors, everything typed in place."""
    opened, draft = progress.opened, progress.opened.draft
    sheet = Sheet.of(opened.context(progress.lang), opened.answers, progress.checked, errors)
    before = progress.before(step.id)
    return StepPage(
        title=step.title.in_(progress.lang),
        procedure=opened.form.name.in_(progress.lang),
        action=f"{progress.address(step.id)}?{_marks(progress, step)}",
        number=progress.number(step.id),
        total=len(progress.stages),
        fields=tuple(field_of(sheet, question) for question in progress.asked(step)),
        version=draft.row_version,
        intro=step.intro.in_(progress.lang) if step.intro else "",
        notice=notice,
        saved_at=draft.saved_at if draft.row_version > 1 else None,
        back_href=progress.address(before) if before else addresses.before_draft(opened.form.code),
        autosave_href=addresses.autosave(draft.id, step.id),
        communes_href=addresses.COMMUNES,
        steps=progress.links(step.id),
    )


def warnings(progress: Progress, step: Step) -> dict[str, str]:
    """Give what looks odd at a step and is taken all the same."""
    names = {question.name for question in progress.asked(step)}
    found = progress.checked.warnings.items()
    return {path: said for path, said in found if path.split(".", 1)[0] in names}


def _marks(progress: Progress, step: Step) -> str:
    marks = {ASKED: mark(q.name for q in progress.asked(step))}
    return urlencode({**marks, WARNED: mark(sorted(warnings(progress, step)))})


def new_questions(progress: Progress, step: Step, sent: Sent, shown_mark: str) -> frozenset[str]:
    """Name the questions that show only because of what was just answered."""
    asked = progress.asked(step)
    if not shown_mark or shown_mark == mark(question.name for question in asked):
        return frozenset()
    missing = progress.errors(step.id)
    unsent = (q.name for q in asked if q.name not in sent.names)
    return frozenset(n for n in unsent if any(p.split(".", 1)[0] == n for p in missing))


def unseen_warnings(progress: Progress, step: Step, shown_mark: str) -> bool:
    """Say whether something looks odd that the page did not tell yet."""
    found = warnings(progress, step)
    return bool(found and shown_mark) and shown_mark != mark(sorted(found))


def conflict_page(opened: Open, step: Step, sent: Sent, language: str) -> ConflictPage:
    """Draw what two windows wrote, for the citizen to choose."""
    lang, typed = language, accepted(opened, step, sent)
    context = opened.context(lang)
    sheet = Sheet.of(context, opened.answers, opened.check(lang), {})
    questions = {question.name: question for question in step.questions}
    address = addresses.step(opened.draft.id, step.id)
    return ConflictPage(
        procedure=opened.form.name.in_(lang),
        action=address,
        version=opened.draft.row_version,
        saved_at=opened.draft.saved_at,
        rows=tuple(
            _row(sheet, questions[name], (typed[name], opened.answers[name]))
            for name in clashes(opened, typed)
        ),
        fields=tuple(to_fields(typed)),
        keep_href=address,
    )


def _row(sheet: Sheet, question: Question, answers: tuple[Any, Any]) -> Conflict:
    mine, theirs = answers
    return Conflict(
        label=question.label.in_(sheet.lang),
        mine=shown(sheet, question, mine),
        theirs=shown(sheet, question, theirs),
    )


def first_words(progress: Progress, step: Step) -> str:
    """Say on the first page of a fresh draft what is good to know in the citizen's case."""
    if progress.opened.draft.row_version > 1 or progress.before(step.id):
        return ""
    context = progress.opened.context(progress.lang)
    scope = Scope(context.case, context.today, progress.checked.clean)
    told = notices(progress.opened.form, scope)
    return " ".join(text.in_(progress.lang) for text in told)


def notice(reason: str) -> str:
    """Word why a step is shown again."""
    words = {
        "them": _("Có thêm câu hỏi cho lựa chọn của bạn."),
        "xem-lai": _("Xin xem lại những chỗ được nhắc. Nếu đúng rồi, bấm Tiếp tục."),
    }
    return str(words.get(reason, ""))
