"""Writes a package strictly: nothing leaves that a careful reader would have to tolerate."""

import base64
import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import IO
from xml.sax.saxutils import escape

from connectors.codecs.edxml import fitness
from connectors.codecs.edxml.names import DAY, KIND_CODES, MOMENT, NAMESPACE, PREFIX
from connectors.documents import (
    Business,
    Document,
    DocumentKind,
    Enclosure,
    Organ,
    Reference,
    Staff,
    StatusMessage,
)
from connectors.errors import Reason, Rejected

Tree = tuple[str, "str | list[Tree]"]

# Ahead of UTC all year round.
_VIETNAM = timedelta(hours=7)
_ORGAN = (
    ("OrganId", "id"),
    ("OrganizationInCharge", "in_charge"),
    ("OrganName", "name"),
    ("OrganAdd", "address"),
    ("Email", "email"),
    ("Telephone", "telephone"),
    ("Fax", "fax"),
    ("Website", "website"),
)
# A multiple of three, so that the pieces of base64 fit together.
_CHUNK = 3 * 16 * 1024
# The same file makes the same package each time it is sent.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def write(content: Document | StatusMessage) -> Iterator[bytes]:
    """Write a package as a stream of UTF-8; files are read once more and compared with their hash.

    :raises connectors.errors.Rejected: at once if it is not fit to send, with a reason per
        element; while it streams if a file is not the one its hash names.
    """
    reasons = tuple(fitness.faults(content))
    if reasons:
        raise Rejected("the document is not fit to send", reasons=reasons)
    if isinstance(content, StatusMessage):
        return _package([("MessageHeader", _status(content))], ())
    header: list[Tree] = [
        ("MessageHeader", _message(content)),
        ("TraceHeaderList", _trace(content)),
    ]
    return _package(header, content.enclosures)


def _package(header: list[Tree], enclosures: tuple[Enclosure, ...]) -> Iterator[bytes]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="{NAMESPACE}">'.encode()
    body: list[Tree] = [("edXMLHeader", header)]
    if enclosures:
        body.append(("edXMLBody", [("edXMLManifest", [_promised(one) for one in enclosures])]))
    envelope = _rendered(("edXMLEnvelope", body))
    opened = f"<{PREFIX}:edXMLEnvelope"
    yield envelope.replace(opened, f'{opened} xmlns:{PREFIX}="{NAMESPACE}"', 1).encode()
    if enclosures:
        yield b"<AttachmentEncoded>"
        for enclosure in enclosures:
            yield from _attached(enclosure)
        yield b"</AttachmentEncoded>"
    yield b"</edXML>"


def _rendered(tree: Tree, prefix: str = f"{PREFIX}:") -> str:
    name, inside = tree
    said = (
        _escaped(inside) if isinstance(inside, str) else "".join(_rendered(one) for one in inside)
    )
    version = ' version="1.0"' if name in ("edXMLManifest", "TraceHeaderList") else ""
    return f"<{prefix}{name}{version}>{said}</{prefix}{name}>"


def _escaped(said: str) -> str:
    """Escape a text; a carriage return would come back as a line feed."""
    return escape(said, {"\r": "&#13;"})


def _message(content: Document) -> list[Tree]:
    signer = content.signer
    tree: list[Tree] = [
        ("From", _organ(content.sender)),
        *(("To", _organ(one)) for one in content.recipients),
        ("DocumentId", content.id),
        ("Code", [("CodeNumber", content.number), ("CodeNotation", content.notation)]),
        ("PromulgationInfo", [("Place", content.place), ("PromulgationDate", _day(content.day))]),
        ("DocumentType", [("Type", content.type_code), ("TypeName", content.type_name)]),
        ("Subject", content.subject),
        ("Content", content.content),
        (
            "SignerInfo",
            [
                ("Competence", signer.competence),
                ("Position", signer.position),
                ("FullName", signer.full_name),
            ],
        ),
    ]
    if content.due_day:
        tree.append(("DueDate", _day(content.due_day)))
    tree.append(("OtherInfo", _other(content)))
    tree += [("ResponseFor", _reference(one)) for one in content.responses]
    if content.steering is not None:
        tree.append(("SteeringType", str(content.steering)))
    return [*tree, ("ToPlaces", [("Place", place) for place in content.to_places])]


def _other(content: Document) -> list[Tree]:
    tree: list[Tree] = [
        ("Priority", str(content.priority)),
        ("SphereOfPromulgation", content.sphere),
        ("TyperNotation", content.typist),
    ]
    if content.copies is not None:
        tree.append(("PromulgationAmount", str(content.copies)))
    if content.pages is not None:
        tree.append(("PageAmount", str(content.pages)))
    tree.append(("Direction", "true" if content.direction else "false"))
    return [*tree, ("Appendixes", [("Appendix", one) for one in content.appendixes])]


def _trace(content: Document) -> list[Tree]:
    hops: list[Tree] = [
        ("TraceHeader", [("OrganId", hop.organ_id), ("Timestamp", _moment(hop.at))])
        for hop in content.trace
    ]
    return [*hops, ("Bussiness", _business(content.kind, content.business))]


def _business(kind: DocumentKind, business: Business) -> list[Tree]:
    tree: list[Tree] = [
        ("DocumentId", business.document_id),
        ("BussinessDocType", KIND_CODES[kind]),
        ("BussinessDocReason", business.reason),
        ("Paper", _flag(business.paper)),
    ]
    if kind is DocumentKind.UPDATE:
        receivers: list[Tree] = [
            ("Receiver", [("OrganId", one.organ_id), ("ReceiverType", _flag(one.added))])
            for one in business.receivers
        ]
        told: list[Tree] = [
            ("DocumentInfo", _flag(business.content_updated)),
            ("DocumentReceiver", _flag(business.receivers_updated)),
            ("ReceiverList", receivers),
        ]
        tree.append(("BussinessDocumentInfo", told))
    tree.append(("StaffInfo", _staff(business.staff)))
    if kind is DocumentKind.REPLACE:
        replaced: list[Tree] = []
        for one in business.replacements:
            organs: list[Tree] = [("OrganId", organ) for organ in one.organ_ids]
            inside: list[Tree] = [("DocumentId", one.document_id), ("OrganIdList", organs)]
            replaced.append(("ReplacementInfo", inside))
        tree.append(("ReplacementInfoList", replaced))
    return tree


def _status(content: StatusMessage) -> list[Tree]:
    return [
        ("From", _organ(content.sender)),
        ("ResponseFor", _reference(content.about)),
        ("StaffInfo", _staff(content.staff)),
        ("StatusCode", content.code),
        ("Description", content.description),
        ("Timestamp", _moment(content.at)),
    ]


def _organ(organ: Organ) -> list[Tree]:
    return [(element, getattr(organ, name)) for element, name in _ORGAN]


def _reference(reference: Reference) -> list[Tree]:
    return [
        ("OrganId", reference.organ_id),
        ("Code", reference.code),
        ("PromulgationDate", _day(reference.day)),
        ("DocumentId", reference.document_id),
    ]


def _staff(staff: Staff) -> list[Tree]:
    return [
        ("Department", staff.department),
        ("Staff", staff.name),
        ("Email", staff.email),
        ("Mobile", staff.mobile),
    ]


def _day(day: date | None) -> str:
    return day.strftime(DAY) if day else ""


def _moment(at: datetime | None) -> str:
    return (at.astimezone(UTC) + _VIETNAM).strftime(MOMENT) if at else ""


def _flag(on: bool) -> str:
    return "1" if on else "0"


def _described(enclosure: Enclosure) -> list[Tree]:
    return [
        ("ContentId", enclosure.content_id),
        ("ContentType", "application/zip"),
        ("Description", enclosure.description),
        ("AttachmentName", enclosure.name),
    ]


def _promised(enclosure: Enclosure) -> Tree:
    return "Reference", _described(enclosure)


def _attached(enclosure: Enclosure) -> Iterator[bytes]:
    yield b"<Attachment>"
    yield "".join(
        f"<{name}>{_escaped(str(said))}</{name}>" for name, said in _described(enclosure)
    ).encode()
    name = f"{PREFIX}:ContentTransferEncoded"
    yield f'<{name} xmlns:{PREFIX}="{NAMESPACE}">'.encode()
    with tempfile.TemporaryFile() as packed:
        _pack(enclosure, packed)
        packed.seek(0)
        while chunk := packed.read(_CHUNK):
            yield base64.b64encode(chunk)
    yield f"</{name}></Attachment>".encode()


def _pack(enclosure: Enclosure, packed: IO[bytes]) -> None:
    """Put a file into a ZIP of its own, on disk, and compare it with its hash on the way."""
    entry = zipfile.ZipInfo(enclosure.name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    digest = hashlib.sha256()
    with zipfile.ZipFile(packed, "w") as archive:
        with archive.open(
            entry, "w", force_zip64=enclosure.size > zipfile.ZIP64_LIMIT // 2
        ) as into:
            for chunk in enclosure.open():
                digest.update(chunk)
                into.write(chunk)
    if digest.hexdigest() != enclosure.sha256:
        said = "the file is not the one its hash names"
        raise Rejected(said, reasons=[Reason("AttachmentEncoded", said)])
