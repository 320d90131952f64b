"""The ID token of a sign-in (OpenID Connect Core section 2), sound or faulty on purpose."""

import sqlite3
import time
from typing import Any

from portal.sandbox.identity.keys import RealmKey
from portal.sandbox.identity.people import Colleague, Person
from portal.sandbox.shell.faults import Faults

LIFE_SECONDS = 300
_HOUR = 3600


class Minter:
    """Makes ID tokens, with the faults of the realm that are switched on."""

    def __init__(self, issuers: dict[str, str], keys: dict[str, RealmKey], faults: Faults) -> None:
        self._issuers = issuers
        self._keys = keys
        self._faults = faults

    def mint(self, grant: sqlite3.Row, person: Person | Colleague) -> str:
        """Sign an ID token for a redeemed code."""
        realm = grant["realm"]
        claims = self._sound(grant, person)
        if self._take(realm, "wrong_nonce"):
            claims["nonce"] = "khong-phai-nonce-da-gui"
        if self._take(realm, "expired_token"):
            claims |= {"iat": claims["iat"] - 2 * _HOUR, "exp": claims["exp"] - 2 * _HOUR}
        if self._take(realm, "no_acr"):
            del claims["acr"]
        if self._take(realm, "wrong_issuer"):
            claims["iss"] += "-gia"
        return self._keys[realm].sign(claims, badly=self._take(realm, "wrong_signature"))

    def _sound(self, grant: sqlite3.Row, person: Person | Colleague) -> dict[str, Any]:
        now = int(time.time())
        return {
            "iss": self._issuers[grant["realm"]],
            "sub": person.subject,
            "aud": grant["client_id"],
            "exp": now + LIFE_SECONDS,
            "iat": now,
            "auth_time": int(grant["answered_at"]),
            "nonce": grant["nonce"],
            "acr": grant["level"],
            "sid": grant["sid"],
        }

    def _take(self, realm: str, fault: str) -> bool:
        return self._faults.take(realm, fault) is not None
