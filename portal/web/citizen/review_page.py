"""Draws the check before submission: every answer, what follows, what still stands in the way."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from forms.kinds import KINDS
from forms.logic import Scope
from forms.messages import Lang
from forms.needs import confirmers, processing
from forms.schema import DOCUMENTS_STEP
from forms.spec import Document, Question, Step
from portal.services.attachments import Held
from portal.web.citizen import addresses, copies_wording, wording
from portal.web.citizen.fields import field_of, shown, told_beside
from portal.web.citizen.present_check import Problem, ReviewPage, ReviewRow, ReviewSection
from portal.web.citizen.progress import REVIEW, Progress
from portal.web.citizen.sheet import Sheet
from portal.web.formats import size


def review_page(
    progress: Progress, errors: Mapping[str, str], *, changed: bool = False
) -> ReviewPage:
    """Draw the review; ``errors`` are those of this page, ``changed`` that another window wrote."""
    opened, lang = progress.opened, progress.lang
    sheet = Sheet.of(opened.context(lang), opened.answers, progress.checked, errors)
    before = progress.before(REVIEW)
    scope = Scope(opened.draft.case_code, sheet.today, progress.checked.clean)
    english = lang == "en" and opened.agency.name_en
    return ReviewPage(
        procedure=opened.form.name.in_(lang),
        agency=opened.agency.name_en if english else opened.agency.name,
        action=addresses.submission(opened.draft.id),
        number=progress.number(REVIEW),
        total=len(progress.stages),
        sections=tuple(_sections(progress, sheet)),
        fee=wording.fee_due(progress.checked.fee, lang),
        time=wording.term_sentence(processing(opened.form, scope), lang),
        declarations=tuple(field_of(sheet, question) for question in progress.pledges()),
        problems=(*(_other_window(progress) if changed else ()), *problems(progress)),
        on_paper=copies_wording.on_paper(
            (need.document for need in progress.checked.documents), opened.files, lang
        ),
        version=opened.draft.row_version,
        back_href=progress.address(before) if before else "",
        steps=progress.links(REVIEW),
        paper_href=addresses.draft_declaration(opened.draft.id),
        asks=tuple(each.full_name for each in confirmers(opened.form, scope) if each.full_name),
    )


def problems(progress: Progress) -> Iterator[Problem]:
    """List what stands in the way on other pages, each with the way to it."""
    questions = {question.name: question for question in progress.opened.form.questions}
    for stage in progress.stages[:-1]:
        for path, said in progress.errors(stage.id).items():
            place = f"{progress.address(stage.id)}?vi-sao=loi#{_anchor(questions, path)}"
            yield Problem(f"{stage.title}: {_of_what(progress, questions, path)}{said}", place)


def _of_what(progress: Progress, questions: Mapping[str, Question], path: str) -> str:
    """Name the question a part belongs to: "choose a province" alone could mean any address."""
    top, _dot, rest = path.partition(".")
    question = questions.get(top)
    return f"{question.label.in_(progress.lang)}: " if question and rest else ""


def _other_window(progress: Progress) -> Iterator[Problem]:
    told = _("Hồ sơ này vừa được sửa ở một cửa sổ khác. Xem lại rồi nộp.")
    yield Problem(told, f"{progress.address(REVIEW)}#section-1")


def _sections(progress: Progress, sheet: Sheet) -> Iterator[ReviewSection]:
    for step in progress.opened.form.steps:
        asked = [q for q in progress.asked(step) if KINDS[q.kind].has_value]
        rows = tuple(_row(progress, sheet, step, q) for q in asked if not q.questions)
        if rows:
            yield ReviewSection(step.title.in_(progress.lang), rows, progress.address(step.id))
        for group in (question for question in asked if question.questions):
            yield from _entries(progress, sheet, step, group)
    if progress.papers:
        yield _papers(progress)


def _row(progress: Progress, sheet: Sheet, step: Step, question: Question) -> ReviewRow:
    field = field_of(sheet, question)
    return ReviewRow(
        label=question.label.in_(progress.lang),
        lines=_lines(sheet, question, sheet.raw.get(question.name)),
        change_href="" if field.locked else f"{progress.address(step.id)}#{field.anchor}",
        source=field.locked_source,
    )


def _lines(sheet: Sheet, question: Question, raw: Any) -> tuple[str, ...]:
    """The lines of an answer, and what is told beside it: an amount in words."""
    told = (*shown(sheet, question, raw).splitlines(), *told_beside(sheet, question, raw))
    return tuple(line for line in told if line)


def _entries(
    progress: Progress, sheet: Sheet, step: Step, group: Question
) -> Iterator[ReviewSection]:
    """Each entry of a group stands by itself, under the name of one and its number."""
    field, raw = field_of(sheet, group), sheet.raw.get(group.name)
    rows = raw if isinstance(raw, list) else []
    inner = {question.name: question for question in group.questions}
    for item, row in zip(field.items, rows, strict=False):
        told = tuple(
            ReviewRow(
                label=each.label,
                lines=_lines(sheet, inner[name], row.get(name)),
                change_href=f"{progress.address(step.id)}#{each.anchor}",
            )
            for each in item.fields
            for name in [each.name.rpartition(".")[2]]
            if KINDS[inner[name].kind].has_value
        )
        yield ReviewSection(f"{field.item_label or field.label} {item.number}", told)
    if not field.items:
        yield ReviewSection(field.label, (), progress.address(step.id))


def _papers(progress: Progress) -> ReviewSection:
    stage = next(each for each in progress.stages if each.id == DOCUMENTS_STEP)
    files = progress.opened.files
    rows = tuple(
        _paper(need.document, [f for f in files if f.document == need.document.id], progress.lang)
        for need in progress.checked.documents
        if need.asks_files
    )
    return ReviewSection(stage.title, rows, progress.address(DOCUMENTS_STEP))


def _paper(document: Document, files: Sequence[Held], lang: Lang) -> ReviewRow:
    found = (copies_wording.finding(file.signature) for file in files)
    return ReviewRow(
        document.name.in_(lang),
        tuple(_file(file) for file in files),
        findings=tuple(each for each in found if each),
    )


def _file(file: Held) -> str:
    told = (size(file.size), copies_wording.presented_as(file))
    return f"{file.name} ({', '.join(each for each in told if each)})"


def _anchor(questions: Mapping[str, Question], path: str) -> str:
    """The input an error is mended at: of a whole compound answer, its first part's."""
    top, _dot, rest = path.partition(".")
    if top == "documents":
        return f"file-{rest}"
    question = questions.get(top)
    parts = KINDS[question.kind].parts(question) if question else ()
    return "-".join((path.replace(".", "-"), *(parts[:1] if not rest else ())))
