"""Programmes of an agency get a token for minutes, that says it is for us, and for what."""

import base64
import hmac
import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

from portal import clock
from portal.domain.states import State
from portal.exchanges import news, tokens
from portal.exchanges.callers import Call
from portal.exchanges.pulling import giving
from portal.models import Agency
from portal.services import agencies
from portal.services.agencies import NewAgency
from portal.services.desk import naming
from tests.furnished import house
from tests.furnished.fetching import CODE, fetching_agency
from tests.furnished.house import KEY_ID, SECRET

BASE = f"/api/v1/agencies/{CODE}"
PASSWORD = "a secret of the vendor's programme, long"
TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
KEYS = {
    "ed": (OKPKey, Ed25519PrivateKey.generate(), "EdDSA"),
    "ec": (ECKey, ec.generate_private_key(ec.SECP256R1()), "ES256"),
    "rsa": (RSAKey, rsa.generate_private_key(65537, 2048), "RS256"),
}


def pem(key):
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.fixture
def agency(rt) -> Agency:
    made = fetching_agency(rt)
    with rt.db.write() as session:
        row = agencies.by_code(session, CODE)
        row.endpoint = {**row.endpoint, "client_keys": {k: pem(v[1]) for k, v in KEYS.items()}}
        new = NewAgency(
            code=CODE, name=row.name, name_en=row.name_en, level=row.level, place=row.place,
            connector="one_stop", endpoint=row.endpoint,
            secret={"key_id": KEY_ID, "secret": SECRET, "client_secrets": {"ven:dor": PASSWORD}},
        )  # fmt: skip
        agencies.add(session, rt, new)
    return made


def ask(rt, authorization="", **form):
    headers = {"Authorization": authorization} if authorization else {}
    call = Call("POST", f"{BASE}/token", headers)
    body = urlencode({"grant_type": "client_credentials", **form}).encode()
    reply = tokens.give(rt, CODE, call, body)
    return reply.status, json.loads(reply.body)


def basic(client="ven%3Ador", secret=PASSWORD):
    return "Basic " + base64.b64encode(f"{client}:{secret}".encode()).decode()


def asserted(rt, kind="ed", **changed):
    family, key, algorithm = KEYS[kind]
    now = int(clock.now().timestamp())
    claims = {"iss": kind, "sub": kind, "aud": f"{rt.settings.base_url}{BASE}/token",
              "exp": now + 60, "jti": f"{kind}-{changed.pop('once', 1)}", **changed}  # fmt: skip
    text = jwt.encode({"alg": algorithm}, claims, family.import_key(key), algorithms=[algorithm])
    return {"client_assertion": text, "client_assertion_type": TYPE}


def bearing(rt, token, path="/outbox"):
    return giving.page(rt, CODE, Call("GET", BASE + path, {"Authorization": f"Bearer {token}"}))


@pytest.fixture
def token(rt, hands, agency):
    status, said = ask(rt, basic())
    assert (status, said["token_type"], said["expires_in"]) == (200, "Bearer", 600)
    assert said["scope"] == "news outbox"
    return said["access_token"]


def test_a_token_opens_the_list_for_ten_minutes(rt, token, hands):
    assert bearing(rt, token).status == 200
    hands.turn(minutes=10, seconds=1)
    assert bearing(rt, token).status == 401


def test_a_secret_may_come_in_the_body(rt, agency):
    assert ask(rt, client_id="ven:dor", client_secret=PASSWORD)[0] == 200


@pytest.mark.parametrize("kind", KEYS)
def test_an_assertion_is_taken_once(rt, hands, agency, kind):
    once = asserted(rt, kind)
    assert ask(rt, **once)[0] == 200
    assert ask(rt, **once) == (401, {"error": "invalid_client"})


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "https://another.example/token"},
        {"iss": "ec"},
        {"sub": "nobody"},
        {"exp": 1},
        {"exp": 2**33},
        {"jti": None},
        {"exp": None},
    ],
)
def test_an_assertion_that_is_not_for_us_now_is_refused(rt, hands, agency, changed):
    assert ask(rt, **asserted(rt, **changed)) == (401, {"error": "invalid_client"})


def test_an_assertion_is_not_believed_by_another_algorithm(rt, hands, agency):
    claims = {"iss": "ed", "sub": "ed", "aud": rt.settings.base_url, "jti": "x",
              "exp": int(clock.now().timestamp()) + 60}  # fmt: skip
    # Whoever knows a public key could make an HMAC with it: it is none of theirs.
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256"}, claims)]
    text = ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
    made = hmac.digest(pem(KEYS["ed"][1]).encode(), text.encode(), "sha256")
    forged = f"{text}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"
    told = {"client_assertion": forged, "client_assertion_type": TYPE}
    assert ask(rt, **told) == (401, {"error": "invalid_client"})


@pytest.mark.parametrize(
    ("authorization", "form", "error"),
    [
        ("", {}, "invalid_client"),
        (basic(secret="x" * 40), {}, "invalid_client"),
        (basic(client="nobody"), {}, "invalid_client"),
        ("Basic é", {}, "invalid_client"),
        ("Bearer x", {}, "invalid_client"),
        (basic(), {"client_secret": PASSWORD}, "invalid_request"),
        (basic(), {"grant_type": "password"}, "unsupported_grant_type"),
        (basic(), {"scope": "news everything"}, "invalid_scope"),
        ("", {"client_assertion": "a.b.c"}, "invalid_request"),
        ("", {"client_assertion": "a.b.c", "client_assertion_type": TYPE}, "invalid_client"),
    ],
)
def test_strangers_get_no_token_and_are_told_in_the_words_of_the_standard(
    rt, agency, authorization, form, error
):
    status, said = ask(rt, authorization, **form)
    assert (status, said) == (401 if error == "invalid_client" else 400, {"error": error})


def test_a_token_opens_nothing_but_what_was_asked_for(rt, hands, agency):
    narrow = ask(rt, basic(), scope="news")[1]["access_token"]
    assert bearing(rt, narrow).status == 403


def test_a_token_of_one_agency_is_nothing_at_another(rt, hands, agency, token):
    fetching_agency(rt, "H41.90.08")
    call = Call("GET", "/api/v1/agencies/H41.90.08/outbox", {"Authorization": f"Bearer {token}"})
    assert giving.page(rt, "H41.90.08", call).status == 401


@pytest.mark.parametrize("broken", ["", "a.b.c", "é", "."])
def test_what_is_no_token_opens_nothing(rt, token, broken):
    assert bearing(rt, broken).status == 401
    assert bearing(rt, token[:-2] + ("AA" if token[-2:] != "AA" else "BB")).status == 401


def test_a_client_that_was_taken_away_is_nobody_at_once(rt, hands, agency, token):
    fetching_agency(rt, CODE)
    assert bearing(rt, token).status == 401


def test_news_may_come_with_a_token_and_is_heard_once(rt, hands, agency, submitted, token):
    told = {"id": "n1", "dossier": submitted.code, "kind": "accepted", "seq": 1,
            "occurred_at": clock.now().isoformat()}  # fmt: skip
    body = json.dumps(told).encode()
    call = Call("POST", f"{BASE}/news", {"Authorization": f"Bearer {token}"})
    said = [json.loads(news.receive(rt, CODE, call, body).body)["outcome"] for _ in range(2)]
    assert said == ["applied", "duplicate"]
    assert house.again(rt, submitted).received_at <= clock.now() + timedelta(seconds=1)


@pytest.mark.parametrize("way", ["secret", *KEYS])
def test_a_programme_with_a_token_asks_for_what_is_wrong_and_hears_what_may_not_be_asked(
    rt, hands, agency, submitted, way
):
    form = {} if way == "secret" else asserted(rt, way)
    granted = ask(rt, basic() if way == "secret" else "", scope="news", **form)[1]
    bearer = {"Authorization": f"Bearer {granted['access_token']}"}

    def bring(name):
        wanted = [{"answer": name, "words": "Số này đã khóa"}]
        told = {"id": "w1", "dossier": submitted.code, "kind": "supplement_requested", "seq": 1,
                "occurred_at": clock.now().isoformat(), "wanted": wanted}  # fmt: skip
        reply = news.receive(
            rt, CODE, Call("POST", f"{BASE}/news", bearer), json.dumps(told).encode()
        )
        return reply.status, json.loads(reply.body)

    assert bring("owner_name") == (422, {"errors": {"wanted.0.answer": [naming.HIDDEN]}})
    assert bring("phone") == (200, {"outcome": "applied"})
    assert house.again(rt, submitted).state == State.AWAITING_SUPPLEMENT
