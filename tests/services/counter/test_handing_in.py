"""On paper, entered by an officer: the same checks, one transaction, no account, all on record."""

import io
from datetime import date, timedelta

import pypdf
import pytest
import sqlalchemy as sa

from forms import regimes
from portal import clock
from portal.domain.errors import DraftIncomplete, NotFound, Unacceptable
from portal.domain.states import Channel, Delivery, State
from portal.models import DeskCase, Draft, StaffDeed
from portal.services import content, drafts, events, receipts
from portal.services.counter import handing_in, taking
from portal.services.desk import queue
from portal.services.desk.dealing import Desk
from portal.services.desk.queue import Tray, Wanted
from portal.services.reports import building
from portal.services.reports.building import Asked
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.partners import drain


@pytest.fixture
def hand_in(rt, at):
    def handed_in(paper, unit=""):
        with rt.db.write() as session:
            return handing_in.hand_in(session, rt, at, paper.id, handing_in.Handing(unit))

    return handed_in


def read(pdf):
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_is_known_of_the_person_fills_the_form_in_and_can_be_changed(take):
    opened = take().open()
    assert opened.answers["full_name"] == "Nguyễn Thị Mẫu"
    assert opened.answers["number"] == "000190000011"
    assert opened.locked == {}


def test_it_is_submitted_and_accepted_in_one_go_and_lies_on_the_desk(rt, at, whole, hand_in):
    dossier = hand_in(whole())
    assert (dossier.channel, dossier.state) == (Channel.DIRECT, State.ACCEPTED)
    assert dossier.due_original and dossier.delivery == Delivery.CONFIRMED
    with rt.db.read() as session:
        kept = session.get_one(DeskCase, house.key(dossier))
        assert (kept.officer, kept.officer_id) == (at.officer.name, at.officer.id)
        chain = house.chain(session, dossier)
        assert [one.kind for one in chain] == ["submitted", "delivered", "accepted"]
        assert events.check_chain(chain) is None
        page = queue.page(session, rt, at.agency, Wanted(Tray.WORK))
    assert [line.code for line in page.lines] == [dossier.code]
    assert house.promised(rt, dossier, f"agency:{at.agency.code}") == []
    drain(rt)
    assert house.again(rt, dossier).seq == 3


def test_pressed_twice_there_is_one_dossier(whole, hand_in):
    paper = whole()
    assert hand_in(paper).code == hand_in(paper).code


def test_one_sms_tells_of_the_acceptance_and_none_that_it_is_not_accepted(rt, whole, hand_in):
    told = house.promised(rt, hand_in(whole()), "sms")
    assert len(told) == 1 and told[0].event_seq == 3


def test_it_counts_from_when_the_desk_had_it_in_hand(rt, hands, whole, hand_in):
    earlier = clock.now() - timedelta(hours=1)
    dossier = hand_in(whole(received_at=earlier))
    assert dossier.submitted_at == dossier.received_at == earlier
    with rt.db.read() as session:
        accepted = house.chain(session, dossier)[-1]
    assert (accepted.occurred_at, accepted.recorded_at) == (earlier, clock.now())


@pytest.mark.parametrize(
    ("channel", "earlier", "reason"),
    [
        (Channel.DIRECT, timedelta(minutes=-1), "later"),
        (Channel.DIRECT, timedelta(days=1), "day"),
        (Channel.POSTAL, timedelta(minutes=-1), "later"),
        (Channel.POSTAL, timedelta(days=16), "long_ago"),
        (Channel.ONLINE, timedelta(0), "channel"),
    ],
)
def test_a_moment_of_receipt_that_cannot_be_is_refused(take, channel, earlier, reason):
    with pytest.raises(Unacceptable, match=reason):
        take(channel, clock.now() - earlier)


def test_a_letter_may_have_lain_over_the_weekend(whole, hand_in):
    friday = clock.now() - timedelta(days=3)
    letter = whole(channel=Channel.POSTAL, received_at=friday, letter_number="CA123456789VN")
    assert hand_in(letter).received_at == friday


def test_a_missing_paper_stops_it_until_it_is_in_hand_or_scanned(take, hand_in):
    paper = take().fill(for_whom="me")
    with pytest.raises(DraftIncomplete) as stopped:
        hand_in(paper)
    assert list(stopped.value.errors) == ["documents.proof"]
    paper.attach()
    assert hand_in(paper).state == State.ACCEPTED


def test_form_01_lists_originals_copies_and_where_the_result_is_handed_over(rt, whole, hand_in):
    dossier = hand_in(whole(), "Quầy số 2")
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        said = read(receipts.receipt(session, rt, found))
    assert "Giấy tờ nhà" in said and "QUẦY SỐ 2" in said
    assert "Trực tiếp, tại nơi tiếp nhận hồ sơ" in said


@pytest.mark.parametrize("number", [-1, 1000])
def test_nobody_hands_over_so_many_sheets(rt, at, take, number):
    paper = take()
    with pytest.raises(Unacceptable, match="sheets"), rt.db.write() as session:
        taking.state_papers(session, at, paper.id, {"proof": {"originals": number}})


def test_a_report_counts_counter_and_letters_beside_what_came_online(
    rt, citizen, agency, whole, hand_in
):
    hand_in(whole())
    hand_in(whole(channel=Channel.POSTAL))
    house.submit_new(rt, citizen, agency)
    regime = regimes.load_regimes()["II.06a/VPCP/KSTT"]
    asked = Asked(regime, agency.code, date(2026, 9, 15), date(2026, 12, 14), open=True)
    with rt.db.read() as session:
        values = building.build(session, rt, asked).rows[0].values
    # What came online has not been accepted yet.
    assert (values["c3"], values["c4"], values["c5"]) == (2, 0, 2)


def test_another_desk_and_a_citizens_own_draft_are_not_to_be_entered(rt, at, citizen, take):
    elsewhere = add_desk(rt, "H41.77.02")
    stranger = Desk(elsewhere, hire(rt, elsewhere))
    paper, own = take(), house.begin(rt, citizen, at.agency)
    with rt.db.write() as session:
        for desk, draft_id in ((stranger, paper.id), (at, own.id)):
            with pytest.raises(NotFound):
                handing_in.hand_in(session, rt, desk, draft_id)
            with pytest.raises(NotFound):
                taking.stand_in(session, rt, desk.agency, draft_id)
            with pytest.raises(NotFound):
                taking.discard(session, rt, desk, draft_id)


def test_an_agency_with_a_system_of_its_own_takes_nothing_in_here(rt, officer):
    other = house.add_agency(rt)
    handed = taking.Handed(house.PROCEDURE, "usual", Channel.DIRECT, clock.now())
    with pytest.raises(NotFound), rt.db.write() as session:
        taking.begin(session, rt, Desk(other, officer), handed)


def test_what_is_not_finished_is_listed_and_can_be_thrown_away(rt, at, take):
    paper = take()
    with rt.db.read() as session:
        (line,) = taking.unfinished(session, rt, at.agency)
    assert (line.draft_id, line.submitter) == (paper.id, "Nguyễn Thị Mẫu")
    with rt.db.write() as session:
        taking.discard(session, rt, at, paper.id)
    with rt.db.read() as session:
        assert taking.unfinished(session, rt, at.agency) == []
        assert session.get(Draft, (at.agency.id, paper.id)) is None


def test_the_journal_says_who_entered_what(rt, at, whole, hand_in):
    dossier = hand_in(whole())
    with rt.db.read() as session:
        rows = session.scalars(sa.select(StaffDeed).order_by(StaffDeed.done_at, StaffDeed.id))
        told = [(row.deed, row.staff_id) for row in rows if row.deed.startswith("intake")]
    assert told == [("intake_begun", at.officer.id), ("intake_handed_in", at.officer.id)]
    assert dossier.code


def test_drafts_of_citizens_are_as_they_were(rt, citizen, agency):
    draft = house.begin(rt, citizen, agency).open()
    assert (draft.draft.channel, draft.on_paper) == (Channel.ONLINE, frozenset())
    assert drafts.Open.context(draft, "vi").channel == "online"
