"""An app on a telephone that gets itself an access token at the provider (code flow, PKCE)."""

import base64
import hashlib
import secrets
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

CALLBACK = "http://127.0.0.1:9/app"


def access_token(
    issuer: str, app: str = "app-tests", *, resource: str = "", acr: str = "LoA2"
) -> str:
    """Sign somebody in at an app; give the app's access token."""
    verifier = secrets.token_urlsafe(48)
    hashed = hashlib.sha256(verifier.encode()).digest()
    resources = {"resource": resource} if resource else {}
    asked = {
        "client_id": app,
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scope": "openid profile" + (" dossiers" if resource else ""),
        "state": "s",
        "nonce": "n",
        "code_challenge": base64.urlsafe_b64encode(hashed).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "login_hint": "sample-1",
        "acr_values": acr,
        **resources,
    }
    with requests.Session() as browser:
        code = _code(browser, f"{issuer}/auth", asked)
        proof = {"code": code, "code_verifier": verifier, "redirect_uri": CALLBACK, **resources}
        told = {"grant_type": "authorization_code", "client_id": app, **proof}
        return str(browser.post(f"{issuer}/token", data=told).json()["access_token"])


def _code(browser: requests.Session, address: str, asked: dict[str, str]) -> str:
    """Go through the provider's pages; give the code it sends back to the app."""
    answer = browser.get(address, params=asked, allow_redirects=False)
    while not answer.headers["Location"].startswith(CALLBACK):
        there = urljoin(answer.url, answer.headers["Location"])
        answer = browser.get(there, allow_redirects=False)
    return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
