"""Talks OpenID Connect with the identity providers: code flow, with state, nonce and PKCE.

What a sign-in under way needs to remember stands sealed in the database; the browser's cookie
only says that it was this browser that began.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote_plus

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, request
from joserfc.errors import JoseError

from connectors.errors import Unreadable
from connectors.national import identity
from portal.runtime import Runtime
from portal.services import sessions
from portal.services.citizens import Identity
from portal.services.sessions import SignIn
from portal.settings import Provider

# Asymmetric alone: a provider's public key must never do for a shared secret.
ALGORITHMS = ["RS256", "PS256", "ES256"]
_TIMEOUT = 8


class SignInFailed(Exception):
    """A sign-in came to nothing; ``reason`` is unavailable, denied, too_low or failed."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


class _States:
    """Keeps sign-in state in the database, for authlib; each is given out once."""

    def __init__(self, rt: Runtime) -> None:
        self._rt = rt

    def set(self, key: str, value: str, seconds: int) -> None:
        """Keep a state."""
        with self._rt.db.write() as session:
            sessions.put_state(session, self._rt, key, value, seconds)

    def get(self, key: str) -> str | None:
        """Give a state out and forget it: of two callbacks with one state, one goes on."""
        with self._rt.db.write() as session:
            value = sessions.peek_state(session, self._rt, key)
            return value if sessions.drop_state(session, key) else None

    def delete(self, key: str) -> None:
        """Forget a state."""
        with self._rt.db.write() as session:
            sessions.drop_state(session, key)


class Providers:
    """Identity providers people of one sort sign in at, the first one being everybody's."""

    def __init__(self, app: Flask, rt: Runtime, known: Sequence[Provider]) -> None:
        self._known = {provider.name: provider for provider in known}
        self._oauth = OAuth(app, cache=_States(rt))
        for provider in known:
            self._oauth.register(
                provider.name,
                client_id=provider.client_id,
                client_secret=provider.client_secret,
                server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
                client_kwargs={
                    "scope": "openid profile",
                    "code_challenge_method": "S256",
                    "default_timeout": _TIMEOUT,
                },
            )

    def named(self, name: str | None) -> Provider | None:
        """Give a provider by name; without a name, the national one."""
        return self._known.get(name) if name else next(iter(self._known.values()), None)

    def authorize(self, provider: Provider, callback: str) -> Any:
        """Send the browser to a provider.

        :raises SignInFailed: ``unavailable`` if the provider cannot be reached.
        """
        extra = {"acr_values": provider.acr} if provider.acr else {}
        try:
            client = self._client(provider)
            return client.authorize_redirect(callback, **extra)
        except (requests.RequestException, ValueError, RuntimeError) as error:
            raise SignInFailed("unavailable", str(error)) from error

    def complete(self, provider: Provider) -> tuple[Identity, SignIn]:
        """Take the browser's way back from a provider: check everything, and read who it is.

        :raises SignInFailed: whatever is wrong with what came back.
        """
        # Mix-up of providers (RFC 9207): the answer says whose it is, where the provider can.
        if request.args.get("iss", provider.issuer) != provider.issuer:
            raise SignInFailed("failed", "the answer is another provider's")
        try:
            client = self._client(provider)
            token = client.authorize_access_token()
            told = token.get("userinfo")
            if not told:
                raise SignInFailed("failed", "no ID token")
            info = client.userinfo(token=token)
        except OAuthError as error:
            reason = "denied" if error.error == "access_denied" else "failed"
            raise SignInFailed(reason, str(error)) from error
        except JoseError as error:
            raise SignInFailed("failed", str(error)) from error
        except requests.RequestException as error:
            raise SignInFailed("unavailable", str(error)) from error
        return self._read(provider, token, told, info)

    def _read(
        self, provider: Provider, token: Any, told: Any, info: Any
    ) -> tuple[Identity, SignIn]:
        if info.get("sub") != told["sub"]:
            raise SignInFailed("failed", "the user information is somebody else's")
        acr = str(told.get("acr") or "")
        if identity.level(acr) < identity.level(provider.acr):
            raise SignInFailed("too_low", acr)
        try:
            profile = identity.profile({**told, **info})
        except Unreadable as error:
            raise SignInFailed("failed", str(error)) from error
        found = Identity(provider.issuer, str(told["sub"]), acr, provider.rehearsal, profile)
        sid = str(told["sid"]) if told.get("sid") else None
        return found, SignIn(provider.name, sid, acr, token["id_token"])

    def _client(self, provider: Provider) -> Any:
        """Give authlib's client, its metadata loaded and held to what we expect of it."""
        client = self._oauth.create_client(provider.name)
        metadata = client.load_server_metadata()
        if metadata.get("issuer") != provider.issuer:
            metadata.pop("_loaded_at", None)
            raise SignInFailed("unavailable", f"the issuer calls itself {metadata.get('issuer')}")
        metadata["id_token_signing_alg_values_supported"] = ALGORITHMS
        return client

    def userinfo(self, provider: Provider, token: str) -> Mapping[str, Any]:
        """Ask a provider who an access token speaks for.

        :raises SignInFailed: ``failed`` if it does not know the token, ``unavailable``.
        """
        bearer = {"access_token": token, "token_type": "Bearer"}
        with _called():
            told = self._client(provider).userinfo(token=bearer, allow_redirects=False)
            return dict(told)

    def introspect(self, provider: Provider, token: str) -> Mapping[str, Any]:
        """Ask a provider whether an access token is alive, and for whom (RFC 7662).

        :raises SignInFailed: ``failed`` if it answers no such question, ``unavailable``.
        """
        with _called():
            client = self._client(provider)
            url = client.load_server_metadata().get("introspection_endpoint")
            if not url:
                raise SignInFailed("failed", "the provider tells nothing about opaque tokens")
            answer = client.post(
                url,
                data={"token": token, "token_type_hint": "access_token"},
                # RFC 6749, section 2.3.1: both halves are form-encoded first.
                auth=(quote_plus(provider.client_id), quote_plus(provider.client_secret)),
                withhold_token=True,
                allow_redirects=False,
            )
            answer.raise_for_status()
            told = answer.json()
            return told if isinstance(told, dict) else {}

    def keys(self, provider: Provider, *, fresh: bool = False) -> Any:
        """Give the keys a provider signs with, as they were fetched first or just now.

        :raises SignInFailed: ``unavailable``.
        """
        with _called():
            return self._client(provider).fetch_jwk_set(force=fresh)

    def sign_out_address(self, provider: Provider, id_token: str, back: str) -> str | None:
        """Give the address where the provider ends its own session too, if it says it has one."""
        try:
            url: str = self._client(provider).create_logout_url(
                post_logout_redirect_uri=back, id_token_hint=id_token
            )["url"]
            return url
        except (requests.RequestException, ValueError, RuntimeError, SignInFailed):
            return None


@contextmanager
def _called() -> Iterator[None]:
    """Say of a call to a provider what came of it."""
    try:
        yield
    except requests.HTTPError as error:
        refused = error.response is not None and error.response.status_code in (400, 401, 403)
        raise SignInFailed("failed" if refused else "unavailable", str(error)) from error
    except (requests.RequestException, ValueError, RuntimeError) as error:
        raise SignInFailed("unavailable", str(error)) from error
