"""Write a dossier as a one-stop system is to receive it: exact, checked, the same every time."""

import re
from collections.abc import Iterator

from connectors.agencies.one_stop import money
from connectors.agencies.one_stop.moments import moment
from connectors.codecs.json_text import content_hash
from connectors.confirmations import Confirmation
from connectors.errors import Reason, Rejected
from connectors.messages import (
    Answer,
    Dossier,
    File,
    Json,
    Message,
    Person,
    Rating,
    Supplement,
    Withdrawal,
)
from connectors.organisations import is_dossier_code, is_organisation
from connectors.signatures import Signature

VERSION = 1
CHANNELS = ("direct", "online", "postal")
SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = re.compile(r"[A-Za-z0-9._-]{1,100}", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9._:/-]{1,200}", re.ASCII)


def _person(person: Person) -> dict[str, Json]:
    return {
        "full_name": person.full_name,
        "citizen_number": person.citizen_number,
        "phone": person.phone,
        "email": person.email,
        "assurance": person.assurance,
    }


def _file(file: File) -> dict[str, Json]:
    return {
        "id": file.id,
        "document": file.document,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        # Both are left out where there is nothing to say: files of before keep their hash.
        **({"presented_as": file.presented_as} if file.presented_as else {}),
        **({"signature": _signature(file.signature)} if file.signature else {}),
    }


def _signature(found: Signature) -> dict[str, Json]:
    return {
        "state": found.state,
        "reason": found.reason,
        "signers": [
            {
                "name": signer.name,
                "organisation": signer.organisation,
                "issuer": signer.issuer,
                "signed_at": moment(signer.signed_at) if signer.signed_at else None,
                "timestamped": signer.timestamped,
            }
            for signer in found.signers
        ],
    }


def _confirmations(dossier: Dossier) -> dict[str, Json]:
    """Only where somebody was asked: a dossier without keeps the hash it always had."""
    told = [_confirmation(each) for each in dossier.confirmations]
    return {"confirmations": told} if told else {}


def _confirmation(given: Confirmation) -> dict[str, Json]:
    return {
        "id": given.id,
        "role": given.role,
        "name": given.name,
        "statement": given.statement,
        "outcome": given.outcome,
        "at": moment(given.at),
        "full_name": given.full_name,
        "citizen_number": given.citizen_number,
        "assurance": given.assurance,
        "document": given.document,
    }


def _content(dossier: Dossier) -> dict[str, Json]:
    procedure = dossier.procedure
    return {
        "version": VERSION,
        "code": dossier.code,
        "procedure": {
            "code": procedure.code,
            "name": procedure.name,
            "case": procedure.case,
            "form_hash": procedure.form_hash,
        },
        "agency": dossier.agency,
        "channel": dossier.channel,
        "submitted_at": moment(dossier.submitted_at),
        "submitter": _person(dossier.submitter),
        "owner": _person(dossier.owner),
        "answers": [_answer(answer) for answer in dossier.answers],
        "files": [_file(file) for file in dossier.files],
        "rehearsal": dossier.rehearsal,
        **_confirmations(dossier),
    }


def _faults(dossier: Dossier) -> Iterator[Reason]:
    if not is_dossier_code(dossier.code):
        yield Reason("code", "is no dossier code")
    if not is_organisation(dossier.agency):
        yield Reason("agency", "is no organisation identifier")
    if dossier.channel not in CHANNELS:
        yield Reason("channel", "is not one of " + ", ".join(CHANNELS))
    if dossier.submitted_at.tzinfo is None:
        yield Reason("submitted_at", "has no time zone")
    yield from _file_faults(dossier.files)


def _file_faults(files: tuple[File, ...]) -> Iterator[Reason]:
    for index, file in enumerate(files):
        if not SHA256.fullmatch(file.sha256):
            yield Reason(f"files.{index}.sha256", "is no SHA-256 in lower-case hex")
        if file.size < 0 or not _is_media_type(file.media_type):
            yield Reason(f"files.{index}", "has no proper size or media type")


def _is_media_type(text: str) -> bool:
    return text.isascii() and text.isprintable() and "/" in text


def body(dossier: Dossier) -> dict[str, Json]:
    """Write the whole message, its content hash included.

    :raises Rejected: if the dossier is not fit to send; nothing has been sent then.
    """
    _refuse("dossier", tuple(_faults(dossier)))
    return _hashed("dossier", _content(dossier), "answers")


def supplement(sent: Supplement) -> dict[str, Json]:
    """Write what a citizen adds (bổ sung), its content hash included.

    :raises Rejected: if it is not fit to send; nothing has been sent then.
    """
    _refuse("supplement", (*_letter_faults(sent.code, sent.id), *_file_faults(sent.files)))
    content: dict[str, Json] = {
        "version": VERSION,
        "code": sent.code,
        "id": sent.id,
        "answers_event": sent.answers,
        "text": sent.text,
        "files": [_file(file) for file in sent.files],
        "sent_at": moment(sent.sent_at),
    }
    if sent.amended:
        # Only where something was put right: a supplement without keeps the hash it always had.
        content["amended"] = [_amended(answer) for answer in sent.amended]
    return _hashed("supplement", content, "text")


def _answer(answer: Answer) -> dict[str, Json]:
    return {
        "name": answer.name,
        "label": answer.label,
        "means": answer.means,
        "value": answer.value,
        "text": answer.text,
    }


def _amended(answer: Answer) -> dict[str, Json]:
    return {**_answer(answer), "before": answer.before}


def message(sent: Message) -> dict[str, Json]:
    """Write what a citizen writes to the agency (trao đổi), its content hash included.

    :raises Rejected: if it is not fit to send; nothing has been sent then.
    """
    _refuse("message", (*_letter_faults(sent.code, sent.id), *_file_faults(sent.files)))
    content: dict[str, Json] = {
        "version": VERSION,
        "code": sent.code,
        "id": sent.id,
        "text": sent.text,
        "files": [_file(file) for file in sent.files],
        "sent_at": moment(sent.sent_at),
        # Only where it is about a fee: all other messages keep the hash they always had.
        **(money.told(sent.money) if sent.money else {}),
    }
    return _hashed("message", content, "text")


def rating(given: Rating) -> dict[str, Json]:
    """Write how content a citizen was, its content hash included.

    :raises Rejected: if it is not fit to send; nothing has been sent then.
    """
    _refuse("rating", tuple(_letter_faults(given.code, given.id)))
    content: dict[str, Json] = {
        "version": VERSION,
        "code": given.code,
        "id": given.id,
        "revision": given.revision,
        "scores": dict(given.scores),
        "comment": given.comment,
        "rated_at": moment(given.rated_at),
    }
    return _hashed("rating", content, "comment")


def withdrawal(asked: Withdrawal) -> dict[str, Json]:
    """Write a citizen's wish to take a dossier back (rút hồ sơ), its content hash included.

    :raises Rejected: if it is not fit to send; nothing has been sent then.
    """
    _refuse("withdrawal", tuple(_letter_faults(asked.code, asked.id)))
    content: dict[str, Json] = {
        "version": VERSION,
        "code": asked.code,
        "id": asked.id,
        "reason": asked.reason,
        "asked_at": moment(asked.asked_at),
    }
    return _hashed("withdrawal", content, "reason")


def _letter_faults(code: str, id: str) -> Iterator[Reason]:
    if not is_dossier_code(code):
        yield Reason("code", "is no dossier code")
    if not _ID.fullmatch(id):
        yield Reason("id", "cannot stand in an address")


def _refuse(what: str, faults: tuple[Reason, ...]) -> None:
    if faults:
        raise Rejected(f"the {what} is not fit to send", reasons=faults)


def _hashed(what: str, content: dict[str, Json], free: str) -> dict[str, Json]:
    """Add the content hash; ``free`` is the field that holds what people typed."""
    try:
        return {**content, "content_hash": content_hash(content)}
    except ValueError as error:
        reason = Reason(free, f"JSON cannot carry this without loss: {error}")
        raise Rejected(f"the {what} is not fit to send", reasons=(reason,)) from error


def idempotency_key(key: str) -> str:
    """Give the key as a header may carry it.

    :raises Rejected: if it has characters a header cannot carry safely.
    """
    if not _KEY.fullmatch(key):
        raise Rejected("the key of this promise cannot stand in a header")
    return key
