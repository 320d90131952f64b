"""Where the pages of the console are."""

import uuid
from urllib.parse import quote, urlencode

HOME = "/console"
FORMS = "/console/bieu-mau"
NEW_PROPOSAL = f"{FORMS}/moi"
DESTINATIONS = "/console/noi-nhan"
PARKED = "/console/dang-treo"
PARKED_NEWS = "/console/dang-treo/tin"
ALARMS = "/console/bao-dong"
DOSSIER = "/console/ho-so"
DEEDS = "/console/nhat-ky"


def form(code: str, done: str = "") -> str:
    """All of one procedure's form; ``done`` names what has just been done to it."""
    return f"{FORMS}/{code}" + (f"?xong={done}" if done else "")


def proposal(proposal_id: uuid.UUID) -> str:
    """A version in the making."""
    return f"{FORMS}/ban-soan/{proposal_id}"


def destination(name: str) -> str:
    """One place promises go to."""
    return f"{DESTINATIONS}/{quote(name)}"


def parked(done: str) -> str:
    """What waits for a person, after something was done about it."""
    return f"{PARKED}?{urlencode({'xong': done})}"


def parked_news(source: str, message_id: str) -> str:
    """One piece of news that waits."""
    return f"{PARKED_NEWS}?{urlencode({'tu': source, 'so': message_id})}"


def alarm(kind: str, about: str) -> str:
    """One alarm."""
    return f"{ALARMS}/{kind}/{quote(about)}"


def dossier(code: str) -> str:
    """A dossier's whole way."""
    return f"{DOSSIER}?{urlencode({'ma': code})}"
