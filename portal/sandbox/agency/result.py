"""How an agency describes the files it gives back (kết quả)."""

import hashlib
from typing import Any


def ready(
    name: str, media_type: str, data: bytes, document: str | None = "result"
) -> dict[str, Any]:
    """Describe a file as news do."""
    return {
        "name": name,
        "media_type": media_type,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "document": document,
    }
