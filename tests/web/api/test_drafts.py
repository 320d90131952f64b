"""Drafts over the API: the same rules as on the pages, told to programs."""

import json

import pytest

from portal.models import Agency
from tests.furnished.house import PROCEDURE
from tests.web.api.conftest import PDF, Caller, digest, faults


def test_a_dossier_goes_all_the_way_over_the_api(mau: Caller, agency: Agency) -> None:
    draft = mau.filled(agency)
    told = mau.get(draft).json
    assert (told["ready"], told["problems"]) == (True, [])
    assert told["answers"]["full_name"] == "Nguyễn Thị Mẫu"
    first, second = mau.post(f"{draft}/submission"), mau.post(f"{draft}/submission")
    assert first.status_code == second.status_code == 200
    assert first.json == second.json
    dossier = mau.get(f"/dossiers/{first.json['code']}").json
    assert (dossier["state"], dossier["delivery"]) == ("submitted", "held")
    assert [m["code"] for m in dossier["timeline"]][:3] == ["held", "delivered", "confirmed"]
    assert mau.get("/drafts").json["items"] == []


def test_a_draft_begun_twice_within_a_minute_is_one(mau: Caller, agency: Agency) -> None:
    assert mau.begin(agency) == mau.begin(agency)
    assert len(mau.get("/drafts").json["items"]) == 1


@pytest.mark.parametrize("field", ["procedure", "case", "agency"])
def test_what_is_not_on_offer_is_named(mau: Caller, agency: Agency, field: str) -> None:
    other = {
        "procedure": "9.999999",
        "case": "none",
        "agency": "0" * 8 + "-0000-7000-8000-" + "0" * 12,
    }
    chosen = {"procedure": PROCEDURE, "case": "usual", "agency": str(agency.id)}
    answer = mau.post("/drafts", json={**chosen, field: other[field]})
    assert (answer.status_code, faults(answer)) == (422, {field: "not_offered"})


def test_a_draft_tells_what_is_missing_in_the_language_asked_for(
    mau: Caller, agency: Agency
) -> None:
    draft = mau.begin(agency)
    told = {}
    for lang in ("vi", "en"):
        answer = mau.get(draft, headers={"Accept-Language": lang})
        assert answer.headers["Content-Language"] == lang
        told[lang] = {each["field"]: each for each in answer.json["problems"]}
    assert set(told["vi"]) == set(told["en"]) == {"answers.for_whom", "documents.proof"}
    assert told["vi"]["answers.for_whom"]["code"] == "required"
    assert all(told["vi"][at]["message"] != told["en"][at]["message"] for at in told["vi"])


def test_documents_are_told_with_their_limits(mau: Caller, agency: Agency) -> None:
    needs = {each["id"]: each for each in mau.get(mau.filled(agency)).json["documents"]}
    assert (needs["sheet"]["takes_files"], needs["proof"]["takes_files"]) == (False, True)
    assert (needs["proof"]["max_files"], needs["proof"]["max_size"]) == (2, 200_000)
    assert "application/pdf" in needs["proof"]["media_types"]
    assert [file["name"] for file in needs["proof"]["files"]] == ["nha.pdf"]


def test_saving_without_the_version_is_refused(mau: Caller, agency: Agency) -> None:
    draft = mau.begin(agency)
    answer = mau.call("PATCH", draft, json={"answers": {"for_whom": "me"}})
    assert (answer.status_code, faults(answer)) == (428, {"If-Match": "required"})


def test_a_stale_save_shows_both_answers(mau: Caller, agency: Agency) -> None:
    draft = mau.begin(agency)
    old = mau.get(draft).headers["ETag"]
    mau.patch(draft, {"for_whom": "me"})
    answer = mau.call(
        "PATCH", draft, json={"answers": {"for_whom": "other"}}, headers={"If-Match": old}
    )
    assert answer.status_code == 412
    assert answer.json["conflicts"] == [
        {"field": "answers.for_whom", "sent": "other", "stored": "me"}
    ]
    assert answer.headers["ETag"] == mau.get(draft).headers["ETag"]


def test_what_the_identity_provider_says_cannot_be_set(mau: Caller, agency: Agency) -> None:
    draft = mau.begin(agency)
    answer = mau.patch(draft, {"full_name": "Somebody Else", "for_whom": "me"})
    assert (answer.status_code, faults(answer)) == (422, {"answers.full_name": "locked"})
    assert "for_whom" not in mau.get(draft).json["clean"]


def test_what_is_locked_may_be_sent_back_as_it_stands(mau: Caller, agency: Agency) -> None:
    draft = mau.begin(agency)
    same = mau.get(draft).json["answers"]
    assert mau.patch(draft, {**same, "for_whom": "me"}).status_code == 200


def test_hidden_answers_are_neither_kept_nor_checked(mau: Caller, agency: Agency) -> None:
    draft = mau.begin(agency)
    saved = mau.patch(draft, {"for_whom": "me", "owner_name": "Trần Văn Thử"})
    assert saved.json["ignored"] == ["owner_name"]
    assert "owner_name" not in saved.json["answers"]
    asked = mau.patch(draft, {"for_whom": "other", "owner_name": "Trần Văn Thử"})
    assert asked.json["clean"]["owner_name"] == "Trần Văn Thử"


def test_a_wrong_answer_is_not_saved_unless_the_caller_is_lenient(
    mau: Caller, agency: Agency
) -> None:
    draft = mau.begin(agency)
    strict = mau.patch(draft, {"phone": "12", "for_whom": "me"})
    assert (strict.status_code, faults(strict)) == (422, {"answers.phone": "invalid"})
    assert "for_whom" not in mau.get(draft).json["clean"]
    kept = mau.patch(draft, {"phone": "12"}, lenient=True)
    assert kept.status_code == 200
    assert kept.json["answers"]["phone"] == "12"
    assert {"field": "answers.phone", "code": "invalid"}.items() <= kept.json["problems"][0].items()


def test_a_question_nobody_asks_is_named(mau: Caller, agency: Agency) -> None:
    answer = mau.patch(mau.begin(agency), {"colour": "blue"})
    assert (answer.status_code, faults(answer)) == (422, {"answers.colour": "unknown"})


def test_an_unready_draft_is_refused_with_the_list(mau: Caller, agency: Agency) -> None:
    answer = mau.post(f"{mau.begin(agency)}/submission")
    assert answer.status_code == 422
    assert faults(answer) == {"answers.for_whom": "required", "documents.proof": "required"}


def test_a_draft_that_changed_is_not_submitted_unseen(mau: Caller, agency: Agency) -> None:
    draft = mau.filled(agency)
    answer = mau.post(f"{draft}/submission", headers={"If-Match": '"1"'})
    assert answer.status_code == 412
    now = {"If-Match": mau.get(draft).headers["ETag"]}
    assert mau.post(f"{draft}/submission", headers=now).status_code == 200
    assert mau.post(f"{draft}/submission", headers=now).status_code == 200


def test_a_submitted_draft_leads_to_its_dossier(mau: Caller, agency: Agency) -> None:
    draft = mau.filled(agency)
    code = mau.post(f"{draft}/submission").json["code"]
    for method in ("GET", "DELETE"):
        answer = mau.call(method, draft)
        assert (answer.status_code, answer.json["dossier"]) == (409, code)
        assert answer.headers["Location"].endswith(code)


def test_a_draft_is_thrown_away(mau: Caller, agency: Agency) -> None:
    draft = mau.begin(agency)
    assert mau.call("DELETE", draft).status_code == 204
    assert mau.get(draft).status_code == 404


def test_a_file_is_given_back_and_taken_out(mau: Caller, agency: Agency) -> None:
    draft = mau.begin(agency)
    made = mau.upload(draft)
    path = made.headers["Location"].removeprefix("/api/v1")
    given = mau.get(path)
    assert (given.data, given.mimetype) == (PDF, "application/octet-stream")
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert mau.call("DELETE", path).status_code == 204
    assert mau.get(path).status_code == 404


def test_the_same_bytes_brought_again_are_one_file(mau: Caller, agency: Agency) -> None:
    draft = mau.begin(agency)
    assert mau.upload(draft).json == mau.upload(draft).json


def test_a_body_that_is_not_what_its_header_says_is_not_kept(mau: Caller, agency: Agency) -> None:
    draft = mau.begin(agency)
    answer = mau.upload(draft, headers={"Content-Digest": digest(b"something else")})
    assert (answer.status_code, faults(answer)) == (400, {"Content-Digest": "digest"})
    assert mau.get(draft).json["documents"][1]["files"] == []


def test_a_file_without_a_fingerprint_is_refused(mau: Caller, agency: Agency) -> None:
    path = f"{mau.begin(agency)}/documents/proof/files"
    answer = mau.post(path, query_string={"name": "a.pdf"}, data=PDF)
    assert (answer.status_code, faults(answer)) == (400, {"Content-Digest": "required"})


def test_files_are_held_to_the_same_limits_as_on_the_page(mau: Caller, agency: Agency) -> None:
    draft = mau.begin(agency)
    assert faults(mau.upload(draft, b"no pdf", "a.pdf")) == {"documents.proof": "type"}
    assert mau.upload(draft, b"x" * 200_001).status_code == 413
    assert faults(mau.upload(draft, document="none")) == {"documents.none": "document"}


def test_another_citizens_draft_is_not_there(mau: Caller, enter: object, agency: Agency) -> None:
    draft = mau.filled(agency)
    code = mau.post(f"{mau.filled(agency)}/submission").json["code"]
    assert callable(enter)
    other = enter("other", citizen_number="000190000029")
    assert other.get("/drafts").json["items"] == other.get("/dossiers").json["items"] == []
    for path in (draft, f"/dossiers/{code}", f"/dossiers/{code}/acknowledgement"):
        assert other.get(path).status_code == 404
    patched = other.call("PATCH", draft, json={"answers": {}}, headers={"If-Match": '"1"'})
    assert patched.status_code == other.post(f"{draft}/submission").status_code == 404


def test_the_acknowledgement_and_the_papers_are_given(mau: Caller, agency: Agency) -> None:
    code = mau.post(f"{mau.filled(agency)}/submission").json["code"]
    word = mau.get(f"/dossiers/{code}/acknowledgement").json
    assert json.loads(word["statement"])["code"] == code
    assert mau.get(f"/dossiers/{code}/papers/confirmation").data.startswith(b"%PDF")
    assert mau.get(f"/dossiers/{code}/papers/receipt").status_code == 404
    file = mau.get(f"/dossiers/{code}").json["files"][0]["id"]
    assert mau.get(f"/dossiers/{code}/files/{file}").data == PDF


def test_a_dossier_is_asked_back(mau: Caller, agency: Agency) -> None:
    code = mau.post(f"{mau.filled(agency)}/submission").json["code"]
    first = mau.post(f"/dossiers/{code}/withdrawal", json={"reason": "Tôi gửi nhầm"})
    again = mau.post(f"/dossiers/{code}/withdrawal", json={})
    assert first.json["withdrawal_asked_at"] == again.json["withdrawal_asked_at"] is not None
    long = mau.post(f"/dossiers/{code}/withdrawal", json={"reason": "x" * 20_000})
    assert (long.status_code, faults(long)) == (422, {"reason": "length"})
