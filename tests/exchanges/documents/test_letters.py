"""What a citizen sends after a dossier travels in its thread: once, in order, acknowledged."""

import pytest
import sqlalchemy as sa

from portal.domain.documents import Standing
from portal.domain.states import State
from portal.exchanges.documents import fetching
from portal.models import Attachment, Event, InboxMessage, Promise, PromiseState
from portal.services import agencies, withdrawals
from tests.exchanges.documents.test_dossiers import citizen, result, sent, theirs
from tests.exchanges.documents.test_sending import told
from tests.furnished import house
from tests.furnished.axis import THEIRS, package_of
from tests.furnished.documents import documents
from tests.furnished.partners import drain
from tests.services import test_correspondence as messages
from tests.services import test_supplements as supplements

__all__ = ["citizen", "sent", "theirs"]


def hear(rt, axis, body):
    """Let their office send something, and keep what follows from it."""
    axis.put(body)
    fetching.poll_all(rt)
    while drain(rt):
        pass


def answer(rt, axis, subject, number="77", of=0, **more):
    """Let their office answer a document of the dossier's thread by one of its own."""
    words = f"<edXML:Subject>{subject}</edXML:Subject>"
    body = result(out(rt)[of], Subject=words, DueDate="", **more)
    hear(rt, axis, body.replace(b",77/", f",{number}/".encode()))


def ask_for_more(rt, axis, sent):
    """Let their office accept the dossier, and ask for more by a document."""
    hear(rt, axis, told(documents(rt)[0], "03"))
    answer(rt, axis, "V/v yêu cầu bổ sung hồ sơ")
    return house.again(rt, sent)


def later(rt):
    """Let the time pass that something waits."""
    with rt.db.write() as session:
        session.execute(sa.update(Promise).values(next_at=Promise.made_at))
    while drain(rt):
        pass


def happened(rt, dossier, kind):
    with rt.db.read() as session:
        query = sa.select(Event).where(Event.dossier_id == dossier.id, Event.kind == kind)
        return len(session.scalars(query).all())


def out(rt):
    """List what was written for their office, the first one first."""
    return [row for row in documents(rt) if row.direction == "out"]


@pytest.fixture
def asked(rt, axis, sent):
    """Give a dossier whose office asked for more by a document."""
    return ask_for_more(rt, axis, sent)


@pytest.fixture
def travelled(rt, axis, citizen, asked):
    """Give what was sent while the axis was away, once it is back: a supplement and a message."""
    before = len(axis.packages())
    supplements.write(rt, citizen, asked, "Tôi gửi lại ảnh.", house.PDF)
    supplements.send(rt, citizen, asked)
    messages.send(rt, citizen, asked, "Đã gửi bổ sung.")
    axis.faults(gateway=True)
    drain(rt)
    assert [row.standing for row in out(rt)] == [Standing.SENT, Standing.SENDING]
    axis.faults(gateway=False)
    later(rt)
    with rt.db.write() as session:
        again = sa.update(Promise).where(Promise.kind.in_(("supplement", "message")))
        session.execute(again.values(state=PromiseState.WAITING, unsure=True))
    later(rt)
    assert len(axis.packages()) == before + 2
    return out(rt)


def test_what_is_sent_after_a_dossier_travels_in_order_once_in_its_thread(
    rt, axis, asked, travelled
):
    assert asked.state == State.AWAITING_SUPPLEMENT
    with rt.db.read() as session:
        query = sa.select(Attachment.origin).where(Attachment.dossier_id == asked.id)
        assert sorted(session.scalars(query)) == ["citizen", "citizen", "message"]
    left = [one["subject"] for one in axis.packages() if not one["status"]][::-1]
    assert left[-2].startswith("V/v gửi bổ sung") and left[-1].startswith("V/v trao đổi")
    with package_of(axis, THEIRS, -2) as read:
        assert read.content.responses[0].document_id == travelled[0].docid
        names = [one.name for one in read.content.enclosures]
        assert names == [f"bo-sung-{asked.code}.pdf", "01-lại.pdf"]


def test_letters_are_acknowledged_once_answered_and_the_result_comes_back(
    rt, axis, asked, travelled
):
    assert happened(rt, asked, "supplement_delivered") == 0
    for code in ("01", "01", "03"):
        hear(rt, axis, told(travelled[1], code))
    assert happened(rt, asked, "supplement_delivered") == 1
    assert house.again(rt, asked).state == State.IN_PROCESS
    hear(rt, axis, told(travelled[2], "02"))
    entry, reply = messages.entries(rt, asked)
    assert (entry.state, reply.text) == ("answered", "Đang xử lý văn bản đến")
    answer(rt, axis, "V/v trả kết quả", number="78")
    assert house.again(rt, asked).state == State.DECIDED


def test_a_supplement_that_is_refused_is_asked_for_again(rt, axis, citizen, asked):
    supplements.write(rt, citizen, asked)
    supplements.send(rt, citizen, asked)
    later(rt)
    hear(rt, axis, told(documents(rt)[-1], "02"))
    after = house.again(rt, asked)
    assert (after.state, after.supplement_sent_at) == (State.AWAITING_SUPPLEMENT, None)
    supplements.write(rt, citizen, after, "Tệp mới.")
    supplements.send(rt, citizen, after)
    later(rt)
    assert happened(rt, asked, "supplement_requested") == 2
    assert documents(rt)[-1].standing == Standing.SENT


def test_a_withdrawal_travels_and_is_agreed_to_as_a_recall_is(rt, axis, citizen, sent):
    with rt.db.write() as session:
        withdrawals.ask(session, rt, citizen, sent.code, "Nộp nhầm")
    later(rt)
    wish = documents(rt)[-1]
    assert wish.standing == Standing.SENT and wish.case_id == sent.id
    hear(rt, axis, told(wish, "01"))
    assert house.again(rt, sent).state == State.SUBMITTED
    hear(rt, axis, told(wish, "15"))
    assert house.again(rt, sent).state == State.WITHDRAWN
    assert happened(rt, sent, "withdrawal_delivered") == 1


def wish(rt, citizen, dossier, why="Nộp nhầm"):
    """Let the citizen ask for the dossier back, and the wish leave; gives its document."""
    with rt.db.write() as session:
        withdrawals.ask(session, rt, citizen, dossier.code, why)
    later(rt)
    return out(rt)[-1]


def test_a_withdrawal_that_overtakes_the_dossier_waits_for_it_and_both_travel_once(
    rt, axis, citizen, theirs
):
    made = house.submit_new(rt, citizen, theirs)
    axis.faults(gateway=True)
    wish(rt, citizen, made)
    assert [row.standing for row in out(rt)] == [Standing.SENDING]
    axis.faults(gateway=False)
    later(rt)
    later(rt)
    first, second = out(rt)
    assert [one["document_id"] for one in axis.packages()] == [second.docid, first.docid]
    hear(rt, axis, told(second, "15"))
    assert house.again(rt, made).state == State.WITHDRAWN
    hear(rt, axis, told(first, "01"))
    assert house.again(rt, made).state == State.WITHDRAWN


@pytest.mark.parametrize("words", ["Hồ sơ đã trình ký", ""])
def test_a_withdrawal_that_is_declined_is_told_and_may_be_asked_for_once_more(
    rt, axis, citizen, sent, words
):
    first = wish(rt, citizen, sent)
    hear(rt, axis, told(first, "16", description=words))
    after = house.again(rt, sent)
    assert (after.state, after.withdrawal_asked_at) == (State.SUBMITTED, None)
    (entry,) = messages.entries(rt, sent)
    assert entry.text == (words or "Cơ quan không đồng ý cho rút hồ sơ và không nêu lý do.")
    second = wish(rt, citizen, after, "Xin rút lần nữa")
    assert second.docid != first.docid
    hear(rt, axis, told(first, "16"))
    assert house.again(rt, sent).withdrawal_asked_at is not None
    hear(rt, axis, told(second, "15"))
    assert house.again(rt, sent).state == State.WITHDRAWN


def test_a_document_that_agrees_to_no_withdrawal_withdraws_nothing(rt, axis, citizen, sent):
    wish(rt, citizen, sent)
    answer(rt, axis, "V/v không đồng ý cho rút hồ sơ", of=-1)
    after = house.again(rt, sent)
    assert (after.state, after.withdrawal_asked_at) == (State.SUBMITTED, None)
    (entry,) = messages.entries(rt, sent)
    assert (entry.own, entry.text, len(entry.files)) == (False, "Tóm tắt", 1)


def test_a_document_that_answers_a_wish_to_withdraw_unclearly_is_no_result(rt, axis, citizen, sent):
    hear(rt, axis, told(out(rt)[0], "05"))
    wish(rt, citizen, sent)
    answer(rt, axis, "V/v trả lời đề nghị của công dân", of=-1)
    assert house.again(rt, sent).state == State.IN_PROCESS
    with rt.db.read() as session:
        parked = sa.select(InboxMessage).where(InboxMessage.outcome == "parked")
        assert "two meanings or none" in session.scalars(parked).one().reason


def test_what_a_document_says_refuses_and_two_meanings_are_never_guessed(rt, axis, sent, theirs):
    answer(rt, axis, "Từ chối tiếp nhận, đồng ý rút hồ sơ")
    assert house.again(rt, sent).state == State.SUBMITTED
    with rt.db.read() as session:
        parked = sa.select(InboxMessage).where(InboxMessage.outcome == "parked")
        assert session.scalars(parked).one().dossier_id == sent.id
    answer(rt, axis, "V/v từ chối tiếp nhận hồ sơ", number="78")
    assert house.again(rt, sent).state == State.REFUSED
    assert not agencies.takes(theirs, "rating") and agencies.takes(theirs, "message")
