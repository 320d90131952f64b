"""For whom an access token speaks: remembered for a minute, so that not every call asks again.

Kept beside the sign-ins under way and as they are: found by the token's hash, sealed under a key
made of the token, so that whoever reads the table can neither use a token nor say whose it was.
"""

import json
import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.db import insert_for
from portal.links import token_hash
from portal.models import Citizen, SignInState
from portal.runtime import Runtime
from portal.services import citizens
from portal.services.citizens import Identity, Signed

REMEMBERED = timedelta(minutes=1)
"""How long a token that its provider has ended may still be taken."""
_CONTEXT = "bearer"


def recall(session: Session, rt: Runtime, token: str) -> Signed | None:
    """Find for whom a token speaks, if that was found out less than a minute ago."""
    row = session.get(SignInState, _hash(token))
    if row is None or row.expires_at <= clock.now():
        return None
    try:
        kept = json.loads(crypto.unseal(_key(rt, token), row.sealed, _CONTEXT))
    except crypto.Unsealable:
        return None
    citizen = session.get(Citizen, uuid.UUID(kept["citizen"]))
    return replace(citizens.signed(rt, citizen), assurance=kept["acr"]) if citizen else None


def remember(
    session: Session, rt: Runtime, token: str, identity: Identity, ends: datetime
) -> Signed:
    """Meet the citizen a token speaks for, and remember it until it ``ends``, a minute at most."""
    signed = citizens.signed(rt, citizens.recognise(session, rt, identity))
    kept = json.dumps({"citizen": str(signed.id), "acr": identity.assurance}).encode()
    told = {
        "sealed": crypto.seal(_key(rt, token), kept, _CONTEXT),
        "expires_at": min(ends, clock.now() + REMEMBERED),
    }
    statement = insert_for(session, SignInState).values(key_hash=_hash(token), **told)
    session.execute(statement.on_conflict_do_update(index_elements=["key_hash"], set_=told))
    return signed


def _hash(token: str) -> bytes:
    return token_hash(f"{_CONTEXT}/{token}")


def _key(rt: Runtime, token: str) -> bytes:
    return crypto.derive(rt.settings.secrets.key("session"), f"{_CONTEXT}/{token}")
