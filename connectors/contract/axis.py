"""What a document exchange axis has to keep: a document sent to ourselves, there and back."""

import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from pathlib import Path

from connectors.axis.national import NationalAxis, NationalAxisConfig
from connectors.axis.provincial import ProvincialAxis, ProvincialAxisConfig
from connectors.base import Surroundings
from connectors.codecs import edxml
from connectors.codecs.edxml.fitness import document_id
from connectors.contract.checks import Broken, Check, Report, run
from connectors.document_messages import PackageKind
from connectors.documents import Business, Document, DocumentKind, Hop, Organ, Signer
from connectors.errors import ConnectorError, Misconfigured, Raw, Rejected
from connectors.lines import DocumentsConnector

_REASON = "Văn bản điện tử mới"


def sample_document(organ: str, around: Surroundings, to: str = "") -> Document:
    """Make a document that is visibly a trial, from one organisation to another, or itself."""
    now = around.clock()
    number, day = str(secrets.randbelow(900_000) + 100_000), (now.astimezone(UTC)).date()
    return Document(
        kind=DocumentKind.NEW,
        id=document_id(organ, day, number, "THU-LT"),
        sender=Organ(organ, "Cơ quan (mẫu)"),
        recipients=(Organ(to or organ, "Cơ quan (mẫu)"),),
        number=number,
        notation="THU-LT",
        place="Hà Nội",
        day=day,
        type_code="18",
        type_name="Công văn",
        subject="Thử kết nối (mẫu)",
        content="Thử kết nối (mẫu)",
        signer=Signer(full_name="Nguyễn Văn Mẫu"),
        trace=(Hop(organ, now - timedelta(microseconds=now.microsecond)),),
        business=Business(reason=_REASON),
    )


@dataclass(frozen=True)
class _Trial:
    """The attempts: each sends a document of its own."""

    ours: DocumentsConnector
    strange: DocumentsConnector
    around: Surroundings

    def reachable(self) -> Iterator[Raw]:
        self.ours.check_config()
        yield from ()

    def stranger(self) -> Iterator[Raw]:
        try:
            self.strange.check_config()
        except (Misconfigured, Rejected) as refusal:
            yield refusal.raw
        else:
            raise Broken("a wrong secret was let in")

    def arrives(self) -> Iterator[Raw]:
        document = sample_document(self.ours.organ, self.around)
        receipt = self.ours.send(document)
        yield Raw(f"send: {receipt.reference}", 200, receipt.raw)
        for reference in self._waiting():
            if self._read(reference) == document.id:
                self.ours.settle(reference, taken=True)
                if reference in self._waiting():
                    raise Broken("a package that was taken is listed still")
                return
        raise Broken("a document sent to ourselves does not wait for us")

    def asked(self) -> Iterator[Raw]:
        document = sample_document(self.ours.organ, self.around)
        if self.ours.sent(document) is not None:
            raise Broken("a document that was never sent is known")
        self.ours.send(document)
        found = self.ours.sent(document)
        if found is None:
            raise Broken("a document that was sent is not known")
        yield Raw(f"sent: {found}", 200)

    def unknown(self) -> Iterator[Raw]:
        nobody = f"{self.ours.organ[:3]}.{secrets.randbelow(900) + 100}.99"
        try:
            self.ours.send(sample_document(self.ours.organ, self.around, nobody))
        except Rejected as refusal:
            yield refusal.raw
        else:
            raise Broken("a document to an organisation that is not there was taken")

    def _waiting(self) -> list[str]:
        found = [one.reference for one in self.ours.waiting() if one.kind is PackageKind.DOCUMENT]
        return found[::-1]

    def _read(self, reference: str) -> str:
        with tempfile.TemporaryDirectory(prefix="lienthong-axis-") as folder:
            file = self.ours.fetch(reference, Path(folder))
            try:
                content = edxml.read([file.read_bytes()], Path(folder)).content
            except ConnectorError:
                return ""
        return content.id if isinstance(content, Document) else ""


def _examine(name: str, trial: _Trial) -> Report:
    checks = [
        Check("reachable", "Kết nối được", "It is reached and lets us in", trial.reachable),
        Check("wrong-secret", "Từ chối khóa sai", "A wrong secret is refused", trial.stranger),
        Check(
            "arrives",
            "Văn bản gửi đi đến nơi nguyên vẹn, nhận xong thì không còn chờ",
            "A document arrives whole, and once taken waits no more",
            trial.arrives,
        ),
        Check("asked", "Hỏi được văn bản đã gửi", "It can be asked what was sent", trial.asked),
        Check(
            "unknown-recipient",
            "Từ chối nơi nhận không có",
            "A recipient that is not there is refused",
            trial.unknown,
        ),
    ]
    try:
        return run(name, checks)
    finally:
        trial.ours.close()
        trial.strange.close()


def national(config: NationalAxisConfig, around: Surroundings, organ: str) -> Report:
    """Try the national axis live: sends documents from ``organ`` to itself."""
    ours = replace(config, organ=organ)
    strange = NationalAxis(replace(ours, secret=secrets.token_hex(16)), around)
    return _examine("national_axis", _Trial(NationalAxis(ours, around), strange, around))


def provincial(config: ProvincialAxisConfig, around: Surroundings, organ: str) -> Report:
    """Try a provincial axis live: sends documents from ``organ`` to itself."""
    ours = replace(config, organ=organ)
    strange = ProvincialAxis(replace(ours, secret=secrets.token_hex(16)), around)
    return _examine("provincial_axis", _Trial(ProvincialAxis(ours, around), strange, around))
