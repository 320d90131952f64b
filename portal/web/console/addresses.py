"""Where the pages of the console are."""

import uuid
from urllib.parse import quote, urlencode

HOME = "/console"
FORMS = "/console/bieu-mau"
NEW_PROPOSAL = f"{FORMS}/moi"
DESTINATIONS = "/console/noi-nhan"
PARKED = "/console/dang-treo"
PARKED_NEWS = "/console/dang-treo/tin"
PARKED_DOCUMENT = "/console/dang-treo/van-ban"
PARKED_ENQUIRY = "/console/dang-treo/hoi-dap"
ALARMS = "/console/bao-dong"
DOSSIER = "/console/ho-so"
DEEDS = "/console/nhat-ky"
MONEY = "/console/tien"
ADMINISTRATION = "/console/quan-tri"
AGENCIES = f"{ADMINISTRATION}/co-quan"
PEOPLE = f"{ADMINISTRATION}/nhan-su"
CALENDARS = f"{ADMINISTRATION}/lich"
TEXTS = f"{ADMINISTRATION}/tin-nhan"
CATALOGUES = f"{ADMINISTRATION}/danh-muc"
LISTS = f"{ADMINISTRATION}/danh-muc-ma"
SEAL = f"{AGENCIES}/<code>/con-dau"
GROUPS = f"{AGENCIES}/<code>/bo-phan"
COVERS = f"{AGENCIES}/<code>/xu-ly-thay"
ACCOUNT = f"{AGENCIES}/<code>/tai-khoan"


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


def agency(code: str, done: str = "") -> str:
    """One agency as administrators see it; ``done`` names what has just been done to it."""
    return f"{AGENCIES}/{quote(code)}" + (f"?xong={done}" if done else "")


def groups(code: str, done: str) -> str:
    """The groups of an agency's desk, after something was done."""
    return f"{AGENCIES}/{quote(code)}/bo-phan?xong={done}"


def covers(code: str, done: str) -> str:
    """Who covers whom at an agency's desk, after something was done."""
    return f"{AGENCIES}/{quote(code)}/xu-ly-thay?xong={done}"


def calendar(name: str, version: int | None = None) -> str:
    """One working calendar, or one of its versions."""
    return f"{CALENDARS}/{quote(name)}" + (f"/{version}" if version is not None else "")


def text(language: str, reader: str, occasion: str, version: int | None = None) -> str:
    """One text of an SMS, or one of its versions."""
    found = f"{TEXTS}/{language}/{reader}/{occasion}"
    return found + (f"/{version}" if version is not None else "")


def catalogue(kind: str, version: int) -> str:
    """One version of a catalogue."""
    return f"{CATALOGUES}/{kind}/{version}"


def code_list(code: str, version: int | None = None) -> str:
    """One code list, or one of its versions."""
    return f"{LISTS}/{quote(code)}" + (f"/{version}" if version is not None else "")
