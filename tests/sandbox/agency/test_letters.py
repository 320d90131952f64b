"""What the agency takes after a dossier: supplements and wishes to withdraw, each once."""

import json
from itertools import count

import pytest
import requests

from tests.sandbox.agency.dossiers import described, hashed, make_dossier
from tests.sandbox.agency.hand import CODE

_NUMBERS = count(1)


@pytest.fixture
def code(hand):
    """Give the code of a dossier the agency holds."""
    dossier = make_dossier()
    hand.hand_in(dossier)
    return dossier["code"]


def supplement(code, **changed):
    given = {
        "version": 1,
        "code": code,
        "id": f"bs-{next(_NUMBERS)}",
        "answers_event": None,
        "text": "Tôi gửi lại ảnh.",
        "files": [],
        "sent_at": "2026-11-23T03:00:00Z",
    }
    return hashed(given | changed)


def wish(code, **changed):
    given = {"version": 1, "code": code, "id": f"rut-{next(_NUMBERS)}", "reason": ""}
    return hashed(given | {"asked_at": "2026-11-23T03:00:00Z"} | changed)


def bring(hand, code, room, letter, key=None):
    more = {"Idempotency-Key": key or letter["id"]}
    body = json.dumps(letter).encode()
    return hand.call("POST", f"/dossiers/{code}/{room}", body, **more)


def test_a_supplement_is_taken_once_and_can_be_asked_for(hand, code):
    letter = supplement(code)
    assert hand.call("GET", f"/dossiers/{code}/supplements/{letter['id']}").status_code == 404
    assert bring(hand, code, "supplements", letter).json() == {"outcome": "accepted"}
    assert bring(hand, code, "supplements", letter).json() == {"outcome": "duplicate"}
    assert bring(hand, code, "supplements", letter, "other").json() == {"outcome": "duplicate"}
    held = hand.call("GET", f"/dossiers/{code}/supplements/{letter['id']}").json()
    assert (held["id"], held["content_hash"]) == (letter["id"], letter["content_hash"])
    (kept,) = hand.state(code)["letters"]
    assert kept["attempts"] == 3 and kept["text"] == "Tôi gửi lại ảnh."


def test_another_supplement_under_the_same_id_or_key_is_a_conflict(hand, code):
    letter = supplement(code)
    bring(hand, code, "supplements", letter)
    other = supplement(code, id=letter["id"], text="khác")
    assert bring(hand, code, "supplements", other, "k").status_code == 409
    assert bring(hand, code, "supplements", supplement(code), letter["id"]).status_code == 409


def test_a_letter_to_an_unknown_dossier_is_404(hand):
    nowhere = f"{CODE}-261123-9998"
    assert bring(hand, nowhere, "supplements", supplement(nowhere)).status_code == 404
    assert bring(hand, nowhere, "withdrawal", wish(nowhere)).status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": None}, "text"),
        ({"id": "../x"}, "id"),
        ({"sent_at": "hôm qua"}, "sent_at"),
        ({"files": [{}]}, "files.0"),
        ({"files": [described(b"never brought")]}, "files.0.sha256"),
    ],
)
def test_a_supplement_with_a_wrong_field_is_refused_by_name(hand, code, changed, field):
    letter = supplement(code, **changed)
    answer = bring(hand, code, "supplements", letter, "some-key")
    assert answer.status_code == 422
    assert [reason["field"] for reason in answer.json()["reasons"]] == [field]


def test_a_letter_that_changed_on_the_way_is_refused(hand, code):
    letter = supplement(code) | {"text": "khác"}
    answer = bring(hand, code, "supplements", letter)
    assert [reason["field"] for reason in answer.json()["reasons"]] == ["content_hash"]


def test_there_is_one_wish_to_withdraw_and_an_officer_confirms_it(hand, code):
    letter = wish(code)
    assert bring(hand, code, "withdrawal", letter).json() == {"outcome": "accepted"}
    assert bring(hand, code, "withdrawal", wish(code)).status_code == 409
    assert hand.call("GET", f"/dossiers/{code}/withdrawal").json()["id"] == letter["id"]
    assert hand.state(code)["state"] == "received"
    page = requests.get(f"{hand.url}/mot-cua/{CODE}/ho-so/{code}", timeout=10).text
    assert "Người dân yêu cầu rút hồ sơ" in page
    form = {"kind": "withdrawn", "note": "Đã rút"}
    requests.post(f"{hand.url}/mot-cua/{CODE}/ho-so/{code}", data=form, timeout=10)
    assert hand.state(code)["state"] == "withdrawn"


def test_what_is_decided_is_no_longer_withdrawn(hand, code):
    hand.act(code, kind="decided", result=False)
    assert bring(hand, code, "withdrawal", wish(code)).status_code == 422


def test_the_officer_reads_a_supplement_on_the_dossiers_page(hand, code):
    hand.act(code, kind="supplement_requested", due_at="2026-12-05T10:00:00Z")
    assert hand.state(code)["due_at"] is None
    bring(hand, code, "supplements", supplement(code, text="Dòng một\nDòng <b>hai</b>"))
    page = requests.get(f"{hand.url}/mot-cua/{CODE}/ho-so/{code}", timeout=10).text
    assert "Người dân bổ sung" in page and "Dòng &lt;b&gt;hai&lt;/b&gt;" in page


def test_a_letter_may_be_taken_without_an_answer(hand, code):
    hand.faults(drop_after_taking={"times": 1})
    letter = supplement(code)
    with pytest.raises(requests.ConnectionError):
        bring(hand, code, "supplements", letter)
    assert bring(hand, code, "supplements", letter).json() == {"outcome": "duplicate"}


def test_a_message_is_read_on_the_dossiers_page_and_answered_there(hand, code):
    letter = hashed(
        {key: value for key, value in supplement(code, text="Mai tôi đến <b>được</b>?").items()
         if key not in ("answers_event", "content_hash")}
    )  # fmt: skip
    assert bring(hand, code, "messages", letter).json() == {"outcome": "accepted"}
    assert bring(hand, code, "messages", letter).json() == {"outcome": "duplicate"}
    held = hand.call("GET", f"/dossiers/{code}/messages/{letter['id']}").json()
    assert held["content_hash"] == letter["content_hash"]
    address = f"{hand.url}/mot-cua/{CODE}/ho-so/{code}"
    page = requests.get(address, timeout=10).text
    assert "Người dân nhắn" in page and "&lt;b&gt;được" in page
    assert f'name="answers" value="{letter["id"]}"' in page
    form = {"kind": "message", "note": "Được.", "answers": letter["id"]}
    requests.post(address, data=form, timeout=10).raise_for_status()
    state = hand.state(code)
    assert (state["state"], state["news"][-1]["kind"]) == ("received", "message")
    assert (state["news"][-1]["note"], state["news"][-1]["answers"]) == ("Được.", letter["id"])


def test_a_rating_is_taken_once_and_read_on_the_dossiers_page(hand, code):
    letter = hashed(
        {"version": 1, "code": code, "id": "dg-1", "revision": 1, "scores": {"on_time": 2},
         "comment": "Nhanh <b>lắm</b>", "rated_at": "2026-11-23T03:00:00Z"}
    )  # fmt: skip
    assert bring(hand, code, "ratings", letter).json() == {"outcome": "accepted"}
    assert bring(hand, code, "ratings", letter).json() == {"outcome": "duplicate"}
    assert hand.call("GET", f"/dossiers/{code}/ratings/dg-1").status_code == 200
    wrong = bring(hand, code, "ratings", letter | {"id": "dg-2", "scores": None}, "k")
    assert [reason["field"] for reason in wrong.json()["reasons"]] == ["scores"]
    page = requests.get(f"{hand.url}/mot-cua/{CODE}/ho-so/{code}", timeout=10).text
    assert "Người dân đánh giá" in page and "Nhanh &lt;b&gt;lắm" in page


LINE = {"line": 1, "name": "Phí (mẫu)", "kind": "phi", "amount": 8_000}
CLAIM = {"fee": 1, "total": 8_000, "lines": [LINE], "turn": 1, "answer_by": "2026-11-24T10:00:00Z"}
PAID = {"fee": 1, "amount": 8_000, "lines": [LINE], "method": "counter"}
PAID |= {"paid_at": "2026-11-23T03:00:00Z"}
CHANGED = {"fee": 1, "because": "refunded", "changed_at": "2026-11-23T04:00:00Z"}
NUMBER = {"kind": "phi", "symbol": "MAU/26E", "number": "0000001", "amount": 8_000}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"claim": {**CLAIM, "total": 9_000}}, "claim.lines"),
        ({"claim": {**CLAIM, "lines": [{**LINE, "kind": "thue"}]}}, "claim.lines.0.kind"),
        ({"claim": {**CLAIM, "turn": "1"}}, "claim.turn"),
        ({"claim_taken_back": {"fee": 1}}, "claim_taken_back.claim"),
        ({"payment": {**PAID, "method": "vay"}}, "payment.method"),
        ({"payment": {**PAID, "receipts": [{}]}}, "payment.receipts.0.kind"),
        ({"receipts_changed": CHANGED}, "receipts_changed.cancelled"),
        ({"receipts_changed": {**CHANGED, "because": "vay"}}, "receipts_changed.because"),
        ({"receipts_changed": {**CHANGED, "issued": [{}]}}, "receipts_changed.issued.0.kind"),
    ],
)
def test_what_is_said_of_a_fee_has_to_be_whole(hand, code, said, field):
    answer = bring(hand, code, "messages", supplement(code, **said))
    assert answer.status_code == 422
    assert field in [reason["field"] for reason in answer.json()["reasons"]]


def test_an_officer_sees_what_was_claimed_and_paid_and_owes_a_payment_no_message(hand, code):
    changed = {**CHANGED, "cancelled": [NUMBER]}
    for said in ({"claim": CLAIM}, {"payment": PAID}, {"receipts_changed": changed}):
        letter = supplement(code, **said)
        assert bring(hand, code, "messages", letter).json() == {"outcome": "accepted"}
    page = requests.get(f"{hand.url}/mot-cua/{CODE}/ho-so/{code}", timeout=10)
    assert page.status_code == 200
    for shown in (
        "Đề nghị miễn, giảm",
        "Đã nộp phí, lệ phí",
        "Khoản 1, lần 1",
        "Hủy biên lai MAU/26E",
    ):
        assert shown in page.text
    assert "<details open>\n<summary>Trả lời đề nghị miễn, giảm" in page.text
    assert "<details open>\n<summary>Nhắn cho người dân" not in page.text
