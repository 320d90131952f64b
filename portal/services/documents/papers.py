"""What a citizen sends after a dossier, as a paper: for an agency that takes documents alone."""

from collections.abc import Iterable
from datetime import datetime

from portal.papers import sheets
from portal.papers.press import press
from portal.runtime import Runtime
from portal.services.attachments import Held
from portal.services.content import Content


def letter(
    rt: Runtime, content: Content, said: tuple[str, sheets.Declared, Iterable[Held]], at: datetime
) -> bytes:
    """Press a letter (PDF); ``said`` is what it is called, its words, the files that go with it."""
    dossier, form = content.dossier, content.form
    title, words, files = said
    names = {document.id: document.name.vi for document in form.documents}
    sheet = sheets.DeclarationSheet(
        portal=rt.settings.base_url,
        title=title,
        code=dossier.code,
        procedure_code=form.code,
        procedure_name=form.name.vi,
        case="",
        agency=content.agency.name,
        submitter=content.submitter.full_name,
        submitted_at=at,
        issued_at=at,
        sections=(sheets.DeclaredSection(title=words.label, answers=(words,)),),
        files=tuple(
            sheets.SubmittedFile(document=names.get(one.document, one.document), name=one.name)
            for one in files
        ),
        channel=dossier.channel,
        link=rt.links.dossier(dossier.code),
        rehearsal=dossier.rehearsal,
    )
    return press("declaration", sheet)
