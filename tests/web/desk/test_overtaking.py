"""A page that was overtaken says so where its reader is led: to a place that is on the page."""

import pytest

from connectors.messages import NewsKind
from tests.furnished import house, priced
from tests.furnished.desks import add_desk
from tests.furnished.partners import drain

QUEUE = "/desk/H41.77.01"
WHY = "Lý do mẫu, đủ hai từ"
_K = NewsKind
DEEDS = (
    *(_K.ACCEPTED, _K.REFUSED, _K.SUPPLEMENT_REQUESTED, _K.FEE_REQUESTED, _K.IN_PROCESS),
    *(_K.DECIDED, _K.RETURNED, _K.WITHDRAWN, _K.STOPPED, _K.EXTENDED, _K.ASSIGNED, _K.MESSAGE),
)
RECEIVER = {"receiver": "Trần Văn Mẫu", "paper": "000190000022", "role": "owner"}
POST = {"full_name": "Mẫu", "phone": "0912345678", "address": "12 Phố Mẫu", "consignment": "EA1"}
FEES = {
    "cash": {},
    "waive": {"line": "1", "why": WHY},
    "ask": {"name1": "Phí mẫu", "amount1": "30000"},
    "back": {"back_why": WHY},
    "answer": {"outcome": "refuse", "answer_words": WHY},
}
# What is sent to each page of a dossier, under the rule its address follows.
SENT = {
    "viec/<kind>": [(f"viec/{kind}", {"words": WHY}) for kind in DEEDS],
    "phi": [("phi", {"deed": deed, "fee": "1", **told}) for deed, told in FEES.items()],
    "tra-ket-qua": [
        ("tra-ket-qua", {"way": "counter", **RECEIVER}),
        ("tra-ket-qua", {"way": "post", **POST}),
        ("tra-ket-qua", {"step": "on_way"}),
    ],
    "<any(chuyen, 'tra-lai'):deed>": [
        ("chuyen", {"to": "H41.77.02", "returns": "here"}),
        ("tra-lai", {"words": WHY}),
    ],
    "so-hoa": [("so-hoa", {"source": "scan", "file": "…"})],
    "so-hoa/thu-hoi": [("so-hoa/thu-hoi", {"words": WHY, "file": "…"})],
}
# These have no page of their own: they lead back to the dossier, which says how it stands.
LED_BACK = {"nhan-viec", "nhan-ban-giao", "he-thong/<step>"}
LOOKS = {"so-hoa/<uuid:file_id>/kho"}
EVERY = [one for sent in SENT.values() for one in sent]


@pytest.fixture
def costly(rt, citizen, agency):
    """Give a dossier that owes a fee, and an office it could be handed to."""
    add_desk(rt, "H41.77.02")
    made = priced.submit(rt, citizen, agency)
    drain(rt)
    return house.again(rt, made)


def send(browser, dossier, path, told, seen="1"):
    case = f"{QUEUE}/ho-so/{dossier.code}"
    page = browser.open(f"{case}/so-hoa")
    own = dict(page.form(f"{case}/so-hoa").pairs)
    given = {**told, "seen": seen, "csrf_token": own["csrf_token"]}
    if "file" in given:
        given["file"] = own["file"]
    return browser.post(f"{case}/{path}", list(given.items()))


def targets(page):
    """Give where the summary of errors leads, and whether that is on the page."""
    hrefs = page.tree.xpath("//*[contains(@class,'govuk-error-summary')]//li/a/@href")
    ids = set(page.tree.xpath("//@id"))
    return {href: href.startswith("#") and href[1:] in ids for href in hrefs}


def test_every_page_of_a_deed_is_walked(app):
    begins = "/desk/<agency>/ho-so/<code>/"
    rules_ = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    found = {one.rule.removeprefix(begins) for one in rules_ if one.rule.startswith(begins)}
    assert found == set(SENT) | LED_BACK | LOOKS


@pytest.mark.parametrize(("path", "told"), EVERY, ids=str)
def test_a_page_that_was_overtaken_leads_to_what_happened(rt, binh, costly, path, told):
    page = send(binh, costly, path, told)
    assert page.status == 409 and "vừa có thay đổi" in page.text
    assert targets(page) == {"#overtaken": True}
    assert "Hồ sơ đến bàn một cửa" in " ".join(page.tree.get_element_by_id("overtaken").itertext())
    if path.startswith("viec/") and page.tree.xpath("//textarea[@id='words']"):
        assert page.value("words") == WHY
    assert not targets(binh.open(page.answer.request.path.removesuffix("/thu-hoi")))


@pytest.mark.parametrize("seen", ["", "x", "-1", "²", "9" * 30])
def test_a_page_that_says_no_number_is_told_of_the_last_things(binh, costly, seen):
    page = send(binh, costly, "viec/accepted", {"words": ""}, seen)
    assert page.status == 409 and targets(page) == {"#overtaken": True}


@pytest.mark.parametrize("kind", DEEDS)
def test_a_deed_that_is_not_due_leads_to_a_field_of_its_page(rt, binh, costly, kind):
    seen = str(house.again(rt, costly).seq)
    page = send(binh, costly, f"viec/{kind}", {"words": "x"}, seen)
    if page.status != 303:
        assert page.status == 422 and set(targets(page).values()) == {True}
