"""Signed headers: right by openssl's reckoning, and refused for every way of being wrong."""

import hashlib
import string
import subprocess
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.base import Surroundings, new_nonce
from connectors.codecs.signed import Key, Signable, sign, signature, verify
from connectors.errors import NotAuthentic

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
KEY = Key("h41-2026", "0123456789abcdef0123456789abcdef")
TRUSTED = {KEY.id: KEY.secret}
WHAT = Signable("POST", "/api/dossiers?x=1", hashlib.sha256("hồ sơ".encode()).hexdigest())


def around(seen=lambda key_id, nonce: False, nonce=new_nonce):
    return Surroundings(lambda: NOW, seen, nonce)


def test_the_signature_is_what_openssl_computes():
    nonce = "abcdefghijklmnopqrstuvwx"
    headers = sign(KEY, WHAT, around(nonce=lambda: nonce))
    stamp = headers["X-LT-Timestamp"]
    assert stamp == str(int(NOW.timestamp()))
    body = subprocess.run(
        ["openssl", "dgst", "-sha256", "-r"],
        input="hồ sơ".encode(),
        capture_output=True,
        check=True,
    ).stdout[:64]
    text = b"v1\nPOST\n/api/dossiers?x=1\n" + stamp.encode() + b"\n" + nonce.encode() + b"\n" + body
    made = subprocess.run(
        ["openssl", "dgst", "-sha256", "-hmac", KEY.secret, "-r"],
        input=text,
        capture_output=True,
        check=True,
    ).stdout[:64]
    assert headers["X-LT-Signature"] == "v1=" + made.decode()


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_targets = st.text(string.ascii_letters + string.digits + "/?&=%._-", max_size=60)
_secrets = st.text(min_size=32, max_size=64)
_bodies = st.binary(max_size=200)


@PATIENT
@given(_targets, _secrets, _bodies, st.sampled_from(["GET", "PUT", "POST"]))
def test_what_is_signed_is_verified(target, secret, body, method):
    key = Key("k", secret)
    what = Signable(method, "/" + target, hashlib.sha256(body).hexdigest())
    lower = {name.lower(): value for name, value in sign(key, what, around()).items()}
    assert verify(lower, what, {"k": secret, "other": "x"}, around()) == "k"


@PATIENT
@given(_bodies, _bodies)
def test_another_body_has_another_signature(one, other):
    made = [
        signature(KEY, Signable("PUT", "/f", hashlib.sha256(body).hexdigest()), "1", "n")
        for body in (one, other)
    ]
    assert (made[0] == made[1]) == (one == other)


def changed(**headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {**sign(KEY, WHAT, around()), **named}


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "key"),
        (changed(X_LT_Key="other"), "key"),
        (changed(X_LT_Timestamp=""), "stale"),
        (changed(X_LT_Timestamp="-5"), "stale"),
        (changed(X_LT_Timestamp="٣"), "stale"),
        (changed(X_LT_Timestamp="9" * 13), "stale"),
        (changed(X_LT_Timestamp=str(int(NOW.timestamp()) - 301)), "stale"),
        (changed(X_LT_Timestamp=str(int(NOW.timestamp()) - 1)), "signature"),
        (changed(X_LT_Nonce="x" * 24), "signature"),
        (changed(X_LT_Signature=""), "signature"),
        (changed(X_LT_Signature="v2=" + "0" * 64), "signature"),
        (changed(X_LT_Signature="ữ"), "signature"),
        (sign(KEY, WHAT, around(nonce=lambda: "short")), "replayed"),
        (sign(KEY, WHAT, around(nonce=lambda: "with space in it and long")), "replayed"),
    ],
)
def test_what_is_wrong_is_refused_by_name(headers, code):
    with pytest.raises(NotAuthentic) as caught:
        verify(headers, WHAT, TRUSTED, around())
    assert caught.value.code == code


def test_a_nonce_is_remembered_only_for_those_who_hold_a_key():
    asked = []

    def seen(key_id, nonce):
        asked.append((key_id, nonce))
        return False

    with pytest.raises(NotAuthentic):
        verify(changed(X_LT_Signature="v1=" + "0" * 64), WHAT, TRUSTED, around(seen))
    assert asked == []
    headers = changed()
    verify(headers, WHAT, TRUSTED, around(seen))
    assert asked == [(KEY.id, headers["X-LT-Nonce"])]


def test_a_nonce_seen_before_is_refused():
    with pytest.raises(NotAuthentic, match="replayed"):
        verify(changed(), WHAT, TRUSTED, around(lambda key_id, nonce: True))


def test_a_key_does_not_show_its_secret():
    assert KEY.secret not in repr(KEY)
