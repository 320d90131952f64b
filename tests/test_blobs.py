"""The store of blobs: the same calls on a folder and on an S3-like store."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests
from moto.server import ThreadedMotoServer

from portal import crypto
from portal.blobs import BlobMissing, Blobs, BlobsAway

KEY = "202611/a/b/c"
AN_HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """Run an S3-like store on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    requests.put(f"{address}/bucket", timeout=10).raise_for_status()
    yield address
    server.stop()


def told_of(monkeypatch, address):
    """Tell the environment where S3 is, as an operator does."""
    for name, value in {
        "AWS_ENDPOINT": address,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(params=["folder", "s3"])
def blobs(request, tmp_path, monkeypatch) -> Blobs:
    """Give an empty store."""
    if request.param == "folder":
        return Blobs(f"file://{tmp_path}/blobs")
    told_of(monkeypatch, request.getfixturevalue("s3"))
    return Blobs(f"s3://bucket/{crypto.uuid7()}")


def keys(blobs):
    return sorted(blobs.older_than(datetime.now(UTC) + AN_HOUR))


@pytest.mark.parametrize("sizes", [[], [0], [1], [70_000] * 3, [6_000_000, 1]])
def test_what_is_put_is_got_back(blobs, sizes):
    pieces = [bytes([n % 256]) * size for n, size in enumerate(sizes)]
    whole = b"".join(pieces)
    stored = blobs.put(KEY, iter(pieces))
    assert (stored.size, stored.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
    assert b"".join(blobs.get(KEY)) == whole


@pytest.mark.parametrize("before", [0, 1, 400])
def test_a_stream_that_breaks_off_leaves_nothing_and_says_why(blobs, before):
    def breaking():
        yield from [bytes(64 * 1024)] * before
        raise ZeroDivisionError("the browser went away")

    with pytest.raises(ZeroDivisionError, match="the browser went away"):
        blobs.put(KEY, breaking())
    with pytest.raises(BlobMissing):
        blobs.get(KEY)
    assert keys(blobs) == []


def test_a_blob_can_be_copied_while_it_is_read(blobs):
    # A result is brought under a dossier's key this way: read from the store, put into the store.
    data = bytes(range(256)) * 40_000
    blobs.put(KEY, iter([data]))
    blobs.put("202611/a/b/d", blobs.get(KEY))
    assert b"".join(blobs.get("202611/a/b/d")) == data


def test_a_blob_that_is_not_there_is_missed_before_the_first_byte(blobs):
    with pytest.raises(BlobMissing, match=KEY):
        blobs.get(KEY)


def test_a_blob_can_be_let_go_twice(blobs):
    blobs.put(KEY, iter([b"x"]))
    blobs.delete(KEY)
    blobs.delete(KEY)
    assert keys(blobs) == []


def test_only_what_was_stored_before_a_moment_is_listed(blobs):
    blobs.put(KEY, iter([b"x"]))
    blobs.put("incoming/a/d", iter([b"y"]))
    assert keys(blobs) == [KEY, "incoming/a/d"]
    assert list(blobs.older_than(datetime.now(UTC) - AN_HOUR)) == []


def test_a_big_blob_is_read_piece_by_piece(blobs):
    blobs.put(KEY, (bytes(64 * 1024) for _ in range(100)))
    pieces = [len(piece) for piece in blobs.get(KEY)]
    assert sum(pieces) == 6_553_600
    assert len(pieces) > 1


def test_a_store_that_does_not_answer_is_away_and_not_empty(monkeypatch):
    told_of(monkeypatch, "http://127.0.0.1:1")
    away = Blobs("s3://bucket/none")
    with pytest.raises(BlobsAway):
        away.get(KEY)
    with pytest.raises(BlobsAway):
        away.put(KEY, iter([b"x"]))
    assert issubclass(BlobsAway, OSError)


def test_a_folder_may_have_any_name(tmp_path):
    blobs = Blobs(f"file://{tmp_path}/kho tệp #1?%20")
    blobs.put(KEY, iter([b"x"]))
    assert (tmp_path / "kho tệp #1?%20" / KEY).read_bytes() == b"x"
