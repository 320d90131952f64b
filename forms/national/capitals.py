"""The record as `LayThuTuc` answers it: upper-case keys, case by case, channel by channel."""

from collections.abc import Iterator

from forms.characters import folded
from forms.national.record import Charge, Group, Named, Record, Row, Term
from forms.national.values import Given
from forms.spec.facts import Channel, TimeUnit

_CHANNELS: dict[str, Channel] = {"1": "direct", "2": "online", "3": "postal"}
_UNITS: dict[str, TimeUnit] = {
    "ngay lam viec": "working_day",
    "gio lam viec": "working_hour",
    "ngay": "day",
    "thang": "month",
}
_READ = frozenset(
    "matthc tentthc linhvucthuchien coquanthuchien capthuchien trangthai doituongthuchien "
    "cachthucthuchien thanhphanhoso ketquathuchien cancuphaply yeucau tukhoa "
    "coquancothamquyen macoquancongbo".split()
)


def record(given: Given) -> Record:
    """The record, tolerant of whatever is missing."""
    left: list[str] = sorted(key.upper() for key in given.keys() - _READ)
    subjects = (each.text("TENDOITUONG") for each in given.each("DOITUONGTHUCHIEN"))
    return Record(
        code=given.text("MATTHC"),
        name=given.text("TENTTHC"),
        field=next(_named(given, "LINHVUCTHUCHIEN", "TENLINHVUC", "MALINHVUC"), Named("")),
        subjects=tuple(filter(None, subjects)),
        agencies=_agencies(given),
        groups=tuple(_group(each) for each in given.each("THANHPHANHOSO")),
        charges=tuple(_charges(given, left)),
        terms=tuple(_terms(given, left)),
        results=tuple(_named(given, "KETQUATHUCHIEN", "TENKETQUA", "MAKETQUA")),
        acts=tuple(_named(given, "CANCUPHAPLY", "TENVANBAN", "SOVANBAN")),
        requirements=given.lines("YEUCAU"),
        words=tuple(word for text in given.texts("TUKHOA") for word in _words(text)),
        public=given.text("TRANGTHAI") in ("", "1"),
        source="LayThuTuc",
        left=tuple(dict.fromkeys(left)),
    )


def _named(given: Given, key: str, name: str, code: str) -> Iterator[Named]:
    for each in given.each(key):
        if each.text(name, code):
            yield Named(each.text(name), each.text(code))


def _agencies(given: Given) -> tuple[str, ...]:
    """Who does it; what the level says in words counts only where no agency is named."""
    named = [each.text("TENDONVI") for each in given.each("COQUANTHUCHIEN", "COQUANCOTHAMQUYEN")]
    named += list(given.texts("COQUANTHUCHIEN", "COQUANCOTHAMQUYEN"))
    levels = [each.text("TENCAP", "CAPTHUCHIEN") for each in given.each("CAPTHUCHIEN")]
    return tuple(dict.fromkeys(name for name in named if name)) or tuple(filter(None, levels))


def _group(given: Given) -> Group:
    return Group(given.text("TRUONGHOP"), tuple(_row(each) for each in given.each("GIAYTO")))


def _row(given: Given) -> Row:
    originals, copies = given.whole("SOBANCHINH"), given.whole("SOBANSAO")
    return Row(
        name=given.text("TENGIAYTO"),
        code=given.text("MAGIAYTO"),
        results=tuple(given.text("MA_KQ_THAYTHE").replace(";", " ").replace(",", " ").split()),
        originals=originals or 0,
        copies=copies or 0,
        counted=originals is not None or copies is not None,
    )


def _channels(given: Given, left: list[str]) -> Iterator[tuple[Channel, str, Given]]:
    for number, way in enumerate(given.each("CACHTHUCTHUCHIEN")):
        channel = _CHANNELS.get(way.text("KENH"))
        if channel is None:
            left.append(f"CACHTHUCTHUCHIEN/{number}/KENH")
            continue
        for place, inner in enumerate(way.each("THOIGIAN")):
            yield channel, f"CACHTHUCTHUCHIEN/{number}/THOIGIAN/{place}", inner


def _charges(given: Given, left: list[str]) -> Iterator[Charge]:
    for channel, _, each in _channels(given, left):
        for fee in each.each("PHILEPHI"):
            told = " ".join(filter(None, (fee.text("MOTA"), each.text("MOTA"))))
            yield Charge(channel, fee.whole("SOTIEN"), told, fee.text("LOAIPHILEPHI"))


def _terms(given: Given, left: list[str]) -> Iterator[Term]:
    for _, path, each in _channels(given, left):
        quantity = each.number("THOIGIANGIAIQUYET")
        unit = _UNITS.get(folded(each.text("DONVITINH")))
        if quantity and unit:
            yield Term(quantity, unit, note=each.text("MOTA"))
        elif each.text("THOIGIANGIAIQUYET", "DONVITINH"):
            left.append(f"{path}/DONVITINH" if quantity else f"{path}/THOIGIANGIAIQUYET")


def _words(text: str) -> Iterator[str]:
    yield from filter(None, (part.strip() for part in text.replace(";", ",").split(",")))
