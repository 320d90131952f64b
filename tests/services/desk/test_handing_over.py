"""How a result reaches its citizen: as they chose, to whoever signs, returned once it arrives."""

import pytest

from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.domain.returning import Parcel, Way
from portal.domain.states import State
from portal.services import events, vault
from portal.services.desk import handing_over
from portal.services.desk.dealing import Desk
from portal.services.desk.handing_over import Receiver
from portal.services.desk.opening import Seen
from portal.services.returning import choosing
from portal.services.returning.choosing import Recipient, Wish
from portal.services.returning.parcels import Posting
from tests.furnished import house
from tests.furnished.desks import add_desk

HOME = Recipient("Nguyễn Thị Mẫu", "0912 345 678", "12 Phố Mẫu,\nXã Mẫu, Tỉnh Mẫu")
BY_POST = Wish(Way.POST, HOME)
COMER = Receiver("Trần Văn Mẫu", "000190000022", "proxy")


@pytest.fixture
def decided(do, lying):
    do(lying, "accepted")
    return do(lying, "decided")


@pytest.fixture
def choose(rt, citizen):
    def chosen(dossier, wish):
        with rt.db.write() as session:
            return choosing.choose(session, rt, citizen, dossier.code, wish)

    return chosen


@pytest.fixture
def act(rt, agency, officer):
    def acted(deed, dossier, *more, seen=None, at=None):
        seq = house.again(rt, dossier).seq if seen is None else seen
        with rt.db.write() as session:
            deed(session, rt, Desk(at or agency, officer), Seen(dossier.code, seq), *more)
        with rt.db.read() as session:
            assert events.check_chain(house.chain(session, dossier)) is None
        return house.again(rt, dossier)

    return acted


@pytest.fixture
def standing(rt):
    def stands(dossier):
        with rt.db.read() as session:
            safe = vault.unlock(session, rt, *house.key(dossier))
            return choosing.of(session, safe, dossier)

    return stands


def kinds(rt, dossier):
    with rt.db.read() as session:
        return [event.kind for event in house.chain(session, dossier)]


def test_whoever_comes_is_named_and_their_paper_is_kept_masked(rt, act, decided):
    after = act(handing_over.at_counter, decided, COMER)
    assert (after.state, kinds(rt, decided)[-1]) == (State.RETURNED, "handed_over")
    with rt.db.read() as session:
        safe = vault.unlock(session, rt, *house.key(decided))
        event = house.chain(session, decided)[-1]
        told = events.private(safe, event)
    assert told == {"full_name": "Trần Văn Mẫu", "paper": "•••022", "role": "proxy"}
    assert event.facts == {"way": "counter"}


@pytest.mark.parametrize(
    "nobody", [Receiver("", "000190000022"), Receiver("Mẫu", " "), Receiver("Mẫu", "12", "x")]
)
def test_a_result_is_handed_to_nobody_unnamed(rt, act, decided, nobody):
    with pytest.raises(Unacceptable, match="receiver"):
        act(handing_over.at_counter, decided, nobody)
    assert house.again(rt, decided).state == State.DECIDED


def test_online_there_has_to_be_a_file(act, decided):
    with pytest.raises(Unacceptable, match="no_file"):
        act(handing_over.online, decided)


def test_one_chooses_ones_own_and_the_last_word_counts(rt, choose, standing, lying):
    choose(lying, Wish(Way.ONLINE))
    choose(lying, BY_POST)
    before = kinds(rt, lying)
    choose(lying, BY_POST)
    assert kinds(rt, lying) == before and before[-2:] == ["return_chosen"] * 2
    found = standing(lying)
    assert (found.way, found.to.phone) == (Way.POST, "+84912345678")
    assert found.to.address == "12 Phố Mẫu, Xã Mẫu, Tỉnh Mẫu"
    other = house.sign_in(rt, "khac", citizen_number="000190000099")
    with rt.db.write() as session, pytest.raises(NotFound):
        choosing.choose(session, rt, other, lying.code, BY_POST)


def test_a_parcel_needs_an_address_and_a_telephone(choose, lying):
    with pytest.raises(Unacceptable) as error:
        choose(lying, Wish(Way.POST, Recipient("", "12", "")))
    assert error.value.facts["fields"] == ["full_name", "address", "phone"]


def test_an_agency_with_a_system_of_its_own_offers_no_choice(rt, citizen):
    elsewhere = house.submit_new(rt, citizen, house.add_agency(rt))
    with rt.db.write() as session, pytest.raises(NotFound):
        choosing.choose(session, rt, citizen, elsewhere.code, Wish(Way.ONLINE))


def test_a_parcel_returns_a_dossier_when_it_arrives_and_not_before(rt, act, choose, decided):
    choose(decided, BY_POST)
    posted = act(handing_over.post, decided, (BY_POST, Posting("ra123456789vn", fee=30_000)))
    assert posted.state == State.DECIDED and posted.returned_at is None
    assert act(handing_over.told, decided, ("on_way", "")).state == State.DECIDED
    after = act(handing_over.told, decided, ("delivered", "Người nhà ký"))
    assert after.state == State.RETURNED and after.returned_at is not None
    told = [one.kind for one in house.promised(rt, decided, "sms")]
    assert len(told) == 5  # handed in, accepted, decided, posted, returned


def test_nobody_hands_over_at_the_counter_what_is_with_the_post(act, do, standing, decided):
    act(handing_over.post, decided, (BY_POST, Posting("RA1")))
    with pytest.raises(Unacceptable, match="parcel"):
        act(handing_over.at_counter, decided, COMER)
    with pytest.raises(Unacceptable, match="parcel"):
        do(decided, "returned")
    act(handing_over.told, decided, ("failed", "Không có người nhận"))
    act(handing_over.told, decided, ("back", ""))
    after = act(handing_over.at_counter, decided, COMER)
    assert after.state == State.RETURNED and standing(decided).way == Way.COUNTER


def test_what_came_back_may_go_out_once_more(act, standing, decided):
    act(handing_over.post, decided, (BY_POST, Posting("RA1")))
    act(handing_over.told, decided, ("back", ""))
    act(handing_over.post, decided, (BY_POST, Posting("RA2")))
    found = standing(decided)
    assert (found.parcel, found.consignment) == (Parcel.POSTED, "RA2")


def test_the_way_is_not_chosen_any_more_once_the_result_has_gone(act, choose, decided):
    act(handing_over.post, decided, (BY_POST, Posting("RA1")))
    with pytest.raises(Unacceptable, match="too_late"):
        choose(decided, Wish(Way.COUNTER))


@pytest.mark.parametrize("number", ["", " ", "é", "R" * 101])
def test_a_number_that_is_none_is_not_taken(rt, act, decided, number):
    before = kinds(rt, decided)
    with pytest.raises(Unacceptable, match="consignment"):
        act(handing_over.post, decided, (BY_POST, Posting(number)))
    assert kinds(rt, decided) == before


def test_nothing_is_done_over_what_was_not_seen_or_at_anothers_desk(rt, act, decided):
    for deed, more in (
        (handing_over.at_counter, (COMER,)),
        (handing_over.post, ((BY_POST, Posting("RA1")),)),
    ):
        with pytest.raises(Conflict):
            act(deed, decided, *more, seen=decided.seq - 1)
        with pytest.raises(NotFound):
            act(deed, decided, *more, at=add_desk(rt, "H41.77.02"))
