"""Where the pages of reports are: behind each agency's own path, which every page checks."""

import uuid
from urllib.parse import quote

HOME = "/bao-cao"
AGENCY = f"{HOME}/<agency>"
REPORT = f"{AGENCY}/<uuid:report_id>"
BELOW = f"{AGENCY}/cap-duoi/<uuid:report_id>"
REQUESTS = f"{AGENCY}/yeu-cau"
NEW_REQUEST = f"{REQUESTS}/moi"
REQUEST = f"{REQUESTS}/<uuid:request_id>"


def agency(code: str) -> str:
    """What an agency owes."""
    return f"{HOME}/{quote(code)}"


def report(code: str, report_id: uuid.UUID, done: str = "") -> str:
    """One report; ``done`` is what has just been done to it."""
    return f"{agency(code)}/{report_id}" + (f"?xong={quote(done)}" if done else "")


def below(code: str, report_id: uuid.UUID, done: str = "") -> str:
    """A report from below, as whoever collects it sees it."""
    return f"{agency(code)}/cap-duoi/{report_id}" + (f"?xong={quote(done)}" if done else "")


def requests(code: str) -> str:
    """What an agency has asked those below it for."""
    return f"{agency(code)}/yeu-cau"


def request(code: str, request_id: uuid.UUID, done: str) -> str:
    """What an agency asked those below it for; ``done`` is what has just been done."""
    return f"{requests(code)}/{request_id}?xong={quote(done)}"
