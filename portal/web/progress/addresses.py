"""Where the pages of progress are, written in one place."""

from urllib.parse import quote, urlencode

from portal.services.progress.units import COUNTRY, PROVINCE

HOME = "/progress"
UNITS = f"{HOME}/don-vi"
PROVINCES = f"{HOME}/tinh"
INDICATORS = f"{HOME}/chi-so"
DATA = f"{HOME}/so-lieu"
OPERATORS = "/console/tien-do"


def of_node(node: str, period: str = "") -> str:
    """Give the page of a node: the country, a province or a unit."""
    if node == COUNTRY:
        return _asked(HOME, period)
    if node.startswith(PROVINCE):
        return _asked(f"{PROVINCES}/{quote(node.removeprefix(PROVINCE))}", period)
    return _asked(f"{UNITS}/{quote(node)}", period)


def indicator(code: str, node: str, period: str) -> str:
    """Give the page of an indicator, of a node in a period."""
    return _asked(f"{INDICATORS}/{quote(code)}", period, node)


def data(code: str, kind: str, node: str, period: str) -> str:
    """Give an indicator's data as a file; without a code those of all of them."""
    path = f"{DATA}/{quote(code)}.{kind}" if code else f"{DATA}.{kind}"
    return _asked(path, period, node)


def _asked(path: str, period: str, node: str = COUNTRY) -> str:
    told = {"ky": period} if period else {}
    told |= {"o": node} if node != COUNTRY else {}
    return f"{path}?{urlencode(told)}" if told else path
