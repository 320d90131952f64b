"""Shared catalogues: asked for page by page, and read entry by entry."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from connectors.errors import Rejected
from connectors.messages import Json
from connectors.national.portal.envelope import Envelope
from connectors.national.portal.tables import Tables
from connectors.national_messages import Catalogue, CatalogueEntry

Ask = Callable[[Mapping[str, Json]], Envelope]
# A catalogue that never ends is a mistake of theirs, not a reason to ask for ever.
_MOST_PAGES = 10_000
_SHAPES = {"%Y%m%d": 8, "%Y%m%d%H%M%S": 14, "%d/%m/%Y": 10, "%Y-%m-%d": 10}


def whole(ask: Ask, tables: Tables, kind: str, size: int) -> Catalogue:
    """Ask for all of a catalogue; ``size`` entries a page, or all at once with 0.

    :raises Rejected: if it is empty, a page is missing, or an entry has no code: half a catalogue
        would end what is only missing from it.
    """
    said = list(pages(ask, tables, size))
    entries = [_entry(row, page, tables, kind) for page in said for row in page.rows]
    if not entries:
        raise Rejected("there is nothing in this catalogue", said[-1].response.raw)
    return Catalogue(tuple(entries), tuple(page.response.raw.body for page in said))


def pages(ask: Ask, tables: Tables, size: int) -> Iterator[Envelope]:
    """Ask for a list: ``size`` entries a page, or all at once with 0.

    :raises Rejected: if a page is missing, or does not say how many entries there are.
    """
    if not size:
        yield ask({}).want_yes()
        return
    names, had = tables.codes["paging"], 0
    for number in range(1, _MOST_PAGES + 1):
        said = ask({names["page"]: str(number), names["size"]: str(size)}).want_yes()
        total = said.whole.get(names["total"])
        if isinstance(total, bool) or not str(total).isdecimal():
            raise Rejected(f"page {number} does not say how many there are", said.response.raw)
        had += len(said.rows)
        if had > int(str(total)) or (had < int(str(total)) and len(said.rows) < size):
            raise Rejected(f"page {number} ends at {had} of {total}", said.response.raw)
        yield said
        if had == int(str(total)):
            return
    raise Rejected("a catalogue without an end")


def _entry(row: dict[str, Any], said: Envelope, tables: Tables, kind: str) -> CatalogueEntry:
    known = {name.upper(): value for name, value in row.items()}
    code = _first(known, tables.names["entry_codes"].get(kind, ()), tables.names["entry"]["code"])
    if not code:
        raise Rejected("an entry of a catalogue has no code", said.response.raw)
    name = _first(known, tables.names["entry_names"].get(kind, ()), tables.names["entry"]["name"])
    days: dict[str, date | None] = {}
    wrong = ""
    for end in ("since", "until"):
        written = _first(known, tables.names["entry"][end])
        days[end] = _day(written)
        if written and days[end] is None:
            wrong = written[:40]
    return CatalogueEntry(code, name, row, days["since"], days["until"], wrong)


def _first(known: Mapping[str, Any], *lists: Any) -> str:
    found = (known[name] for names in lists for name in names if known.get(name) not in (None, ""))
    value = next(found, "")
    return str(value).strip() if isinstance(value, str | int) else ""


def _day(text: str) -> date | None:
    for shape, length in _SHAPES.items():
        if len(text) != length:
            continue
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    return None
