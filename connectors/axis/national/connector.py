"""Talk with the national axis as one organisation: send packages, fetch what waits for us."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from connectors.axis.national import reading, signing
from connectors.axis.national.config import NationalAxisConfig
from connectors.base import Surroundings
from connectors.codecs import edxml, json_text, long_answer
from connectors.codecs.spooled import Spooled, spooled
from connectors.document_messages import AxisReceipt, PackageKind, WaitingPackage
from connectors.documents import Document, Organ, StatusMessage
from connectors.errors import NotOffered, Raw, Unavailable, Unknown
from connectors.http import Call, Client, Response

_SERVICE = {"servicetype": "eDoc"}
_JSON = {"Content-Type": "application/json"}
# Every call is a POST, and refusals may come with any of these and a body that says why.
_ANSWERS = (400, 404, 409, 422)


class NationalAxis:
    """One organisation's line. Implements ``connectors.lines.DocumentsConnector``."""

    def __init__(self, config: NationalAxisConfig, around: Surroundings) -> None:
        self._config = config
        self._clock = around.clock
        self._client = Client(config.destination, around)

    @property
    def organ(self) -> str:
        """Say as which organisation we are known there."""
        return self._config.organ

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def send(self, content: Document | StatusMessage) -> AxisReceipt:
        """Send a package; the axis has no key, so that one sent twice may lie there twice.

        :raises Unknown: if it was sent and nobody knows what became of it.
        """
        with spooled(edxml.write(content)) as package:
            response = self._client.send(self._sending(content, package))
        said = reading.opened(response, self._config.later_codes)
        return AxisReceipt(said.get("DocId") or "", response.raw.body)

    def sent(self, content: Document | StatusMessage) -> str | None:
        """Ask for the axis's number of what was sent; None if it does not hold it.

        :raises NotOffered: for a status, which the axis lists by nothing of its own. Sent again
            it tells its recipient nothing new.
        """
        if isinstance(content, StatusMessage):
            raise NotOffered("the axis lists statuses by no name", harmless_again=True)
        fields = {**_SERVICE, "messagetype": str(PackageKind.DOCUMENT)}
        said = self._asked("sent", fields)
        code = f"{content.number}/{content.notation}"
        return reading.found(said, code, content.subject.strip(), content.id)

    def waiting(self) -> Sequence[WaitingPackage]:
        """List what lies there for us and was not settled: documents first, then statuses."""
        found: list[WaitingPackage] = []
        for kind in PackageKind:
            said = self._asked("waiting", {**_SERVICE, "messagetype": str(kind)})
            found += reading.listed(said, kind)
        return found

    def fetch(self, reference: str, folder: Path) -> Path:
        """Fetch a package into a folder and give the file; nothing of it has been looked at yet.

        :raises Unavailable: if it comes damaged, or is too big; it stays there.
        """
        fields = {"filePath": "/", "docId": reference}
        call = self._call("fetch", fields)
        raw = Raw(f"POST {self._client.base}{call.target}")
        with _harmless():
            # In base64 it is a third longer, and there is an answer around it.
            chunks = self._client.download(call, self._config.largest * 3 // 2)
            try:
                answer = long_answer.read(chunks, "data", folder)
            except ValueError as error:
                raise Unavailable(f"the package cannot be taken: {error}"[:300], raw) from error
        reading.wanted(answer.said, raw, self._config.later_codes)
        if answer.file is None:
            raise Unavailable("the axis says yes and gives no package", raw)
        return answer.file

    def settle(self, reference: str, *, taken: bool) -> None:
        """Say that a package was taken, so that it is listed no more, or that it could not be."""
        told = {"docid": reference, "status": "done" if taken else "fail"}
        self._asked("settle", told)

    def organisations(self) -> Sequence[Organ]:
        """List who is on the axis."""
        rows = self._asked("organisations", dict(_SERVICE)).get("data")
        return [
            Organ(str(row["code"]), str(row.get("name") or ""), email=str(row.get("mail") or ""))
            for row in (rows if isinstance(rows, list) else ())
            if isinstance(row, Mapping) and row.get("code")
        ]

    def check_config(self) -> None:
        """List what waits, which changes nothing and proves address, TLS and signature."""
        self._asked("waiting", {**_SERVICE, "messagetype": str(PackageKind.STATUS)})

    def _sending(self, content: Document | StatusMessage, package: Spooled) -> Call:
        status = isinstance(content, StatusMessage)
        kind = PackageKind.STATUS if status else PackageKind.DOCUMENT
        fields = {"from": self._config.organ, **_SERVICE, "messagetype": str(kind)}
        if isinstance(content, Document):
            fields["to"] = json.dumps([one.id for one in content.recipients], separators=(",", ":"))
        headers = {"Content-Type": "application/octet-stream", "hash-file": package.sha256}
        if not self._config.hash_unsigned:
            fields["hash-file"] = package.sha256
        return Call(
            "POST",
            self._config.paths["send"],
            {**headers, **self._signed(fields)},
            package.chunks(),
            package.length,
            _ANSWERS,
            self._config.transfer_seconds,
        )

    def _asked(self, name: str, fields: dict[str, str]) -> dict[str, object]:
        """Make a call that does no harm when it is made again."""
        with _harmless():
            response: Response = self._client.send(self._call(name, fields))
            return reading.opened(response, self._config.later_codes)

    def _call(self, name: str, fields: dict[str, str]) -> Call:
        headers = {**_JSON, **self._signed(fields)}
        body = json_text.plain(fields)
        return Call("POST", self._config.paths[name], headers, body, expected=_ANSWERS)

    def _signed(self, fields: Mapping[str, str]) -> dict[str, str]:
        config = self._config
        return signing.signed(fields, config.system_id, config.secret, self._clock())


@contextmanager
def _harmless() -> Iterator[None]:
    """What is lost of a call that may be made again is simply not done yet."""
    try:
        yield
    except Unknown as error:
        raise Unavailable(error.message, error.raw) from error
