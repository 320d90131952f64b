"""Access tokens that apps and other portals bear: checked with the provider that gave them.

A token is taken only if it says that it is for us: by its audience if it is a JWT (RFC 9068), by
what the provider answers about it otherwise (RFC 7662). That it speaks for somebody is not enough:
any app that somebody ever signed in to holds such a token.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from connectors.errors import Unreadable
from connectors.national import identity
from portal import clock
from portal.runtime import Runtime
from portal.services import bearers, citizens
from portal.services.citizens import Identity, Signed
from portal.settings import Provider
from portal.web.auth.provider import ALGORITHMS, Providers, SignInFailed

_LEEWAY = 30
_ASKED_AGAIN = timedelta(minutes=1)
_ACCESS_TOKEN = ("at+jwt", "application/at+jwt")


class Bearers:
    """Finds the citizen an access token speaks for; without an audience no token is taken."""

    def __init__(self, providers: Providers, rt: Runtime) -> None:
        self._providers, self._rt = providers, rt
        self._trusted = tuple(each for each in rt.settings.providers if each.audiences)
        self._fetched: dict[str, datetime] = {}
        self._lock = threading.Lock()

    @property
    def open(self) -> bool:
        """Whether this installation takes tokens at all."""
        return bool(self._trusted)

    def citizen(self, token: str) -> Signed:
        """Give the citizen; the provider is asked once a minute at most for each token.

        :raises SignInFailed: ``failed``, ``too_low`` or ``unavailable``.
        """
        with self._rt.db.read() as session:
            known = bearers.recall(session, self._rt, token)
        if known is not None:
            return known
        found, ends = self._identify(token)
        with self._rt.db.write() as session:
            return bearers.remember(session, self._rt, token, found, ends)

    def _identify(self, token: str) -> tuple[Identity, datetime]:
        if token.count(".") == 2:
            provider, claims = self._signed(token)
            profile = self._profile_beside(provider, token, claims)
        else:
            provider, claims = self._opaque(token)
            info = self._providers.userinfo(provider, token)
            _same_person(claims, info)
            claims = {**info, **claims}
            profile = _profile(claims)
        acr = str(claims.get("acr") or "")
        if identity.level(acr) < identity.level(provider.acr):
            raise SignInFailed("too_low", acr)
        found = Identity(provider.issuer, str(claims["sub"]), acr, provider.rehearsal, profile)
        return found, _ends(claims)

    def _signed(self, token: str) -> tuple[Provider, Mapping[str, Any]]:
        """Check a JWT: signature, algorithm, issuer, audience, time, and that it is no ID token."""
        provider = self._issuer_of(token)
        try:
            read = jwt.decode(token, self._keys(provider, token), algorithms=ALGORITHMS)
            _claims_registry(provider).validate(read.claims)
        except (JoseError, ValueError) as error:
            raise SignInFailed("failed", type(error).__name__) from error
        own = provider.client_id in _audiences(read.claims)
        if own and str(read.header.get("typ", "")).lower() not in _ACCESS_TOKEN:
            raise SignInFailed("failed", "an ID token opens nothing here")
        return provider, read.claims

    def _issuer_of(self, token: str) -> Provider:
        """Say whose a JWT claims to be; nothing of it is believed yet."""
        try:
            told = json.loads(jws.extract_compact(token.encode()).payload)
            issuer = told.get("iss")
        except (JoseError, ValueError, AttributeError) as error:
            raise SignInFailed("failed", "no JWT") from error
        for provider in self._trusted:
            if provider.issuer == issuer:
                return provider
        raise SignInFailed("failed", "of no provider we trust")

    def _keys(self, provider: Provider, token: str) -> KeySet:
        """Give a provider's keys; for a key nobody knows they are fetched anew, once a minute."""
        keys = KeySet.import_key_set(self._providers.keys(provider))
        wanted = jws.extract_compact(token.encode()).headers().get("kid")
        if not wanted or any(key.kid == wanted for key in keys.keys):
            return keys
        with self._lock:
            last = self._fetched.get(provider.name)
            if last is not None and clock.now() - last < _ASKED_AGAIN:
                raise InvalidKeyIdError(str(wanted)[:40])
            self._fetched[provider.name] = clock.now()
        return KeySet.import_key_set(self._providers.keys(provider, fresh=True))

    def _profile_beside(
        self, provider: Provider, token: str, claims: Mapping[str, Any]
    ) -> Mapping[str, str]:
        """Find who it is: by the token itself, by the provider, or from an earlier sign-in."""
        try:
            profile = identity.profile(claims)
            if profile.get("citizen_number"):
                return profile
        except Unreadable:
            pass
        try:
            info = self._providers.userinfo(provider, token)
            _same_person(claims, info)
            return _profile(info)
        except SignInFailed as error:
            with self._rt.db.read() as session:
                known = citizens.known(session, self._rt, provider.issuer, str(claims["sub"]))
            if known is None:
                raise error
            return known.profile

    def _opaque(self, token: str) -> tuple[Provider, Mapping[str, Any]]:
        """Ask each provider whether a token is alive and meant for us."""
        for provider in self._trusted:
            told = self._providers.introspect(provider, token)
            if told.get("active") is not True:
                continue
            if told.get("iss", provider.issuer) != provider.issuer or not told.get("sub"):
                raise SignInFailed("failed", "the answer speaks of another token")
            meant = {*_audiences(told), str(told.get("client_id", ""))}
            if meant.isdisjoint(provider.audiences):
                raise SignInFailed("failed", "the token is for somebody else")
            if _ends(told) <= clock.now():
                raise SignInFailed("failed", "the token has ended")
            return provider, told
        raise SignInFailed("failed", "no provider knows the token")


def _claims_registry(provider: Provider) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(clock.now().timestamp()),
        leeway=_LEEWAY,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "values": list(provider.audiences)},
        exp={"essential": True},
        sub={"essential": True},
    )


def _audiences(claims: Mapping[str, Any]) -> Iterator[str]:
    told = claims.get("aud")
    yield from (str(one) for one in (told if isinstance(told, list) else [told]) if one)


def _ends(claims: Mapping[str, Any]) -> datetime:
    """Say when a token ends as far as it matters here: within the minute it is remembered for."""
    now, exp = clock.now(), claims.get("exp")
    left = bearers.REMEMBERED.total_seconds()
    if isinstance(exp, int | float) and not isinstance(exp, bool):
        left = max(0.0, min(left, exp - now.timestamp()))
    return now + timedelta(seconds=left)


def _same_person(claims: Mapping[str, Any], info: Mapping[str, Any]) -> None:
    if info.get("sub") != claims.get("sub"):
        raise SignInFailed("failed", "the user information is somebody else's")


def _profile(claims: Mapping[str, Any]) -> dict[str, str]:
    try:
        return identity.profile(claims)
    except Unreadable as error:
        raise SignInFailed("failed", str(error)) from error
