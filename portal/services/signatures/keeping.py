"""Keeps what was found of signatures beside a file: its state in the clear, who signed sealed."""

import uuid
from typing import Any

from portal.domain.signatures import NONE, Signature
from portal.models import Attachment
from portal.services.vault import Safe


def columns(safe: Safe, file: uuid.UUID, found: Signature | None) -> dict[str, Any]:
    """Give the columns of a file's row; both are empty where nobody looked."""
    if found is None or found == NONE:
        return {"signature": str(found.state) if found else None, "sealed_signature": None}
    sealed = safe.seal_json(f"signature/{file}", found.plain())
    return {"signature": str(found.state), "sealed_signature": sealed}


def opened(safe: Safe, row: Attachment) -> Signature:
    """Open what was found of a file."""
    if row.sealed_signature is None:
        return NONE
    return Signature.of(safe.open_json(f"signature/{row.id}", row.sealed_signature))
