"""Looks at a package as a whole: what contradicts itself, is spelt otherwise, or is signed."""

import base64
import re

from cryptography import x509

from connectors.codecs.edxml.fields import Notes
from connectors.codecs.edxml.known import ELEMENTS
from connectors.codecs.edxml.names import DOCUMENT_TYPES, LEGACY_NAMESPACES, NAMESPACE, XMLDSIG
from connectors.codecs.edxml.parsing import Node
from connectors.documents import Document, DocumentKind, EnvelopeSignature

_ID = re.compile(r"([^,]+),(\d{4})/(\d{1,2})/(\d{1,2}),(.+)", re.ASCII | re.DOTALL)
_UTF8 = ("", "utf-8")
_ABOUT_ANOTHER = (DocumentKind.RECALL, DocumentKind.UPDATE)


def encoding(declared: str, notes: Notes) -> None:
    """Report another encoding than the standard's: words may be garbled where it is not true."""
    if declared.lower() not in _UTF8:
        notes.add("encoding", "xml", f"bảng mã khai là {declared[:40]!r} (not UTF-8)")


def names(root: Node, notes: Notes) -> None:
    """Report other namespaces, other spellings and elements nobody knows, each once."""
    if root.space in LEGACY_NAMESPACES:
        notes.add(
            "legacy_namespace", root.written, f"bản nháp cũ của chuẩn (a draft): {root.space}"
        )
    elif root.space != NAMESPACE:
        notes.add(
            "namespace", root.written, f"không gian tên khác (other namespace): {root.space!r}"
        )
    seen: set[str] = set()
    for node in root.walk():
        if node.written in seen or node.space == XMLDSIG:
            continue
        seen.add(node.written)
        if node.name != node.written:
            notes.add("misspelt", node.written, f"chuẩn viết {node.name} (the standard's spelling)")
        elif node.name not in ELEMENTS:
            notes.add(
                "unknown_element", node.written[:80], "chuẩn không có phần tử này (not known)"
            )
        elif node.space not in (NAMESPACE, root.space):
            notes.add("namespace", node.written, f"không gian tên khác: {node.space!r}")


def document(found: Document, notes: Notes) -> None:
    """Report where a document contradicts itself."""
    _document_id(found, notes)
    if not found.recipients:
        notes.add("missing", "MessageHeader/To", "không có nơi nhận (no recipient)")
    if not found.trace:
        notes.add("missing", "TraceHeaderList/TraceHeader", "không có vết đường đi (no trace)")
    elif found.trace[0].organ_id != found.sender.id:
        said = f"{found.trace[0].organ_id!r} khác nơi gửi {found.sender.id!r} (not the sender)"
        notes.add("trace_differs", "TraceHeader/OrganId", said)
    if found.kind in _ABOUT_ANOTHER and not found.business.document_id:
        notes.add("missing", "Bussiness/DocumentId", "không nói về văn bản nào (which document?)")
    if found.kind is DocumentKind.REPLACE and not found.business.replacements:
        said = "không nói thay thế văn bản nào (which document?)"
        notes.add("missing", "Bussiness/ReplacementInfoList", said)
    usual = DOCUMENT_TYPES.get(found.type_code)
    if usual and found.type_name and not found.type_name.lower().startswith(usual.lower()):
        said = f"mã {found.type_code} là {usual}, tên ghi {found.type_name} (the name counts)"
        notes.add("type_differs", "DocumentType", said)


def _document_id(found: Document, notes: Notes) -> None:
    """Compare the id, ``organ,yyyy/MM/dd,number/notation``, with what it is made of."""
    if not found.id:
        return
    read = _ID.fullmatch(found.id)
    if read is None:
        notes.add("id_form", "DocumentId", f"không đúng dạng (in no known form): {found.id[:80]!r}")
        return
    organ, *day, code = read.groups()
    made = {
        "OrganId": (organ, found.sender.id),
        "CodeNumber/CodeNotation": (code, f"{found.number}/{found.notation}"),
    }
    if found.day is not None:
        said = "/".join(f"{int(part):02d}" for part in day)
        made["PromulgationDate"] = (said, found.day.strftime("%Y/%m/%d"))
    for name, (in_id, apart) in made.items():
        if in_id != apart:
            notes.add(
                "id_differs", "DocumentId", f"{name}: {in_id[:60]!r}, ngoài mã ghi {apart[:60]!r}"
            )


def signature(header: Node, notes: Notes) -> tuple[EnvelopeSignature, str]:
    """Say whether the package is signed as a whole, and by whom it says.

    What is seen in the wild inherits the package's namespace, which no verifier takes for a
    signature, and is made with SHA-1: so it is shown and believed by nobody. What counts in law
    is the signature inside the PDF.
    """
    if header.find("DigitalSignature") is not None:
        notes.add("empty_signature", "DigitalSignature", "chữ ký để trống (an empty signature)")
    found = header.find("Signature")
    if found is None or found.find("SignatureValue") is None:
        return EnvelopeSignature.ABSENT, ""
    if found.space != XMLDSIG:
        said = "không nằm trong không gian tên XML-DSig (in no namespace of signatures)"
        notes.add("signature_namespace", "Signature", said)
    for node in found.walk():
        if "sha1" in node.attributes.get("Algorithm", ""):
            notes.add("signature_sha1", node.name, "dùng SHA-1 (made with SHA-1)")
            break
    data = found.find("KeyInfo", "X509Data")
    certificate = data.find("X509Certificate") if data else None
    if certificate is not None and not _readable(certificate.text):
        notes.add("certificate", "X509Certificate", "chứng thư không đọc được (unreadable)")
    name = data.find("X509SubjectName") if data else None
    return EnvelopeSignature.UNVERIFIABLE, name.text[:300] if name else ""


def _readable(text: str) -> bool:
    try:
        x509.load_der_x509_certificate(base64.b64decode(text))
    except (ValueError, x509.InvalidVersion):
        return False
    return True
