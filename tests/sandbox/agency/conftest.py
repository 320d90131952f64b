"""An agency that is up, a portal's hand that signs with openssl, and dossiers to hand in."""

import base64
import hashlib
import json
import secrets
import subprocess
import time
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

import pytest
import requests
import rfc8785

from tests.sandbox.conftest import running
from tests.servers.waiting import until

CODE, PILOTED = "H41.90.01", "H41.99"
SECRET = "khóa chung của thử nghiệm"
_NUMBERS = count(1)


def openssl_mac(text: str, secret: str = SECRET) -> str:
    """Let openssl make the HMAC-SHA256 of a text, in hex."""
    key = ["-mac", "HMAC", "-macopt", f"hexkey:{secret.encode().hex()}"]
    run = subprocess.run(
        ["openssl", "dgst", "-sha256", *key, "-r"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    return run.stdout.decode().split()[0]


def text_to_sign(method: str, target: str, moment: str, nonce: str, body_hash: str) -> str:
    """Join what the contract says a signature covers."""
    return f"v1\n{method}\n{target}\n{moment}\n{nonce}\n{body_hash}"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class Hand:
    """The portal's side of the wire, towards one agency."""

    url: str
    agency: str = CODE
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"{self.url}/agencies/{self.agency}"

    @property
    def control(self) -> str:
        return f"{self.url}/control/agencies/{self.agency}"

    def signed(self, method: str, url: str, body_hash: str, **changed: str) -> dict[str, str]:
        """Make the headers of a request; ``changed`` spoils some."""
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        moment, nonce = str(int(time.time())), secrets.token_urlsafe(24)
        moment = changed.pop("moment", moment)
        mac = openssl_mac(text_to_sign(method, target, moment, nonce, body_hash))
        return {
            "X-LT-Key": "khoa-1",
            "X-LT-Timestamp": moment,
            "X-LT-Nonce": nonce,
            "X-LT-Signature": f"v1={mac}",
        } | changed

    def call(self, method: str, path: str, body: bytes = b"", **more: str) -> requests.Response:
        """Call the agency, signed."""
        url = self.base + path
        headers = self.signed(method, url, sha256(body)) | more
        return requests.request(method, url, data=body, headers=headers, timeout=10)

    def hand_in(self, dossier: dict, key: str | None = None) -> requests.Response:
        """Deliver a dossier."""
        more = {"Idempotency-Key": key or f"deliver-{dossier['code']}"}
        return self.call("POST", "/dossiers", json.dumps(dossier).encode(), **more)

    def put(self, data: bytes) -> requests.Response:
        """Deliver a file."""
        return self.call("PUT", f"/files/{sha256(data)}", data, **{"Content-Type": "image/png"})

    def state(self, code: str) -> dict:
        """Ask the control address about a dossier."""
        return requests.get(f"{self.control}/dossiers/{code}", timeout=10).json()

    def act(self, code: str, **deed: object) -> requests.Response:
        """Do an officer's deed."""
        return requests.post(f"{self.control}/dossiers/{code}/news", json=deed, timeout=10)

    def faults(self, **wanted: object) -> None:
        """Switch faults."""
        requests.post(f"{self.control}/faults", json=wanted, timeout=10).raise_for_status()

    def ledger(self, code: str) -> list[dict]:
        """Read the ledger of one dossier."""
        answer = requests.get(f"{self.url}/ledger", params={"code": code}, timeout=10)
        return answer.json()["entries"]


def hashed(dossier: dict) -> dict:
    """Give a dossier the hash of its canonical form."""
    rest = {name: value for name, value in dossier.items() if name != "content_hash"}
    return rest | {"content_hash": sha256(rfc8785.dumps(rest))}


def make_dossier(agency: str = CODE, **changed: object) -> dict:
    """Make a dossier as the portal sends one."""
    person = {
        "full_name": "Nguyễn Thị Mẫu",
        "citizen_number": "000190000011",
        "phone": "84900000011",
        "email": None,
        "assurance": "LoA2",
    }
    dossier = {
        "version": 1,
        "code": f"{agency}-261123-{next(_NUMBERS):04d}",
        "procedure": {
            "code": "1.001193",
            "name": "Đăng ký khai sinh",
            "case": "a",
            "form_hash": "f",
        },
        "agency": agency,
        "channel": "online",
        "submitted_at": "2026-11-23T02:41:00Z",
        "submitter": person,
        "owner": person,
        "answers": [
            {
                "name": "child_name",
                "label": "Họ và tên trẻ",
                "means": "child.full_name",
                "value": "Trần Bé Mẫu",
                "text": "Trần Bé Mẫu",
            },
            {"name": "copies", "label": "Số bản sao", "means": None, "value": 2, "text": "2"},
        ],
        "files": [],
        "rehearsal": False,
    }
    return hashed(dossier | changed)


def as_upload(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.fixture(scope="package")
def office(tmp_path_factory, portal_end):
    """Run two agencies, one of them on autopilot, that report to the listening end."""
    agencies = [
        {
            "code": code,
            "name": f"UBND mẫu {code}",
            "key_id": "khoa-1",
            "secret": SECRET,
            "portal_url": f"{portal_end.url}/{code}",
            "autopilot": code == PILOTED,
        }
        for code in (CODE, PILOTED)
    ]
    folder = tmp_path_factory.mktemp("agency")
    with running("agency", folder, SANDBOX_AGENCIES=json.dumps(agencies)) as process:
        yield process


@pytest.fixture
def hand(office):
    """Give the portal's hand, with all faults off and no news of earlier tests on the way."""
    hand = Hand(office.url)
    until(lambda: requests.post(f"{hand.control}/send", timeout=10).json() == {"waiting": 0})
    yield hand
    requests.delete(f"{hand.control}/faults", timeout=10)
