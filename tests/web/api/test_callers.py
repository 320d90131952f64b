"""Who may call: a citizen's session with its mark against forgery; nobody from elsewhere."""

import json

import pytest

from portal.models import Agency
from tests.web.api.conftest import BASE, Caller, faults


def test_without_a_session_or_a_token_nobody_is_known(nobody: Caller) -> None:
    answer = nobody.get("/drafts")
    assert (answer.status_code, faults(answer)) == (401, {})
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_browser_that_writes_carries_the_mark_against_forgery(
    mau: Caller, agency: Agency
) -> None:
    chosen = {"procedure": "9.000101", "case": "usual", "agency": str(agency.id)}
    mau.headers.clear()
    answer = mau.post("/drafts", json=chosen)
    assert (answer.status_code, faults(answer)) == (403, {"X-CSRFToken": "csrf"})
    wrong = mau.post("/drafts", json=chosen, headers={"X-CSRFToken": "x"})
    assert wrong.status_code == 403


def test_a_token_that_is_not_taken_is_not_made_up_for_by_a_cookie(mau: Caller) -> None:
    answer = mau.get("/me", headers={"Authorization": "Basic bm8="})
    assert answer.status_code == 401


def test_no_other_site_may_read(mau: Caller) -> None:
    asked = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "PATCH",
    }
    for answer in (mau.get("/me", headers=asked), mau.call("OPTIONS", "/drafts", headers=asked)):
        assert not [name for name in answer.headers.keys() if name.startswith("Access-Control")]


def test_what_is_personal_is_kept_by_no_cache(mau: Caller, nobody: Caller) -> None:
    for answer in (mau.get("/me"), mau.get("/drafts"), nobody.get("/drafts"), nobody.get("/no")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("POST", "/procedures", 405), ("GET", "/drafts/7", 404)],
)
def test_every_error_is_a_problem_and_no_page(
    nobody: Caller, method: str, path: str, status: int
) -> None:
    answer = nobody.call(method, path)
    assert (answer.status_code, faults(answer)) == (status, {})
    assert answer.json["title"] and answer.json["reference"] == answer.headers["X-Request-Id"]


def test_a_problem_is_worded_in_the_language_asked_for(nobody: Caller) -> None:
    told = {
        lang: nobody.get("/drafts", headers={"Accept-Language": lang}).json["title"]
        for lang in ("vi", "en", "fr")
    }
    assert told == {"vi": "Chưa đăng nhập", "en": "Not signed in", "fr": "Chưa đăng nhập"}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_called_json_is_not_read(mau: Caller, kind: str) -> None:
    answer = mau.post("/drafts", data=b"{}", content_type=kind or None)
    assert (answer.status_code, faults(answer)) == (415, {"Content-Type": "content_type"})


def test_a_body_larger_than_a_megabyte_is_not_read(mau: Caller) -> None:
    body = json.dumps({"procedure": "x" * 1_100_000})
    answer = mau.post("/drafts", data=body, content_type="application/json")
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {"procedure": "required", "case": "required", "agency": "required"}),
        (
            {"procedure": 1, "case": None, "agency": "x", "more": 1},
            {"procedure": "type", "case": "required", "agency": "type", "more": "unknown"},
        ),
        ([], {"": "type"}),
        ("x", {"": "type"}),
        ({"procedure": "x" * 99, "case": "", "agency": []}, None),
    ],
)
def test_wrong_fields_are_named(mau: Caller, body: object, expected: object) -> None:
    answer = mau.post("/drafts", json=body)
    assert answer.status_code == 422
    assert faults(answer) == (
        expected or {"procedure": "length", "case": "length", "agency": "type"}
    )


def test_a_query_that_says_a_thing_twice_is_not_guessed_at(nobody: Caller) -> None:
    answer = nobody.client.get(f"{BASE}/procedures?limit=1&limit=2")
    assert (answer.status_code, faults(answer)) == (400, {"limit": "repeated"})
    assert faults(nobody.get("/procedures?limit=0&colour=1")) == {
        "limit": "out_of_range",
        "colour": "unknown",
    }
