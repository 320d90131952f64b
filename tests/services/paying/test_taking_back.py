"""A claim is taken back: once, with the time it took, never against an answer that was first."""

import pytest

from connectors.messages import NewsKind
from portal.domain.errors import Conflict, NotFound
from portal.services import content, events
from portal.services.paying import attempts, claiming, taking_back, telling
from tests.furnished import house, priced
from tests.services.paying.test_claiming import claim, kinds, states
from tests.services.test_supplements import hear


@pytest.fixture
def dossier(rt, citizen, agency):
    return priced.submit(rt, citizen, agency)


@pytest.fixture
def claimed(rt, citizen, dossier):
    claim(rt, citizen, dossier)
    return dossier


def take_back(rt, citizen, dossier, number=1, turn=1):
    with rt.db.write() as session:
        return taking_back.take_back(session, rt, citizen, (dossier.code, number), turn)


def test_the_fee_is_to_be_paid_again_and_its_agency_is_promised_word(rt, citizen, claimed):
    assert take_back(rt, citizen, claimed)
    now = house.again(rt, claimed)
    assert (states(rt, claimed), now.fee_due, now.claim_due) == (["open"], priced.TOTAL, None)
    promised = [one.kind for one in house.promised(rt, claimed, "agency:")]
    assert promised[-2:] == ["exemption", "exemption_withdrawn"]
    with rt.db.write() as session:
        assert attempts.begin(session, rt, citizen, claimed.code, 1).payment.amount == priced.TOTAL


def test_its_day_moves_by_as_long_as_the_claim_waited(rt, hands, agency, citizen, dossier):
    by = hands.now.replace(month=12, day=5)
    (owed,) = priced.owed(rt, dossier)
    with rt.db.write() as session:
        row = session.merge(owed.notice)
        row.due_at = by
    claim(rt, citizen, dossier)
    hands.turn(hours=5)
    take_back(rt, citizen, dossier)
    (after,) = priced.owed(rt, dossier)
    assert (after.notice.due_at - by).total_seconds() == 5 * 3600


def test_taken_back_twice_it_is_taken_back_once(rt, citizen, claimed):
    assert take_back(rt, citizen, claimed)
    assert not take_back(rt, citizen, claimed)
    assert kinds(rt, claimed).count("exemption_withdrawn") == 1
    claim(rt, citizen, claimed)
    with pytest.raises(Conflict):
        # The window of the first claim says nothing of the second.
        take_back(rt, citizen, claimed, turn=1)
    assert take_back(rt, citizen, claimed, turn=2)
    assert kinds(rt, claimed).count("exemption_withdrawn") == 2


def left(rt, dossier):
    """Say how often the fee that is open can be claimed still, and whether it can be now."""
    with rt.db.read() as session:
        notice = priced.owed(rt, dossier)[-1].notice
        possible = claiming.possible(session, house.again(rt, dossier), notice)
        return claiming.left(notice), possible


def test_taken_back_unanswered_it_uses_up_no_claim_but_not_for_ever(rt, citizen, claimed):
    for turn in (1, 2):
        take_back(rt, citizen, claimed, turn=turn)
        assert left(rt, claimed) == (2, True)
        claim(rt, citizen, claimed)
    # What is claimed and taken back for ever would never be due.
    take_back(rt, citizen, claimed, turn=3)
    assert left(rt, claimed) == (1, True)
    claim(rt, citizen, claimed)
    take_back(rt, citizen, claimed, turn=4)
    assert left(rt, claimed) == (0, False)


def test_after_a_no_what_is_taken_back_leaves_the_second_claim(rt, agency, citizen, claimed):
    lines = priced.owed(rt, claimed)[0].lines
    same = tuple(priced.told(line, line.amount) for line in lines)
    hear(rt, agency, claimed, NewsKind.FEE_REQUESTED, fees=same, note="Thiếu giấy tờ")
    assert left(rt, claimed) == (1, True)
    claim(rt, citizen, claimed)
    take_back(rt, citizen, claimed, turn=2)
    assert left(rt, claimed) == (1, True)
    claim(rt, citizen, claimed)
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(claimed))
        told = telling.claimed(rt, found, house.chain(session, claimed)[-1], "k")
    # Its agency is told of the second claim, which is the last one.
    assert told.money.turn == 2 and left(rt, claimed) == (0, False)


def test_an_answer_that_was_quicker_stands(rt, agency, citizen, claimed):
    lines = priced.owed(rt, claimed)[0].lines
    waived = tuple(priced.told(line, 0) for line in lines)
    hear(rt, agency, claimed, NewsKind.FEE_REQUESTED, fees=waived, note="Đã xem")
    with pytest.raises(Conflict):
        take_back(rt, citizen, claimed)
    assert states(rt, claimed) == ["replaced", "waived"]


def test_nobody_else_takes_it_back(rt, claimed):
    with pytest.raises(NotFound):
        take_back(rt, house.sign_in(rt, "nguoi-khac"), claimed)
    with rt.db.read() as session:
        assert events.check_chain(house.chain(session, claimed)) is None
