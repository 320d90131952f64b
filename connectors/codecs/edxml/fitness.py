"""What makes a document or a status fit to be sent: everything the standard makes mandatory.

Mandatory is what QCVN 102:2016/BTTTT and the validators of the tools agencies use insist on.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from connectors.codecs.edxml.contents import tricky
from connectors.codecs.edxml.names import DAY, PRIORITIES, STEERING
from connectors.codecs.edxml.refusing import MOST_ENCLOSURES, MOST_RECIPIENTS
from connectors.documents import Document, DocumentKind, StatusMessage
from connectors.errors import Reason
from connectors.organisations import is_organisation

# What XML 1.0 cannot hold, however it is escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document_id(organ_id: str, day: date, number: str, notation: str) -> str:
    """Make the id a document is known by everywhere: ``H41.12,2026/11/05,2491/STC-BCTC``."""
    return f"{organ_id},{day.strftime(DAY)},{number}/{notation}"


def faults(content: Document | StatusMessage) -> Iterator[Reason]:
    """Say what has to be mended before it may leave; nothing if it is fit."""
    unwritable = [where for where, said in _texts(content, "") if _NO_XML.search(said)]
    for where in unwritable:
        yield Reason(where, "có ký tự không ghi được vào XML (a character XML cannot hold)")
    if isinstance(content, StatusMessage):
        yield from _of_status(content)
    else:
        yield from _of_document(content)
        yield from _of_business(content)
        yield from _of_files(content)


def _of_status(content: StatusMessage) -> Iterator[Reason]:
    if content.status is None or content.status != content.code:
        yield Reason("StatusCode", "không có trong bảng mã (not in the table)")
    if content.at is None:
        yield Reason("Timestamp", "thiếu (missing)")
    if not content.about.document_id:
        yield Reason("ResponseFor/DocumentId", "thiếu (missing)")
    if content.code == "02" and not content.description.strip():
        yield Reason("Description", "từ chối phải có lý do (a refusal has a reason)")
    yield from _organs({"From": content.sender.id, "ResponseFor": content.about.organ_id})


def _missing(content: Document) -> Iterator[Reason]:
    wanted = {
        "Code/CodeNumber": content.number,
        "Code/CodeNotation": content.notation,
        "PromulgationInfo/Place": content.place,
        "DocumentType/Type": content.type_code,
        "DocumentType/TypeName": content.type_name,
        "Subject": content.subject,
        "Content": content.content,
        "SignerInfo/FullName": content.signer.full_name,
        "From/OrganName": content.sender.name,
        **{f"To/{one.id}/OrganName": one.name for one in content.recipients},
    }
    yield from (
        Reason(name, "thiếu (missing)") for name, said in wanted.items() if not said.strip()
    )


def _of_document(content: Document) -> Iterator[Reason]:
    yield from _missing(content)
    yield from _organs({"From": content.sender.id})
    yield from _organs({f"To/{n}": one.id for n, one in enumerate(content.recipients)})
    if not 0 < len(content.recipients) <= MOST_RECIPIENTS:
        yield Reason("To", f"cần từ 1 đến {MOST_RECIPIENTS} nơi nhận (so many recipients)")
    if content.day is None:
        yield Reason("PromulgationInfo/PromulgationDate", "thiếu (missing)")
    elif content.id != document_id(
        content.sender.id, content.day, content.number, content.notation
    ):
        yield Reason("DocumentId", "không khớp nơi gửi, ngày, số (not made of its parts)")
    if content.priority not in PRIORITIES:
        yield Reason("OtherInfo/Priority", "không có trong bảng mã (not in the list)")
    if content.steering is not None and content.steering not in STEERING:
        yield Reason("SteeringType", "không có trong bảng mã (not in the list)")
    if not content.trace or any(hop.at is None for hop in content.trace):
        yield Reason("TraceHeaderList", "thiếu vết đường đi hoặc giờ (a trace and its time)")


def _of_business(content: Document) -> Iterator[Reason]:
    about = content.kind in (DocumentKind.RECALL, DocumentKind.UPDATE)
    if about and not content.business.document_id:
        yield Reason("Bussiness/DocumentId", "phải nói về văn bản nào (which document?)")
    if content.kind is DocumentKind.REPLACE and not content.business.replacements:
        yield Reason("Bussiness/ReplacementInfoList", "phải nói thay văn bản nào (which one?)")


def _of_files(content: Document) -> Iterator[Reason]:
    names = [one.name for one in content.enclosures]
    ids = [one.content_id for one in content.enclosures]
    if len(names) > MOST_ENCLOSURES:
        yield Reason("AttachmentEncoded", f"nhiều hơn {MOST_ENCLOSURES} tệp (too many files)")
    if len(set(ids)) != len(ids) or not all(ids):
        yield Reason("Attachment/ContentId", "mỗi tệp một mã riêng (each file has its own id)")
    for name in names:
        if not name.strip() or tricky(name) or "/" in name or "\\" in name:
            yield Reason("Attachment/AttachmentName", f"tên tệp không dùng được: {name[:60]!r}")


def _organs(ids: dict[str, str]) -> Iterator[Reason]:
    for where, said in ids.items():
        if not is_organisation(said):
            yield Reason(f"{where}/OrganId", f"không đúng dạng mã định danh: {said[:60]!r}")


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Give every text of a value and where it stands."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _texts(one, f"{where}.{number}")
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name), f"{where}.{each.name}".lstrip("."))
