"""Where the pages of questions and complaints are: behind each agency's own path."""

from urllib.parse import quote

from portal.web.desk import addresses

HOME = f"{addresses.QUEUE}/phan-anh"
ONE = f"{HOME}/<code>"


def tray(agency: str, done: str = "") -> str:
    """The tray of an agency; ``done`` is what has just been done."""
    return f"{addresses.HOME}/{quote(agency)}/phan-anh" + (f"?xong={done}" if done else "")


def one(agency: str, code: str, done: str = "") -> str:
    """One enquiry; ``done`` is what has just been done to it."""
    return f"{tray(agency)}/{quote(code)}" + (f"?xong={done}" if done else "")
