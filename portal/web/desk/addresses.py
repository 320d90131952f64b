"""Where the pages of the desk are: behind each agency's own path, which every page checks."""

from datetime import date
from urllib.parse import quote, urlencode
from uuid import UUID

HOME = "/desk"
QUEUE = f"{HOME}/<agency>"
CASE = f"{QUEUE}/ho-so/<code>"
COUNTER = f"{QUEUE}/quay"


def queue(agency: str, **wanted: str) -> str:
    """The queue of an agency, narrowed down."""
    told = {name: value for name, value in wanted.items() if value}
    return f"{HOME}/{quote(agency)}" + (f"?{urlencode(told)}" if told else "")


def case(agency: str, code: str, done: str = "") -> str:
    """One dossier; ``done`` is what has just been done to it."""
    return f"{HOME}/{quote(agency)}/ho-so/{quote(code)}" + (f"?xong={done}" if done else "")


def batch(agency: str, batch_id: UUID) -> str:
    """What became of a deed for many dossiers."""
    return f"{HOME}/{quote(agency)}/nhieu/{batch_id}"


def covers(agency: str, done: str) -> str:
    """Who covers whom, after something was done."""
    return f"{HOME}/{quote(agency)}/xu-ly-thay?xong={done}"


def cash(agency: str, day: date) -> str:
    """A day of the cash book."""
    return f"{HOME}/{quote(agency)}/so-quy?ngay={day:%d/%m/%Y}"


def counter(agency: str, *rest: str) -> str:
    """Where dossiers on paper are taken in, or something under it."""
    return "/".join((f"{HOME}/{quote(agency)}/quay", *rest))


def intake(agency: str, draft_id: UUID, *rest: str) -> str:
    """A dossier that is being entered, or something under it."""
    return counter(agency, "nhap", str(draft_id), *rest)


def dossiers(agency: str) -> str:
    """Under what the dossiers of a desk are found."""
    return f"{HOME}/{quote(agency)}/ho-so"
