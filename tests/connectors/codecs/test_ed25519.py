"""Ed25519 signatures: right by openssl's reckoning, bound to their key, never mixed with HMAC."""

import base64
import hashlib
import subprocess
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from connectors.base import Surroundings
from connectors.codecs.ed25519 import PublicKey, SigningKey, written
from connectors.codecs.signed import Key, Signable, sign, verify
from connectors.errors import NotAuthentic

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
AROUND = Surroundings(lambda: NOW, lambda key_id, nonce: False)
SEED = bytes(range(32))
OWN = SigningKey("s1", SEED)
PUBLIC = Ed25519PrivateKey.from_private_bytes(SEED).public_key()
WHAT = Signable("POST", "/api/news", hashlib.sha256(b"{}").hexdigest())
PEM = PUBLIC.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def test_openssl_finds_our_signature_good(tmp_path):
    headers = sign(OWN, WHAT, AROUND)
    lines = ("ed25519", "POST", "/api/news", headers["X-LT-Timestamp"], headers["X-LT-Nonce"],
             WHAT.body_sha256)  # fmt: skip
    (tmp_path / "text").write_text("\n".join(lines))
    (tmp_path / "key.pem").write_text(PEM)
    scheme, _, shown = headers["X-LT-Signature"].partition("=")
    (tmp_path / "signature").write_bytes(base64.urlsafe_b64decode(shown + "=="))
    assert scheme == "ed25519"
    subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "text",
         "-sigfile", "signature"], cwd=tmp_path, check=True, capture_output=True)  # fmt: skip


def test_a_public_key_is_read_from_pem_and_from_a_jwk():
    raw = PUBLIC.public_bytes_raw()
    assert PublicKey.read(PEM) == PublicKey.read(written(raw)) == PublicKey(raw)


@pytest.mark.parametrize("text", ["", "abc", "é" * 43, "A" * 44, "-----BEGIN PUBLIC KEY-----\nx"])
def test_what_is_no_key_is_none(text):
    with pytest.raises(ValueError, match=r"."):
        PublicKey.read(text)


def test_a_key_of_another_kind_is_none():
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    pem = other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    with pytest.raises(ValueError, match="another kind"):
        PublicKey.read(pem)


def test_old_and_new_keys_are_good_while_one_is_being_changed():
    new = SigningKey("s2", bytes(32))
    trusted = {"s1": PublicKey.read(PEM), "old": "h" * 32}
    trusted["s2"] = PublicKey(Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()
                              .public_bytes_raw())  # fmt: skip
    for key in (OWN, new, Key("old", "h" * 32)):
        assert verify(sign(key, WHAT, AROUND), WHAT, trusted, AROUND) == key.id


def test_the_algorithm_follows_from_the_key_and_never_from_the_caller():
    # Whoever knows a public key could make an HMAC with it: it is none of ours.
    forged = sign(Key("s1", PEM), WHAT, AROUND)
    for headers in (forged, {**forged, "X-LT-Signature": "ed25519=" + "A" * 86}):
        with pytest.raises(NotAuthentic, match="signature"):
            verify(headers, WHAT, {"s1": PublicKey.read(PEM)}, AROUND)
    with pytest.raises(NotAuthentic, match="signature"):
        verify(sign(OWN, WHAT, AROUND), WHAT, {"s1": "s" * 32}, AROUND)


@pytest.mark.parametrize("shown", ["", "ed25519=", "ed25519=é", "v1=" + "0" * 64, "ed25519=A"])
def test_nonsense_is_no_signature(shown):
    headers = {**sign(OWN, WHAT, AROUND), "X-LT-Signature": shown}
    with pytest.raises(NotAuthentic, match="signature"):
        verify(headers, WHAT, {"s1": PublicKey.read(PEM)}, AROUND)
