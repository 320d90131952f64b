"""The protocol's own client as the other end: it sends, breaks off, goes on."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from portal.models import Attachment
from portal.web.context import SESSION_COOKIE
from tests.furnished.papers import pdf
from tests.servers.openid_provider import node
from tests.web.citizen.tus.conftest import Sender, kept

SCRIPT = Path(__file__).parents[3] / "servers" / "tus" / "send.mjs"
LONG = pdf(size=3_500_000)
Send = Callable[..., dict[str, Any]]


@pytest.fixture
def send(sender: Sender, address: str, tmp_path: Path) -> Send:
    """Give what sends a file with the client, from Ms Hà's browser."""
    program = node()
    if program is None or not (SCRIPT.parents[3] / "node_modules" / "tus-js-client").exists():
        pytest.skip("run make install: it installs the client with npm")
    (tmp_path / "file").write_bytes(LONG)
    cookies = {
        name: sender.browser.client.get_cookie(name) for name in (SESSION_COOKIE, "lt_visit")
    }
    cookie = "; ".join(f"{name}={found.value}" for name, found in cookies.items() if found)

    def sent(**told: Any) -> dict[str, Any]:
        given = {
            "endpoint": address + sender.door,
            "path": str(tmp_path / "file"),
            "metadata": {"filename": "nhà.pdf", "filetype": "application/pdf", "document": "proof"},
            "headers": {"Cookie": cookie, "X-CSRFToken": sender.headers["X-Csrftoken"]},
            "chunkSize": 700_000,
            **told,
        }
        argv, asked = [program, str(SCRIPT)], json.dumps(given)
        done = subprocess.run(argv, input=asked, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return sent


@pytest.mark.parametrize("size", [700_000, 5_000_000])
def test_a_file_arrives_whole(send, sender, rt, size):
    assert "url" in send(chunkSize=size)
    with rt.db.read() as session:
        (file,) = session.scalars(sa.select(Attachment))
    assert file.received_sha256 == hashlib.sha256(LONG).hexdigest()
    assert (sender.files(), kept(rt)) == (["nhà.pdf"], [file.blob])


def test_an_upload_that_broke_off_is_gone_on_with(send, sender, rt):
    found = send(breakAt=1_500_000)
    assert "url" in found and 0 < found["offsets"][0] < len(LONG)
    with rt.db.read() as session:
        (file,) = session.scalars(sa.select(Attachment))
    assert file.received_sha256 == hashlib.sha256(LONG).hexdigest()


def test_a_file_that_is_turned_away_is_told_to_the_client(send):
    found = send(metadata={"filename": "nhà.pdf", "document": "letter"})
    assert found["status"] == 422
    assert "nhà.pdf" in json.loads(found["body"])["message"]
