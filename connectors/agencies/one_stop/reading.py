"""Read what a one-stop system says: tolerant of what is new, exact about what we act on."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import ValidationError, fields
from marshmallow.types import ErrorMessages

from connectors.agencies.one_stop import claiming, wanting
from connectors.codecs import json_text
from connectors.codecs.tolerant import (
    MISSING,
    NO_LIST,
    NO_OBJECT,
    NOT_JSON,
    TOO_LONG,
    Count,
    Hash,
    Moment,
    Text,
    Tolerant,
    Word,
    flat,
)
from connectors.errors import Reason, Unreadable
from connectors.fees import FeeKind, FeeLine
from connectors.messages import Held, News, NewsKind, ResultFile, State
from connectors.organisations import is_organisation
from connectors.steps import ProcessStep

NO_FILE_HASH = "Địa chỉ không kết thúc bằng SHA-256 (the address does not end in a SHA-256)"
NO_WORDS = "Tin nhắn không có nội dung (a message without words or files)"
NO_AGENCY = "Phải là mã định danh cơ quan (must be an organisation identifier)"
NO_STEP = "Thiếu bước xử lý (a step has to be named)"
NO_FEE_KIND = "Phải là phi hoặc le_phi (must be phi or le_phi)"
OTHER_HASH = "Nội dung tệp không khớp SHA-256 (the bytes differ from the SHA-256)"

# Their words for a kind of news and for a state. A word that is not here is never guessed.
KINDS = {kind.value: kind for kind in NewsKind if kind is not NewsKind.UNKNOWN}
STATES = {
    **{state.value: state for state in State},
    "received": State.SUBMITTED,
    "supplement_requested": State.AWAITING_SUPPLEMENT,
    "fee_requested": State.AWAITING_PAYMENT,
}


class _Envelope(Tolerant):
    """What every piece of news has, whatever it is about."""

    id = Text(200, required=True)
    dossier = Text(100, required=True)
    kind = Text(100, required=True)


class _FileEntry(Tolerant):
    name = Text(300, required=True)
    media_type = Text(200, load_default="application/octet-stream")
    size = Count(required=True)
    sha256 = Hash(required=True)
    document = Text(100, load_default="", allow_none=True)


class _FeeKindWord(fields.Raw):
    """Which of the two kinds a fee is: a word nobody knows is not taken for one of them."""

    default_error_messages: ErrorMessages = {"required": MISSING, "null": MISSING}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> FeeKind:
        if value not in list(FeeKind):
            raise ValidationError(NO_FEE_KIND)
        return FeeKind(value)


class _FeeEntry(Tolerant):
    code = Text(100, load_default="", allow_none=True)
    name = Text(300, required=True)
    kind = _FeeKindWord(required=True)
    amount = Count(required=True)


class _StepEntry(Tolerant):
    name = Text(300, required=True)
    since = Moment(load_default=None, allow_none=True)
    until = Moment(load_default=None, allow_none=True)


class _Body(Tolerant):
    """The rest of a piece of news of a kind we know."""

    occurred_at = Moment(required=True)
    seq = Count(required=True)
    due_at = Moment(load_default=None, allow_none=True)
    officer = Text(200, load_default=None, allow_none=True)
    unit = Text(300, load_default=None, allow_none=True)
    note = Text(4000, load_default=None, allow_none=True)
    reasons = fields.List(
        Text(2000),
        load_default=None,
        allow_none=True,
        error_messages=NO_LIST,
    )
    content_hash = Hash(load_default=None, allow_none=True)
    answers = Text(100, load_default=None, allow_none=True)
    files = fields.List(
        fields.Nested(_FileEntry, error_messages=NO_OBJECT),
        load_default=None,
        allow_none=True,
        error_messages=NO_LIST,
    )
    fees = fields.List(
        fields.Nested(_FeeEntry, error_messages=NO_OBJECT),
        load_default=None,
        allow_none=True,
        error_messages=NO_LIST,
    )
    to_agency = Text(100, load_default=None, allow_none=True)
    wanted = fields.List(
        fields.Nested(wanting.WantedEntry, error_messages=NO_OBJECT),
        load_default=None,
        allow_none=True,
        error_messages=NO_LIST,
    )
    claim = fields.Nested(
        claiming.ClaimEntry, load_default=None, allow_none=True, error_messages=NO_OBJECT
    )
    step = fields.Nested(_StepEntry, load_default=None, allow_none=True, error_messages=NO_OBJECT)


class Taken(Tolerant):
    """What they say after a dossier was handed over."""

    outcome = Word(load_default="")
    reference = Word(load_default="", allow_none=True)


class HeldEntry(Tolerant):
    """What they say they hold."""

    code = Word(required=True)
    reference = Word(load_default="", allow_none=True)
    content_hash = Hash(required=True)
    state = Word(load_default="", allow_none=True)
    received_at = Moment(load_default=None, allow_none=True)
    changed_at = Moment(load_default=None, allow_none=True)


class Book(Tolerant):
    """One page of what they say they hold."""

    items = fields.List(fields.Nested(HeldEntry, error_messages=NO_OBJECT), required=True)
    next = Word(load_default=None, allow_none=True)


def held(said: Mapping[str, Any], raw: bytes) -> Held:
    """Put what they say they hold into our words."""
    return Held(
        code=said["code"],
        reference=said["reference"] or "",
        content_hash=said["content_hash"],
        state=STATES.get(said["state"] or ""),
        received_at=said["received_at"],
        raw=raw,
        changed_at=said["changed_at"],
    )


class HeldLetter(Tolerant):
    """What they say they hold of a supplement, a message or a withdrawal."""

    id = Word(required=True)
    content_hash = Hash(required=True)


class Page(Tolerant):
    """One page of news; the pieces are read one by one, so that a bad one spoils no other."""

    items = fields.List(fields.Raw(allow_none=True), required=True)
    next = Word(load_default=None, allow_none=True)


def _news(said: Mapping[str, Any], raw: bytes) -> News:
    envelope = _Envelope().load(said)
    kind = KINDS.get(envelope["kind"])
    if kind is None:
        problem = f"unknown kind of news: {envelope['kind']!r}"
        return _parked(envelope["id"], envelope["dossier"], problem, raw)
    body = _Body().load(said)
    _whole(kind, body)
    files = tuple(
        ResultFile(**{**entry, "document": entry["document"] or ""})
        for entry in body.pop("files") or ()
    )
    reasons = tuple(body.pop("reasons") or ())
    fees = tuple(FeeLine(**{**fee, "code": fee["code"] or ""}) for fee in body.pop("fees") or ())
    step, asked, said_of = body.pop("step"), body.pop("wanted") or (), body.pop("claim")
    return News(
        id=envelope["id"],
        dossier=envelope["dossier"],
        kind=kind,
        reasons=reasons,
        files=files,
        fees=fees,
        step=ProcessStep(**step) if step else None,
        wanted=wanting.wanted(asked) if kind is NewsKind.SUPPLEMENT_REQUESTED else (),
        claim=claiming.answer(said_of) if kind is NewsKind.CLAIM_ANSWERED else None,
        raw=raw,
        **body,
    )


def _whole(kind: NewsKind, body: Mapping[str, Any]) -> None:
    """Refuse news that lacks the one thing it is about."""
    if kind is NewsKind.MESSAGE and not (body["note"] or body["files"]):
        raise ValidationError({"note": [NO_WORDS]})
    if kind is NewsKind.TRANSFERRED and not is_organisation(body["to_agency"] or ""):
        raise ValidationError({"to_agency": [NO_AGENCY]})
    if kind is NewsKind.STEP and not body["step"]:
        raise ValidationError({"step": [NO_STEP]})
    if kind is NewsKind.CLAIM_ANSWERED:
        claiming.whole(body)


def _parked(id: str, dossier: str, problem: str, raw: bytes) -> News:
    return News(id, dossier, NewsKind.UNKNOWN, None, None, problem=problem, raw=raw)


def one_news(body: bytes) -> News:
    """Read one piece of news that was brought to us.

    A kind we do not know comes back as ``UNKNOWN``, to be parked.

    :raises Unreadable: saying which fields are wrong, so that the sender can mend them.
    """
    try:
        return _news(json_text.read_object(body, once=True), body)
    except ValidationError as error:
        raise Unreadable(flat(error.messages)) from error
    except ValueError as error:
        raise Unreadable({"_schema": [f"{NOT_JSON}: {error}"]}) from error


def polled_news(said: Any) -> News:
    """Read one piece of news out of a page that we asked for.

    One that cannot be read comes back as ``UNKNOWN`` with the problem: nobody would hear a refusal.
    """
    raw = json_text.plain(said)
    try:
        return _news(said, raw)
    except ValidationError as error:
        named = said if isinstance(said, Mapping) else {}
        id, dossier = named.get("id"), named.get("dossier")
        return _parked(
            id if isinstance(id, str) and id else "sha256:" + hashlib.sha256(raw).hexdigest(),
            dossier if isinstance(dossier, str) else "",
            f"cannot be read: {flat(error.messages)}",
            raw,
        )


def reasons(body: bytes) -> Iterator[Reason]:
    """Read why they say no; an answer in any other shape gives no reasons."""
    try:
        listed = json_text.read_object(body).get("reasons")
    except ValueError:
        return
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, Mapping):
            yield Reason(str(entry.get("field") or ""), str(entry.get("message") or ""))
        else:
            yield Reason("", str(entry))


def checked(chunks: Iterator[bytes], sha256: str, limit: int) -> Iterator[bytes]:
    """Pass a file on as it arrives and fail at its end if it is not the one that was announced.

    :raises Unreadable: if the hash differs, or there are more than ``limit`` bytes.
    """
    digest, count = hashlib.sha256(), 0
    for chunk in chunks:
        count += len(chunk)
        if count > limit:
            raise Unreadable({"file": [f"{TOO_LONG}: > {limit}"]})
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != sha256:
        raise Unreadable({"sha256": [OTHER_HASH]})
