"""The code flow from the sign-in page to the claims, and everything that must be refused."""

import requests
from lxml import html

from tests.sandbox.conftest import CLIENT
from tests.sandbox.identity.conftest import REDIRECT, Visit, returned


def test_discovery_names_the_issuer_it_was_asked_at(provider):
    for realm in ("national", "rehearsal", "staff"):
        issuer = f"{provider.url}/{realm}"
        found = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
        assert found["issuer"] == issuer
        assert found["code_challenge_methods_supported"] == ["S256"]
        assert found["end_session_endpoint"] == f"{issuer}/logout"


def test_an_unknown_realm_is_not_there(provider):
    assert requests.get(f"{provider.url}/other/jwks", timeout=10).status_code == 404


def test_a_sample_person_signs_in_and_is_told_in_the_national_dialect(visit):
    tokens = visit.redeem(visit.code("mau")).json()
    claims = requests.get(
        f"{visit.issuer}/userinfo",
        headers={"Authorization": f"Bearer {tokens['access_token']}"},
        timeout=10,
    ).json()
    assert claims == {
        "sub": claims["sub"],
        "TechID": "mau-mau",
        "LoaiTaiKhoan": 1,
        "SoDinhDanh": "000190000011",
        "HoVaTen": "Nguyễn Thị Mẫu",
        "NgayThangNamSinh": "19900327",
        "GioiTinh": 2,
        "SoDienThoai": "0900000011",
        "ThuDienTu": "mau@example.vn",
        "ThuongTru": "Số 1 đường Mẫu, phường Thành Vinh, tỉnh Nghệ An",
        "DanToc": "Kinh",
        "QuocTich": "Việt Nam",
        "loAs": "LoA2",
    }


def test_a_colleague_is_told_by_name_alone(provider):
    visit = Visit(f"{provider.url}/staff")
    tokens = visit.redeem(visit.code("dieuhanh")).json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    claims = requests.get(f"{visit.issuer}/userinfo", headers=bearer, timeout=10).json()
    assert claims == {"sub": claims["sub"], "name": "Phạm Thị Điều Hành", "acr": "LoA2"}


def test_no_sample_person_can_be_real(provider):
    for realm in ("national", "rehearsal"):
        page = Visit(f"{provider.url}/{realm}").ask().text
        numbers = [part[:12] for part in page.split("Số định danh ")[1:]]
        assert numbers and all(number[:3] in ("000", "999") for number in numbers)


def test_the_rehearsal_realm_knows_who_rehearses_and_somebody_else(provider):
    page = html.fromstring(Visit(f"{provider.url}/rehearsal").ask().content)
    assert page.xpath("//button[@name='person']/@value") == ["dientap", "xemthu"]


def test_a_realm_does_not_answer_for_the_others_people(provider, visit):
    page = visit.ask()
    form = html.fromstring(page.content).forms[0]
    data = dict(form.form_values()) | {"person": "dientap"}
    answer = requests.post(f"{visit.issuer}/authorize/choose", data=data, timeout=10)
    assert answer.status_code == 400


def test_a_person_may_decline(visit):
    back = visit.choose(visit.ask(), {"deny": "1"})
    assert (back["error"], back["state"]) == ("access_denied", visit.state)


def test_an_answered_page_cannot_be_answered_again(visit):
    page = visit.ask()
    visit.choose(page, {"deny": "1"})
    form = html.fromstring(page.content).forms[0]
    data = dict(form.form_values()) | {"person": "mau"}
    answer = requests.post(f"{visit.issuer}/authorize/choose", data=data, timeout=10)
    assert answer.status_code == 400 and "kết thúc" in answer.text


def test_an_address_that_was_not_registered_gets_nothing(visit):
    for wrong in (REDIRECT + "/", REDIRECT + "?x=1", "http://127.0.0.1:1/", None):
        assert visit.ask(redirect_uri=wrong).status_code == 400
    assert visit.ask(client_id="ai-do").status_code == 400


def test_a_question_without_state_nonce_or_pkce_is_sent_back(visit):
    wrong = {
        "state": "invalid_request",
        "nonce": "invalid_request",
        "code_challenge": "invalid_request",
        "code_challenge_method": "invalid_request",
        "scope": "invalid_scope",
        "response_type": "unsupported_response_type",
    }
    assert {name: returned(visit.ask(**{name: None}))["error"] for name in wrong} == wrong
    assert returned(visit.ask(code_challenge_method="plain"))["error"] == "invalid_request"
    assert returned(visit.ask(prompt="none"))["error"] == "login_required"


def test_a_code_is_used_once_and_a_replay_revokes_what_it_gave(visit):
    code = visit.code()
    tokens = visit.redeem(code).json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert requests.get(f"{visit.issuer}/userinfo", headers=bearer, timeout=10).ok
    again = visit.redeem(code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    after = requests.get(f"{visit.issuer}/userinfo", headers=bearer, timeout=10)
    assert after.status_code == 401


def test_a_code_does_not_work_with_another_verifier_or_address(visit):
    assert visit.redeem(visit.code(), code_verifier="a" * 43).status_code == 400
    assert visit.redeem(visit.code(), redirect_uri=REDIRECT + "/").status_code == 400


def test_a_code_of_one_realm_is_nothing_in_the_other(provider, visit):
    other = Visit(f"{provider.url}/rehearsal", verifier=visit.verifier)
    assert other.redeem(visit.code()).json()["error"] == "invalid_grant"


def test_a_client_may_also_prove_itself_in_the_form_but_not_wrongly(visit):
    form = {
        "grant_type": "authorization_code",
        "code": visit.code(),
        "redirect_uri": REDIRECT,
        "code_verifier": visit.verifier,
        "client_id": CLIENT["client_id"],
    }
    url = f"{visit.issuer}/token"
    wrong = requests.post(url, data=form | {"client_secret": "sai"}, timeout=10)
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")
    right = form | {"client_secret": CLIENT["client_secret"]}
    assert requests.post(url, data=right, timeout=10).ok


def test_signing_out_ends_the_tokens_and_returns_where_registered(visit):
    tokens = visit.redeem(visit.code()).json()
    asked = {
        "id_token_hint": tokens["id_token"],
        "post_logout_redirect_uri": CLIENT["post_logout_redirect_uris"][0],
        "state": "s1",
    }
    url = f"{visit.issuer}/logout"
    elsewhere = asked | {"post_logout_redirect_uri": "http://127.0.0.1:1/khac"}
    assert requests.get(url, params=elsewhere, timeout=10).status_code == 400
    answer = requests.get(url, params=asked, allow_redirects=False, timeout=10)
    assert answer.headers["Location"] == "http://127.0.0.1:1/?state=s1"
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    after = requests.get(f"{visit.issuer}/userinfo", headers=bearer, timeout=10)
    assert after.status_code == 401


def test_a_forged_hint_signs_nobody_out(visit):
    tokens = visit.redeem(visit.code()).json()
    head, body, signature = tokens["id_token"].split(".")
    forged = f"{head}.{body}.{signature[:-8]}AAAAAAAA"
    answer = requests.get(f"{visit.issuer}/logout", params={"id_token_hint": forged}, timeout=10)
    assert answer.status_code == 400
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert requests.get(f"{visit.issuer}/userinfo", headers=bearer, timeout=10).ok
