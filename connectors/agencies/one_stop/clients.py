"""Who asks for a token: a secret, or a signed assertion that is for us alone (RFC 6749, RFC 7523).

Which algorithm an assertion is signed with follows from the key that is registered, never from
what it says of itself.
"""

import base64
import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote_plus

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.grants import Grant, NotGranted, Scope

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_GRANT = "client_credentials"
_LONGEST_SECONDS = 600
_LEEWAY = 30
_NOBODYS = "a secret that nobody has, so that nobody is told by the time it takes"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A client's registered key, and the algorithms it may sign an assertion with."""

    key: Any = field(repr=False)
    algorithms: tuple[str, ...]

    @classmethod
    def read(cls, pem: str) -> "PublicKey":
        """Read an Ed25519, P-256 or RSA (2,048 bits or more) key from PEM.

        :raises ValueError: if it is none of them.
        """
        for kind, algorithms in _KINDS:
            try:
                key: Any = kind.import_key(pem)
            except (JoseError, ValueError, TypeError, AssertionError):
                continue
            if not key.is_private and _strong(key):
                return cls(key, algorithms)
        raise ValueError("neither an Ed25519, nor a P-256, nor an RSA public key in PEM")


_KINDS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (OKPKey, ("Ed25519", "EdDSA")),
    (ECKey, ("ES256",)),
    (RSAKey, ("PS256", "RS256")),
)


def _strong(key: Any) -> bool:
    if isinstance(key, OKPKey):
        return key.curve_name == "Ed25519"
    if isinstance(key, ECKey):
        return key.curve_name == "P-256"
    return bool(key.raw_value.key_size >= 2048)


@dataclass(frozen=True, slots=True)
class Clients:
    """The clients of one agency: by id, what each proves itself with."""

    secrets: Mapping[str, str] = field(repr=False)
    keys: Mapping[str, PublicKey] = field(repr=False)

    def __contains__(self, client_id: object) -> bool:
        return client_id in self.secrets or client_id in self.keys


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a token: the fields of its body, and what stood in its headers."""

    form: Mapping[str, str] = field(repr=False)
    authorization: str = field(repr=False)

    @classmethod
    def read(cls, headers: Mapping[str, str], body: bytes) -> "Asked":
        """Read it; a field that comes twice is no request (RFC 6749, section 3.2)."""
        given = {name.lower(): value for name, value in headers.items()}
        try:
            fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=20)
        except ValueError as error:
            raise NotGranted("invalid_request") from error
        if any(len(values) > 1 for values in fields.values()):
            raise NotGranted("invalid_request")
        return cls({name: one for name, (one,) in fields.items()}, given.get("authorization", ""))


def grant(
    asked: Asked, clients: Clients, audiences: Collection[str], around: Surroundings
) -> Grant:
    """Say who it is that asks, and what it may do.

    ``audiences`` are the words for this very door that an assertion may be for.

    :raises NotGranted: with a word of RFC 6749.
    """
    if asked.form.get("grant_type") != _GRANT:
        raise NotGranted("unsupported_grant_type")
    ways = [bool(asked.authorization), "client_secret" in asked.form,
            "client_assertion" in asked.form]  # fmt: skip
    if sum(ways) != 1:
        raise NotGranted("invalid_request" if any(ways) else "invalid_client")
    if "client_assertion" in asked.form:
        client_id = _asserted(asked, clients, audiences, around)
    else:
        client_id = _secretly(asked, clients)
    return Grant(client_id, _scopes(asked.form.get("scope", "")))


def _scopes(text: str) -> frozenset[Scope]:
    wanted = set(text.split(" ")) - {""}
    if not wanted <= set(Scope):
        raise NotGranted("invalid_scope")
    return frozenset(map(Scope, wanted or set(Scope)))


def _secretly(asked: Asked, clients: Clients) -> str:
    """Compare a secret, from the header or from the body."""
    client_id, secret = asked.form.get("client_id", ""), asked.form.get("client_secret", "")
    if asked.authorization:
        scheme, _, coded = asked.authorization.partition(" ")
        if scheme.lower() != "basic":
            raise NotGranted("invalid_client")
        try:
            told = base64.b64decode(coded.strip(), validate=True).decode()
        except ValueError as error:
            raise NotGranted("invalid_client") from error
        client_id, _, secret = (unquote_plus(part) for part in told.partition(":"))
    known = clients.secrets.get(client_id, _NOBODYS)
    same = hmac.compare_digest(known.encode(), secret.encode("utf-8", "surrogatepass"))
    if not same or client_id not in clients.secrets:
        raise NotGranted("invalid_client")
    return client_id


def _asserted(
    asked: Asked, clients: Clients, audiences: Collection[str], around: Surroundings
) -> str:
    """Check an assertion: whose, for us, for minutes only, and never before."""
    text = asked.form["client_assertion"]
    if asked.form.get("client_assertion_type") != ASSERTION:
        raise NotGranted("invalid_request")
    try:
        client_id = _named(text)
        known = clients.keys[client_id]
        claims = jwt.decode(text, known.key, algorithms=list(known.algorithms)).claims
        _registry(client_id, audiences, around).validate(claims)
        last = float(claims["exp"]) - around.clock().timestamp()
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise NotGranted("invalid_client") from error
    if asked.form.get("client_id", client_id) != client_id or last > _LONGEST_SECONDS + _LEEWAY:
        raise NotGranted("invalid_client")
    # Of any length and letters: what is remembered is its hash.
    once = hashlib.sha256(str(claims["jti"]).encode("utf-8", "surrogatepass")).hexdigest()
    if around.seen(f"client:{client_id}", once):
        raise NotGranted("invalid_client")
    return client_id


def _named(text: str) -> str:
    """Say whose an assertion claims to be; nothing of it is believed yet."""
    payload = jws.extract_compact(text.encode()).payload
    return str(json_text.read_object(payload)["sub"])


def _registry(
    client_id: str, audiences: Collection[str], around: Surroundings
) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(around.clock().timestamp()),
        leeway=_LEEWAY,
        iss={"essential": True, "value": client_id},
        sub={"essential": True, "value": client_id},
        aud={"essential": True, "values": list(audiences)},
        exp={"essential": True},
        jti={"essential": True},
    )
