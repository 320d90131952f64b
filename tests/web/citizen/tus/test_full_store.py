"""A store without room: told in words at both doors, the draft as it was, nothing half there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal.models import Attachment, UploadPart
from portal.runtime import Runtime
from tests.furnished.papers import pdf
from tests.servers.disks import left, tiny_disk
from tests.web.citizen.conftest import move_in
from tests.web.citizen.tus.test_uploads import rows

PDF = pdf(size=700_000)


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of one megabyte."""
    with tiny_disk(tmp_path / "tiny") as disk:
        yield disk


@pytest.fixture
def rt(settings, hands, tiny) -> Iterator[Runtime]:
    """Give the runtime of a portal whose files are on a disk of one megabyte."""
    small = replace(settings, blob_url=f"file://{tiny}/blobs")
    runtime = Runtime.make(replace(small, file_limit=4_000_000, dossier_limit=10_000_000))
    move_in(runtime)
    yield runtime
    runtime.close()


def test_a_piece_that_has_no_room_is_not_counted_and_is_sent_again_later(sender, rt, tiny):
    (tiny / "ballast").write_bytes(bytes(600_000))
    path = sender.begun(len(PDF))
    full = sender.patch(path, PDF[:600_000])
    assert (full.status_code, full.json["error"]) == (507, "full")
    assert "Chưa lưu được “nhà.pdf”: nơi lưu tệp đang hết chỗ" in full.json["message"]
    assert (sender.offset(path), rows(rt, UploadPart)) == (0, [])
    (tiny / "ballast").unlink()
    assert sender.patch(path, PDF[:600_000]).status_code == 204
    assert sender.offset(path) == 600_000


def test_a_file_that_has_no_room_at_its_end_stays_where_it_was(sender, rt, tiny):
    path = sender.begun(len(PDF))
    assert sender.patch(path, PDF[:600_000]).status_code == 204
    assert sender.patch(path, PDF[600_000:], 600_000).status_code == 507
    assert (sender.offset(path), rows(rt, Attachment)) == (600_000, [])


def test_the_plain_form_says_so_beside_the_file(sender, rt, tiny):
    (tiny / "ballast").write_bytes(bytes(600_000))
    page = sender.browser.upload(sender.browser.open(sender.page), "proof", [("nhà.pdf", PDF)])
    assert page.status == 507
    assert "nơi lưu tệp đang hết chỗ" in page.errors["file-proof"]
    assert rows(rt, Attachment) == [] and left(tiny) == [tiny / "ballast"]
    (tiny / "ballast").unlink()
    again = sender.browser.upload(sender.browser.open(sender.page), "proof", [("nhà.pdf", PDF)])
    assert again.status == 303
