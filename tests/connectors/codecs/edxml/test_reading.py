"""Packages are read as the standard says; what is odd is read too, and reported."""

import base64
import hashlib
from datetime import UTC, date, datetime

import pytest

from connectors.codecs import edxml
from connectors.documents import (
    DocumentKind,
    DocumentStatus,
    EnvelopeSignature,
    ReceiverChange,
    Reference,
    Replacement,
    Signer,
)
from tests.connectors.codecs.edxml import samples
from tests.connectors.codecs.edxml.samples import CODE, FIELDS, NEW, PDF, TRACE, package


def read(data, folder):
    return edxml.read((data[at : at + 100] for at in range(0, len(data), 100)), folder)


def odd(data, folder):
    return {oddity.code for oddity in read(data, folder).oddities}


def test_a_new_document_is_read_whole_and_nothing_of_it_is_odd(tmp_path):
    found = read(package(), tmp_path)
    document = found.content
    assert found.oddities == ()
    assert (document.kind, document.id) == (DocumentKind.NEW, CODE)
    assert (document.number, document.notation) == ("2491", "STC-BCTC")
    assert document.subject == "V/v báo cáo & quyết toán"
    assert (document.day, document.due_day) == (date(2020, 10, 30), date(2020, 11, 15))
    assert document.signer == Signer("KT. GIÁM ĐỐC", "Phó Giám đốc", "Nguyễn Văn Mẫu")
    assert (document.priority, document.copies, document.pages) == (1, 2, 22)
    assert document.appendixes == ("Biểu 1",)
    assert document.to_places == ("Như trên", "Lưu: VT")
    assert document.responses[0].code == "7816/VPCP-TTĐT"
    assert document.trace[0].at == datetime(2020, 10, 30, 1, tzinfo=UTC)
    assert (found.signature, found.signed_by) == (EnvelopeSignature.ABSENT, "")


def test_its_file_comes_out_of_its_zip(tmp_path):
    (file,) = read(package(), tmp_path).content.enclosures
    assert (file.name, file.size) == ("cv2491.pdf", len(PDF))
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert b"".join(file.open()) == b"".join(file.open()) == PDF


def test_base64_in_lines_is_read_as_one(tmp_path):
    text = base64.encodebytes(samples.zipped()).decode()
    found = read(package(files=samples.attachment(encoded=text)), tmp_path)
    assert (found.content.enclosures[0].size, found.oddities) == (len(PDF), ())


@pytest.mark.parametrize(
    ("code", "kind"),
    [("1", DocumentKind.RECALL), ("2", DocumentKind.UPDATE), ("3", DocumentKind.REPLACE)],
)
def test_what_is_about_another_document_names_it(tmp_path, code, kind):
    document = read(package(trace=samples.business(code)), tmp_path).content
    assert (document.kind, document.business.document_id) == (kind, CODE)
    assert (document.business.reason, document.business.paper) == ("Gửi nhầm", True)


def test_an_update_says_what_it_changes(tmp_path):
    inside = """<edXML:BussinessDocumentInfo><edXML:DocumentInfo>1</edXML:DocumentInfo>
<edXML:DocumentReceiver>1</edXML:DocumentReceiver><edXML:ReceiverList>
<edXML:Receiver><edXML:OrganId>H41.12</edXML:OrganId><edXML:ReceiverType>0</edXML:ReceiverType></edXML:Receiver>
<edXML:Receiver><edXML:OrganId>H41.13</edXML:OrganId><edXML:ReceiverType>1</edXML:ReceiverType></edXML:Receiver>
</edXML:ReceiverList></edXML:BussinessDocumentInfo>"""
    business = read(package(trace=samples.business("2", inside)), tmp_path).content.business
    assert (business.content_updated, business.receivers_updated) == (True, True)
    assert business.receivers == (ReceiverChange("H41.12", False), ReceiverChange("H41.13", True))


def test_a_replacement_names_what_it_replaces_and_for_whom(tmp_path):
    inside = f"""<edXML:ReplacementInfoList><edXML:ReplacementInfo>
<edXML:DocumentId>{CODE}</edXML:DocumentId><edXML:OrganIdList><edXML:OrganId>H41.12</edXML:OrganId>
<edXML:OrganId>H41.13</edXML:OrganId></edXML:OrganIdList></edXML:ReplacementInfo>
</edXML:ReplacementInfoList>"""
    business = read(package(trace=samples.business("3", inside)), tmp_path).content.business
    assert business.replacements == (Replacement(CODE, ("H41.12", "H41.13")),)


@pytest.mark.parametrize("code", ["01", "02", "03", "04", "05", "06", "13", "15", "16"])
def test_every_status_is_read(tmp_path, code):
    found = read(samples.status(code), tmp_path)
    status = found.content
    assert (status.status, found.oddities) == (DocumentStatus(code), ())
    organ, day = "000.00.00.G22", date(2015, 9, 30)
    about = Reference(organ, "7816/VPCP-TTĐT", day, f"{organ},2015/09/30,7816/VPCP-TTĐT")
    assert (status.about, status.sender.id) == (about, "H53.11")
    assert status.at == datetime(2015, 9, 20, 4, 8, 36, tzinfo=UTC)


def test_a_status_nobody_knows_is_never_guessed(tmp_path):
    found = read(samples.status("14"), tmp_path)
    assert (found.content.status, found.content.code) == (None, "14")
    assert {oddity.code for oddity in found.oddities} == {"unknown_status"}


def single_s(data):
    return data.replace(b"Bussiness", b"Business")


def other_day(said):
    return package(PromulgationInfo=FIELDS["PromulgationInfo"].replace("2020/10/30", said))


# A certificate that says it is of the tenth version.
ODD_CERTIFICATE = (
    "MIGrMF+gAwIBCQIBATAFBgMrZXAwADAeFw0yMDAxMDEwMDAwMDBaFw0zMDAxMDEwMDAwMDBaMAAwKjAFBgMr"
    "ZXADIQBqxsoIVC5eJh+9N42A939x8VsPclNAXNcJwtMm0hRjcTAFBgMrZXADQQCSs77BKrV3RIyowUQyhORH"
    "StnpxztMdqCsF21z66xnP1ZYV15s6GoXXFBS8XNr/JppSaS8YekEfoGH2prOXqAJ"
)
CONTENT = "<ContentTransferEncoded>QUJD</ContentTransferEncoded>"
BARE = samples.zipped(more=[("hai.txt", b"2")])
ODD = {
    "the spelling with one s": (single_s(package()), {"misspelt"}),
    "a draft's namespace": (package(ns="http://www.go.vn/eDoc"), {"legacy_namespace"}),
    "another namespace": (package(ns="urn:x"), {"namespace"}),
    "a day in Vietnamese order": (other_day("30/10/2020"), {"date_form"}),
    "an ISO day": (other_day("2020-10-30"), {"date_form"}),
    "a day that never was": (other_day("2014/02/30"), {"no_date"}),
    "the first day a program knows": (other_day("0001/01/01"), {"no_date"}),
    "the last day a program knows": (other_day("9999/12/31"), {"no_date"}),
    "a moment no clock here shows": (other_day("9999-12-31T20:00:00Z"), {"no_date"}),
    "a day never was in the id": (
        package(
            DocumentId="<edXML:DocumentId>000.00.11.H53,2014/02/30,2491/STC-BCTC</edXML:DocumentId>"
        ),
        {"id_differs"},
    ),
    "an id of another sender": (
        package(
            From=samples.organ("From", "000.00.12.H53"), trace=TRACE.replace(".11.", ".12.") + NEW
        ),
        {"id_differs"},
    ),
    "an id in no form": (
        package(DocumentId="<edXML:DocumentId>2491</edXML:DocumentId>"),
        {"id_form"},
    ),
    "no signer": (package(SignerInfo="<edXML:SignerInfo/>"), {"missing"}),
    "an empty due date": (package(DueDate="<edXML:DueDate/>"), {"missing"}),
    "no recipients": (package(To=""), {"missing"}),
    "no trace": (package(trace=NEW), {"missing"}),
    "a trace that began elsewhere": (
        package(trace=TRACE.replace("000.00.11.H53", "000.00.00.G22") + NEW),
        {"trace_differs"},
    ),
    "an old type beside the name": (
        package(DocumentType=FIELDS["DocumentType"].replace("18", "1")),
        {"type_differs"},
    ),
    "an organisation in no form": (package(To=samples.organ(id="STC-TN")), {"organ_form"}),
    "a subject twice": (package(Subject=FIELDS["Subject"] * 2), {"repeated"}),
    "a sender twice": (package(From=FIELDS["From"] * 2), {"repeated"}),
    "two things wanted": (package(trace=TRACE + NEW + samples.business("1")), {"repeated"}),
    "a moment for a day": (other_day("2020/10/30 08:00:00"), {"date_form"}),
    "a day without its zeros": (
        package(
            PromulgationInfo=FIELDS["PromulgationInfo"].replace("2020/10/30", "2020/3/5"),
            DocumentId=FIELDS["DocumentId"].replace("2020/10/30", "2020/03/05"),
        ),
        {"date_form"},
    ),
    "a day in other digits": (other_day("२०२०/10/30"), {"date_form"}),
    "a day without an end": (other_day("1" * 5_000), {"no_date"}),
    "another encoding": (
        package().decode().replace("UTF-8", "windows-1258").encode("cp1258", "replace"),
        {"encoding"},
    ),
    "an encoding that is not true": (
        package().replace(b"UTF-8", b"ISO-8859-1"),
        {"encoding", "type_differs"},
    ),
    "two contents of one file": (
        package(files=samples.attachment().replace("</Attachment>", f"{CONTENT}</Attachment>")),
        {"misplaced"},
    ),
    "a content outside the files": (package(Subject=FIELDS["Subject"] + CONTENT), {"misplaced"}),
    "a status with a file": (
        samples.status().replace(b"</edXML>", CONTENT.encode() + b"</edXML>"),
        {"misplaced"},
    ),
    "pages that are no number": (
        package(OtherInfo=FIELDS["OtherInfo"].replace("22", "hai mươi")),
        {"no_number"},
    ),
    "a priority nobody knows": (
        package(OtherInfo=FIELDS["OtherInfo"].replace("<edXML:Priority>1", "<edXML:Priority>9")),
        {"not_in_list"},
    ),
    "an element nobody knows": (package(Subject=FIELDS["Subject"] + "<La/>"), {"unknown_element"}),
    "a file without ZIP": (package(files=samples.attachment(packed=PDF)), {"not_zipped"}),
    "several files in a ZIP": (package(files=samples.attachment(packed=BARE)), {"zip_entries"}),
    "another name in the ZIP": (
        package(files=samples.attachment(packed=samples.zipped(name="x.pdf"))),
        {"entry_name"},
    ),
    "a type that does not exist": (
        package(files=samples.attachment(type="application/xslx")),
        {"content_type"},
    ),
    "an empty file": (package(files=samples.attachment(encoded="")), {"empty_file", "not_zipped"}),
    "a file that was not announced": (package(manifest=""), {"file_unannounced"}),
    "a file that did not come": (package(files=""), {"file_missing"}),
    "two files of one id": (package(files=samples.attachment() * 2), {"file_id_twice"}),
    "files inside the envelope": (
        package()
        .replace(b"</edXML:edXMLEnvelope>", b"")
        .replace(b"</AttachmentEncoded>", b"</AttachmentEncoded></edXML:edXMLEnvelope>"),
        {"misplaced"},
    ),
    "a signature nobody can verify": (
        package(signature=samples.SIGNATURE),
        {"signature_namespace", "signature_sha1", "certificate"},
    ),
    "a certificate of a version nobody has": (
        package(signature=samples.SIGNATURE.replace("MIIB", ODD_CERTIFICATE)),
        {"signature_namespace", "signature_sha1", "certificate"},
    ),
    "an empty signature": (package(signature="<edXML:DigitalSignature/>"), {"empty_signature"}),
    "a recall of nothing": (package(trace=samples.business("1").replace(CODE, "")), {"missing"}),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_read_and_reported(tmp_path, name):
    data, codes = ODD[name]
    assert odd(data, tmp_path) == codes


def test_a_day_in_another_form_is_understood(tmp_path):
    assert read(other_day("30/10/2020"), tmp_path).content.day == date(2020, 10, 30)
    assert read(other_day("2014/02/30"), tmp_path).content.day is None


def test_the_name_of_a_type_counts_more_than_its_number(tmp_path):
    data = package(DocumentType=FIELDS["DocumentType"].replace("18", "1"))
    assert read(data, tmp_path).content.type_name == "Công văn"


def test_a_signature_that_inherits_the_namespace_is_shown_and_not_believed(tmp_path):
    found = read(package(signature=samples.SIGNATURE), tmp_path)
    assert (found.signature, found.signed_by) == (EnvelopeSignature.UNVERIFIABLE, "CN=Sở mẫu")


def test_several_files_in_a_zip_stay_as_they_came(tmp_path):
    (file,) = read(package(files=samples.attachment(packed=BARE)), tmp_path).content.enclosures
    assert file.sha256 == hashlib.sha256(BARE).hexdigest()
