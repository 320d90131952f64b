"""Describes a draft: what is answered, what is wrong, what is wanted still."""

from collections.abc import Mapping, Sequence
from typing import Any

from forms.kinds import KINDS
from forms.messages import Lang
from forms.needs import FeeDue, Needed
from forms.schema import Checked
from forms.spec import Form, Question
from portal.services.attachments import Held
from portal.services.drafts import Open
from portal.web.api.citizen.procedures import agency_row
from portal.web.api.problems import Fault, of_answers
from portal.web.context import rt


def draft_row(opened: Open, newer: Form | None, lang: str) -> dict[str, Any]:
    """Describe a draft in a list."""
    draft = opened.draft
    return {
        "id": draft.id,
        "procedure": draft.procedure_code,
        "name": opened.form.name.in_(lang),
        "case": draft.case_code,
        "agency": agency_row(opened.agency),
        "form": draft.form_hash,
        "newer_form": newer.hash if newer else None,
        "created_at": draft.created_at,
        "saved_at": draft.saved_at,
        "expires_at": draft.expires_at,
        "version": draft.row_version,
    }


def draft(
    opened: Open, newer: Form | None, lang: str, ignored: Sequence[str] = ()
) -> dict[str, Any]:
    """Describe a draft whole."""
    checked = opened.check(lang)
    return {
        **draft_row(opened, newer, lang),
        "answers": opened.answers,
        "clean": checked.clean,
        "locked": sorted(opened.locked),
        "visible": sorted(checked.visible),
        "ignored": list(ignored),
        "problems": [fault.told() for fault in problems(opened, checked)],
        "warnings": [
            {"field": f"answers.{path}", "code": "warning", "message": said}
            for path, said in checked.warnings.items()
        ],
        "documents": [_needed(need, opened, lang) for need in checked.documents],
        "fee": _fee(checked.fee, lang),
        "ready": checked.ok,
    }


def problems(opened: Open, checked: Checked) -> list[Fault]:
    """List what stands in the way of submission, in the form's order."""
    counts = {file.document for file in opened.files}
    questions = {question.name: question for question in opened.form.questions}

    def blank(path: str) -> bool:
        top, _dot, rest = path.partition(".")
        if top == "documents":
            return rest not in counts
        return top in questions and _blank(questions[top], opened.answers.get(top), rest)

    return list(of_answers(checked.errors, blank))


def _blank(question: Question, raw: Any, rest: str) -> bool:
    """Say whether nothing was answered at a path inside an answer."""
    if not rest or not isinstance(raw, Mapping | list):
        return KINDS[question.kind].blank(raw)
    name, _dot, deeper = rest.partition(".")
    if isinstance(raw, Mapping):
        return not str(raw.get(name) or "").strip()
    entry = raw[int(name)] if name.isdigit() and int(name) < len(raw) else {}
    inner, _dot, deepest = deeper.partition(".")
    found = next((each for each in question.questions if each.name == inner), None)
    if found is None or not isinstance(entry, Mapping):
        return not entry
    return _blank(found, entry.get(inner), deepest)


def file(held: Held) -> dict[str, Any]:
    """Describe a file."""
    return {
        "id": held.id,
        "document": held.document,
        "name": held.name,
        "media_type": held.media_type,
        "size": held.size,
        "sha256": held.sha256,
    }


def _needed(need: Needed, opened: Open, lang: Lang) -> dict[str, Any]:
    document, limits = need.document, need.limits
    own = rt().settings.file_limit
    return {
        "id": document.id,
        "name": document.name.in_(lang),
        "hint": document.hint.in_(lang) if document.hint else "",
        "state": need.state,
        "takes_files": need.asks_files,
        "min_files": limits.min_files,
        "max_files": limits.max_files,
        "max_size": min(limits.max_size or own, own),
        "media_types": list(limits.media_types),
        "files": [file(held) for held in opened.files if held.document == document.id],
    }


def _fee(due: FeeDue, lang: Lang) -> dict[str, Any]:
    return {
        "total": due.total,
        "open": due.open,
        "lines": [
            {
                "id": line.fee.id,
                "name": line.fee.name.in_(lang),
                "quantity": line.quantity,
                "unit_amount": line.unit_amount,
                "amount": line.amount,
            }
            for line in due.lines
        ],
    }
