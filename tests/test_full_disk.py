"""A disk without room, a real one: what was to be kept is not there, and it is said why."""

import pytest

from portal.blobs import BlobMissing, Blobs, BlobsFull
from tests.servers.disks import left, tiny_disk

KEY = "202611/a/b/c"


@pytest.mark.parametrize("megabytes", [2, 7])
def test_what_does_not_fit_leaves_nothing_and_says_why(tmp_path, megabytes):
    with tiny_disk(tmp_path / "tiny") as tiny:
        blobs = Blobs(f"file://{tiny}/blobs")
        with pytest.raises(BlobsFull):
            blobs.put(KEY, (bytes(1024 * 1024) for _ in range(megabytes)))
        with pytest.raises(BlobMissing):
            blobs.get(KEY)
        assert left(tiny) == []
        assert blobs.put(KEY, iter([b"small"])).size == 5
