"""Draws the pages where a citizen acts on a submitted dossier."""

from dataclasses import dataclass

from flask_babel import gettext as _

from forms.logic import Scope
from forms.messages import Lang
from forms.needs import documents
from portal import clock
from portal.services import supplements, withdrawals
from portal.services.confirming import releasing
from portal.services.content import Content
from portal.services.supplements import Reply
from portal.web.citizen import addresses, copies_wording
from portal.web.citizen.amending.page import apart, asked_fields, asked_papers
from portal.web.citizen.dossier_page import agency_name
from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_check import UploadedFile
from portal.web.citizen.present_requests import SupplementPage, WithdrawalPage

OTHER = "-"
"""Chosen for a file that is none of the form's documents."""


@dataclass(frozen=True)
class Wrong:
    """What is to be mended on a page: of the text, of the files, and whether of the answers."""

    text: str = ""
    files: str = ""
    answers: bool = False


def supplement_page(reply: Reply, wrong: Wrong, language: str) -> SupplementPage:
    """Draw the agency's request with the answer as far as it is written."""
    dossier, asked, lang = reply.content.dossier, reply.request, language
    names = _documents(reply.content, lang)
    return SupplementPage(
        code=dossier.code,
        procedure=reply.content.form.name.in_(lang),
        action=addresses.supplement(dossier.code),
        asked_at=asked.at,
        text=_text(reply.text, wrong.text),
        document=_document(names, reply.papers),
        limit=0,
        total_limit=0,
        items=apart(reply),
        note=asked.note,
        unit=asked.unit,
        by=clock.day(asked.due_at) if asked.due_at else None,
        files=_files(reply, names),
        file_error=wrong.files,
        back_href=addresses.dossier(dossier.code),
        answers=asked_fields(reply, lang, wrong.answers),
        papers=asked_papers(reply, names),
        communes_href=addresses.COMMUNES,
    )


def _files(reply: Reply, names: dict[str, str]) -> tuple[UploadedFile, ...]:
    code = reply.content.dossier.code
    return tuple(
        UploadedFile(
            id=str(file.id),
            name=file.name,
            size=file.size,
            href=addresses.dossier(code, "tep", str(file.id)),
            note=names.get(file.document, _("Giấy tờ khác")),
            finding=copies_wording.finding(file.signature),
        )
        for file in reply.files
    )


def _documents(content: Content, lang: Lang) -> dict[str, str]:
    """Name the documents of the form that this dossier may have files for."""
    day = clock.day(content.dossier.submitted_at)
    scope = Scope(case=content.dossier.case_code, today=day, values=content.answers)
    listed = (need.document for need in documents(content.form, scope) if need.asks_files)
    return {document.id: document.name.in_(lang) for document in listed}


def _text(value: str, error: str) -> Field:
    return Field(
        name="text",
        kind="long_text",
        label=_("Bạn trả lời cơ quan"),
        hint=_("Ví dụ: Tôi gửi lại ảnh giấy chứng sinh chụp rõ hơn."),
        value=value,
        error=error,
        max_length=supplements.LONGEST,
    )


def _document(names: dict[str, str], asked: tuple[str, ...]) -> Field:
    """Ask what a file is; where papers were asked for one by one, those alone are named."""
    listed = {id: name for id, name in names.items() if id in asked} or names
    options = tuple(Option(id, name) for id, name in listed.items())
    return Field(
        name="document",
        kind="select",
        label=_("Tệp này là giấy tờ nào?"),
        options=(*options, Option(OTHER, _("Giấy tờ khác"))),
        required=False,
    )


def withdrawal_page(content: Content, reason: str, error: str, language: str) -> WithdrawalPage:
    """Draw what it means to take a dossier back."""
    dossier = content.dossier
    return WithdrawalPage(
        code=dossier.code,
        procedure=content.form.name.in_(language),
        agency=agency_name(content, language),
        action=addresses.withdrawal(dossier.code),
        reason=Field(
            name="reason",
            kind="long_text",
            label=_("Lý do rút hồ sơ"),
            value=reason,
            error=error,
            required=False,
            max_length=withdrawals.LONGEST,
        ),
        back_href=addresses.dossier(dossier.code),
        waits=releasing.waits(dossier),
    )
