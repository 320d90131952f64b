"""Draws the choice between the version a draft was begun with and the one that is live now."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from forms.differences import Change
from forms.messages import Lang
from forms.spec import Form, Question
from portal.services.drafts import Open
from portal.services.versions import Newer
from portal.web.citizen import addresses
from portal.web.citizen.fields import shown
from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_versions import ChangeGroup, KeptAnswer, VersionPage
from portal.web.citizen.sheet import Sheet


def version_page(
    opened: Open, found: Newer, since: datetime, lang: str, error: str = ""
) -> VersionPage:
    """Draw the choice; ``since`` is when the newer version began, ``error`` that of the case."""
    sheet = Sheet.of(opened.context(lang), opened.answers, opened.check(lang), {})
    return VersionPage(
        procedure=opened.form.name.in_(lang),
        action=addresses.newer_version(opened.draft.id),
        version=opened.draft.row_version,
        form_hash=found.form.hash,
        since=since,
        changes=tuple(_groups(found.changes, lang)),
        gone=tuple(_answers(sheet, opened, found.gone)),
        again=tuple(_answers(sheet, opened, found.again)),
        files=tuple(file.name for file in found.files),
        case=None if found.case else _case(found.form, error, lang),
        movable=found.taken,
    )


def _groups(changes: Iterable[Change], lang: Lang) -> Iterator[ChangeGroup]:
    told: dict[str, list[str]] = {}
    for change in changes:
        told.setdefault(_title(change.about), []).append(change.text.in_(lang))
    for title, lines in told.items():
        yield ChangeGroup(title, tuple(dict.fromkeys(lines)))


def _title(about: str) -> str:
    titles = {
        "document": _("Giấy tờ"),
        "confirmation": _("Người xác nhận"),
        "fee": _("Phí, lệ phí"),
        "time": _("Thời hạn giải quyết"),
        "procedure": _("Thủ tục"),
        "agency": _("Thủ tục"),
        "result": _("Thủ tục"),
    }
    return str(titles.get(about) or _("Tờ khai"))


def _answers(sheet: Sheet, opened: Open, paths: Iterable[str]) -> Iterator[KeptAnswer]:
    """Give answers back as they were given, each under the label it had."""
    asked = {question.name: question for question in opened.form.questions}
    for path in paths:
        name, _dot, inner = path.partition(".")
        question, value = asked.get(name), opened.typed.get(name)
        if question is None:
            # The older version did not ask it either; whatever it is, it is shown.
            yield KeptAnswer(name, str(value))
        elif inner:
            yield _of_group(sheet, question, inner, value)
        else:
            yield KeptAnswer(question.label.in_(sheet.lang), shown(sheet, question, value))


def _of_group(sheet: Sheet, group: Question, inner: str, rows: Any) -> KeptAnswer:
    question = next((each for each in group.questions if each.name == inner), None)
    label = question.label.in_(sheet.lang) if question else inner
    listed = [row.get(inner) for row in rows if isinstance(row, dict)]
    said = [shown(sheet, question, one) if question else str(one) for one in listed if one]
    return KeptAnswer(f"{group.label.in_(sheet.lang)} › {label}", "; ".join(said))


def _case(form: Form, error: str, lang: Lang) -> Field:
    options = tuple(
        Option(case.id, case.name.in_(lang), case.hint.in_(lang) if case.hint else "")
        for case in form.cases
    )
    return Field("case", "radio", _("Bạn thuộc trường hợp nào?"), options=options, error=error)
