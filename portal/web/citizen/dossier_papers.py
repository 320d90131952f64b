"""The papers a citizen takes along from a dossier's page, and where each is had."""

from collections.abc import Iterator, Sequence

from portal.services import notices
from portal.services.attachments import RESULT
from portal.services.content import Content
from portal.services.dossiers import Happening
from portal.web.citizen import addresses
from portal.web.citizen.present_dossier import Download


def downloads(content: Content, happened: Sequence[Happening]) -> Iterator[Download]:
    """List the papers there are by now, results last."""
    code = content.dossier.code
    yield Download("confirmation", addresses.dossier(code, "xac-nhan.pdf"))
    yield Download("declaration", addresses.dossier(code, "to-khai.pdf"))
    if content.dossier.received_at is not None:
        yield Download("receipt", addresses.dossier(code, "giay-tiep-nhan.pdf"))
    kinds = {each.kind for each in happened}
    for paper in notices.PAPERS:
        if str(paper.kind) in kinds:
            yield Download(paper.name, addresses.dossier(code, "giay", f"{paper.name}.pdf"))
    for file in content.files:
        if file.origin == RESULT:
            href = addresses.dossier(code, "tep", str(file.id))
            yield Download("result", href, file.name, file.size)
