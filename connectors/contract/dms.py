"""What an agency's document system has to keep: a sample document, opened twice, there once."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC

from connectors.base import Surroundings
from connectors.contract.axis import sample_document
from connectors.contract.checks import Broken, Check, Report, run
from connectors.dms.rest import DmsConfig, RestDms
from connectors.document_messages import IncomingWork, WorkFile
from connectors.errors import Misconfigured, Raw

_FILE = b"%PDF-1.4\n% mau\n"


def sample_work(organ: str, around: Surroundings) -> IncomingWork:
    """Make a document that is visibly a trial, as it would be registered."""
    document = sample_document(organ, around)
    digest = hashlib.sha256(_FILE).hexdigest()
    file = WorkFile("mau.pdf", "application/pdf", len(_FILE), digest, lambda: iter([_FILE]))
    day = around.clock().astimezone(UTC).date()
    return IncomingWork(secrets.token_hex(16), document, 1, day, "Thử kết nối (mẫu)", (file,))


@dataclass(frozen=True)
class _Trial:
    ours: RestDms
    strange: RestDms
    work: IncomingWork

    def reachable(self) -> Iterator[Raw]:
        self.ours.check_config()
        yield from ()

    def stranger(self) -> Iterator[Raw]:
        try:
            self.strange.check_config()
        except Misconfigured as refusal:
            yield refusal.raw
        else:
            raise Broken("a wrong token was let in")

    def once(self) -> Iterator[Raw]:
        first, second = (self.ours.open(self.work, f"check-{self.work.id}") for _ in range(2))
        yield Raw(f"open: {first}", 201)
        if first != second:
            raise Broken("a document opened twice under one key is two")

    def pages(self) -> Iterator[Raw]:
        cursor, seen = "", set[str]()
        for _ in range(1000):
            items, following = self.ours.progress(cursor)
            if seen & {one.id for one in items}:
                raise Broken("a piece of progress comes on two pages")
            seen |= {one.id for one in items}
            if following == cursor:
                return
            cursor = following
            yield Raw(f"progress after {cursor}", 200)
        raise Broken("the pages of progress have no end")


def examine(config: DmsConfig, around: Surroundings, organ: str) -> Report:
    """Try the contract live: registers one document that is visibly a trial."""
    ours = RestDms(config, around)
    strange = RestDms(replace(config, token=secrets.token_hex(24)), around)
    trial = _Trial(ours, strange, sample_work(organ, around))
    checks = [
        Check("reachable", "Kết nối được", "It is reached and lets us in", trial.reachable),
        Check("wrong-token", "Từ chối mã truy cập sai", "A wrong token is refused", trial.stranger),
        Check(
            "opened-once",
            "Mở hai lần cùng khóa chỉ có một văn bản",
            "A document opened twice under one key is one",
            trial.once,
        ),
        Check(
            "pages",
            "Tiến độ đọc tuần tự, mỗi tin một lần, có điểm dừng",
            "Progress is read in order, each piece once, to an end",
            trial.pages,
        ),
    ]
    try:
        return run("document_system", checks)
    finally:
        ours.close()
        strange.close()
