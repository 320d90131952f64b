"""A dossier goes on in a specialised system: once, in a queue of its own, deciding nothing."""

from pathlib import Path

import pytest

from connectors.messages import Heard
from forms.loader import FormError, load
from portal.domain.errors import Unacceptable
from portal.domain.hops import HopState
from portal.domain.states import State
from portal.exchanges import news, reconcile, result_files
from portal.models import Agency, InboxMessage, PromiseState
from portal.services import agencies, content, events, outbox, publishing
from portal.services.agencies import NewAgency
from portal.services.desk import going_on
from portal.services.desk.transferring import Where
from portal.services.hopping import hops, standing
from portal.services.operations import health
from tests.exchanges.test_result_files import DATA, SHA, described, signed
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.house import tell
from tests.furnished.partners import CODES, Office, drain
from tests.services.test_supplements import hear

FORM = (Path(house.__file__).parent / "small.yaml").read_text()
HOPS = """
hops:
  - id: residence
    system: system_residence
    name: {vi: cơ sở dữ liệu cư trú, en: the residence register}
    purpose: {vi: ghi nơi ở mới, en: enter the new home}
    days: 2
    when: {question: for_whom, is: me}
  - id: land
    system: system_land
    name: {vi: hệ thống đất đai, en: the land register}
    purpose: {vi: đối chiếu thửa đất, en: compare the plot}
    after: officer
"""


def publish(rt, more: str) -> None:
    with rt.db.write() as session:
        source = FORM.replace(house.PROCEDURE, "9.000155") + more
        publishing.publish(session, load(source), source, "test")


def add_system(rt, url: str, level: str = "system_residence", **more) -> Agency:
    """Connect a specialised system, for which the sandbox stands in."""
    given = {"connector": "one_stop", "place": "", "code": CODES[1], **more}
    new = NewAgency(
        name="Hệ thống mẫu",
        name_en="Sample system",
        level=level,
        endpoint={"base_url": f"{url}/agencies/{CODES[1]}"},
        secret={"key_id": house.KEY_ID, "secret": house.SECRET},
        **given,
    )
    with rt.db.write() as session:
        return agencies.add(session, rt, new)


@pytest.fixture
def system(rt, agency_sandbox):
    """Give a specialised system and the office behind it."""
    office = Office(agency_sandbox.url, CODES[1])
    yield add_system(rt, agency_sandbox.url), office
    office.well()


@pytest.fixture
def hand_in(rt, citizen):
    """Hand in a dossier whose procedure goes on elsewhere."""

    def handed_in(agency, more=HOPS):
        publish(rt, more)
        return house.begin(rt, citizen, agency, "9.000155").fill().attach().submit()

    return handed_in


@pytest.fixture
def accepted(rt, agency, system, hand_in):
    dossier = hand_in(agency)
    drain(rt)
    hear(rt, agency, dossier, "accepted", id="a-1")
    return dossier


def stands(rt, dossier) -> dict[str, standing.Standing]:
    with rt.db.read() as session:
        assert events.check_chain(house.chain(session, dossier)) is None
        found = house.again(rt, dossier)
        return {one.step: one for one in standing.of(session, rt, found)}


def wrong(rt) -> list[tuple[str, str, int]]:
    with rt.db.read() as session:
        found = health.problems(session, outbox.health(session))
        return [(one.kind, one.about, one.count) for one in found]


def test_acceptance_sends_it_on_once_whatever_happens_on_the_way(rt, agency, system, accepted):
    _, office = system
    hear(rt, agency, accepted, "in_process", id="a-2")
    (promise,) = [one for one in house.promised(rt, accepted) if one.kind == hops.KIND]
    assert promise.key == f"{accepted.id}.hop.{promise.event_seq}"
    office.faults(drop_after_taking={"value": True, "times": 1})
    drain(rt)
    (promise,) = [one for one in house.promised(rt, accepted) if one.kind == hops.KIND]
    assert promise.state == PromiseState.WAITING and promise.unsure
    with rt.db.write() as session:
        session.merge(promise).next_at = promise.made_at
    drain(rt)
    assert office.taken(accepted.code) == 1
    assert office.holds(accepted.code)["body"]["agency"] == CODES[1]
    residence, land = stands(rt, accepted).values()
    assert residence.state == HopState.DELIVERED and residence.reference
    assert land.state == "" and land.reason == "none"
    assert house.again(rt, accepted).state == State.IN_PROCESS


def test_its_news_moves_the_hop_alone_in_its_own_order(rt, agency, system, accepted):
    other, _ = system
    drain(rt)
    # The agency and the system each count their news from one: neither waits for the other.
    told = tell(accepted, "in_process", 2, id="s-2")
    assert news.hear(rt, other, told) == Heard.HELD
    assert news.hear(rt, agency, tell(accepted, "in_process", 1, id="a-2")) == Heard.APPLIED
    assert stands(rt, accepted)["residence"].state == HopState.DELIVERED
    first = tell(accepted, "accepted", 1, id="s-1")
    assert news.hear(rt, other, first) == Heard.APPLIED
    assert stands(rt, accepted)["residence"].state == HopState.IN_PROCESS
    assert news.hear(rt, other, first) == Heard.DUPLICATE
    assert news.hear(rt, other, tell(accepted, "accepted", 1, id="s-0")) == Heard.STALE
    refused = tell(accepted, "refused", 3, id="s-3", reasons=("Thiếu tên chủ hộ",))
    assert news.hear(rt, other, refused) == Heard.APPLIED
    assert news.hear(rt, other, tell(accepted, "in_process", 4, id="s-4")) == Heard.PARKED
    withdrawn = tell(accepted, "transferred", 5, id="s-5", to_agency=CODES[0])
    assert news.hear(rt, other, withdrawn) == Heard.PARKED
    assert stands(rt, accepted)["residence"].state == HopState.REFUSED
    dossier = house.again(rt, accepted)
    assert (dossier.state, dossier.news_seq) == (State.IN_PROCESS, 1)
    with rt.db.read() as session:
        assert session.get_one(InboxMessage, (agency.code, "a-2")).outcome == "applied"


@pytest.mark.parametrize("decides", [False, True])
def test_a_file_comes_back_and_decides_only_if_the_procedure_says_so(
    rt, agency, system, hand_in, decides
):
    other, _ = system
    dossier = hand_in(agency, HOPS.replace("days: 2", f"decides: {str(decides).lower()}"))
    drain(rt)
    hear(rt, agency, dossier, "accepted", id="a-1")
    drain(rt)
    call = signed("PUT", f"/api/v1/agencies/{CODES[1]}/files/{SHA}", SHA)
    result_files.receive(rt, CODES[1], call, house.pieces(DATA))
    told = tell(dossier, "decided", 1, id="s-1", files=(described(),))
    assert news.hear(rt, other, told) == Heard.APPLIED
    assert house.again(rt, dossier).state == (State.DECIDED if decides else State.ACCEPTED)
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        assert [file.origin for file in found.files if file.origin != "citizen"] == [
            "result" if decides else "hop"
        ]
    assert stands(rt, dossier)["residence"].state == HopState.DONE


def test_a_system_that_refuses_is_parked_in_sight_and_holds_up_nothing(
    rt, agency, office, system, accepted
):
    _, elsewhere = system
    elsewhere.faults(refuse={"value": True, "times": 1})
    drain(rt)
    (promise,) = [one for one in house.promised(rt, accepted) if one.kind == hops.KIND]
    assert promise.state == PromiseState.PARKED
    assert ("parked", f"agency:{CODES[1]}", 1) in wrong(rt)
    assert stands(rt, accepted)["residence"].parked
    hear(rt, agency, accepted, "decided", id="a-2")
    assert house.again(rt, accepted).state == State.DECIDED


def test_nobody_else_may_speak_of_it_and_who_has_it_is_no_difference(
    rt, agency_sandbox, system, accepted
):
    other, _ = system
    drain(rt)
    assert accepted.code not in reconcile.compare_with(rt, other).found
    stranger = add_system(rt, agency_sandbox.url, "system_tax", code="H41.90.07")
    told = tell(accepted, "accepted", 1, id="x-1")
    assert news.hear(rt, stranger, told) == Heard.NO_SUCH_DOSSIER


def test_a_closed_connection_is_told_and_none_at_all_leaves_the_agency_its_way(
    rt, agency, agency_sandbox, hand_in
):
    first = hand_in(agency)
    drain(rt)
    hear(rt, agency, first, "accepted", id="a-1")
    with rt.db.read() as session:
        assert not hops.rows(session, first)
    add_system(rt, agency_sandbox.url, connector="")
    hear(rt, agency, first, "in_process", id="a-2")
    found = stands(rt, first)["residence"]
    assert (found.state, found.reason) == (HopState.FAILED, "closed")
    assert ("hop", "residence", 1) in wrong(rt)


def test_another_provinces_system_gets_nothing(rt, agency, agency_sandbox, hand_in):
    dossier = hand_in(agency)
    drain(rt)
    add_system(rt, agency_sandbox.url, place="79")
    hear(rt, agency, dossier, "accepted", id="a-1")
    with rt.db.read() as session:
        assert not hops.rows(session, dossier)


def test_what_is_refused_before_it_set_out_goes_nowhere(rt, agency, system, accepted):
    _, office = system
    hear(rt, agency, accepted, "stopped", id="a-2", reasons=("Nộp trùng",))
    drain(rt)
    assert office.taken(accepted.code) == 0
    found = stands(rt, accepted)["residence"]
    assert (found.state, found.reason) == (HopState.STOPPED, "over")
    assert wrong(rt) == []


def test_an_officer_sends_it_on_once_and_only_from_their_desk(rt, hands, agency_sandbox, hand_in):
    desk, far = add_desk(rt), add_desk(rt, "H41.77.02")
    add_system(rt, agency_sandbox.url, "system_land")
    member = hire(rt, desk, far)
    dossier = hand_in(desk)
    drain(rt)

    def send(at=desk):
        seen = house.again(rt, dossier).seq
        with rt.db.write() as session:
            going_on.send(session, rt, Where(at, member, dossier.code, seen), "land")

    with pytest.raises(Unacceptable, match="not_now"):
        send()
    hear(rt, desk, dossier, "accepted", id="a-1")
    send()
    with pytest.raises(Unacceptable, match="not_now"):
        send()
    assert len([one for one in house.promised(rt, dossier) if one.kind == hops.KIND]) == 1
    assert wrong(rt) == []
    hands.turn(days=30)
    assert ("hop", CODES[1], 1) in wrong(rt)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("system_land", "system_residence", "is named here twice"),
        ("system_land", "land", "named as “system_land”"),
        ("days: 2", "days: 0", "from 1 to 365 working days"),
        ("is: me", "is: nobody", "no option of"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_in_plain_words(old, new, said):
    with pytest.raises(FormError, match=said):
        load(FORM + HOPS.replace(old, new))
