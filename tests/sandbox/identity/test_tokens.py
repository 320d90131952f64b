"""ID tokens: sound ones and faulty ones, checked with the openssl command."""

import json
import subprocess
import time
from base64 import urlsafe_b64decode

import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

from tests.sandbox.conftest import CLIENT, running


def bytes_of(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def pem(issuer, kid):
    """Turn the JWKS key of that name into PEM."""
    keys = requests.get(f"{issuer}/jwks", timeout=10).json()["keys"]
    key = next(key for key in keys if key["kid"] == kid)
    n, e = (int.from_bytes(bytes_of(key[part]), "big") for part in "ne")
    return (
        RSAPublicNumbers(e, n)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def openssl_accepts(issuer, token, folder):
    """Ask openssl whether the issuer's key signed a token."""
    text, _, signature = token.rpartition(".")
    head = json.loads(bytes_of(text.partition(".")[0]))
    assert head["alg"] == "RS256"
    (folder / "key.pem").write_bytes(pem(issuer, head["kid"]))
    (folder / "signature").write_bytes(bytes_of(signature))
    run = subprocess.run(
        ["openssl", "dgst", "-sha256", "-verify", folder / "key.pem"]
        + ["-signature", folder / "signature"],
        input=text.encode(),
        capture_output=True,
    )
    return run.stdout == b"Verified OK\n"


def claims_of(token):
    return json.loads(bytes_of(token.split(".")[1]))


def sign_in(visit, **faults):
    """Sign in with faults of the token on, and give the ID token."""
    code = visit.code()
    requests.post(f"{visit.issuer}/faults", json=faults, timeout=10)
    return visit.redeem(code).json()["id_token"]


def test_openssl_verifies_the_id_token_with_the_published_key(visit, tmp_path):
    assert openssl_accepts(visit.issuer, sign_in(visit), tmp_path)


def test_an_id_token_says_who_for_whom_when_and_how_surely(visit):
    before = int(time.time())
    page = visit.ask(acr_values="LoA1")
    code = visit.choose(page, {"person": "vidu"})["code"]
    claims = claims_of(visit.redeem(code).json()["id_token"])
    assert claims["iss"] == visit.issuer
    assert claims["aud"] == CLIENT["client_id"]
    assert (claims["nonce"], claims["acr"]) == (visit.nonce, "LoA1")
    assert before <= claims["auth_time"] <= claims["iat"] < claims["exp"]
    assert claims["sub"] and claims["sid"]


def test_a_person_keeps_the_same_subject_and_gets_a_new_session(visit):
    one, two = (claims_of(sign_in(visit)) for _ in range(2))
    assert one["sub"] == two["sub"] and one["sid"] != two["sid"]


def test_the_fault_wrong_signature_is_one_openssl_sees(visit, tmp_path):
    assert not openssl_accepts(visit.issuer, sign_in(visit, wrong_signature=True), tmp_path)


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        ("wrong_nonce", lambda claims, visit: claims["nonce"] != visit.nonce),
        ("expired_token", lambda claims, visit: claims["exp"] < time.time()),
        ("no_acr", lambda claims, visit: "acr" not in claims),
        ("wrong_issuer", lambda claims, visit: claims["iss"] != visit.issuer),
    ],
)
def test_a_fault_changes_one_claim_and_is_signed_all_the_same(fault, wrong, visit, tmp_path):
    token = sign_in(visit, **{fault: True})
    assert wrong(claims_of(token), visit)
    assert openssl_accepts(visit.issuer, token, tmp_path)
    assert not wrong(claims_of(sign_in(visit, **{fault: False})), visit)


def test_down_is_503_everywhere_in_the_realm_until_switched_off(provider, visit):
    requests.post(f"{visit.issuer}/faults", json={"down": True}, timeout=10)
    assert requests.get(f"{visit.issuer}/jwks", timeout=10).status_code == 503
    assert visit.ask().status_code == 503
    assert requests.get(f"{provider.url}/rehearsal/jwks", timeout=10).ok
    requests.delete(f"{visit.issuer}/faults", timeout=10)
    assert visit.ask().ok


def test_a_fault_for_two_times_is_over_after_two(visit):
    wanted = {"down": {"times": 2}}
    told = requests.post(f"{visit.issuer}/faults", json=wanted, timeout=10).json()
    assert told == {"down": {"value": 1.0, "times": 2}}
    url = f"{visit.issuer}/jwks"
    assert [requests.get(url, timeout=10).status_code for _ in range(3)] == [503, 503, 200]


def test_slow_answers_late(visit):
    requests.post(f"{visit.issuer}/faults", json={"slow": 0.3}, timeout=10)
    start = time.monotonic()
    assert requests.get(f"{visit.issuer}/jwks", timeout=10).ok
    assert time.monotonic() - start >= 0.3


@pytest.mark.parametrize(
    "wanted", [{"no such fault": True}, {"slow": "five"}, {"down": {"times": 0}}, {"slow": [1]}]
)
def test_a_fault_that_makes_no_sense_is_refused_and_changes_nothing(wanted, visit):
    answer = requests.post(f"{visit.issuer}/faults", json={"no_acr": True} | wanted, timeout=10)
    assert answer.status_code == 422 and answer.json()["message"]
    assert requests.get(f"{visit.issuer}/faults", timeout=10).json() == {}


def test_another_sites_page_cannot_switch_faults(visit):
    answer = requests.post(
        f"{visit.issuer}/faults",
        json={"down": True},
        headers={"Origin": "http://other.example"},
        timeout=10,
    )
    assert answer.status_code == 403


def test_keys_and_faults_outlive_the_process(tmp_path):
    seen = []
    for _ in range(2):
        settings = {"SANDBOX_CLIENTS": json.dumps([CLIENT])}
        with running("identity", tmp_path, **settings) as process:
            keys = requests.get(f"{process.url}/national/jwks", timeout=10).json()
            faults = requests.get(f"{process.url}/national/faults", timeout=10).json()
            requests.post(f"{process.url}/national/faults", json={"no_acr": True}, timeout=10)
            seen.append((keys, faults))
    assert seen[0][0] == seen[1][0]
    assert (seen[0][1], list(seen[1][1])) == ({}, ["no_acr"])
