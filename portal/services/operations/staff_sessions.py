"""Signed-in browsers of the staff: short, apart from the citizens', each for one audience."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.orm import Session

from portal import clock
from portal.links import token_hash
from portal.models import StaffSession
from portal.runtime import Runtime
from portal.services.operations import staff
from portal.services.operations.staff import Member
from portal.services.sessions import SignIn, open_beside, seal_beside

CONSOLE = "console"
# A session is touched at most this often, so that reading a page does not mean writing.
_TOUCH = timedelta(minutes=1)
_LONGEST = timedelta(hours=10)
_NUMBER = "citizen-number"


@dataclass(frozen=True)
class Found:
    """Whose browser it is, and whether the end of their session should be moved on."""

    member: Member
    needs_touch: bool


def start(session: Session, rt: Runtime, member: Member, audience: str, sign_in: SignIn) -> str:
    """Begin a session with a fresh token (never one the browser brought), and return the token."""
    token, now = secrets.token_urlsafe(32), clock.now()
    session.add(
        StaffSession(
            token_hash=token_hash(token),
            audience=audience,
            staff_id=member.id,
            provider=sign_in.provider,
            sid=sign_in.sid,
            sealed_id_token=seal_beside(rt, token, sign_in.id_token),
            sealed_number=seal_beside(rt, token, member.number, _NUMBER) if member.number else None,
            created_at=now,
            seen_at=now,
            expires_at=now + _idle(rt),
        )
    )
    return token


def find(session: Session, rt: Runtime, token: str, audience: str) -> Found | None:
    """Find whose open session of this audience a token is, with the roles they have now."""
    row = _open(session, token, audience)
    member = staff.member(session, row.staff_id) if row else None
    if row is None or member is None:
        return None
    sealed = row.sealed_number
    number = open_beside(rt, token, sealed, _NUMBER) if sealed is not None else None
    return Found(replace(member, number=number or ""), clock.now() - row.seen_at > _TOUCH)


def touch(session: Session, rt: Runtime, token: str, audience: str) -> None:
    """Move the end of a session in use on, up to ten hours from its beginning."""
    row, now = _open(session, token, audience), clock.now()
    if row is not None:
        row.seen_at = now
        row.expires_at = min(now + _idle(rt), row.created_at + _LONGEST)


def end(
    session: Session, rt: Runtime, token: str, audience: str
) -> tuple[StaffSession, str] | None:
    """End a session; returns it and its ID token, to sign out of the provider with."""
    row = _open(session, token, audience)
    if row is None:
        return None
    row.ended_at = clock.now()
    return row, open_beside(rt, token, row.sealed_id_token, "id-token") or ""


def _open(session: Session, token: str, audience: str) -> StaffSession | None:
    row = session.get(StaffSession, token_hash(token))
    if row is None or row.audience != audience or row.ended_at is not None:
        return None
    return row if row.expires_at > clock.now() else None


def _idle(rt: Runtime) -> timedelta:
    return timedelta(minutes=rt.settings.staff_session_minutes)
