"""Access tokens of a certified OpenID provider, borne to the API by apps."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from joserfc import jws, jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.test import TestResponse

from portal import clock
from portal.app import create_app
from portal.models import Citizen, SignInState
from portal.services import sessions
from portal.services.bearers import REMEMBERED
from tests.servers.openid_provider import OpenID
from tests.web.auth.apps import access_token
from tests.web.auth.conftest import Portal, as_provider

FULL, BARE = "https://portal.example/full", "https://portal.example/bare"
AUDIENCES = ("app-tests", FULL, BARE)
Make = Callable[..., Portal]


def me(portal: Portal, token: str, scheme: str = "Bearer") -> TestResponse:
    """Ask who is calling, in a browser that holds no cookie."""
    client = portal.app.test_client()
    return client.get("/api/v1/me", headers={"Authorization": f"{scheme} {token}"})


@pytest.fixture
def open_portal(portal_for: Make, openid: OpenID) -> Portal:
    """Give a portal that takes the tokens of one app, at level 2."""
    return portal_for(as_provider(openid, audiences=AUDIENCES))


def test_an_app_bears_an_opaque_token(open_portal: Portal, openid: OpenID) -> None:
    answer = me(open_portal, access_token(openid.issuer))
    assert answer.status_code == 200, answer.text
    assert answer.json == {"name": "Trần Văn Thử", "assurance": "LoA2", "csrf": None}


def test_an_app_bears_a_jwt_that_says_who_it_is(open_portal: Portal, openid: OpenID) -> None:
    answer = me(open_portal, access_token(openid.issuer, resource=FULL))
    assert (answer.status_code, answer.json["name"]) == (200, "Trần Văn Thử")


def test_a_jwt_without_a_name_speaks_for_who_has_signed_in_before(
    open_portal: Portal, openid: OpenID
) -> None:
    token = access_token(openid.issuer, resource=BARE)
    assert me(open_portal, token).status_code == 401
    open_portal.sign_in()
    assert me(open_portal, token).json["name"] == "Trần Văn Thử"


def test_the_bearer_is_the_citizen_who_signs_in_at_the_portal(
    open_portal: Portal, openid: OpenID
) -> None:
    open_portal.sign_in()
    assert me(open_portal, access_token(openid.issuer)).status_code == 200
    with open_portal.rt.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Citizen)) == 1


@pytest.mark.parametrize("resource", ["", "https://other.example/api"])
def test_a_token_meant_for_somebody_else_opens_nothing(
    open_portal: Portal, openid: OpenID, resource: str
) -> None:
    app = "app-tests" if resource else "other-app"
    answer = me(open_portal, access_token(openid.issuer, app, resource=resource))
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_without_an_audience_no_token_is_taken(portal: Portal, openid: OpenID) -> None:
    answer = me(portal, access_token(openid.issuer))
    assert answer.status_code == 401
    assert "error" not in answer.headers["WWW-Authenticate"]


def test_a_sign_in_that_is_too_weak_is_told_so(portal_for: Make, openid: OpenID) -> None:
    strict = portal_for(as_provider(openid, audiences=AUDIENCES, acr="LoA3"))
    answer = me(strict, access_token(openid.issuer))
    assert answer.status_code == 401
    assert "insufficient_user_authentication" in answer.headers["WWW-Authenticate"]


def claims_of(token: str) -> tuple[Any, Any]:
    """Read header and claims of a JWT without believing it."""
    found = jws.extract_compact(token.encode())
    return found.headers(), json.loads(found.payload)


def test_a_forged_jwt_is_refused(open_portal: Portal, openid: OpenID) -> None:
    token = access_token(openid.issuer, resource=FULL)
    header, claims = claims_of(token)
    forged = jwt.encode(header, claims, RSAKey.generate_key(2048), algorithms=["RS256"])
    assert me(open_portal, forged).status_code == 401


def test_no_algorithm_but_the_pinned_ones_is_taken(open_portal: Portal, openid: OpenID) -> None:
    token = access_token(openid.issuer, resource=FULL)
    _header, claims = claims_of(token)
    secret = OctKey.import_key("a secret that is long enough for HS256 and more")
    hmac = jwt.encode({"alg": "HS256", "typ": "at+jwt"}, claims, secret, algorithms=["HS256"])
    unsigned = urlsafe_b64encode(b'{"alg":"none","typ":"at+jwt"}').rstrip(b"=").decode()
    none = f"{unsigned}.{token.split('.')[1]}."
    assert [me(open_portal, each).status_code for each in (hmac, none)] == [401, 401]


def test_an_ended_jwt_is_refused(open_portal: Portal, openid: OpenID) -> None:
    token = access_token(openid.issuer, resource=FULL)
    later = clock.now() + timedelta(days=1)
    with clock.at(lambda: later):
        assert me(open_portal, token).status_code == 401


def test_an_id_token_is_no_access_token(portal_for: Make, openid: OpenID) -> None:
    made = portal_for(as_provider(openid, audiences=(openid.client_id,)))
    made.sign_in()
    cookie = made.client.get_cookie("lt_session")
    assert cookie is not None
    with made.rt.db.write() as session:
        ended = sessions.end(session, made.rt, cookie.value)
    assert ended is not None
    assert me(made, ended[1]).status_code == 401


def test_a_token_is_remembered_for_a_minute_without_being_kept(
    open_portal: Portal, openid: OpenID
) -> None:
    token = access_token(openid.issuer)
    assert me(open_portal, token).status_code == 200
    with open_portal.rt.db.read() as session:
        row = session.execute(sa.select(SignInState)).scalar_one()
    assert token.encode() not in bytes(row.sealed) + bytes(row.key_hash)
    assert row.expires_at <= clock.now() + REMEMBERED


def test_while_the_provider_is_away_known_tokens_alone_are_taken(
    portal_for: Make, openid: OpenID
) -> None:
    gone = as_provider(openid, audiences=AUDIENCES, issuer="http://127.0.0.1:1")
    assert me(portal_for(gone), access_token(openid.issuer)).status_code == 503


def test_without_the_broker_no_token_is_tried(open_portal: Portal, openid: OpenID) -> None:
    rt = replace(
        open_portal.rt, settings=replace(open_portal.rt.settings, redis_url="redis://127.0.0.1:1")
    )
    shut = replace(open_portal, app=create_app(runtime=rt))
    assert me(shut, access_token(openid.issuer)).status_code == 503


@pytest.mark.parametrize("token", ["", "x" * 9000, "a.b.c", "..", "mã-truy-cập", "a b"])
def test_nonsense_is_refused(open_portal: Portal, token: str) -> None:
    assert me(open_portal, token.encode().decode("latin-1")).status_code == 401


def test_another_scheme_is_refused(open_portal: Portal) -> None:
    assert me(open_portal, "dXNlcjpwYXNz", "Basic").status_code == 401
