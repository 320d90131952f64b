"""Results that are signed with the agency's seal as they are handed in at the desk."""

import io
from collections.abc import Iterator
from typing import IO

from flask import request

from portal.domain.errors import Unacceptable
from portal.models import Agency
from portal.services.attachments import chunked
from portal.services.seals import keeping, signing
from portal.services.seals.keeping import Material
from portal.web.context import reading, rt


def wanted(agency: Agency) -> Material | None:
    """Open the agency's seal, if the officer asked for it.

    :raises Unacceptable: ``no_seal`` if there is none any more, or it has run out.
    """
    if not request.form.get("seal"):
        return None
    with reading() as session:
        row = keeping.usable(session, agency.id)
    if row is None:
        raise Unacceptable("no_seal")
    return keeping.opened(rt(), row)


def chunks(stream: IO[bytes], seal: Material | None, agency: Agency) -> Iterator[bytes]:
    """Give a file in pieces, signed if there is a seal.

    :raises Unacceptable: as :func:`portal.services.seals.signing.sign`.
    """
    if seal is None:
        return chunked(stream.read)
    whole = stream.read(signing.LARGEST + 1)
    return chunked(io.BytesIO(signing.sign(seal, whole, agency.name)).read)
