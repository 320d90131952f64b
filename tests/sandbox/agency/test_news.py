"""News from the agency: signed, in order, and sent until the portal has answered 2xx."""

import hashlib
import io
import json
from base64 import b64encode
from datetime import datetime, timedelta

import pikepdf
import pytest
import requests

from tests.sandbox.agency.dossiers import make_dossier
from tests.sandbox.agency.hand import CODE, PILOTED, SECRET, Hand, openssl_mac, sha256, text_to_sign
from tests.sandbox.conftest import running, start
from tests.servers.waiting import until


def taken(hand, **changed):
    dossier = make_dossier(hand.agency, **changed)
    hand.hand_in(dossier).raise_for_status()
    return dossier


def right_signature(heard):
    """Check a request with openssl."""
    told = {name.lower(): value for name, value in heard.headers.items()}
    body_hash = sha256(heard.body)
    text = text_to_sign(
        heard.method, heard.path, told["x-lt-timestamp"], told["x-lt-nonce"], body_hash
    )
    return told["x-lt-signature"] == f"v1={openssl_mac(text)}" and told["x-lt-key"] == "khoa-1"


def test_a_taken_dossier_is_confirmed_with_the_hash_it_is_held_under(hand, portal_end):
    dossier = taken(hand)
    (heard,) = portal_end.news(dossier["code"], 1)
    assert heard.path == f"/api/v1/agencies/{CODE}/news"
    news = heard.json()
    assert (news["kind"], news["seq"]) == ("confirmed", 1)
    assert news["content_hash"] == dossier["content_hash"]


def test_openssl_makes_the_same_signature_over_news_and_files(hand, portal_end):
    dossier = taken(hand)
    hand.act(dossier["code"], kind="decided")
    for heard in portal_end.news(dossier["code"], 2):
        assert right_signature(heard)
    puts = [heard for heard in portal_end.heard if heard.method == "PUT"]
    assert puts and all(map(right_signature, puts))


def test_an_officers_deeds_reach_the_portal_in_their_order(hand, portal_end):
    code = taken(hand)["code"]
    due = "2026-12-05T10:00:00Z"
    assert hand.act(code, kind="accepted", due_at=due, officer="Bà Hai").status_code == 201
    hand.act(code, kind="supplement_requested", reasons=["Thiếu giấy chứng sinh"], note="Gấp")
    hand.act(code, kind="in_process")
    told = [heard.json() for heard in portal_end.news(code, 4)]
    assert [(news["seq"], news["kind"]) for news in told] == [
        (1, "confirmed"),
        (2, "accepted"),
        (3, "supplement_requested"),
        (4, "in_process"),
    ]
    assert (told[1]["due_at"], told[1]["officer"]) == ("2026-12-05T10:00:00.000Z", "Bà Hai")
    assert (told[2]["reasons"], told[2]["note"]) == (["Thiếu giấy chứng sinh"], "Gấp")
    assert hand.state(code)["state"] == "in_process"
    assert len({news["id"] for news in told}) == 4


def test_a_decision_brings_a_real_pdf_before_the_news_that_names_it(hand, portal_end):
    code = taken(hand)["code"]
    hand.act(code, kind="decided")
    (file,) = portal_end.news(code, 2)[-1].json()["files"]
    paths = [heard.path for heard in portal_end.heard]
    put = portal_end.heard[paths.index(f"/api/v1/agencies/{CODE}/files/{file['sha256']}")]
    assert (hashlib.sha256(put.body).hexdigest(), len(put.body)) == (file["sha256"], file["size"])
    with pikepdf.open(io.BytesIO(put.body)) as pdf:
        assert len(pdf.pages) == 1
        assert code.encode() in pdf.pages[0].Contents.read_bytes()
    assert hand.call("GET", f"/files/{file['sha256']}").content == put.body


def test_a_decision_may_bring_a_file_of_its_own_or_none(hand, portal_end):
    code = taken(hand)["code"]
    own = {
        "name": "kq.txt",
        "media_type": "text/plain",
        "content_base64": b64encode(b"xong").decode(),
    }
    news = hand.act(code, kind="decided", files=[own]).json()
    assert news["files"][0]["sha256"] == sha256(b"xong")
    assert hand.act(code, kind="decided", result=False).json()["files"] == []
    assert len(portal_end.news(code, 3)) == 3


@pytest.mark.parametrize(
    ("deed", "field"),
    [
        ({"kind": "eaten"}, "kind"),
        ({"kind": "accepted", "due_at": "mai"}, "due_at"),
        ({"kind": "accepted", "due_at": "2026-12-05T10:00:00"}, "due_at"),
        ({"kind": "note", "note": 5}, "note"),
        ({"kind": "refused", "reasons": "x"}, "reasons"),
        ({"kind": "decided", "files": [{"name": "x"}]}, "files"),
    ],
)
def test_a_deed_with_a_wrong_field_is_refused_by_name(hand, deed, field):
    answer = hand.act(taken(hand)["code"], **deed)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


def test_a_deed_on_a_dossier_that_is_not_here_is_404(hand):
    assert hand.act("H41.90.01-261123-9999", kind="note").status_code == 404


def test_news_wait_for_a_portal_that_refuses_and_keep_their_order(hand, portal_end):
    dossier = make_dossier()
    code = dossier["code"]
    portal_end.answers[code] = [500, 401, 404]
    hand.hand_in(dossier)
    hand.act(code, kind="accepted")
    heard = portal_end.news(code, 5)
    assert [news.json()["seq"] for news in heard] == [1, 1, 1, 1, 2]
    sent = until(lambda: all(news["sent_at"] for news in hand.state(code)["news"]))
    assert sent and hand.state(code)["news"][0]["attempts"] == 4


def test_each_try_is_signed_anew(hand, portal_end):
    dossier = make_dossier()
    portal_end.answers[dossier["code"]] = [503]
    hand.hand_in(dossier)
    heard = portal_end.news(dossier["code"], 2)
    assert len({news.headers["X-LT-Nonce"] for news in heard}) == 2


def test_duplicate_news_come_twice_with_one_id(hand, portal_end):
    hand.faults(duplicate_news={"times": 1})
    heard = portal_end.news(taken(hand)["code"], 2)
    assert heard[0].json() == heard[1].json()


def test_reordered_news_let_the_newer_overtake(hand, portal_end):
    hand.faults(reordered_news=True)
    code = taken(hand)["code"]
    hand.act(code, kind="accepted")
    hand.act(code, kind="in_process")
    seqs = [news.json()["seq"] for news in portal_end.news(code, 3)]
    assert sorted(seqs) == [1, 2, 3] and seqs != [1, 2, 3]


def test_a_wrong_signature_is_one_openssl_sees(hand, portal_end):
    hand.faults(wrong_signature={"times": 1})
    (heard,) = portal_end.news(taken(hand)["code"], 1)
    assert not right_signature(heard)


def test_a_skewed_clock_shows_in_what_the_agency_signs(hand, portal_end):
    code = taken(hand)["code"]
    portal_end.news(code, 1)
    hand.faults(clock_skew=7200)
    hand.act(code, kind="note")
    stamps = [int(news.headers["X-LT-Timestamp"]) for news in portal_end.news(code, 2)]
    assert stamps[1] - stamps[0] >= 7190


def test_polling_tells_the_same_news_page_by_page(hand, portal_end):
    code = taken(hand)["code"]
    pushed = portal_end.news(code, 1)[0].json()
    cursor, seen = "", []
    while True:
        page = hand.call("GET", f"/news?after={cursor}&limit=2").json()
        if not page["items"]:
            break
        assert len(page["items"]) <= 2
        seen += page["items"]
        cursor = page["next"]
    assert pushed in seen
    assert hand.call("GET", "/news?after=x").status_code == 400


def test_the_autopilot_decides_within_one_working_day_by_itself(hand, office, portal_end):
    piloted = Hand(office.url, PILOTED)
    code = taken(piloted)["code"]
    told = [heard.json() for heard in portal_end.news(code, 5)]
    kinds = [news["kind"] for news in told]
    assert kinds == ["confirmed", "accepted", "in_process", "decided", "returned"]
    due = datetime.fromisoformat(told[1]["due_at"]) + timedelta(hours=7)
    accepted = datetime.fromisoformat(told[1]["occurred_at"]) + timedelta(hours=7)
    assert due.hour == 17 and due.weekday() < 5
    assert 1 <= (due.date() - accepted.date()).days <= 3
    assert told[3]["files"][0]["media_type"] == "application/pdf"


def test_the_autopilot_can_be_switched(hand):
    url = f"{hand.control}/autopilot"
    assert requests.get(url, timeout=10).json() == {"on": False}
    assert requests.post(url, json={"on": True}, timeout=10).json() == {"on": True}
    assert requests.post(url, json={"on": False}, timeout=10).json() == {"on": False}


def test_an_agency_that_is_killed_sends_what_it_had_promised(tmp_path, portal_end):
    agency = {"code": CODE, "name": "Mẫu", "key_id": "khoa-1", "secret": SECRET}
    agency["portal_url"] = "http://127.0.0.1:9/nobody"
    with running("agency", tmp_path, SANDBOX_AGENCIES=json.dumps([agency])) as process:
        dossier = taken(Hand(process.url))
        process.child.kill()
        process.child.wait()
        agency["portal_url"] = f"{portal_end.url}/{CODE}"
        again = start("agency", process.env | {"SANDBOX_AGENCIES": json.dumps([agency])})
        portal_end.news(dossier["code"], 1, seconds=30)
        assert Hand(again.url).ledger(dossier["code"])[0]["taken"] is True
        again.end()
