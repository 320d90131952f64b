"""A document system over REST. Contract: docs/partners/document-system.md.

Files go first, each under its hash; then the document with its work dossier, under a key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Any
from urllib.parse import urlencode

from marshmallow import ValidationError, fields

from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.codecs.kept_files import checked
from connectors.codecs.tolerant import NO_LIST, Moment, Text, Tolerant, Word
from connectors.document_messages import (
    IncomingWork,
    WorkFile,
    WorkProgress,
    WorkReceipt,
    WorkState,
)
from connectors.documents import Document, Hop
from connectors.errors import Reason, Rejected
from connectors.http import Call, Client, Destination, Response, read_destination
from connectors.messages import File, Json
from connectors.settings import SettingsReader

SHORTEST_TOKEN = 32
_DAY = "%d/%m/%Y"
_MOMENT = "%d/%m/%Y %H:%M:%S"
_AHEAD = timedelta(hours=7)  # Viet Nam
# A package does not say what it is written in; agencies write to one another in Vietnamese.
_LANGUAGE = "Tiếng Việt"
_LONGEST = 500
_STATES = {state.value: state for state in WorkState}
_ANSWERS = (400, 404, 409, 422)


class _Opened(Tolerant):
    id = Word(required=True)
    workDossierId = Word(load_default="", allow_none=True)


class _Item(Tolerant):
    id = Word(required=True)
    documentId = Word(required=True)
    state = Word(required=True)
    at = Moment(load_default=None, allow_none=True)
    officer = Text(200, load_default="", allow_none=True)
    unit = Text(200, load_default="", allow_none=True)
    note = Text(5000, load_default="", allow_none=True)


class _Page(Tolerant):
    items = fields.List(fields.Raw(), required=True, error_messages=NO_LIST)
    next = Word(required=True)


@dataclass(frozen=True, slots=True)
class DmsConfig:
    """Settings of one document system.

    ``work_dossier`` says how long a work dossier is kept (``maintenance``, thời hạn bảo quản) and
    who may use it (``rights``), as the agency's system words them.
    """

    destination: Destination
    token: str = field(repr=False)
    work_dossier: Mapping[str, str]
    transfer_seconds: float

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "DmsConfig":
        """Read the settings: base_url, token, and more that is optional.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("document_system", given)
        token = reader.text("token")
        if token and len(token) < SHORTEST_TOKEN:
            reader.problems.append(f"token has at least {SHORTEST_TOKEN} characters")
        config = cls(
            destination=read_destination(reader, (token,)),
            token=token,
            work_dossier=reader.texts("work_dossier"),
            transfer_seconds=reader.number("transfer_seconds", 600),
        )
        for name in sorted(set(config.work_dossier) - {"maintenance", "rights"}):
            reader.problems.append(f"work_dossier.{name} is not a setting of this connector")
        reader.finish()
        return config


class RestDms:
    """One document system. Implements ``connectors.lines.DocumentSystem``."""

    def __init__(self, config: DmsConfig, around: Surroundings) -> None:
        self._config = config
        self._client = Client(config.destination, around)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def open(self, work: IncomingWork, key: str) -> WorkReceipt:
        """Put the files, then register the document; PUT under a key, so twice is once.

        :raises Rejected: with the system's reasons by field, if it does not take it.
        """
        for file in work.files:
            self._put(file)
        headers = {**self._pass(), "Content-Type": "application/json", "Idempotency-Key": key}
        body = json_text.plain(written(work, self._config))
        call = Call("PUT", f"/incoming/{work.id}", headers, body, expected=_ANSWERS)
        said = _read(_wanted(self._client.send(call)), _Opened())
        return WorkReceipt(said["id"], said["workDossierId"] or "")

    def progress(self, cursor: str) -> tuple[Sequence[WorkProgress], str]:
        """Fetch a page of what happened; an item that cannot be read is told as it came."""
        target = f"/progress?{urlencode({'after': cursor})}"
        response = self._client.send(Call("GET", target, self._pass()))
        said = _read(response, _Page())
        return [_progress(item) for item in said["items"]], said["next"]

    def check_config(self) -> None:
        """Fetch what happened since the end, which changes nothing."""
        self._client.send(Call("GET", "/progress?after=", self._pass()))

    def _put(self, file: WorkFile) -> None:
        stored = File(
            id=file.sha256,
            document="",
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            open=file.open,
        )
        headers = {**self._pass(), "Content-Type": file.media_type}
        seconds = self._config.transfer_seconds
        call = Call(
            "PUT",
            f"/files/{file.sha256}",
            headers,
            checked(stored),
            file.size,
            _ANSWERS,
            seconds,
        )
        _wanted(self._client.send(call))

    def _pass(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._config.token}"}


def written(work: IncomingWork, config: DmsConfig) -> dict[str, Json]:
    """Write a document with its work dossier by the fields of Nghị định 30/2020, Phụ lục VI."""
    document = work.document
    return {
        "DocumentId": document.id,
        # The work dossier is opened for it: it is the first one there.
        "DocOrdinal": 1,
        "OrganId": document.sender.id,
        "OrganName": document.sender.name,
        "TypeName": document.type_name,
        "CodeNumber": document.number,
        "CodeNotation": document.notation,
        "IssuedDate": _day(document.day),
        "Subject": document.subject,
        "Language": _LANGUAGE,
        "PageAmount": document.pages,
        "Description": document.content,
        "SignerInfo": _signer(document),
        "Priority": document.priority,
        "IssuedAmount": document.copies,
        "DueDate": _day(document.due_day),
        "To": [{"OrganId": one.id, "OrganName": one.name} for one in document.recipients],
        "ToPlaces": "; ".join(document.to_places),
        "TraceHeaderList": [_hop(one) for one in document.trace],
        "ArrivalDate": _day(work.arrival_day),
        "ArrivalNumber": work.arrival_number,
        "WorkDossier": _work_dossier(work, config),
        "Files": [_file(one) for one in work.files],
    }


def _signer(document: Document) -> dict[str, Json]:
    return {"Position": document.signer.position, "FullName": document.signer.full_name}


def _file(file: WorkFile) -> dict[str, Json]:
    return {
        "Name": file.name,
        "MediaType": file.media_type,
        "Size": file.size,
        "Sha256": file.sha256,
    }


def _hop(hop: Hop) -> dict[str, Json]:
    local = hop.at.astimezone(UTC) + _AHEAD if hop.at else None
    return {"OrganId": hop.organ_id, "Timestamp": local.strftime(_MOMENT) if local else ""}


def _work_dossier(work: IncomingWork, config: DmsConfig) -> dict[str, Json]:
    return {
        "Title": work.title[:_LONGEST],
        "Maintenance": config.work_dossier.get("maintenance", ""),
        "Rights": config.work_dossier.get("rights", ""),
        "Language": _LANGUAGE,
        "StartDate": _day(work.arrival_day),
        # It ends when its work does, which its system knows.
        "EndDate": "",
        "DocTotal": 1,
        "PageTotal": work.document.pages,
        "Description": work.document.content[:_LONGEST],
    }


def _day(day: Any) -> str:
    return day.strftime(_DAY) if day else ""


def _wanted(response: Response) -> Response:
    """Let a yes pass; a no is told with its reasons by field."""
    if response.good:
        return response
    reasons = []
    try:
        errors = json_text.read_object(response.body).get("errors")
        if isinstance(errors, Mapping):
            reasons = [Reason(str(name), str(said)[:500]) for name, said in errors.items()]
    except ValueError:
        pass
    raise Rejected("the document system refuses this", response.raw, reasons)


def _read(response: Response, shape: Tolerant) -> dict[str, Any]:
    try:
        said: dict[str, Any] = shape.load(json_text.read_object(response.body))
    except (ValueError, ValidationError) as error:
        raise response.unclear(f"{error}"[:300]) from error
    return said


def _progress(item: Any) -> WorkProgress:
    raw = json_text.plain(item)[:4096]
    try:
        said = _Item().load(item)
    except ValidationError:
        known = item if isinstance(item, dict) else {}
        return WorkProgress(str(known.get("id", ""))[:200], "", None, None, raw=raw)
    return WorkProgress(
        said["id"],
        said["documentId"],
        _STATES.get(said["state"]),
        said["at"],
        said["officer"] or "",
        said["unit"] or "",
        said["note"] or "",
        raw,
    )
