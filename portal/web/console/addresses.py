"""Where the pages of the console are."""

import uuid
from urllib.parse import urlencode

HOME = "/console"
FORMS = "/console/bieu-mau"
NEW_PROPOSAL = f"{FORMS}/moi"
DEEDS = "/console/nhat-ky"
SIGNED_OUT = "/console/dang-xuat/xong"
CALLBACK = "/console/dang-nhap/ket-qua"


def sign_in(back: str) -> str:
    """Where an operator signs in, to go on at ``back``."""
    return f"/console/dang-nhap?{urlencode({'tiep': back})}"


def form(code: str, done: str = "") -> str:
    """All of one procedure's form; ``done`` names what has just been done to it."""
    return f"{FORMS}/{code}" + (f"?xong={done}" if done else "")


def proposal(proposal_id: uuid.UUID) -> str:
    """A version in the making."""
    return f"{FORMS}/ban-soan/{proposal_id}"
