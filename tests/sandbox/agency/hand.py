"""The portal's hand towards the agency: what it signs is signed by the openssl command."""

import hashlib
import json
import secrets
import subprocess
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests

CODE, PILOTED = "H41.90.01", "H41.99"
SECRET = "khóa chung của thử nghiệm"


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
