"""Where the pages of the desk are: behind each agency's own path, which every page checks."""

from urllib.parse import quote, urlencode

HOME = "/desk"
QUEUE = f"{HOME}/<agency>"
CASE = f"{QUEUE}/ho-so/<code>"


def queue(agency: str, **wanted: str) -> str:
    """The queue of an agency, narrowed down."""
    told = {name: value for name, value in wanted.items() if value}
    return f"{HOME}/{quote(agency)}" + (f"?{urlencode(told)}" if told else "")


def case(agency: str, code: str, done: str = "") -> str:
    """One dossier; ``done`` is what has just been done to it."""
    return f"{HOME}/{quote(agency)}/ho-so/{quote(code)}" + (f"?xong={done}" if done else "")
