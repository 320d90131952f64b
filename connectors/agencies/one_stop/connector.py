"""Talk with a one-stop system, both ways."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from marshmallow import Schema, ValidationError

from connectors.agencies.one_stop import reading, replying, writing
from connectors.agencies.one_stop.config import OneStopConfig
from connectors.base import Surroundings
from connectors.codecs import json_text, kept_files
from connectors.codecs.signed import EMPTY_HASH, Signable, sign, verify
from connectors.errors import ConnectorError, Reason, Rejected, Unavailable, Unreadable
from connectors.http import Call, Client, Response
from connectors.messages import (
    ArrivingFile,
    Dossier,
    File,
    Heard,
    Held,
    Json,
    Message,
    News,
    Outcome,
    Rating,
    Receipt,
    Reply,
    Supplement,
    Withdrawal,
)
from connectors.organisations import is_dossier_code

_PAGE = 100
_BOOK = 500
_JSON = "application/json"
_DECLARATION_PATH = re.compile(r"/dossiers/([^/?]{1,60})/declaration\Z", re.ASCII)
_FILE_PATH = re.compile(r"/files/([0-9a-f]{64})\Z", re.ASCII)

# No organisation has this code, so that no dossier can have it: good to ask for.
_NOBODYS = "A00-000101-0000"


def _what(response: Response) -> str:
    return "dossier" if response.call.target == "/dossiers" else "request of the citizen's"


def _conflict(response: Response) -> Rejected:
    reason = Reason("content_hash", "conflict")
    said = f"the agency holds another {_what(response)} under this code"
    return Rejected(said, response.raw, [reason])


class OneStop:
    """One agency's one-stop system. Implements ``connectors.base.AgencyConnector``."""

    def __init__(self, config: OneStopConfig, around: Surroundings) -> None:
        self._config = config
        self._around = around
        self._client = Client(config.destination, around)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def fingerprint(self, dossier: Dossier) -> str:
        """Say which content hash the agency will hold for this dossier, without sending it.

        :raises Rejected: if the dossier is not fit to send.
        """
        return str(writing.body(dossier)["content_hash"])

    def submit(self, dossier: Dossier, key: str) -> Receipt:
        """Put every file, then hand the dossier over; the same key sent twice has one effect."""
        body = writing.body(dossier)
        return self._hand_over("/dossiers", body, key, dossier.files)

    def ask(self, code: str) -> Held | None:
        """Ask what the agency holds under this code; None if it holds nothing."""
        if not is_dossier_code(code):
            raise Rejected("this is no dossier code")
        response = self._send(Call("GET", f"/dossiers/{code}", expected=(404,)))
        if response.status == 404:
            return None
        said = self._read(response, reading.HeldEntry())
        if said["code"] != code:
            raise response.unclear("it is about another dossier")
        return reading.held(said, response.raw.body)

    def inventory(self, cursor: str) -> tuple[Sequence[Held], str] | None:
        """List up to 500 dossiers after the cursor; None if the agency offers no list."""
        target = f"/dossiers?after={quote(cursor, safe='')}&limit={_BOOK}"
        response = self._send(Call("GET", target, expected=(404, 405, 501)))
        if response.status != 200:
            return None
        page = self._read(response, reading.Book())
        return tuple(reading.held(item, b"") for item in page["items"]), page["next"] or cursor

    def supplement(self, supplement: Supplement, key: str) -> Receipt:
        """Put every file, then what the citizen says; the same key sent twice has one effect."""
        body = writing.supplement(supplement)
        target = f"/dossiers/{supplement.code}/supplements"
        return self._hand_over(target, body, key, supplement.files)

    def write(self, message: Message, key: str) -> Receipt:
        """Put every file, then what the citizen writes; the same key sent twice has one effect."""
        body = writing.message(message)
        return self._hand_over(f"/dossiers/{message.code}/messages", body, key, message.files)

    def rate(self, rating: Rating, key: str) -> Receipt:
        """Bring how content a citizen was; the same key sent twice has one effect."""
        return self._hand_over(f"/dossiers/{rating.code}/ratings", writing.rating(rating), key)

    def withdraw(self, withdrawal: Withdrawal, key: str) -> Receipt:
        """Bring a citizen's wish to take a dossier back; the same key sent twice has one effect."""
        body = writing.withdrawal(withdrawal)
        return self._hand_over(f"/dossiers/{withdrawal.code}/withdrawal", body, key)

    def holds(self, sent: Supplement | Message | Rating | Withdrawal) -> bool:
        """Ask whether the agency holds what a citizen sent, with the same content."""
        match sent:
            case Supplement():
                body, room = writing.supplement(sent), f"supplements/{sent.id}"
            case Message():
                body, room = writing.message(sent), f"messages/{sent.id}"
            case Rating():
                body, room = writing.rating(sent), f"ratings/{sent.id}"
            case _:
                body, room = writing.withdrawal(sent), "withdrawal"
        target = f"/dossiers/{sent.code}/{room}"
        response = self._send(Call("GET", target, expected=(404,)))
        if response.status == 404:
            return False
        said = self._read(response, reading.HeldLetter())
        if (said["id"], said["content_hash"]) != (sent.id, body["content_hash"]):
            raise _conflict(response)
        return True

    def poll(self, cursor: str) -> tuple[Sequence[News], str]:
        """Fetch up to 100 pieces of news after the cursor, and the cursor to go on from."""
        target = f"/news?after={quote(cursor, safe='')}&limit={_PAGE}"
        response = self._send(Call("GET", target))
        page = self._read(response, reading.Page())
        news = tuple(reading.polled_news(item) for item in page["items"])
        return news, page["next"] or cursor

    def fetch(self, sha256: str) -> Iterator[bytes]:
        """Fetch a result file; its last step raises ``Unavailable`` if the hash differs."""
        if not writing.SHA256.fullmatch(sha256):
            raise Rejected("this is no SHA-256 in lower-case hex")
        call = self._signed(
            Call("GET", f"/files/{sha256}", seconds=self._config.transfer_seconds), EMPTY_HASH
        )
        digest = hashlib.sha256()
        for chunk in self._client.download(call, self._config.file_limit):
            digest.update(chunk)
            yield chunk
        if digest.hexdigest() != sha256:
            raise Unavailable("the file is not the one its hash names")

    def read(
        self, headers: Mapping[str, str], method: str, path: str, body: bytes
    ) -> Sequence[News]:
        """Read the piece of news the agency brings, after checking that it is that agency."""
        self._verify(headers, Signable(method, path, hashlib.sha256(body).hexdigest()))
        return (reading.one_news(body),)

    def reread(self, raw: bytes) -> News:
        """Read once more what was kept of a piece of news, whose sender was known then."""
        return reading.one_news(raw)

    def read_file(
        self, headers: Mapping[str, str], method: str, path: str, chunks: Iterator[bytes]
    ) -> ArrivingFile:
        """Read a file the agency brings; the signature covers the hash its address names."""
        named = _FILE_PATH.search(path)
        if not named:
            raise Unreadable({"sha256": [reading.NO_FILE_HASH]})
        self._verify(headers, Signable(method, path, named[1]))
        given = {name.lower(): value for name, value in headers.items()}
        media_type = given.get("content-type") or "application/octet-stream"
        limit = self._config.file_limit
        return ArrivingFile(named[1], media_type, reading.checked(chunks, named[1], limit))

    def read_wish(self, headers: Mapping[str, str], method: str, path: str) -> str:
        """Read whose declaration the agency asks for; the code in the address is signed."""
        self._verify(headers, Signable(method, path, EMPTY_HASH))
        named = _DECLARATION_PATH.search(path)
        if not named:
            raise Unreadable({"code": ["không phải mã hồ sơ (no dossier code)"]})
        return named[1]

    def reply(self, heard: Heard | ConnectorError) -> Reply:
        """Put what became of it into the agency's words."""
        return replying.reply(heard)

    def check_config(self) -> None:
        """Ask about a dossier nobody can have: proves address, TLS, keys and clock at once."""
        self.ask(_NOBODYS)

    def _verify(self, headers: Mapping[str, str], what: Signable) -> None:
        verify(headers, what, self._config.trusted_keys, self._around)

    def _signed(self, call: Call, body_sha256: str) -> Call:
        what = Signable(call.method, self._client.target(call), body_sha256)
        proof = sign(self._config.key, what, self._around)
        return replace(call, headers={**call.headers, **proof})

    def _send(self, call: Call, body_sha256: str = EMPTY_HASH) -> Response:
        return self._client.send(self._signed(call, body_sha256))

    def _put(self, file: File) -> None:
        call = Call(
            method="PUT",
            target=f"/files/{file.sha256}",
            headers={"Content-Type": file.media_type},
            body=kept_files.checked(file),
            length=file.size,
            expected=(422,),
            seconds=self._config.transfer_seconds,
        )
        response = self._send(call, file.sha256)
        if response.status == 422:
            # Our own copy was checked while it was sent, so it was damaged on the way.
            raise Unavailable("a file was damaged on the way", response.raw)

    def _hand_over(
        self, target: str, body: dict[str, Json], key: str, files: Sequence[File] = ()
    ) -> Receipt:
        headers = {"Idempotency-Key": writing.idempotency_key(key), "Content-Type": _JSON}
        for file in files:
            self._put(file)
        text = json_text.canonical(body)
        call = Call("POST", target, headers, text, expected=(409, 422))
        response = self._send(call, hashlib.sha256(text).hexdigest())
        return self._receipt(response, str(body["content_hash"]))

    def _receipt(self, response: Response, content_hash: str) -> Receipt:
        if response.status == 409:
            raise _conflict(response)
        said = {"outcome": "refused", "reference": ""}
        if response.status != 422:
            said = self._read(response, reading.Taken())
        if said["outcome"] == "refused":
            why = list(reading.reasons(response.body))
            said_no = f"the agency's system refuses the {_what(response)}"
            raise Rejected(said_no, response.raw, why)
        if said["outcome"] not in set(Outcome):
            raise response.unclear("it names no outcome")
        outcome = Outcome(said["outcome"])
        return Receipt(outcome, said["reference"] or "", content_hash, response.raw.body)

    def _read(self, response: Response, schema: Schema) -> dict[str, Any]:
        try:
            said: dict[str, Any] = schema.load(json_text.read_object(response.body))
        except (ValueError, ValidationError) as error:
            raise response.unclear(f"{error}"[:300]) from error
        return said
