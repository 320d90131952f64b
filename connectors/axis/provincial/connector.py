"""Talk with a provincial axis as one organisation: send packages, fetch what waits for us."""

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from connectors.axis.provincial import reading
from connectors.axis.provincial.config import ProvincialAxisConfig
from connectors.axis.provincial.session import JSON, Session, harmless
from connectors.base import Surroundings
from connectors.codecs import edxml, json_text, multipart
from connectors.codecs.spooled import Spooled, spooled
from connectors.document_messages import AxisReceipt, PackageKind, WaitingPackage
from connectors.documents import Document, Organ, StatusMessage
from connectors.errors import NotOffered, Unavailable
from connectors.http import Call
from connectors.messages import File

# Days there are days in Viet Nam.
_AHEAD = timedelta(hours=7)


class ProvincialAxis:
    """One organisation's line. Implements ``connectors.lines.DocumentsConnector``."""

    def __init__(self, config: ProvincialAxisConfig, around: Surroundings) -> None:
        self._config, self._around = config, around
        self._session = Session(config, around)

    @property
    def organ(self) -> str:
        """Say as which organisation we are known there."""
        return self._config.organ

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._session.close()

    def send(self, content: Document | StatusMessage) -> AxisReceipt:
        """Send a package; the axis has no key, so that one sent twice may lie there twice.

        :raises Unknown: if nobody knows what became of it, its own failure (code 20) included.
        """
        kind = PackageKind.STATUS if isinstance(content, StatusMessage) else PackageKind.DOCUMENT
        with spooled(edxml.write(content)) as package:
            said, raw = self._session.told(lambda: self._sending(kind, package))
        return AxisReceipt(reading.reference(said), raw.body)

    def sent(self, content: Document | StatusMessage) -> str | None:
        """Tell nothing: this dialect lists nothing of what was sent.

        :raises NotOffered: always; a status, and where it was agreed a document, may be sent again.
        """
        again = isinstance(content, StatusMessage) or self._config.takes_once
        raise NotOffered("this axis cannot be asked what it took", harmless_again=again)

    def waiting(self) -> Sequence[WaitingPackage]:
        """List what lies there for us and was not settled: documents first, then statuses."""
        today = (self._around.clock().astimezone(UTC) + _AHEAD).date()
        first = today - timedelta(days=self._config.days_back)
        found: list[WaitingPackage] = []
        for kind in PackageKind:
            days = {"fromDate": f"{first:%Y/%m/%d}", "toDate": f"{today:%Y/%m/%d}"}
            said = self._asked("waiting", {"messageType": str(kind), **days})
            found += reading.listed(said, kind)
        return found

    def fetch(self, reference: str, folder: Path) -> Path:
        """Fetch a package into a folder and give the file; nothing of it has been looked at yet.

        :raises Unavailable: if it comes damaged; it stays there.
        """
        with harmless():
            said, raw = self._session.told(lambda: self._getting("fetch", {"docId": reference}))
        file = folder / "package"
        with file.open("wb") as into:
            for chunk in reading.package(said, raw):
                into.write(chunk)
        if file.stat().st_size > self._config.largest:
            raise Unavailable(f"the package is longer than {self._config.largest} bytes", raw)
        return file

    def settle(self, reference: str, *, taken: bool) -> None:
        """Say that a package was taken, or that it could not be."""
        body = json_text.plain({"docId": reference, "status": "done" if taken else "fail"})
        with harmless():
            self._session.told(lambda: Call("POST", self._config.paths["settle"], JSON, body))

    def organisations(self) -> Sequence[Organ]:
        """List who is on the axis."""
        rows = self._asked("organisations", {}).get("data")
        return [
            Organ(str(row["code"]), str(row.get("name") or ""), email=str(row.get("mail") or ""))
            for row in (rows if isinstance(rows, list) else ())
            if isinstance(row, Mapping) and row.get("code")
        ]

    def check_config(self) -> None:
        """Sign in and list what waits, which changes nothing."""
        self.waiting()

    def _asked(self, name: str, query: Mapping[str, str]) -> dict[str, Any]:
        with harmless():
            return self._session.told(lambda: self._getting(name, query))[0]

    def _getting(self, name: str, query: Mapping[str, str]) -> Call:
        asked = f"?{urlencode(query)}" if query else ""
        return Call("GET", f"{self._config.paths[name]}{asked}")

    def _sending(self, kind: PackageKind, package: Spooled) -> Call:
        file = File(
            id="edocFile",
            document="",
            name="van-ban.edxml",
            media_type="application/xml",
            size=package.length,
            sha256=package.sha256,
            open=package.chunks,
        )
        boundary = self._around.nonce().replace("-", "").replace("_", "")
        form = multipart.one_file("edocFile", file, boundary, {"messagetype": str(kind)})
        return Call(
            "POST",
            self._config.paths["send"],
            {"Content-Type": form.media_type},
            form.chunks,
            form.length,
            seconds=self._config.transfer_seconds,
        )
