"""Talk with a one-stop system, both ways."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from marshmallow import Schema, ValidationError

from connectors.agencies.one_stop import reading, writing
from connectors.agencies.one_stop.config import OneStopConfig
from connectors.agencies.one_stop.handing import Handing
from connectors.base import Surroundings
from connectors.codecs import json_text, kept_files
from connectors.codecs.signed import EMPTY_HASH, Signable, sign
from connectors.errors import Reason, Rejected, Unavailable
from connectors.http import Call, Client, Response
from connectors.messages import (
    File,
    Held,
    Json,
    Message,
    News,
    Outcome,
    Rating,
    Receipt,
    Supplement,
    Withdrawal,
)
from connectors.organisations import is_dossier_code

_PAGE = 100
_BOOK = 500
_JSON = "application/json"

# No organisation has this code, so that no dossier can have it: good to ask for.
_NOBODYS = "A00-000101-0000"


def _what(response: Response) -> str:
    return "dossier" if response.call.target == "/dossiers" else "request of the citizen's"


def _conflict(response: Response) -> Rejected:
    reason = Reason("content_hash", "conflict")
    said = f"the agency holds another {_what(response)} under this code"
    return Rejected(said, response.raw, [reason])


class OneStop(Handing):
    """A one-stop system that is called. Implements ``connectors.base.AgencyConnector``."""

    def __init__(self, config: OneStopConfig, around: Surroundings) -> None:
        super().__init__(config, around)
        self._client = Client(config.called, around)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

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

    def check_config(self) -> None:
        """Ask about a dossier nobody can have: proves address, TLS, keys and clock at once."""
        self.ask(_NOBODYS)

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
