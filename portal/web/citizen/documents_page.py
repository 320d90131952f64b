"""Draws the step where papers are handed in."""

from collections.abc import Mapping

from forms.messages import Lang
from forms.needs import Needed
from forms.schema import DOCUMENTS_STEP
from portal.services import intake, merging
from portal.services.drafts import Open
from portal.web.citizen import addresses
from portal.web.citizen.present_check import DocumentSlot, DocumentsPage, UploadedFile
from portal.web.citizen.progress import Progress
from portal.web.context import rt

_KINDS = "PDF, JPG, PNG, HEIC, WEBP, TIFF"
# Some phones name HEIC photos by ending alone.
_ACCEPT = ",".join((*intake.ACCEPTED, ".heic", ".heif"))


def documents_page(progress: Progress, errors: Mapping[str, str]) -> DocumentsPage:
    """Draw the documents with the files at hand; ``errors`` by document id."""
    opened, draft = progress.opened, progress.opened.draft
    before = progress.before(DOCUMENTS_STEP)
    return DocumentsPage(
        procedure=opened.form.name.in_(progress.lang),
        action=progress.address(DOCUMENTS_STEP),
        number=progress.number(DOCUMENTS_STEP),
        total=len(progress.stages),
        documents=tuple(
            _slot(opened, need, errors.get(need.document.id, ""), progress.lang)
            for need in progress.checked.documents
            if need.asks_files
        ),
        version=draft.row_version,
        total_limit=rt().settings.dossier_limit,
        saved_at=draft.saved_at,
        back_href=progress.address(before) if before else "",
        steps=progress.links(DOCUMENTS_STEP),
    )


def missing(progress: Progress) -> dict[str, str]:
    """Say which papers are still wanted, by document id."""
    found = progress.errors(DOCUMENTS_STEP).items()
    return {path.partition(".")[2]: said for path, said in found}


def _slot(opened: Open, need: Needed, error: str, lang: Lang) -> DocumentSlot:
    document = need.document
    return DocumentSlot(
        id=document.id,
        name=document.name.in_(lang),
        note=document.hint.in_(lang) if document.hint else "",
        required=need.state == "required",
        files=tuple(
            UploadedFile(
                id=str(file.id),
                name=file.name,
                size=file.size,
                href=addresses.draft_file(opened.draft.id, file.id),
            )
            for file in opened.files
            if file.document == document.id
        ),
        error=error,
        accept=_ACCEPT,
        kinds=_KINDS,
        limit=rt().settings.file_limit,
        max_files=document.max_files,
        photos=len(merging.photos(opened.files, document.id)),
    )
