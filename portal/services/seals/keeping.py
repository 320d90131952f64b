"""Takes an agency's seal in from a PKCS#12 file, keeps it sealed, and retires it.

Source: Luật Giao dịch điện tử 20/2023/QH15 (a digital signature of the agency stands for its
seal); Nghị định 30/2020/NĐ-CP, Điều 5 (who signs and the agency's own signature).
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain.errors import Conflict, Unacceptable
from portal.models import Agency, AgencySeal
from portal.runtime import Runtime
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor

LARGEST = 64 * 1024
"""Bytes of a PKCS#12 file with a key and its chain; none has so many."""
_WEAKEST_RSA = 2048


@dataclass(frozen=True)
class Material:
    """What is secret of a seal, opened: PEM of the key, of its certificate and of its chain."""

    key: bytes = field(repr=False)
    certificate: bytes
    chain: tuple[bytes, ...] = ()


def bring(
    session: Session, rt: Runtime, agency: Agency, file: tuple[bytes, str], actor: Actor
) -> AgencySeal:
    """Keep the seal of a PKCS#12 file (bytes and password) in the place of the one before.

    The password is used here and forgotten.

    :raises Unacceptable: ``unreadable`` (no such file, or another password), ``no_key``, ``weak``
        (RSA below 2,048 bits, or neither RSA nor elliptic), ``over`` (not valid today), or
        ``not_signing`` (its certificate is for something else).
    """
    material, certificate = _read(*file)
    now = clock.now()
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise Unacceptable("over")
    retire(session, agency, actor, missing_ok=True)
    row = AgencySeal(
        id=crypto.uuid7(),
        agency_id=agency.id,
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        key_id=rt.keyring.current,
        brought_by=actor.name,
        brought_at=now,
        sealed=b"",
    )
    row.sealed = crypto.seal(_key(rt, row), _packed(material), f"seal/{row.id}")
    session.add(row)
    told = {"serial": row.serial}
    deeds.record(session, actor, "seal_brought", f"agency:{agency.code}", told)
    session.flush()
    return row


def retire(
    session: Session, agency: Agency, actor: Actor, *, missing_ok: bool = False
) -> AgencySeal | None:
    """Let a seal be set under nothing any more; what it was set under stays signed.

    :raises Conflict: if the agency has none (any more), unless that is as well.
    """
    row = standing(session, agency.id, lock=True)
    if row is None:
        if missing_ok:
            return None
        raise Conflict(1, 0)
    row.retired_at = clock.now()
    told = {"serial": row.serial}
    deeds.record(session, actor, "seal_retired", f"agency:{agency.code}", told)
    return row


def standing(session: Session, agency_id: uuid.UUID, *, lock: bool = False) -> AgencySeal | None:
    """Give the seal of an agency that is not retired, run out or not."""
    query = _of(agency_id).where(AgencySeal.retired_at.is_(None))
    return session.execute(query.with_for_update() if lock else query).scalars().first()


def usable(session: Session, agency_id: uuid.UUID) -> AgencySeal | None:
    """Give the seal an agency can sign with today."""
    row, now = standing(session, agency_id), clock.now()
    return row if row and row.valid_from <= now <= row.valid_until else None


def ending(session: Session, within: timedelta) -> Sequence[tuple[AgencySeal, str]]:
    """List the seals in use that run out soon, or have, each with its agency's code."""
    query = (
        sa.select(AgencySeal, Agency.code)
        .join(Agency, Agency.id == AgencySeal.agency_id)
        .where(AgencySeal.retired_at.is_(None), AgencySeal.valid_until < clock.now() + within)
        .order_by(AgencySeal.valid_until)
    )
    return [(row, code) for row, code in session.execute(query)]


def history(session: Session, agency_id: uuid.UUID) -> Sequence[AgencySeal]:
    """List every seal an agency had, the newest first."""
    return session.execute(_of(agency_id)).scalars().all()


def opened(rt: Runtime, row: AgencySeal) -> Material:
    """Open what is secret of a seal."""
    kept = json.loads(crypto.unseal(_key(rt, row), row.sealed, f"seal/{row.id}"))
    chain = tuple(each.encode() for each in kept["chain"])
    return Material(kept["key"].encode(), kept["certificate"].encode(), chain)


def _of(agency_id: uuid.UUID) -> sa.Select[tuple[AgencySeal]]:
    query = sa.select(AgencySeal).where(AgencySeal.agency_id == agency_id)
    return query.order_by(AgencySeal.brought_at.desc(), AgencySeal.id.desc())


def _key(rt: Runtime, row: AgencySeal) -> bytes:
    return rt.keyring.derived(row.key_id, "agency-seals")


def _packed(material: Material) -> bytes:
    told = {
        "key": material.key.decode(),
        "certificate": material.certificate.decode(),
        "chain": [each.decode() for each in material.chain],
    }
    return json.dumps(told).encode()


def _read(content: bytes, password: str) -> tuple[Material, x509.Certificate]:
    if not content or len(content) > LARGEST:
        raise Unacceptable("unreadable")
    try:
        held = pkcs12.load_pkcs12(content, password.encode() or None)
    except (ValueError, TypeError) as error:
        raise Unacceptable("unreadable") from error
    if held.key is None or held.cert is None:
        raise Unacceptable("no_key")
    _strong(held.key)
    certificate = held.cert.certificate
    _signing(certificate)
    material = Material(
        held.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        certificate.public_bytes(Encoding.PEM),
        tuple(each.certificate.public_bytes(Encoding.PEM) for each in held.additional_certs),
    )
    return material, certificate


def _strong(key: object) -> None:
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= _WEAKEST_RSA:
        return
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Unacceptable("weak")


def _signing(certificate: x509.Certificate) -> None:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise Unacceptable("not_signing")
