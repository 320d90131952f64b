"""Traps and fragments are refused with a reason, before they cost anything."""

import base64
import io
import stat
import struct
import zipfile

import pytest

from connectors.codecs import edxml
from connectors.codecs.edxml.refusing import LONGEST_MARKUP, MOST_ENCLOSURES, MOST_RECIPIENTS
from connectors.errors import Unreadable
from tests.connectors.codecs.edxml import samples
from tests.connectors.codecs.edxml.samples import NS, attachment, package

ENTITY = '<!DOCTYPE edXML [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE edXML [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def encrypted():
    """Make a ZIP that says it has a password."""
    data = bytearray(samples.zipped())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def link():
    """Make a ZIP whose entry is a symbolic link."""
    with io.BytesIO() as into:
        with zipfile.ZipFile(into, "w") as archive:
            entry = zipfile.ZipInfo("cv2491.pdf")
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, "/etc/passwd")
        return into.getvalue()


def understated():
    """Make a ZIP that unpacks to more than its list says."""
    data = bytearray(samples.zipped(bytes(500_000)))
    data[data.index(b"PK\x01\x02") + 24 :][:4] = struct.pack("<I", 1000)
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 1000)
    return bytes(data)


def displaced():
    """Make a ZIP whose list says that it stands before the beginning."""
    data = bytearray(samples.zipped())
    at = data.rindex(b"PK\x05\x06") + 16
    data[at : at + 4] = b"\xff" * 4
    return bytes(data)


def file(packed):
    return package(files=attachment(packed=packed))


CUT = base64.b64encode(samples.zipped()).decode()
REFUSED = {
    "a DTD": (package(doctype="<!DOCTYPE edXML>"), "xml"),
    "entities": (package(doctype=ENTITY, Subject="<S>&b;</S>"), "xml"),
    "an entity from outside": (package(doctype=OUTSIDE, Subject="<S>&a;</S>"), "xml"),
    "an entity nobody declared": (package(Subject="<S>&x;</S>"), "xml"),
    "a package that is cut off": (package()[:-40], "xml"),
    "nothing": (b"", "xml"),
    "no XML": (b"PK\x03\x04" + bytes(50), "xml"),
    "an encoding nobody has": (b'<?xml version="1.0" encoding="x-none"?><edXML/>', "xml"),
    "another document": (b"<html><body/></html>", "html"),
    "no header": (f'<edXML xmlns="{NS}"><edXMLEnvelope/></edXML>'.encode(), "edXML"),
    "too deep": (b"<edXML>" + b"<a>" * 100 + b"</a>" * 100 + b"</edXML>", "xml"),
    "too many elements": (package(Subject="<a/>" * 100_000), "xml"),
    "too much text": (package(Subject=f"<S>{'x' * 4_000_001}</S>"), "xml"),
    "10,000 recipients": (package(To=samples.organ() * 10_000), "To"),
    "too many files": (package(files=attachment(encoded="") * (MOST_ENCLOSURES + 1)), "Content"),
    "base64 cut off": (package(files=attachment(encoded=CUT[:-3])), "Content"),
    "base64 cut between groups": (package(files=attachment(encoded=CUT[:-8])), "Content"),
    "no base64": (package(files=attachment(encoded="Đây là tệp")), "Content"),
    "base64 after its end": (package(files=attachment(encoded="QQ==QQ==")), "Content"),
    "an element inside a file": (package(files=attachment(encoded="QUJD<x/>QUJD")), "Content"),
    "a ZIP bomb": (file(samples.zipped(bytes(50_000_000))), "Content"),
    "a ZIP that understates": (file(understated()), "Content"),
    "a ZIP with a password": (file(encrypted()), "Content"),
    "a ZIP that is cut off": (file(samples.zipped()[:-30]), "Content"),
    "a damaged ZIP": (file(samples.zipped().replace(b"PK\x01\x02", b"PK\x01\x09")), "Content"),
    "a ZIP whose list stands nowhere": (file(displaced()), "Content"),
    "a link": (file(link()), "Content"),
    "a path upwards": (file(samples.zipped(name="../../cv2491.pdf")), "Content"),
    "a path upwards as Windows has it": (file(samples.zipped(name="..\\cv2491.pdf")), "Content"),
    "an absolute path": (file(samples.zipped(name="/etc/cron.d/x")), "Content"),
    "a drive": (file(samples.zipped(name="C:\\x.pdf")), "Content"),
    "a path upwards among others": (file(samples.zipped(more=[("../x", b"")])), "Content"),
    "a name that leads out": (package(files=attachment(name="../../x.pdf")), "AttachmentName"),
    "an id without an end": (
        package(DocumentId=f"<edXML:DocumentId>{'1' * 301}</edXML:DocumentId>"),
        "DocumentId",
    ),
    "a kind nobody knows": (package(trace=samples.business("7")), "BussinessDocType"),
    "no kind for another document": (
        package(
            trace=samples.business("")
            .replace("<edXML:BussinessDocType>", "<edXML:X>")
            .replace("</edXML:BussinessDocType>", "</edXML:X>")
        ),
        "BussinessDocType",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_reason(tmp_path, name):
    data, where = REFUSED[name]
    with pytest.raises(Unreadable) as refusal:
        edxml.read([data], tmp_path)
    (field,) = refusal.value.fields
    assert field.startswith(where)
    assert all(said.strip() for said in refusal.value.fields[field])


@pytest.mark.parametrize("opening", [b"<!--", b"<?x ", b'<a b="', b"<a "])
def test_markup_without_an_end_is_refused_before_it_is_held(tmp_path, opening):
    came = 0

    def endless():
        nonlocal came
        yield samples.package().split(b"<edXML:MessageHeader>")[0] + opening
        while True:
            came += 1
            yield b"x" * 65_536

    with pytest.raises(Unreadable):
        edxml.read(endless(), tmp_path)
    assert came <= LONGEST_MARKUP // 65_536 + 1


def test_a_package_for_every_commune_of_the_country_is_read(tmp_path):
    package_of_all = package(To=samples.organ() * 3_321)
    assert len(edxml.read([package_of_all], tmp_path).content.recipients) == 3_321
    assert MOST_RECIPIENTS < 10_000


def test_a_packed_text_is_no_bomb(tmp_path):
    text = b"".join(b"%d: mot dong bao cao\n" % number for number in range(200_000))
    packed = file(samples.zipped(text, "bao-cao.txt"))
    (found,) = edxml.read([packed], tmp_path).content.enclosures
    assert found.size == len(text)


def test_nothing_is_written_outside_the_folder(tmp_path):
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    for name in ("a path upwards", "a link", "a name that leads out"):
        with pytest.raises(Unreadable):
            edxml.read([REFUSED[name][0]], inside)
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} <= {inside}
