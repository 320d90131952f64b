"""Which documents of a draft a paper of a store may still be given for."""

from collections.abc import Sequence

from forms.needs import Needed
from portal.domain import digitising
from portal.services.drafts import Open


def wanted(opened: Open) -> Sequence[Needed]:
    """List the documents of a known type that files are asked for, and that take one more."""
    return [
        need
        for need in opened.check("vi").documents
        if need.asks_files and need.document.types and not _full(opened, need.document.id)
    ]


def will_do(need: Needed, code: str) -> bool:
    """Say whether a paper of a type will do for a document: of its own, or of a result for it."""
    return any(digitising.same_type(one, code) for one in need.document.types)


def _full(opened: Open, document: str) -> bool:
    most = next(one.max_files for one in opened.form.documents if one.id == document)
    return bool(most) and sum(file.document == document for file in opened.files) >= most
