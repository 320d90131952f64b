"""A browser whose script sends files piece by piece."""

import base64
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from portal.runtime import Runtime
from tests.conftest import Store
from tests.furnished import lasting
from tests.web.citizen.browsing import Browser
from tests.web.citizen.conftest import move_in
from tests.web.conftest import Quiet

KIND = "application/offset+octet-stream"


@pytest.fixture(scope="module")
def furnished(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """Make the runtime of a portal that takes files of several pieces."""
    limits = {"file_limit": 4_000_000, "dossier_limit": 10_000_000}
    with lasting.portal(store, tmp_path_factory.mktemp("house"), move_in, **limits) as runtime:
        yield runtime


@dataclass
class Sender:
    """The script of a page: knows the page's token and where files are sent to."""

    browser: Browser
    page: str
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the token off the page."""
        token = dict(self.browser.open(self.page).form().pairs)["csrf_token"]
        self.headers = {"Tus-Resumable": "1.0.0", "X-Csrftoken": token, **self.headers}

    @property
    def door(self) -> str:
        """Where uploads are begun."""
        return f"{self.page}/gui"

    def ask(self, method: str, path: str = "", data: bytes = b"", **headers: str) -> TestResponse:
        """Send a request; ``upload_offset`` becomes ``Upload-Offset``, an empty one is left out."""
        told = {name.replace("_", "-").title(): value for name, value in headers.items()}
        given = {name: value for name, value in {**self.headers, **told}.items() if value}
        return self.browser.client.open(path or self.door, method=method, data=data, headers=given)

    def begin(self, length: int, **metadata: str) -> TestResponse:
        """Begin an upload."""
        told = {"filename": "nhà.pdf", "document": "proof", **metadata}
        return self.ask("POST", upload_length=str(length), upload_metadata=encoded(told))

    def begun(self, length: int, **metadata: str) -> str:
        """Begin an upload that is let in; gives its address."""
        answer = self.begin(length, **metadata)
        assert answer.status_code == 201, answer.text
        return answer.headers["Location"]

    def patch(self, path: str, data: bytes, offset: int = 0, **headers: str) -> TestResponse:
        """Send a piece."""
        told = {"content_type": KIND, "upload_offset": str(offset), **headers}
        return self.ask("PATCH", path, data, **told)

    def torn(self, path: str, data: bytes, length: int, **headers: str) -> TestResponse:
        """Send a piece of which only the beginning comes before the connection is gone."""
        told = {name.replace("_", "-").title(): value for name, value in headers.items()}
        return self.browser.client.open(
            path,
            method="PATCH",
            headers={**self.headers, "Upload-Offset": "0", "Content-Type": KIND, **told},
            input_stream=io.BytesIO(data),
            environ_overrides={"CONTENT_LENGTH": str(length)},
        )

    def offset(self, path: str) -> int:
        """Ask how far an upload is."""
        return int(self.ask("HEAD", path).headers["Upload-Offset"])

    def files(self) -> list[str]:
        """List the files the page shows."""
        tree = self.browser.open(self.page).tree
        return [link.text for link in tree.xpath("//ul[@class='files']//a")]


def encoded(told: Mapping[str, str]) -> str:
    """Write what is told about a file as the protocol has it."""
    return ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items()
    )


def kept(rt: Runtime) -> list[str]:
    """List what stands in the blob store."""
    folder = rt.settings.data_dir / "blobs"
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def sender(ha: Browser, draft: str) -> Sender:
    """Give the script on the page of papers of Ms Hà's draft."""
    return Sender(ha, f"{draft}/giay-to")


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Serve the portal on a port of its own."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
