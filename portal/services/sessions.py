"""Signed-in browsers. The cookie is a random token; the database holds its hash alone."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.links import token_hash
from portal.models import Citizen, SignInState, WebSession
from portal.runtime import Runtime
from portal.services.citizens import Signed, signed

# Sessions are touched at most this often, so that reading a page does not mean writing.
_TOUCH = timedelta(minutes=1)
_LONGEST = timedelta(hours=12)


@dataclass(frozen=True)
class SignIn:
    """A sign-in that has just succeeded at a provider."""

    provider: str
    sid: str | None
    assurance: str
    id_token: str = field(repr=False)


def start(session: Session, rt: Runtime, citizen: Citizen, sign_in: SignIn) -> str:
    """Begin a session with a fresh token (never one the browser brought), and return the token."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session.add(
        WebSession(
            token_hash=token_hash(token),
            citizen_id=citizen.id,
            provider=sign_in.provider,
            sid=sign_in.sid,
            assurance=sign_in.assurance,
            sealed_id_token=seal_beside(rt, token, sign_in.id_token),
            created_at=now,
            seen_at=now,
            expires_at=now + timedelta(minutes=rt.settings.session_minutes),
        )
    )
    return token


def find(session: Session, rt: Runtime, token: str) -> tuple[WebSession, Signed] | None:
    """Find who a token belongs to, if its session is still open."""
    row = session.get(WebSession, token_hash(token))
    if row is None or row.ended_at is not None or row.expires_at <= clock.now():
        return None
    citizen = session.get(Citizen, row.citizen_id)
    return (row, signed(rt, citizen)) if citizen else None


def needs_touch(row: WebSession) -> bool:
    """Say whether a session in use should have its end moved on."""
    return clock.now() - row.seen_at > _TOUCH


def touch(session: Session, rt: Runtime, token: str) -> None:
    """Move the end of a session in use on, up to twelve hours from its beginning."""
    now = clock.now()
    row = session.get(WebSession, token_hash(token))
    if row is not None and row.ended_at is None and row.expires_at > now:
        row.seen_at = now
        idle = now + timedelta(minutes=rt.settings.session_minutes)
        row.expires_at = min(idle, row.created_at + _LONGEST)


def end(session: Session, rt: Runtime, token: str) -> tuple[str, str] | None:
    """End a session; returns provider and ID token, to sign out of the provider with."""
    row = session.get(WebSession, token_hash(token))
    if row is None:
        return None
    id_token = open_beside(rt, token, row.sealed_id_token, "id-token") or ""
    row.ended_at = row.ended_at or clock.now()
    # Signing out here signs out everywhere the same provider session was used.
    if row.sid:
        end_everywhere(session, row.provider, row.sid)
    return row.provider, id_token


def end_everywhere(session: Session, provider: str, sid: str) -> None:
    """End every session that came from one session at a provider (back-channel sign-out)."""
    session.execute(
        sa.update(WebSession)
        .where(
            WebSession.provider == provider, WebSession.sid == sid, WebSession.ended_at.is_(None)
        )
        .values(ended_at=clock.now())
    )


def seal_beside(rt: Runtime, token: str, text: str, context: str = "id-token") -> bytes:
    """Seal an ID token under a key that only whoever brings the session's token can make."""
    return crypto.seal(_key(rt, token), text.encode(), context)


def open_beside(rt: Runtime, token: str, sealed: bytes, context: str) -> str | None:
    """Open what is sealed; what an older session key sealed is as good as gone."""
    try:
        return crypto.unseal(_key(rt, token), sealed, context).decode()
    except crypto.Unsealable:
        return None


def _key(rt: Runtime, token: str) -> bytes:
    return crypto.derive(rt.settings.secrets.key("session"), f"id-token/{token}")


def put_state(session: Session, rt: Runtime, key: str, value: str, seconds: int) -> None:
    """Keep the state of a sign-in under way (state, nonce, PKCE verifier), sealed."""
    session.merge(
        SignInState(
            key_hash=token_hash(key),
            sealed=crypto.seal(_key(rt, key), value.encode(), "sign-in"),
            expires_at=clock.now() + timedelta(seconds=seconds),
        )
    )


def peek_state(session: Session, rt: Runtime, key: str) -> str | None:
    """Look at the state of a sign-in; None if it is unknown, used or too old."""
    row = session.get(SignInState, token_hash(key))
    if row is None or row.expires_at <= clock.now():
        return None
    return open_beside(rt, key, row.sealed, "sign-in")


def drop_state(session: Session, key: str) -> bool:
    """Use a state up; says whether it was there, so that of two callbacks only one goes on."""
    result = session.execute(sa.delete(SignInState).where(SignInState.key_hash == token_hash(key)))
    return bool(getattr(result, "rowcount", 0))


def lapsed(session: Session, rt: Runtime, token: str) -> Signed | None:
    """Find whose session has just run out in this browser, so that what they typed can be kept.

    None for one that was ended by signing out, or began more than twelve hours ago.
    """
    row = session.get(WebSession, token_hash(token))
    if row is None or row.ended_at is not None or clock.now() - row.created_at > _LONGEST:
        return None
    citizen = session.get(Citizen, row.citizen_id)
    return signed(rt, citizen) if citizen else None
