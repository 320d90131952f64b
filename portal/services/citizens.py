"""Citizens as the identity provider vouches for them."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.db import insert_once
from portal.models import Citizen
from portal.runtime import Runtime


@dataclass(frozen=True)
class Identity:
    """What a provider says of somebody, in our words (``profile`` has the forms' identity keys)."""

    issuer: str
    subject: str
    assurance: str
    rehearsal: bool
    profile: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Signed:
    """The signed-in citizen, as views and services pass them on."""

    id: uuid.UUID
    assurance: str
    rehearsal: bool
    language: str
    profile: Mapping[str, str] = field(repr=False)

    @property
    def name(self) -> str:
        """Their name as the provider gave it."""
        return self.profile.get("full_name", "")


def recognise(session: Session, rt: Runtime, identity: Identity) -> Citizen:
    """Find the citizen of a sign-in, or make one; what the provider says now replaces what it said.

    Keyed by issuer and subject: a phone or an e-mail address can change hands.
    """
    found = _find(session, identity)
    if found is None:
        _meet(session, rt, identity)
        found = _find(session, identity)
    assert found is not None
    key = rt.keyring.unwrap(found.key_id, found.wrapped_key, str(found.id))
    found.sealed_profile = crypto.seal(
        key, json.dumps(dict(identity.profile), ensure_ascii=False).encode(), f"{found.id}/profile"
    )
    number = identity.profile.get("citizen_number")
    found.number_index = rt.index("citizen_number", number) if number else None
    found.assurance, found.rehearsal = identity.assurance, identity.rehearsal
    found.seen_at = clock.now()
    session.flush()
    return found


def _find(session: Session, identity: Identity) -> Citizen | None:
    return session.execute(
        sa.select(Citizen)
        .where(Citizen.issuer == identity.issuer, Citizen.subject == identity.subject)
        .with_for_update()
    ).scalar_one_or_none()


def known(session: Session, rt: Runtime, issuer: str, subject: str) -> Signed | None:
    """Give who signed in as this subject before, if anybody did."""
    query = sa.select(Citizen).where(Citizen.issuer == issuer, Citizen.subject == subject)
    found = session.execute(query).scalar_one_or_none()
    return signed(rt, found) if found else None


def _meet(session: Session, rt: Runtime, identity: Identity) -> None:
    """Make the row of somebody new; of two sign-ins at once, the second finds the first one's."""
    citizen_id, now = crypto.uuid7(), clock.now()
    key_id, wrapped = rt.keyring.wrap(crypto.new_key(), str(citizen_id))
    insert_once(
        session,
        Citizen,
        id=citizen_id,
        issuer=identity.issuer,
        subject=identity.subject,
        key_id=key_id,
        wrapped_key=wrapped,
        sealed_profile=b"",
        assurance=identity.assurance,
        rehearsal=identity.rehearsal,
        language="vi",
        created_at=now,
        seen_at=now,
    )


def signed(rt: Runtime, citizen: Citizen) -> Signed:
    """Open what is known of a citizen."""
    key = rt.keyring.unwrap(citizen.key_id, citizen.wrapped_key, str(citizen.id))
    profile = json.loads(crypto.unseal(key, citizen.sealed_profile, f"{citizen.id}/profile"))
    return Signed(citizen.id, citizen.assurance, citizen.rehearsal, citizen.language, profile)
