"""Signing in and out, at a certified OpenID provider."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import sqlalchemy as sa

from portal.models import Citizen, SignInState, WebSession
from portal.services import citizens
from tests.servers.openid_provider import OpenID, openid_provider
from tests.servers.ports import free_port
from tests.web.auth.conftest import BASE, Portal, as_provider


def test_a_citizen_signs_in_and_goes_on_where_they_were_going(portal: Portal) -> None:
    answer = portal.sign_in("/dang-nhap?tiep=/ho-so")
    assert (answer.status_code, answer.location) == (303, "/ho-so")
    with portal.rt.db.read() as session:
        row = session.execute(sa.select(Citizen)).scalar_one()
        who = citizens.signed(portal.rt, row)
    assert (who.name, who.assurance) == ("Trần Văn Thử", "LoA2")
    assert who.profile["birth_date"] == "1988-03-27"
    assert who.profile["gender"] == "male"


def test_the_request_carries_state_nonce_and_pkce(portal: Portal) -> None:
    sent = parse_qs(urlsplit(portal.to_provider()).query)
    assert sent["code_challenge_method"] == ["S256"]
    assert all(len(sent[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))
    assert sent["acr_values"] == ["LoA2"]


def test_what_a_sign_in_must_remember_stands_sealed_in_the_database(portal: Portal) -> None:
    sent = parse_qs(urlsplit(portal.to_provider()).query)
    with portal.rt.db.read() as session:
        row = session.execute(sa.select(SignInState)).scalar_one()
    kept = bytes(row.sealed) + bytes(row.key_hash)
    assert sent["nonce"][0].encode() not in kept
    assert sent["state"][0].encode() not in kept


def test_a_forged_state_is_refused(portal: Portal) -> None:
    back = portal.at_provider(portal.to_provider())
    code = parse_qs(urlsplit(back).query)["code"][0]
    answer = portal.client.get(f"/dang-nhap/ket-qua?code={code}&state=forged")
    assert answer.status_code == 400
    assert "Chưa đăng nhập được" in answer.text
    assert not _sessions(portal)


def test_a_replayed_callback_is_refused(portal: Portal) -> None:
    back = portal.at_provider(portal.to_provider())
    assert portal.client.get(back).status_code == 303
    assert portal.client.get(back).status_code == 400
    assert len(_sessions(portal)) == 1


def test_a_callback_in_another_browser_is_refused(portal: Portal) -> None:
    back = portal.at_provider(portal.to_provider())
    assert portal.app.test_client().get(back).status_code == 400
    assert not _sessions(portal)


def test_an_answer_in_the_name_of_another_provider_is_refused(portal: Portal) -> None:
    back = portal.at_provider(portal.to_provider())
    query = urlsplit(back).query.replace("iss=", "iss=x")
    assert portal.client.get(f"/dang-nhap/ket-qua?{query}").status_code == 400


def test_saying_no_at_the_provider_is_no_error(portal: Portal) -> None:
    answer = portal.sign_in(hint="denied")
    assert answer.status_code == 200
    assert "Bạn đã dừng ở trang định danh" in answer.text


def test_trying_again_goes_to_the_same_provider_and_the_same_place(portal: Portal) -> None:
    answer = portal.sign_in("/dang-nhap?noi=national&tiep=/ho-so?trang%3D2%26x%3D1", hint="denied")
    assert 'href="/dang-nhap?tiep=%2Fho-so%3Ftrang%3D2%26x%3D1&amp;noi=national"' in answer.text


def test_a_level_that_is_too_low_is_refused(
    portal_for: Callable[..., Portal], tmp_path: Path
) -> None:
    with openid_provider(BASE, tmp_path / "log", acr="LoA1") as low:
        portal = portal_for(as_provider(low))
        answer = portal.sign_in()
    assert answer.status_code == 403
    assert "mức độ 2" in answer.text
    assert not _sessions(portal)


def test_a_provider_that_is_down_is_told_honestly(
    portal_for: Callable[..., Portal], openid: OpenID
) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    answer = portal_for(as_provider(openid, issuer=nobody)).client.get("/dang-nhap")
    assert answer.status_code == 503
    assert "Hệ thống định danh đang gián đoạn" in answer.text


def test_a_provider_that_calls_itself_otherwise_is_not_trusted(
    portal_for: Callable[..., Portal], openid: OpenID
) -> None:
    other = openid.issuer.replace("127.0.0.1", "localhost")
    answer = portal_for(as_provider(openid, issuer=other)).client.get("/dang-nhap")
    assert answer.status_code == 503


def test_signing_in_again_gives_a_fresh_token_and_ends_the_old_session(portal: Portal) -> None:
    portal.sign_in()
    first = _cookie(portal)
    portal.sign_in()
    assert _cookie(portal) != first
    assert [row.ended_at is None for row in _sessions(portal)] == [False, True]


def test_only_the_hash_of_the_session_token_is_kept(portal: Portal) -> None:
    portal.sign_in()
    row = _sessions(portal)[0]
    token = _cookie(portal).encode()
    assert token not in bytes(row.token_hash) + bytes(row.sealed_id_token)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(portal: Portal) -> None:
    answer = portal.sign_in()
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("lt_session"))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_signing_out_ends_the_session_here_and_at_the_provider(portal: Portal) -> None:
    portal.app.config["WTF_CSRF_ENABLED"] = False
    portal.sign_in()
    answer = portal.client.post("/dang-xuat")
    assert answer.status_code == 303
    assert "/session/end" in answer.location and "id_token_hint=" in answer.location
    assert all(row.ended_at for row in _sessions(portal))
    assert portal.client.get("/ho-so").status_code == 303


def test_signing_out_ends_the_session_here_while_the_provider_is_down(
    portal_for: Callable[..., Portal], tmp_path: Path
) -> None:
    with openid_provider(BASE, tmp_path / "log") as provider:
        portal = portal_for(as_provider(provider))
        portal.sign_in()
    portal.app.config["WTF_CSRF_ENABLED"] = False
    assert portal.client.post("/dang-xuat").status_code == 303
    assert all(row.ended_at for row in _sessions(portal))


def test_no_address_outside_is_ever_gone_to_after_signing_in(portal: Portal) -> None:
    for there in ("//evil.example", "https://evil.example", "/\\evil.example", "\nhttp://x"):
        answer = portal.sign_in(f"/dang-nhap?tiep={there}")
        assert answer.location == "/", there


def _sessions(portal: Portal) -> list[WebSession]:
    with portal.rt.db.read() as session:
        rows = session.execute(sa.select(WebSession).order_by(WebSession.created_at))
        return list(rows.scalars())


def _cookie(portal: Portal) -> str:
    cookie = portal.client.get_cookie("lt_session", domain="localhost")
    assert cookie is not None
    return cookie.value
