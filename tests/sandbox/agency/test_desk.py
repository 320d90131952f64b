"""The officers' pages, used as a browser without JavaScript would."""

import requests
from lxml import html

from tests.sandbox.agency.dossiers import described, make_dossier
from tests.sandbox.agency.hand import CODE, sha256


def page(address):
    answer = requests.get(address, headers={"Accept": "text/html"}, timeout=10)
    answer.raise_for_status()
    return html.fromstring(answer.content)


def do(office, code, kind, files=None, **fields):
    """Fill a deed's form in and send it."""
    address = f"{office.url}/mot-cua/{CODE}/ho-so/{code}"
    forms = page(address).forms
    form = next(form for form in forms if form.fields.get("kind") == kind)
    data = dict(form.form_values()) | fields
    return requests.post(address, data=data, files=files, timeout=10)


def test_the_list_and_the_dossier_show_what_came(office, hand):
    data = b"a certificate of birth"
    hand.put(data)
    dossier = make_dossier(files=[described(data)])
    hand.hand_in(dossier)
    assert dossier["code"] in page(f"{office.url}/mot-cua/{CODE}").text_content()
    shown = page(f"{office.url}/mot-cua/{CODE}/ho-so/{dossier['code']}")
    text = shown.text_content()
    assert "Trần Bé Mẫu" in text and "Nguyễn Thị Mẫu" in text and dossier["content_hash"] in text
    (link,) = shown.xpath("//a[text()='gcs.png']/@href")
    got = requests.get(office.url + link, timeout=10)
    assert got.content == data
    assert got.headers["Content-Disposition"] == "attachment; filename=gcs.png"


def test_an_officer_accepts_with_a_due_date(office, hand, portal_end):
    dossier = make_dossier()
    code = dossier["code"]
    hand.hand_in(dossier)
    assert do(office, code, "accepted", due_date="2026-12-04", due_time="16:30").ok
    assert hand.state(code)["state"] == "accepted"
    assert portal_end.news(code, 2)[-1].json()["due_at"] == "2026-12-04T09:30:00.000Z"


def test_each_line_of_the_reasons_is_one_reason(office, hand, portal_end):
    dossier = make_dossier()
    hand.hand_in(dossier)
    do(office, dossier["code"], "refused", reasons="Thiếu giấy\n\n  Sai tên \n")
    news = portal_end.news(dossier["code"], 2)[-1].json()
    assert news["reasons"] == ["Thiếu giấy", "Sai tên"]


def test_an_officer_decides_with_a_file_of_their_own(office, hand, portal_end):
    dossier = make_dossier()
    hand.hand_in(dossier)
    upload = {"file": ("ket qua.pdf", b"%PDF-1.4 own", "application/pdf")}
    do(office, dossier["code"], "decided", files=upload)
    (file,) = portal_end.news(dossier["code"], 2)[-1].json()["files"]
    assert (file["name"], file["sha256"]) == ("ket qua.pdf", sha256(b"%PDF-1.4 own"))


def test_a_due_date_that_is_none_is_said_on_the_page_and_changes_nothing(office, hand):
    dossier = make_dossier()
    hand.hand_in(dossier)
    answer = do(office, dossier["code"], "accepted", due_date="2026-02-31", due_time="17:00")
    assert answer.status_code == 422 and "Cần sửa" in answer.text
    assert hand.state(dossier["code"])["state"] == "received"


def test_what_came_is_shown_as_text_never_as_markup(office, hand):
    person = make_dossier()["submitter"] | {"full_name": "<script>alert(1)</script>"}
    dossier = make_dossier(submitter=person)
    hand.hand_in(dossier)
    shown = page(f"{office.url}/mot-cua/{CODE}/ho-so/{dossier['code']}")
    assert not shown.xpath("//script") and "<script>" in shown.text_content()


def test_an_unknown_agency_or_dossier_is_a_page_that_says_so(office):
    for path in ("/mot-cua/H99", f"/mot-cua/{CODE}/ho-so/khong-co"):
        answer = requests.get(office.url + path, headers={"Accept": "text/html"}, timeout=10)
        assert answer.status_code == 404 and "Không tìm thấy trang này" in answer.text


def test_the_page_of_faults_switches_them(office, hand):
    address = f"{office.url}/mot-cua/{CODE}/su-co"
    requests.post(address, data={"slow": "1", "slow.seconds": "2,5"}, timeout=10)
    told = requests.get(f"{hand.control}/faults", timeout=10).json()
    assert told == {"slow": {"value": 2.5, "times": None}}
    wrong = requests.post(address, data={"slow": "1", "slow.seconds": "lâu"}, timeout=10)
    assert wrong.status_code == 422 and "Cần sửa" in wrong.text


def test_the_ledgers_page_shows_every_attempt(office, hand):
    dossier = make_dossier()
    hand.hand_in(dossier)
    hand.hand_in(dossier)
    text = page(f"{office.url}/so-nhan").text_content()
    assert text.count(dossier["code"]) == 2 and "duplicate" in text
