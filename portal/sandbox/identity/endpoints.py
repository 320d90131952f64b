"""What programmes ask the identity sandbox: discovery, keys, tokens, claims, sign-out."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.identity.clients import NotThisClient
from portal.sandbox.identity.keys import encode
from portal.sandbox.identity.people import LEVELS, find
from portal.sandbox.identity.provider import Provider
from portal.sandbox.identity.store import TOKEN_SECONDS
from portal.sandbox.shell.pages import problem


class Endpoints:
    """The routes that programmes call."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("endpoints", __name__)
        routes.get("/<realm>/.well-known/openid-configuration")(self.discovery)
        routes.get("/<realm>/jwks")(self.jwks)
        routes.post("/<realm>/token")(self.token)
        routes.post("/<realm>/introspect")(self.introspect)
        routes.route("/<realm>/userinfo", methods=["GET", "POST"])(self.userinfo)
        routes.route("/<realm>/logout", methods=["GET", "POST"])(self.logout)
        return routes

    def discovery(self, realm: str) -> Response:
        """Say where everything is (OpenID Connect Discovery)."""
        return jsonify(_described(self._provider.issuers[realm]))

    def jwks(self, realm: str) -> Response:
        """Show the realm's public key."""
        return jsonify({"keys": [self._provider.keys[realm].jwk()]})

    def token(self, realm: str) -> Response:
        """Change a code for an access token and an ID token."""
        header = request.headers.get("Authorization", "")
        return _token(self._provider, realm, request.form, header)

    def introspect(self, realm: str) -> Response:
        """Tell a client whether a token is alive, whose it is and for whom (RFC 7662)."""
        try:
            header = request.headers.get("Authorization", "")
            asking = self._provider.clients.prove(realm, request.form, header)
        except NotThisClient:
            return problem(401, error="invalid_client")
        grant = self._provider.grants.of_token(realm, request.form.get("token", ""))
        person = find(realm, grant["person"]) if grant is not None else None
        # An app without a secret is anybody: it is told of no token.
        if grant is None or person is None or not asking.secret:
            return jsonify(active=False)
        return jsonify(
            active=True,
            iss=self._provider.issuers[realm],
            sub=person.subject,
            client_id=grant["client_id"],
            acr=grant["level"],
            exp=int(grant["token_at"]) + TOKEN_SECONDS,
            token_type="Bearer",
        )

    def userinfo(self, realm: str) -> Response:
        """Tell who signed in, in the national dialect."""
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        grant = self._provider.grants.of_token(realm, value.strip())
        person = find(realm, grant["person"]) if grant is not None else None
        if scheme.lower() != "bearer" or grant is None or person is None:
            answer = problem(401, error="invalid_token")
            answer.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
            return answer
        return jsonify(person.claims(grant["level"]))

    def logout(self, realm: str) -> AnyResponse:
        """Sign a person out at a relying party's wish (RP-Initiated Logout 1.0)."""
        return _logout(self._provider, realm, request.values)


def _token(provider: Provider, realm: str, form: Mapping[str, str], header: str) -> Response:
    try:
        client = provider.clients.prove(realm, form, header)
    except NotThisClient:
        answer = problem(401, error="invalid_client")
        answer.headers["WWW-Authenticate"] = f'Basic realm="{realm}"'
        return answer
    if form.get("grant_type") != "authorization_code":
        return problem(400, error="unsupported_grant_type")
    grant = provider.grants.redeem(realm, client.client_id, form.get("code", ""))
    if grant is None:
        return problem(400, error="invalid_grant", error_description="code unknown, used or old")
    if form.get("redirect_uri", "") != grant["redirect_uri"]:
        return problem(400, error="invalid_grant", error_description="redirect_uri differs")
    if not _verifies(form.get("code_verifier", ""), grant["challenge"]):
        return problem(400, error="invalid_grant", error_description="PKCE does not verify")
    person = find(realm, grant["person"])
    if person is None:
        return problem(400, error="invalid_grant", error_description="nobody signed in")
    return jsonify(
        {
            "access_token": provider.grants.give_token(grant["question"]),
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "scope": "openid",
            "id_token": provider.minter.mint(grant, person),
        }
    )


def _verifies(verifier: str, challenge: str) -> bool:
    if not 43 <= len(verifier) <= 128 or not verifier.isascii():
        return False
    return hmac.compare_digest(encode(hashlib.sha256(verifier.encode()).digest()), challenge)


def _logout(provider: Provider, realm: str, asked: Mapping[str, str]) -> AnyResponse:
    claims = provider.keys[realm].read(asked.get("id_token_hint", ""))
    address = asked.get("post_logout_redirect_uri", "")
    if claims is None:
        return _farewell("Không rõ bạn muốn đăng xuất phiên nào.", 400)
    provider.grants.end_session(realm, str(claims.get("sid", "")))
    if not address:
        return _farewell("Bạn đã đăng xuất.", 200)
    client = provider.clients.find(realm, str(claims.get("aud", "")))
    if client is None or address not in client.post_logout_redirect_uris:
        return _farewell("Bạn đã đăng xuất, nhưng địa chỉ quay về chưa được đăng ký.", 400)
    state = {"state": asked["state"]} if asked.get("state") else {}
    joint = "&" if "?" in address else "?"
    return redirect(address + (f"{joint}{urlencode(state)}" if state else ""), 303)


def _farewell(words: str, status: int) -> AnyResponse:
    return make_response(render_template("dead_end.html", words=words), status)


def _described(issuer: str) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "userinfo_endpoint": f"{issuer}/userinfo",
        "introspection_endpoint": f"{issuer}/introspect",
        "jwks_uri": f"{issuer}/jwks",
        "end_session_endpoint": f"{issuer}/logout",
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid"],
        "acr_values_supported": list(LEVELS),
        "claims_supported": ["sub", "acr", "auth_time", "nonce", "sid", "SoDinhDanh", "HoVaTen"],
        "authorization_response_iss_parameter_supported": True,
    }
