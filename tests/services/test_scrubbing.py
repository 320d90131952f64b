"""Stored bytes are read again: what is gone or changed is named, what is whole again is cleared."""

from pathlib import Path

import pytest

from portal.models import Attachment
from portal.services import scrubbing
from tests.furnished.house import Hands, Paper


def stored(paper: Paper) -> Path:
    """Find where the one file of a draft lies on disk."""
    (path,) = [p for p in (paper.rt.settings.data_dir / "blobs").rglob("*") if p.is_file()]
    return path


def row(paper: Paper) -> Attachment:
    """Read the row of the one file of a draft."""
    (file,) = paper.open().files
    with paper.rt.db.read() as session:
        return session.get_one(Attachment, (paper.open().place.home_agency_id, paper.id, file.id))


def damage(path: Path) -> None:
    """Change one bit."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(("harm", "fault"), [(damage, "corrupt"), (Path.unlink, "missing")])
def test_a_file_that_was_harmed_is_named(
    paper: Paper, hands: Hands, harm, fault: str, capfd: pytest.CaptureFixture[str]
) -> None:
    harm(stored(paper))
    hands.turn(days=31)
    assert scrubbing.scrub(paper.rt) == {"read": 1, "damaged": 1}
    said = "".join(capfd.readouterr())
    assert all(words in said for words in ("file_damaged", fault, str(row(paper).id)))
    assert (row(paper).fault, row(paper).checked_at) == (fault, hands.now)


def test_a_file_that_is_whole_is_read_once_a_month(paper: Paper, hands: Hands) -> None:
    assert scrubbing.scrub(paper.rt) == {"read": 0, "damaged": 0}
    hands.turn(days=31)
    assert scrubbing.scrub(paper.rt) == {"read": 1, "damaged": 0}
    assert scrubbing.scrub(paper.rt) == {"read": 0, "damaged": 0}


def test_a_file_that_was_restored_is_cleared_the_next_day(paper: Paper, hands: Hands) -> None:
    path = stored(paper)
    whole = path.read_bytes()
    damage(path)
    hands.turn(days=31)
    scrubbing.scrub(paper.rt)
    path.write_bytes(whole)
    hands.turn(days=2)
    assert scrubbing.scrub(paper.rt) == {"read": 1, "damaged": 0}
    assert row(paper).fault is None
