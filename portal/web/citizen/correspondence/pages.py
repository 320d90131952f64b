"""Draws the messages on a dossier, and the page where one is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.services import agencies
from portal.services.attachments import Held
from portal.services.content import Content
from portal.services.correspondence import writing
from portal.services.correspondence.thread import Entry
from portal.services.correspondence.writing import Writing
from portal.settings import Settings
from portal.web.citizen import addresses
from portal.web.citizen.correspondence.present import Letter, MessagePage, Thread
from portal.web.citizen.present import Field
from portal.web.citizen.present_check import UploadedFile


@dataclass(frozen=True)
class Wrong:
    """What is to be mended on a page: of the text, of the files."""

    text: str = ""
    files: str = ""


def thread_of(found: Content, entries: Iterable[Entry]) -> Thread:
    """Draw the messages of a dossier."""
    dossier, agency = found.dossier, found.agency
    possible = writing.possible(dossier, agency)
    return Thread(
        letters=tuple(_letter(dossier.code, entry) for entry in entries),
        write_href=addresses.messages(dossier.code) if possible else "",
        deaf=not agencies.takes(agency, "message"),
        phone=agency.phone,
    )


def _letter(code: str, entry: Entry) -> Letter:
    return Letter(
        own=entry.own,
        at=entry.at,
        lines=tuple(line for line in entry.text.splitlines() if line.strip()),
        by=entry.by,
        files=_files(code, entry.files),
        state=entry.state,
        unread=entry.unread,
    )


def _files(code: str, files: Sequence[Held]) -> tuple[UploadedFile, ...]:
    return tuple(
        UploadedFile(
            id=str(file.id),
            name=file.name,
            size=file.size,
            href=addresses.dossier(code, "tep", str(file.id)),
        )
        for file in files
    )


@dataclass(frozen=True)
class Told:
    """What a page needs besides the message: what is wrong, whose language, which limits."""

    wrong: Wrong
    language: str
    settings: Settings


def message_page(found: Writing, entries: Iterable[Entry], told: Told) -> MessagePage:
    """Draw the message as far as it is written, under those before it."""
    content: Content = found.content
    dossier, agency, english = content.dossier, content.agency, told.language == "en"
    return MessagePage(
        code=dossier.code,
        procedure=content.form.name.in_(told.language),
        agency=agency.name_en if english and agency.name_en else agency.name,
        action=addresses.messages(dossier.code),
        turn=found.turn,
        text=Field(
            name="text",
            kind="long_text",
            label=_("Bạn viết cho cơ quan"),
            hint=_("Ví dụ: Tôi đến nhận kết quả buổi chiều được không?"),
            value=found.text,
            error=told.wrong.text,
            max_length=writing.LONGEST,
        ),
        thread=thread_of(content, entries),
        limit=told.settings.file_limit,
        total_limit=told.settings.dossier_limit,
        files=_files(dossier.code, found.files),
        file_error=told.wrong.files,
        back_href=addresses.dossier(dossier.code),
    )
