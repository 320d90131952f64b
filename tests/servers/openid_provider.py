"""A real OpenID provider (npm ``oidc-provider``, certified) for the sign-in tests."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.servers.children import running
from tests.servers.ports import free_port

FOLDER = Path(__file__).parent / "openid"
SECRET = "only-for-tests-only-for-tests-only-for-tests"


@dataclass(frozen=True)
class OpenID:
    """Where the provider is, and who we are to it."""

    issuer: str
    client_id: str
    client_secret: str


def node() -> str | None:
    """Find Node: the system's, or the one the virtual environment brings along."""
    beside = Path(sys.executable).parent / "node"
    return shutil.which("node") or (str(beside) if beside.exists() else None)


@contextmanager
def openid_provider(
    base_url: str, log: Path, acr: str = "LoA2", entry: str = ""
) -> Iterator[OpenID]:
    """Run the provider for a portal at ``base_url``; it vouches at the level ``acr``.

    ``entry`` is where the pages of signing in stand: ``/console`` for the staff's.

    :raises RuntimeError: if it does not start; its log says why.
    """
    program = node()
    if program is None or not (FOLDER / "node_modules").exists():
        raise RuntimeError("run make test: it installs the provider with npm")
    port = free_port()
    told = {
        "PORT": str(port),
        "CLIENT_ID": "lienthong-tests",
        "CLIENT_SECRET": SECRET,
        "REDIRECT_URI": f"{base_url}{entry}/dang-nhap/ket-qua",
        "LOGOUT_URI": f"{base_url}{entry}/dang-xuat/xong",
        "ACR": acr,
    }
    issuer = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return requests.get(f"{issuer}/.well-known/openid-configuration", timeout=1).ok
        except requests.RequestException:
            return False

    argv = ["env", *(f"{name}={value}" for name, value in told.items()), program]
    with running([*argv, FOLDER / "server.mjs"], answers, log):
        yield OpenID(issuer, told["CLIENT_ID"], SECRET)
