"""An agency's own system names what is wrong, one by one; what cannot be put right is refused."""

import hashlib
import json

import pytest
import sqlalchemy as sa

from connectors.wanted import DOCUMENT, Wanted
from forms.loader import load
from portal import clock
from portal.domain.states import State
from portal.exchanges import news, polling
from portal.models import InboxMessage
from portal.services import content, publishing, supplements
from portal.services.desk import naming
from tests.exchanges.test_result_files import BASE, signed
from tests.furnished import house
from tests.furnished.partners import drain, polled_agency
from tests.furnished.waiting import answer, asking, people, token, waiting
from tests.services.test_supplements import send

__all__ = ["asking", "people", "waiting"]
PROCEDURE = "9.000156"
# The small form with a line it works out by itself, and the declarant's pledge.
PLEDGED = house.SOURCE.replace(house.PROCEDURE, PROCEDURE).replace(
    "documents:",
    """      - name: written
        kind: computed
        label: {vi: Liên hệ, en: Contact}
        value: {text: "Điện thoại {phone}"}
      - {name: pledge, kind: consent, label: {vi: Tôi cam đoan, en: I pledge},
         means: request.declaration}
documents:""",
)
PHONE = {"answer": "phone", "words": "Số này đã khóa"}


def bring(rt, dossier, wanted, **more):
    """Let the system bring a request, signed, and give the answer it gets."""
    told = {"id": "w1", "dossier": dossier.code, "kind": "supplement_requested", "seq": 1,
            "occurred_at": clock.now().isoformat(), "wanted": wanted, **more}  # fmt: skip
    body = json.dumps(told).encode()
    call = signed("POST", f"{BASE}/news", hashlib.sha256(body).hexdigest())
    reply = news.receive(rt, "H41.90.01", call, body)
    return reply.status, json.loads(reply.body)


def asked(rt, citizen, dossier):
    with rt.db.read() as session:
        return supplements.load(session, rt, citizen, dossier.code)


def file_of(rt, dossier):
    with rt.db.read() as session:
        (file,) = content.read(session, rt, *house.key(dossier)).files
    return str(file.id)


def test_what_is_named_is_asked_as_an_officer_would_have_asked(rt, agency, citizen, submitted):
    wanted = [PHONE, {"file": file_of(rt, submitted)}, {"document": "proof", "words": "Ảnh mờ"}]
    said = bring(rt, submitted, wanted, reasons=["Đến trước thứ Sáu"])
    assert said == (200, {"outcome": "applied"})
    reply = asked(rt, citizen, submitted)
    assert reply.redoing.asked == {"phone"} and reply.papers == ("proof",)
    assert reply.request.wanted[1] == Wanted(DOCUMENT, "proof", "Giấy tờ nhà", "Ảnh mờ")
    lines = ("Số điện thoại: Số này đã khóa", "Giấy tờ nhà: Ảnh mờ", "Đến trước thứ Sáu")
    assert reply.request.reasons == lines


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"answer": "no_such", "words": "sai"}, naming.UNKNOWN),
        ({"answer": "phone.0", "words": "sai"}, naming.UNKNOWN),
        ({"answer": "owner_name", "words": "sai"}, naming.HIDDEN),
        ({"document": "no_such"}, naming.UNKNOWN),
        ({"document": "sheet"}, naming.COMPOSED),
        ({"file": "00000000-0000-0000-0000-000000000000"}, naming.UNKNOWN),
    ],
)
def test_what_cannot_be_put_right_is_refused_by_field_and_nothing_counts(
    rt, agency, submitted, wanted, why
):
    status, said = bring(rt, submitted, [PHONE, wanted])
    about = next(iter(wanted))
    assert (status, said) == (422, {"errors": {f"wanted.1.{about}": [why]}})
    assert house.again(rt, submitted).state == State.SUBMITTED
    assert house.again(rt, submitted).news_seq == 0
    assert bring(rt, submitted, [PHONE])[0] == 200
    # Told once more, even wrongly, it is known.
    assert bring(rt, submitted, [PHONE, wanted])[1] == {"outcome": "duplicate"}


def test_what_the_form_works_out_and_the_pledge_under_it_are_refused_by_field(rt, agency, citizen):
    with rt.db.write() as session:
        publishing.publish(session, load(PLEDGED), PLEDGED, "test")
    paper = house.begin(rt, citizen, agency, PROCEDURE)
    dossier = paper.fill(**house.ANSWERS, pledge="yes").attach().submit()
    wanted = [PHONE, *({"answer": name, "words": "sai"} for name in ("written", "pledge"))]
    told = {"wanted.1.answer": [naming.COMPUTED], "wanted.2.answer": [naming.SETTLED]}
    assert bring(rt, dossier, wanted) == (422, {"errors": told})
    assert house.again(rt, dossier).state == State.SUBMITTED


def test_what_others_have_agreed_to_and_who_they_are_is_refused_and_the_rest_may_be_asked(
    rt, agency, people, waiting
):
    answer(rt, people.head, token(rt, waiting, 1))
    answer(rt, people.owner, token(rt, waiting, 2))
    names = ("place", "head_number", "owner_phone", "full_name")
    refused = [{"answer": name, "words": "sai"} for name in names]
    status, said = bring(rt, waiting, refused)
    fields = [f"wanted.{place}.answer" for place in range(len(names))]
    assert (status, said) == (422, {"errors": {field: [naming.SETTLED] for field in fields}})
    assert bring(rt, waiting, [PHONE])[0] == 200


def test_a_system_that_is_asked_for_news_hears_no_refusal_so_it_is_parked(
    rt, office, citizen, ahead
):
    agency = polled_agency(rt, office)
    dossier = house.submit_new(rt, citizen, agency)
    drain(rt)
    office.act(dossier.code, "supplement_requested", wanted=[{"document": "no_such"}])
    office.act(dossier.code, "supplement_requested", wanted=[PHONE])
    assert polling.poll_all(rt) == 3
    with rt.db.read() as session:
        kept = session.scalars(sa.select(InboxMessage).where(InboxMessage.outcome == "parked"))
        (parked,) = kept.all()
    assert "wanted.0.document" in parked.reason
    # It holds up nothing that comes after it.
    assert asked(rt, citizen, dossier).redoing.asked == {"phone"}


def test_the_system_gets_back_how_each_answer_read_before_and_reads_now(
    rt, office, agency, citizen, submitted
):
    drain(rt)
    assert bring(rt, submitted, [PHONE], seq=2, id="w2")[0] == 200
    bring(rt, submitted, [], id="c1", kind="confirmed", seq=1)
    with rt.db.write() as session:
        reply = supplements.load(session, rt, citizen, submitted.code, lock=True)
        supplements.write(reply, "", {"phone": "0987654321"})
    stood = dict(reply.redoing.stood)["phone"]
    send(rt, citizen, submitted)
    drain(rt)
    (letter,) = office.holds(submitted.code)["letters"]
    (put_right,) = letter["amended"]
    assert letter["answers_event"] == "w2" and put_right["text"] == "0987 654 321"
    assert put_right["before"].replace(" ", "")[-9:] == stood.replace(" ", "")[-9:]
