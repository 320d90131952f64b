"""What is written is what was meant, is not odd to any reader, and nothing unfit leaves."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from connectors.codecs import edxml
from connectors.codecs.edxml.fitness import document_id
from connectors.documents import (
    Business,
    Document,
    DocumentKind,
    DocumentStatus,
    Enclosure,
    Hop,
    Organ,
    ReceiverChange,
    Reference,
    Replacement,
    Signer,
    Staff,
    StatusMessage,
)
from connectors.errors import Rejected, Unreadable
from tests.connectors.codecs.edxml.samples import NS, PDF

DAY = date(2026, 11, 5)
ID = document_id("H41.12", DAY, "7", "UBND-VP")


def enclosure(name="cv7.pdf", data=PDF, id="cid:1"):
    return Enclosure(name, len(data), hashlib.sha256(data).hexdigest(), lambda: iter([data]), id)


LETTER = Document(
    kind=DocumentKind.NEW,
    id=ID,
    sender=Organ("H41.12", "UBND xã mẫu"),
    recipients=(Organ("000.00.00.H41", "UBND tỉnh (mẫu)"),),
    number="7",
    notation="UBND-VP",
    place="Xã mẫu",
    day=DAY,
    type_code="18",
    type_name="Công văn",
    subject="V/v chuyển hồ sơ",
    content="Chuyển hồ sơ",
    signer=Signer("TM. ỦY BAN NHÂN DÂN", "Chủ tịch", "Trần Thị Mẫu"),
    trace=(Hop("H41.12", datetime(2026, 11, 5, 2, tzinfo=UTC)),),
    enclosures=(enclosure(),),
)
STATUS = StatusMessage(
    sender=Organ("H41.12", "UBND xã mẫu"),
    about=Reference("000.00.00.H41", "7/UBND", DAY, ID),
    status=DocumentStatus.REFUSED,
    code="02",
    description="Gửi nhầm nơi nhận",
    at=datetime(2026, 11, 5, 2, tzinfo=UTC),
)


def there_and_back(content, folder):
    return edxml.read(edxml.write(content), folder)


@pytest.mark.parametrize("content", [LETTER, STATUS])
def test_what_is_written_is_read_again_and_nothing_is_odd(tmp_path, content):
    found = there_and_back(content, tmp_path)
    assert found.oddities == ()
    assert found.content == content


def test_a_file_arrives_whole(tmp_path):
    (file,) = there_and_back(LETTER, tmp_path).content.enclosures
    assert b"".join(file.open()) == PDF


def test_the_same_document_is_the_same_package_each_time():
    assert b"".join(edxml.write(LETTER)) == b"".join(edxml.write(LETTER))


def test_it_is_laid_out_as_packages_are(tmp_path):
    root = etree.fromstring(b"".join(edxml.write(LETTER)))
    assert root.tag == f"{{{NS}}}edXML" and root.prefix is None
    envelope, files = root
    assert (envelope.prefix, etree.QName(envelope).localname) == ("edXML", "edXMLEnvelope")
    assert etree.QName(files).localname == "AttachmentEncoded"
    names = {etree.QName(node).localname for node in root.iter()}
    assert {"Bussiness", "BussinessDocType"} <= names and "Business" not in names
    header = envelope[0][0]
    assert [etree.QName(node).localname for node in header][:4] == [
        "From",
        "To",
        "DocumentId",
        "Code",
    ]
    assert len(header[0]) == len(header[1]) == 8


def test_an_update_and_a_replacement_are_written_with_what_they_are_about(tmp_path):
    update = Business(
        document_id=ID,
        reason="Thêm nơi nhận",
        receivers_updated=True,
        receivers=(ReceiverChange("H41.13", True), ReceiverChange("H41.14", False)),
        staff=Staff("Văn phòng", "Mẫu", "mau@example.vn", "0900000000"),
    )
    replaced = Business(reason="Sai số", replacements=(Replacement(ID, ("H41.13",)),))
    for kind, business in ((DocumentKind.UPDATE, update), (DocumentKind.REPLACE, replaced)):
        content = replace(LETTER, kind=kind, business=business)
        assert there_and_back(content, tmp_path).content == content


UNFIT = {
    "no recipient": ({"recipients": ()}, "To"),
    "an unknown sender": ({"sender": Organ("xã mẫu", "UBND xã mẫu")}, "From/OrganId"),
    "a recipient without a name": ({"recipients": (Organ("H41"),)}, "To/H41/OrganName"),
    "no subject": ({"subject": " "}, "Subject"),
    "no signer": ({"signer": Signer()}, "SignerInfo/FullName"),
    "no day": ({"day": None}, "PromulgationInfo/PromulgationDate"),
    "an id of something else": ({"number": "8"}, "DocumentId"),
    "no trace": ({"trace": ()}, "TraceHeaderList"),
    "a priority nobody knows": ({"priority": 5}, "OtherInfo/Priority"),
    "a recall of nothing": ({"kind": DocumentKind.RECALL}, "Bussiness/DocumentId"),
    "a replacement of nothing": ({"kind": DocumentKind.REPLACE}, "Bussiness/ReplacementInfoList"),
    "two files of one id": ({"enclosures": (enclosure(), enclosure())}, "Attachment/ContentId"),
    "a name that leads out": (
        {"enclosures": (enclosure("../x.pdf"),)},
        "Attachment/AttachmentName",
    ),
    "a character XML cannot hold": ({"subject": "a\x00b"}, "subject"),
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_is_unfit_does_not_leave_and_says_why(name):
    changes, where = UNFIT[name]
    with pytest.raises(Rejected) as refusal:
        edxml.write(replace(LETTER, **changes))
    assert where in [reason.field for reason in refusal.value.reasons]


def test_a_refusal_needs_its_reason_and_a_status_its_code():
    for changes, where in (
        ({"description": ""}, "Description"),
        ({"status": None, "code": "14"}, "StatusCode"),
        ({"at": None}, "Timestamp"),
        ({"about": Reference("H41")}, "ResponseFor/DocumentId"),
    ):
        with pytest.raises(Rejected) as refusal:
            edxml.write(replace(STATUS, **changes))
        assert where in [reason.field for reason in refusal.value.reasons]


def test_a_file_that_is_not_the_promised_one_stops_the_package():
    other = replace(enclosure(), open=lambda: iter([b"other"]))
    with pytest.raises(Rejected, match="hash"):
        list(edxml.write(replace(LETTER, enclosures=(other,))))


def words(least=0):
    alphabet = st.characters(
        codec="utf-8",
        exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"),
        exclude_characters="\ufffe\uffff",
    )
    return st.text(alphabet | st.sampled_from("&<>\"'ẩđ"), min_size=least, max_size=30)


def lines():
    """Draw a text of several lines; what stands around it is not its own."""
    blank = st.sampled_from(["\n", "\r\n", "\r", "\t", "  ", "\n\n"])
    return st.builds(lambda one, gap, other: f"{one}{gap}{other}", words(1), blank, words(1))


OLD = st.from_regex(r"[0-9]{3}(\.[0-9]{2}){2}\.[A-Y][0-9]{2}", fullmatch=True)
NEW = st.from_regex(r"[A-Y][0-9]{2}(\.[0-9A-Z]{1,7}){0,4}", fullmatch=True)
IDS = OLD | NEW
DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
MOMENTS = st.datetimes(datetime(1900, 1, 2), datetime(2999, 12, 30)).map(
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
ORGANS = st.builds(Organ, IDS, words(1), *[words()] * 6)
STAFF = st.builds(Staff, *[words()] * 4)
REFERENCES = st.builds(Reference, IDS, words(), st.none() | DAYS, words())
FILES = st.lists(st.binary(max_size=5000), max_size=3).map(
    lambda all: tuple(enclosure(f"tệp {n}.bin", data, f"cid:{n}") for n, data in enumerate(all))
)
CHANGES = st.lists(st.builds(ReceiverChange, IDS, st.booleans()), max_size=3).map(tuple)
REPLACED = st.lists(
    st.builds(Replacement, words(1), st.lists(IDS, max_size=3).map(tuple)), min_size=1, max_size=3
).map(tuple)


def few(what):
    return st.lists(what, max_size=3).map(tuple)


@st.composite
def businesses(draw):
    """Draw what is wanted, and nothing that only another kind of document says."""
    kind = draw(st.sampled_from(DocumentKind))
    told = Business(draw(words(1)), draw(words()), draw(st.booleans()), staff=draw(STAFF))
    if kind is DocumentKind.UPDATE:
        yes = draw(st.booleans()), draw(st.booleans())
        told = replace(told, content_updated=yes[0], receivers_updated=yes[1])
        told = replace(told, receivers=draw(CHANGES))
    if kind is DocumentKind.REPLACE:
        told = replace(told, replacements=draw(REPLACED))
    return kind, told


MORE = st.fixed_dictionaries(
    {
        **dict.fromkeys(("type_code", "type_name", "place"), words(1)),
        **dict.fromkeys(("subject", "content"), words(1) | lines()),
        **dict.fromkeys(("sphere", "typist"), words()),
        **dict.fromkeys(("copies", "pages"), st.none() | st.integers(0, 999_999_999)),
        **dict.fromkeys(("appendixes", "to_places"), few(words(1))),
        "recipients": st.lists(ORGANS, min_size=1, max_size=5).map(tuple),
        "signer": st.builds(Signer, words(), words(), words(1)),
        "due_day": st.none() | DAYS,
        "priority": st.integers(0, 4),
        "direction": st.booleans(),
        "responses": few(REFERENCES),
        "steering": st.none() | st.integers(1, 3),
        "enclosures": FILES,
    }
)


@st.composite
def letters(draw):
    """Draw any document that is fit to be sent: of each kind, every field filled or not."""
    sender, day = draw(ORGANS), draw(DAYS)
    number, notation = draw(words(1)), draw(words(1))
    kind, business = draw(businesses())
    return Document(
        kind=kind,
        business=business,
        sender=sender,
        id=document_id(sender.id, day, number, notation),
        day=day,
        number=number,
        notation=notation,
        trace=(Hop(sender.id, draw(MOMENTS)), *draw(few(st.builds(Hop, IDS, MOMENTS)))),
        **draw(MORE),
    )


STATUSES = st.builds(
    lambda status, **said: StatusMessage(status=status, code=str(status), **said),
    st.sampled_from(DocumentStatus),
    sender=ORGANS,
    about=st.builds(Reference, IDS, words(), st.none() | DAYS, words(1)),
    description=words(1) | lines(),
    at=MOMENTS,
    staff=STAFF,
)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(sent=letters() | STATUSES)
def test_whatever_is_fit_comes_back_as_it_was(tmp_path, sent):
    found = there_and_back(sent, tmp_path)
    assert found.content == sent
    # A number drawn at random may say one type and a name another; nothing else may seem odd.
    assert {oddity.code for oddity in found.oddities} <= {"empty_file", "type_differs"}
    files = getattr(sent, "enclosures", ())
    assert [b"".join(one.open()) for one in getattr(found.content, "enclosures", ())] == [
        b"".join(one.open()) for one in files
    ]


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_whatever_is_done_to_a_package_it_is_read_or_refused(tmp_path, data):
    """Nothing crashes: neither bytes left out, nor turned, nor put in."""
    package = bytearray(b"".join(edxml.write(LETTER)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(package) - 1))
        package[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=10))
    try:
        edxml.read([bytes(package)], tmp_path)
    except Unreadable as refusal:
        assert refusal.fields
