"""Draws the step where papers are handed in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask_babel import gettext as _

from forms.messages import Lang
from forms.needs import Limits, Needed
from forms.schema import DOCUMENTS_STEP
from portal.services import merging
from portal.services.drafts import Open
from portal.services.uploads.pending import Pending
from portal.web.citizen import addresses, copies_wording
from portal.web.citizen.present_check import (
    DocumentSlot,
    DocumentsPage,
    FoundPaper,
    NationalStore,
    OfferedPaper,
    UnfinishedFile,
    UploadedFile,
)
from portal.web.citizen.progress import Progress
from portal.web.context import rt
from portal.web.formats import size

_KINDS = {"pdf": "PDF", "photo": "JPG, PNG, HEIC, WEBP, TIFF"}
# Some phones name HEIC photos by ending alone.
_ENDINGS = {"pdf": (), "photo": (".heic", ".heif")}


@dataclass(frozen=True)
class Stores:
    """What the citizen's stores have for the draft, by document id: ours, and the national one."""

    kept: Mapping[str, tuple[OfferedPaper, ...]] = field(default_factory=dict)
    found: Mapping[str, tuple[FoundPaper, ...]] = field(default_factory=dict)
    national: NationalStore | None = None


def documents_page(
    progress: Progress,
    errors: Mapping[str, str],
    unfinished: Sequence[Pending] = (),
    stores: Stores | None = None,
) -> DocumentsPage:
    """Draw the documents with the files at hand; ``errors`` by document id."""
    stores = stores or Stores()
    opened, before = progress.opened, progress.before(DOCUMENTS_STEP)
    return DocumentsPage(
        procedure=opened.form.name.in_(progress.lang),
        action=progress.address(DOCUMENTS_STEP),
        number=progress.number(DOCUMENTS_STEP),
        total=len(progress.stages),
        documents=tuple(_slots(progress, errors, unfinished, stores)),
        version=opened.draft.row_version,
        file_limit=rt().settings.file_limit,
        total_limit=rt().settings.dossier_limit,
        uploads_href=addresses.draft_uploads(opened.draft.id),
        saved_at=opened.draft.saved_at,
        back_href=progress.address(before) if before else "",
        steps=progress.links(DOCUMENTS_STEP),
        national=stores.national,
    )


def missing(progress: Progress) -> dict[str, str]:
    """Say which papers are still wanted, by document id."""
    found = progress.errors(DOCUMENTS_STEP).items()
    return {path.partition(".")[2]: said for path, said in found}


def broken_off(
    uploads: Sequence[Pending], document: str | None = None
) -> tuple[UnfinishedFile, ...]:
    """List the files (of a document) of which a part has come."""
    return tuple(
        UnfinishedFile(each.wanted.name, each.received, each.wanted.length)
        for each in uploads
        if each.received and document in (None, each.wanted.document)
    )


def _slots(
    progress: Progress,
    errors: Mapping[str, str],
    unfinished: Sequence[Pending],
    stores: Stores,
) -> Iterator[DocumentSlot]:
    for need in progress.checked.documents:
        if need.asks_files:
            name = need.document.id
            yield replace(
                _slot(progress.opened, need, progress.lang),
                error=errors.get(name, ""),
                unfinished=broken_off(unfinished, name),
                kept=stores.kept.get(name, ()),
                found=stores.found.get(name, ()),
            )


def _slot(opened: Open, need: Needed, lang: Lang) -> DocumentSlot:
    document, limits = need.document, need.limits
    # One PDF of all photos is no way on where photos are asked for, or several files.
    bindable = "pdf" in limits.kinds and limits.min_files < 2
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
                finding=copies_wording.finding(file.signature),
            )
            for file in opened.files
            if file.document == document.id
        ),
        accept=",".join((*limits.media_types, *(e for k in limits.kinds for e in _ENDINGS[k]))),
        rules=" ".join(_rules(limits)),
        max_files=limits.max_files,
        photos=len(merging.photos(opened.files, document.id)) if bindable else 0,
        presented=copies_wording.question(document, opened.files),
        store_href=addresses.counter_store(opened.draft.id, document.id) if document.types else "",
    )


def _rules(limits: Limits) -> Iterator[str]:
    """Say which files a document takes."""
    yield _("Nhận %(kinds)s.", kinds=", ".join(_KINDS[kind] for kind in limits.kinds))
    if limits.max_size is not None and limits.max_size < rt().settings.file_limit:
        yield _("Mỗi tệp tối đa %(limit)s.", limit=size(limits.max_size))
    if limits.min_files > 1:
        yield _("Cần ít nhất %(count)s tệp.", count=limits.min_files)
    yield _("Tối đa %(count)s tệp.", count=limits.max_files)
