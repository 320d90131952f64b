"""Judges the signatures of one PDF. It may be anybody's, so `examine` runs this in a process that
has little time and memory and can be lost.

A file stands or falls with its last signature, which has to cover all of it; the ones before must
be unhurt, with nothing but further signatures after them. So a clerk's signature under the seal of
the office counts, and whatever anybody added after the seal does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import IO, Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from forms.characters import one_line
from portal import clock
from portal.domain.signatures import NONE, Signature, SignatureState, Signer
from portal.services.signatures.trust import Trust

MOST = 16
"""More signatures than any paper has; each costs a look at all that came after it."""

_LONGEST_NAME = 200
_KEY_USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
_FOREIGN = frozenset(
    {
        AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND,
        AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE,
    }
)
_PAST = frozenset(
    {
        AdESIndeterminate.EXPIRED,
        AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
        AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED,
    }
)


@dataclass(frozen=True)
class _Found:
    """What one signature comes to."""

    state: SignatureState
    reason: str
    signer: Signer


def judge(file: IO[bytes], trust: Trust) -> Signature:
    """Say what the signatures of a PDF come to; of one that cannot be read, nothing is known."""
    try:
        reader = PdfFileReader(file, strict=True)
        if reader.encrypted:
            reader.decrypt(b"")
        fields = list(islice(enumerate_sig_fields(reader, filled_status=True), MOST + 1))
        if len(fields) > MOST:
            return _unknown("too_many")
        signatures = sorted(
            (EmbeddedPdfSignature(reader, field, name) for name, _value, field in fields),
            key=lambda one: one.signed_revision,
        )
        regular = [one for one in signatures if one.sig_object_type == "/Sig"]
        if not regular:
            return NONE
        found = [_look(one, trust, last=one is regular[-1]) for one in regular]
    except SignatureValidationError:
        return _unknown("unsupported")
    except MemoryError:
        return _unknown("too_complex")
    # Parsers of hostile bytes raise whatever they like, a recursion too deep among it.
    except Exception:
        return _unknown("damaged")
    return _sum(found)


def _unknown(reason: str) -> Signature:
    return Signature(SignatureState.UNVERIFIABLE, reason)


def _sum(found: Sequence[_Found]) -> Signature:
    hurt = next((one for one in found if one.state == SignatureState.BROKEN), None)
    decisive = hurt or found[-1]
    valid = decisive.state == SignatureState.VALID
    signers = tuple(one.signer for one in found if not valid or one.state == decisive.state)
    return Signature(decisive.state, decisive.reason, signers)


def _look(signature: EmbeddedPdfSignature, trust: Trust, *, last: bool) -> _Found:
    status = _validate(signature, trust)
    stamp = status.timestamp_validity
    believed = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    at = stamp.timestamp if stamp is not None and believed else None
    if at is not None and not status.trusted:
        # An authority says when it was signed: what has run out since then was good that day.
        status = _validate(signature, trust, at)
    state, reason = _state(signature, status, trust, last=last)
    return _Found(state, reason, _signer(signature, status, at))


def _state(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, trust: Trust, *, last: bool
) -> tuple[SignatureState, str]:
    if not status.intact or not status.valid:
        return SignatureState.BROKEN, "changed"
    if not _covers(signature, status, last=last):
        return SignatureState.BROKEN, "revision_added"
    problem = status.trust_problem_indic
    if status.revoked or problem == AdESFailure.REVOKED:
        return SignatureState.REVOKED, ""
    if status.trusted:
        return SignatureState.VALID, ""
    if not trust.roots:
        return SignatureState.UNVERIFIABLE, "no_trust_list"
    if problem in _PAST:
        return SignatureState.EXPIRED, ""
    return SignatureState.UNVERIFIABLE, _foreign(status)


def _foreign(status: PdfSignatureStatus) -> str:
    certificate = status.signing_cert
    if certificate.not_valid_before > clock.now():
        return "not_yet_valid"
    own = certificate.self_signed != "no"
    return "unknown_issuer" if own or status.trust_problem_indic in _FOREIGN else "not_allowed"


def _covers(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, *, last: bool) -> bool:
    """Say whether nothing was changed or added that this signature does not vouch for.

    After the last one only what keeps signatures readable for long may come: a time-stamp over
    the whole, certificates, revocation lists. After an earlier one also the further signatures.
    """
    allowed = ModificationLevel.LTA_UPDATES if last else ModificationLevel.FORM_FILLING
    level = status.modification_level
    return (
        _contiguous(signature)
        and level is not None
        and level <= allowed
        and status.docmdp_ok is not False
    )


def _contiguous(signature: EmbeddedPdfSignature) -> bool:
    """Say whether the one gap in what is signed is the signature itself: nothing hides in it."""
    if len(signature.byte_range) != 4:
        return False
    start, length, rest, _rest_length = (int(each) for each in signature.byte_range)
    return start == 0 and rest == length + 2 * len(signature.pkcs7_content) + 2


def _validate(
    signature: EmbeddedPdfSignature, trust: Trust, at: datetime | None = None
) -> PdfSignatureStatus:
    context = _context(signature.reader, trust, at)
    return validate_pdf_signature(signature, context, key_usage_settings=_KEY_USAGE)


def _context(reader: PdfFileReader, trust: Trust, at: datetime | None) -> ValidationContext:
    """Make what chains are built from: our files and what the PDF brings along, never a network."""
    known: dict[str, Any] = {
        "trust_roots": list(trust.roots),
        "other_certs": list(trust.links),
        "crls": list(trust.revoked),
        "allow_fetching": False,
        # A list written after the signature tells of it too.
        "retroactive_revinfo": True,
        **({"moment": at} if at else {}),
    }
    try:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(known)
    except (NoDSSFoundError, PdfError, ValueError, TypeError):
        return ValidationContext(**known)


def _signer(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, at: datetime | None
) -> Signer:
    subject, issuer = status.signing_cert.subject.native, status.signing_cert.issuer.native
    organisation = _said(subject, "organization_name")
    told = at or status.signer_reported_dt or signature.self_reported_timestamp
    return Signer(
        name=_said(subject, "common_name") or organisation or "?",
        organisation=organisation,
        issuer=_said(issuer, "common_name") or _said(issuer, "organization_name"),
        signed_at=told if told is not None and told.tzinfo else None,
        timestamped=at is not None,
    )


def _said(name: dict[str, Any], part: str) -> str:
    """Read a part of a name; one given several times is a list, the first is the nearest."""
    value = name.get(part, "")
    text = value[0] if isinstance(value, list) and value else value
    return one_line(str(text or ""))[:_LONGEST_NAME]
