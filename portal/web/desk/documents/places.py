"""Where the pages of documents are: behind each agency's own path, which every page checks."""

import uuid
from urllib.parse import quote

from portal.web.desk import addresses

HOME = f"{addresses.QUEUE}/van-ban"
ONE = f"{HOME}/<uuid:document_id>"


def one(agency: str, document_id: uuid.UUID, done: str = "") -> str:
    """One document; ``done`` is what has just been done to it."""
    place = f"{addresses.HOME}/{quote(agency)}/van-ban/{document_id}"
    return place + (f"?xong={done}" if done else "")
