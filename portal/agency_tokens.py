"""Access tokens for agencies' programmes: signed by us for one agency, for minutes, and for us."""

import secrets
from collections.abc import Callable

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from connectors.grants import Grant, Scope
from portal import clock
from portal.crypto import Unsealable
from portal.models import Agency

SECONDS = 600
_TYPE = "at+jwt"
_PURPOSE = "agency-tokens"
_ALGORITHMS = ["HS256"]


class AgencyTokens:
    """Gives and knows the tokens of one agency; implements ``connectors.base.Tokens``.

    ``derive`` gives the key of a purpose under a wrapping key, of which ``current`` signs: a token
    lives for minutes, so nothing has to outlive their rotation.
    """

    def __init__(
        self, base_url: str, agency: Agency, current: str, derive: Callable[[str, str], bytes]
    ) -> None:
        self._issuer = base_url
        self._audience = f"{base_url}/api/v1/agencies/{agency.code}"
        self._current, self._derive = current, derive

    def give(self, grant: Grant) -> str:
        """Sign a token for what a client may do (RFC 9068)."""
        now = int(clock.now().timestamp())
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": grant.client_id,
            "client_id": grant.client_id,
            "scope": " ".join(sorted(grant.scopes)),
            "iat": now,
            "exp": now + SECONDS,
            "jti": secrets.token_urlsafe(12),
        }
        header = {"alg": _ALGORITHMS[0], "typ": _TYPE, "kid": self._current}
        return jwt.encode(header, claims, self._key(self._current))

    def granted(self, token: str) -> Grant | None:
        """Say whose a token is and what it allows; None if we gave this agency none like it."""
        try:
            named = str(jws.extract_compact(token.encode()).headers().get("kid"))
            read = jwt.decode(token, self._key(named), algorithms=_ALGORITHMS)
            self._registry().validate(read.claims)
            scopes = frozenset(map(Scope, str(read.claims["scope"]).split()))
        except (JoseError, Unsealable, KeyError, TypeError, ValueError):
            return None
        if read.header.get("typ") != _TYPE:
            return None
        return Grant(str(read.claims["client_id"]), scopes)

    def _registry(self) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=int(clock.now().timestamp()),
            leeway=0,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._audience},
            exp={"essential": True},
            sub={"essential": True},
        )

    def _key(self, key_id: str) -> OctKey:
        return OctKey.import_key(self._derive(key_id, _PURPOSE))
