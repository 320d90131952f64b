"""The parties that may ask who somebody is (relying parties), and how they prove themselves."""

import binascii
import hmac
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from portal.sandbox.identity.people import PEOPLE
from portal.sandbox.shell.start import WrongSettings


class NotThisClient(Exception):
    """The caller did not prove to be a client of the realm (invalid_client)."""


@dataclass(frozen=True, slots=True)
class Client:
    """One relying party of one realm; addresses are compared letter by letter."""

    client_id: str
    secret: str
    realm: str
    redirect_uris: tuple[str, ...]
    post_logout_redirect_uris: tuple[str, ...]


class Clients:
    """The relying parties that the environment names."""

    def __init__(self, described: list[dict[str, Any]]) -> None:
        self._clients = {(c.realm, c.client_id): c for c in map(_client, described)}

    def find(self, realm: str, client_id: str) -> Client | None:
        """Look a relying party up in a realm."""
        return self._clients.get((realm, client_id))

    def prove(self, realm: str, form: Mapping[str, str], header: str) -> Client:
        """Say which client calls, by ``client_secret_basic`` or ``client_secret_post``.

        :raises NotThisClient: when it does not prove it, or uses both ways at once.
        """
        client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
        if header:
            if secret:
                raise NotThisClient
            client_id, secret = _basic(header)
        client = self.find(realm, client_id)
        known = client.secret if client else "no such client"
        if not hmac.compare_digest(known.encode(), secret.encode()) or client is None:
            raise NotThisClient
        return client


def _basic(header: str) -> tuple[str, str]:
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        raise NotThisClient
    try:
        text = b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise NotThisClient from error
    client_id, _, secret = text.partition(":")
    # RFC 6749 section 2.3.1: both halves are form-encoded before they are joined.
    return unquote_plus(client_id), unquote_plus(secret)


def _client(described: dict[str, Any]) -> Client:
    try:
        client = Client(
            client_id=str(described["client_id"]),
            secret=str(described["client_secret"]),
            realm=str(described.get("realm", "national")),
            redirect_uris=tuple(described["redirect_uris"]),
            post_logout_redirect_uris=tuple(described.get("post_logout_redirect_uris", ())),
        )
    except KeyError as error:
        raise WrongSettings(f"SANDBOX_CLIENTS: a client lacks {error}") from error
    if client.realm not in PEOPLE:
        raise WrongSettings(f"SANDBOX_CLIENTS: unknown realm {client.realm}")
    return client
