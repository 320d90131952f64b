"""Dossiers as the portal sends them to an agency."""

from itertools import count

import rfc8785

from tests.sandbox.agency.hand import CODE, sha256

_NUMBERS = count(1)
PERSON = {
    "full_name": "Nguyễn Thị Mẫu",
    "citizen_number": "000190000011",
    "phone": "84900000011",
    "email": None,
    "assurance": "LoA2",
}
PROCEDURE = {"code": "1.001193", "name": "Đăng ký khai sinh", "case": "a", "form_hash": "f"}
NAME = {
    "name": "child_name",
    "label": "Họ và tên trẻ",
    "means": "child.full_name",
    "value": "Trần Bé Mẫu",
    "text": "Trần Bé Mẫu",
}
COPIES = {"name": "copies", "label": "Số bản sao", "means": None, "value": 2, "text": "2"}


def hashed(dossier: dict) -> dict:
    """Give a dossier the hash of its canonical form."""
    rest = {name: value for name, value in dossier.items() if name != "content_hash"}
    return rest | {"content_hash": sha256(rfc8785.dumps(rest))}


def make_dossier(agency: str = CODE, **changed: object) -> dict:
    """Make a dossier with a code of its own."""
    dossier = {
        "version": 1,
        "code": f"{agency}-261123-{next(_NUMBERS):04d}",
        "procedure": PROCEDURE,
        "agency": agency,
        "channel": "online",
        "submitted_at": "2026-11-23T02:41:00Z",
        "submitter": PERSON,
        "owner": PERSON,
        "answers": [NAME, COPIES],
        "files": [],
        "rehearsal": False,
    }
    return hashed(dossier | changed)


def described(data: bytes) -> dict:
    """Describe a file that comes with a dossier."""
    file = {"id": "f1", "document": "KQ1", "name": "gcs.png", "media_type": "image/png"}
    return file | {"size": len(data), "sha256": sha256(data)}
