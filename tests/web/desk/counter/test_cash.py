"""Cash taken while a dossier is entered: the sum that is owed, once, in the book of the day."""

import csv
import io

import pytest

from forms.loader import load
from portal.domain.states import State
from portal.models import Agency, CashEntry, Dossier, FeeReceipt, StaffDeed
from portal.services import publishing
from portal.services.operations.staff import Person
from portal.services.paying import payees
from tests.furnished import priced
from tests.furnished.desks import ISSUER, add_desk, officer
from tests.web.desk.counter.test_counter import PERSON

DESK = "/desk/H41.77.01"
BOOK = f"{DESK}/so-quy"
START = f"{DESK}/quay/thu-tuc/{priced.PROCEDURE}"
SOURCE = priced.SOURCE.replace("{online: 8000}", "{direct: 8000}")


@pytest.fixture
def review(rt, binh):
    """Enter a dossier that costs 8,000 đồng over the counter; gives the review."""
    with rt.db.write() as session:
        agency = session.query(Agency).filter_by(code=DESK.rpartition("/")[2]).one()
        payees.keep(session, agency.id, priced.ACCOUNT)
        publishing.publish(session, load(SOURCE), SOURCE, "test")
    step = binh.follow(binh.send(binh.open(START), PERSON, action=START))
    papers = binh.follow(binh.send(step, {"for_whom": "me"}))
    counts = papers.tree.xpath("//a[contains(@href, '/ban-giay')]/@href")[0]
    return binh.follow(binh.send(binh.open(counts), {"proof.originals": "1"}, action=counts))


def hand_in(browser, review, **said):
    path = review.tree.xpath("//form/@action")[-1]
    return browser.send(review, said, action=path)


def rows(rt, table):
    with rt.db.read() as session:
        return session.query(table).all()


def test_cash_is_taken_with_the_dossier_exactly_and_once(rt, binh, review):
    assert "Đã thu đủ 8.000" in review.text
    for sum_said in ("7000", "x"):
        wrong = hand_in(binh, review, cash=sum_said)
        assert wrong.status == 422 and "chưa ghi gì" in wrong.text
        assert not rows(rt, Dossier) and not rows(rt, CashEntry)
    for _ in range(2):
        assert hand_in(binh, review, cash="8000").status == 303
    (dossier,), (entry,) = rows(rt, Dossier), rows(rt, CashEntry)
    assert (dossier.state, dossier.fee_due, entry.amount) == (State.ACCEPTED, 0, 8_000)
    (receipt,) = rows(rt, FeeReceipt)
    assert (receipt.number, receipt.amount) == (1, 8_000) and receipt.payment_id == entry.payment_id
    slip = f"{BOOK}/{entry.year}/{entry.number}/phieu.pdf"
    assert slip in binh.open(f"{DESK}/ho-so/{dossier.code}/phi").answer.text
    assert binh.open(slip).answer.data[:4] == b"%PDF"


@pytest.fixture
def entry(rt, binh, review):
    """Take the cash; gives what the book says of it."""
    assert hand_in(binh, review, cash="8000").status == 303
    return rows(rt, CashEntry)[0]


def test_a_day_is_shown_and_taken_along_and_an_entry_is_taken_back(rt, binh, enter, entry):
    shown = binh.open(BOOK)
    assert entry.label in shown.text and "8.000" in shown.text
    told = binh.open(f"{BOOK}?ngay=31/02/2026")
    assert told.status == 422 and "ngay" in told.errors
    taken = binh.client.post(f"{BOOK}/csv", data=dict(shown.form().pairs))
    table = list(csv.reader(io.StringIO(taken.data.decode("utf-8-sig"))))
    assert table[1][0] == entry.label and table[-1][3:6] == ["Lê Thị Bình Mẫu", "8000", "0"]
    stranger = enter(officer(rt, add_desk(rt, "H41.77.02"), person=Person(ISSUER, "la", "Lạ Mẫu")))
    undo = f"{BOOK}/{entry.year}/{entry.number}/doi-ung"
    for path in (undo, undo.replace("77.01", "77.02"), undo.replace("doi-ung", "phieu.pdf"), BOOK):
        assert stranger.open(path).status == 404
    empty = binh.send(binh.open(undo), {"reason": ""}, action=undo)
    assert empty.status == 422 and "reason" in empty.errors
    day = binh.follow(binh.send(empty, {"reason": "Thu nhầm"}, action=undo))
    assert "Đã ghi bút toán đối ứng PC-" in day.text and "Thu nhầm" in day.text
    assert "đã đối ứng" in day.text
    deeds = {one.deed for one in rows(rt, StaffDeed)}
    assert {"fee_received", "cash_taken_back", "cash_book_taken"} <= deeds
    assert rows(rt, Dossier)[0].fee_due == 8_000
