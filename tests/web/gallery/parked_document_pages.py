"""Sample values of a document that waits for a person, and of one that does no more."""

import uuid
from datetime import UTC, datetime

from portal.models import Agency, Document, DocumentParty, Promise, PromiseState
from portal.services.documents.parked import Silent, Waiting
from portal.web.console.asking import Asked

_AT = datetime(2026, 11, 20, 3, 12, tzinfo=UTC)
_SAID = "The axis cannot be asked what it took\nPOST /v1/sendEdoc"


def _waiting(
    state: PromiseState = PromiseState.PARKED, *, unheard: bool = False, **more: object
) -> Waiting:
    told: dict[str, object] = {
        "destination": "axis:H41.92",
        "seq": 1,
        "kind": "document",
        "state": state,
        "attempts": 4,
        "made_at": _AT,
        "last_outcome": "notoffered",
        "last_error": _SAID,
    }
    document = Document(
        id=uuid.UUID("01939a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5b"),
        docid="H41.92,2026/11/20,12/UBND-VP",
        sent_at=_AT,
    )
    parties = (
        DocumentParty(organ="H41.12", name="Sở Tài chính (mẫu)"),
        DocumentParty(
            organ="H41.13", name="Sở Nội vụ (mẫu)", status="01", status_at=_AT, acknowledged_at=_AT
        ),
    )
    # One that is heard of is acknowledged by the second.
    parties = parties[:1] if unheard else parties
    agency = Agency(code="H41.92", name="Ủy ban nhân dân phường mẫu")
    return Waiting(document, agency, Promise(**{**told, **more}), parties)


_ASKED = Asked(reason="gọi", errors={"reason": "Ghi lý do, để người sau hiểu vì sao"})
_LATE = Asked("Đã gọi các nơi nhận").wrong("reason", "Văn bản vừa có thay đổi, nên chưa gửi lại")
SILENT = (Silent(_waiting().document, "axis:H41.92"),)
PARKED_DOCUMENTS = {
    "document": {"here": "parked", "it": _waiting(), "asked": Asked()},
    "document-error": {"here": "parked", "it": _waiting(), "asked": _ASKED},
    "document-status": {
        "here": "parked",
        "it": _waiting(kind="document_status", last_outcome="rejected"),
        "asked": Asked(),
    },
    "document-unheard": {
        "here": "parked",
        "it": _waiting(PromiseState.DONE, unheard=True),
        "asked": Asked(),
    },
    "document-late": {"here": "parked", "it": _waiting(PromiseState.DONE), "asked": _LATE},
}
