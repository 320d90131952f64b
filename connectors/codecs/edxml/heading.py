"""What a package says of itself: elements in, values out."""

from dataclasses import replace

from connectors.codecs.edxml.fields import Reader
from connectors.codecs.edxml.names import KINDS, PRIORITIES, STEERING
from connectors.codecs.edxml.refusing import refused
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

_ORGAN = {
    "name": "OrganName",
    "in_charge": "OrganizationInCharge",
    "address": "OrganAdd",
    "email": "Email",
    "telephone": "Telephone",
    "fax": "Fax",
    "website": "Website",
}


def status(message: Reader) -> StatusMessage:
    """Read what has become of a document."""
    code = message.text("StatusCode", wanted=True)
    known = DocumentStatus(code) if code in set(DocumentStatus) else None
    if known is None and code:
        message.notes.add(
            "unknown_status", "StatusCode", f"mã trạng thái không có trong bảng (unknown): {code!r}"
        )
    return StatusMessage(
        sender=_organ(message.below("From")),
        about=_reference(message.below("ResponseFor")),
        status=known,
        code=code,
        description=message.text("Description"),
        at=message.moment("Timestamp", wanted=True),
        staff=_staff(message.below("StaffInfo")),
    )


def document(message: Reader, trace: Reader, enclosures: tuple[Enclosure, ...]) -> Document:
    """Read a document, its way and what is wanted.

    :raises connectors.errors.Unreadable: if it does not say whether it is new, recalled,
        updated or replaced in a way anybody knows: that is never guessed.
    """
    other = message.below("OtherInfo")
    return replace(
        _issued(message, _kind(trace)),
        due_day=message.day("DueDate", wanted=message.has("DueDate")),
        priority=_within(other, "Priority", PRIORITIES) or 0,
        sphere=other.text("SphereOfPromulgation"),
        typist=other.text("TyperNotation"),
        copies=other.number("PromulgationAmount"),
        pages=other.number("PageAmount"),
        direction=other.flag("Direction"),
        appendixes=_texts(other.below("Appendixes"), "Appendix"),
        responses=tuple(_reference(one) for one in message.each("ResponseFor")),
        steering=_within(message, "SteeringType", STEERING),
        to_places=_texts(message.below("ToPlaces"), "Place"),
        trace=tuple(
            Hop(one.organ_id(), one.moment("Timestamp", wanted=True))
            for one in trace.each("TraceHeader")
        ),
        business=_business(trace.below("Bussiness")),
        enclosures=enclosures,
    )


def _issued(message: Reader, kind: DocumentKind) -> Document:
    """Read what every document has to have."""
    code, issued = message.below("Code"), message.below("PromulgationInfo")
    typed, signer = message.below("DocumentType"), message.below("SignerInfo")
    return Document(
        kind=kind,
        id=message.text("DocumentId", wanted=True),
        sender=_organ(message.below("From")),
        recipients=tuple(_organ(one) for one in message.each("To")),
        number=code.text("CodeNumber", wanted=True),
        notation=code.text("CodeNotation", wanted=True),
        place=issued.text("Place", wanted=True),
        day=issued.day("PromulgationDate", wanted=True),
        type_code=typed.text("Type", wanted=True),
        type_name=typed.text("TypeName", wanted=True),
        subject=message.text("Subject", wanted=True),
        content=message.text("Content", wanted=True),
        signer=Signer(
            signer.text("Competence"), signer.text("Position"), signer.text("FullName", wanted=True)
        ),
    )


def _kind(trace: Reader) -> DocumentKind:
    said = trace.below("Bussiness").text("BussinessDocType", wanted=True)
    if said in KINDS:
        return KINDS[said]
    if said:
        raise refused("BussinessDocType", f"không có trong bảng (not in the table): {said[:40]!r}")
    if trace.node is not None and trace.node.find("Bussiness", "DocumentId") is not None:
        raise refused("BussinessDocType", "không nói rõ nghiệp vụ (it does not say what is wanted)")
    return DocumentKind.NEW


def _organ(reader: Reader) -> Organ:
    said = {name: reader.text(element) for name, element in _ORGAN.items()}
    if not said["name"]:
        reader.text("OrganName", wanted=True)
    return Organ(id=reader.organ_id(wanted=True), **said)


def _reference(reader: Reader) -> Reference:
    return Reference(
        reader.organ_id(),
        reader.text("Code"),
        reader.day("PromulgationDate"),
        reader.text("DocumentId"),
    )


def _staff(reader: Reader) -> Staff:
    return Staff(
        reader.text("Department"),
        reader.text("Staff"),
        reader.text("Email"),
        reader.text("Mobile"),
    )


def _business(reader: Reader) -> Business:
    told = reader.below("BussinessDocumentInfo")
    changes = told.below("ReceiverList").each("Receiver")
    replaced = reader.below("ReplacementInfoList").each("ReplacementInfo")
    return Business(
        document_id=reader.text("DocumentId"),
        reason=reader.text("BussinessDocReason"),
        paper=reader.flag("Paper"),
        content_updated=told.flag("DocumentInfo"),
        receivers_updated=told.flag("DocumentReceiver"),
        receivers=tuple(
            ReceiverChange(one.organ_id(wanted=True), one.flag("ReceiverType")) for one in changes
        ),
        staff=_staff(reader.below("StaffInfo")),
        replacements=tuple(
            Replacement(
                one.text("DocumentId", wanted=True), _texts(one.below("OrganIdList"), "OrganId")
            )
            for one in replaced
        ),
    )


def _within(reader: Reader, name: str, allowed: range) -> int | None:
    said = reader.number(name)
    if said is not None and said not in allowed:
        reader.notes.add(
            "not_in_list",
            f"{reader.where}/{name}",
            f"không có trong bảng mã (not in the list): {said}",
        )
        return None
    return said


def _texts(reader: Reader, name: str) -> tuple[str, ...]:
    found = (one.node.text for one in reader.each(name) if one.node is not None)
    return tuple(said for said in found if said)
