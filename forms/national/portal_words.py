"""The record as the public portal keeps it: channels, processing_cases, checklist_raw."""

from collections.abc import Iterator

from forms.national.record import Charge, Group, Named, Record, Row, Term
from forms.national.values import Given
from forms.spec.facts import Channel, TimeUnit

_CHANNELS: dict[str, Channel] = {
    "DIRECT": "direct",
    "ONLINE": "online",
    "POSTAL": "postal",
}
_UNITS: dict[str, TimeUnit] = {
    "WORKING_DAY": "working_day",
    "DAY": "day",
    "HOUR": "working_hour",
    "MONTH": "month",
}
_READ = frozenset(
    "code name category category_code field field_code subject_types executing_agency "
    "executing_agencies results requirements channels processing_cases legal_basis checklist_raw "
    "checklist keywords state source promulgating_agency source_id".split()
)


def record(given: Given) -> Record:
    """The record, tolerant of whatever is missing."""
    left: list[str] = sorted(given.keys() - _READ)
    cases = list(given.each("processing_cases"))
    # A channel often says OTHER where the case has the true unit, so cases go before channels.
    terms = tuple(_terms(cases, "processing_cases", left)) or tuple(_channel_terms(given, left))
    return Record(
        code=given.text("code"),
        name=given.text("name"),
        field=_field(given),
        subjects=given.texts("subject_types"),
        agencies=given.texts("executing_agencies", "executing_agency"),
        groups=tuple(_groups(given)),
        charges=tuple(_charges(given, left)),
        terms=terms,
        results=tuple(_named(given, "results")),
        acts=tuple(_named(given, "legal_basis")),
        requirements=given.lines("requirements"),
        words=given.texts("keywords"),
        public=given.text("state").upper() in ("", "ACTIVE", "PUBLIC", "PUBLISHED", "1"),
        source=_source(given),
        left=tuple(dict.fromkeys(left)),
    )


def _field(given: Given) -> Named:
    for each in given.each("category", "field"):
        return Named(each.text("name"), each.text("code"))
    return Named(given.text("category", "field"), given.text("category_code", "field_code"))


def _source(given: Given) -> str:
    for each in given.each("source"):
        return each.text("url")
    return given.text("source")


def _named(given: Given, key: str) -> Iterator[Named]:
    for each in given.each(key):
        if each.text("name", "code"):
            yield Named(each.text("name"), each.text("code"))
    for text in given.texts(key):
        yield Named(text)


def _groups(given: Given) -> Iterator[Group]:
    for each in given.each("checklist_raw", "checklist"):
        yield Group(each.text("group"), tuple(_row(item) for item in each.each("items")))


def _row(given: Given) -> Row:
    originals, copies = given.whole("original_qty"), given.whole("copy_qty")
    return Row(
        name=given.text("name"),
        code=given.text("code"),
        originals=originals or 0,
        copies=copies or 0,
        counted=originals is not None or copies is not None,
        electronic=given.flag("has_electronic_form"),
    )


def _charges(given: Given, left: list[str]) -> Iterator[Charge]:
    for number, way in enumerate(given.each("channels")):
        channel = _CHANNELS.get(way.text("method", "channel").upper())
        if channel is None:
            left.append(f"channels/{number}/method")
            continue
        for fee in way.each("fees"):
            told = " ".join(filter(None, (fee.text("text"), way.text("note"))))
            yield Charge(channel, fee.whole("value_vnd"), told, fee.text("type"))


def _channel_terms(given: Given, left: list[str]) -> Iterator[Term]:
    for number, way in enumerate(given.each("channels")):
        for term in _terms(list(way.each("processing")), f"channels/{number}/processing", left):
            yield Term(term.quantity, term.unit, note=way.text("note"))


def _terms(entries: list[Given], path: str, left: list[str]) -> Iterator[Term]:
    for number, each in enumerate(entries):
        quantity, unit = each.number("qty"), _UNITS.get(each.text("unit").upper())
        if quantity and unit:
            yield Term(quantity, unit, each.text("case_code"))
        elif each.text("qty", "unit"):
            left.append(f"{path}/{number}")
