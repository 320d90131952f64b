"""A specialised system on the axis alone gets a dossier as a document, and answers by one."""

import pytest

from portal import axis_road
from portal.domain.hops import HopState
from portal.domain.states import State
from portal.exchanges.documents import fetching
from portal.models import PromiseState
from portal.services import agencies, content
from portal.services.agencies import NewAgency
from portal.services.hopping import hops
from tests.exchanges.documents.test_dossiers import ROAD, citizen, result
from tests.exchanges.documents.test_sending import told
from tests.exchanges.test_hopping import HOPS, publish, stands
from tests.furnished import house
from tests.furnished.axis import NAMES, THEIRS
from tests.furnished.documents import documents, one, said
from tests.furnished.partners import drain
from tests.services.test_supplements import hear

__all__ = ["citizen"]


def settle(rt):
    while drain(rt):
        pass


@pytest.fixture
def system(rt, at):
    """Give a specialised system that has nothing but a place on the axis."""
    new = NewAgency(
        code="H53.11",
        name=NAMES[THEIRS],
        name_en="Sample",
        level="system_residence",
        place="",
        connector=axis_road.NAME,
        endpoint=ROAD,
        secret={},
    )
    with rt.db.write() as session:
        return agencies.add(session, rt, new)


@pytest.fixture
def hand_in(rt, axis, citizen, system):
    """Accept a dossier whose procedure goes on there; what its agency never took waits."""

    def handed_in(more=HOPS):
        publish(rt, more)
        home = house.add_agency(rt, "H41.92.09", "http://127.0.0.1:1")
        made = house.begin(rt, citizen, home, "9.000155").fill().attach().submit()
        hear(rt, home, made, "accepted", id="a-1")
        settle(rt)
        return made

    return handed_in


def heard(rt, axis, *codes):
    for code in codes:
        axis.put(told(documents(rt)[0], code))
        fetching.poll_all(rt)


def test_it_travels_as_a_document_that_says_what_for_under_a_number_of_its_own(rt, axis, hand_in):
    dossier = hand_in()
    document = one(rt)
    names = [file.name for file in said(rt, document).files]
    assert names == [f"to-khai-{dossier.code}.pdf", "01-giấy.pdf"]
    assert said(rt, document).says["content"].endswith("để ghi nơi ở mới.")
    hop = stands(rt, dossier)["residence"]
    assert (hop.state, hop.reference) == (HopState.DELIVERED, "01/TTHC")
    (promise,) = [each for each in house.promised(rt, dossier) if each.kind == hops.KIND]
    assert promise.state == PromiseState.DONE
    with rt.db.write() as session:
        row = session.merge(promise)
        row.state, row.unsure = PromiseState.WAITING, True
    settle(rt)
    assert len(axis.packages()) == 1
    assert house.again(rt, dossier).agency_reference is None


def test_its_statuses_are_news_of_the_hop_alone_and_an_earlier_one_takes_nothing_back(
    rt, axis, hand_in
):
    dossier = hand_in()
    for code, state in (
        ("01", HopState.RECEIVED),
        ("05", HopState.IN_PROCESS),
        ("03", HopState.IN_PROCESS),
        ("06", HopState.DONE),
    ):
        heard(rt, axis, code)
        assert stands(rt, dossier)["residence"].state == state
    assert house.again(rt, dossier).state == State.ACCEPTED


def test_a_refusal_in_its_words_ends_the_hop_and_leaves_the_dossier_its_agencys(rt, axis, hand_in):
    dossier = hand_in()
    heard(rt, axis, "02")
    assert stands(rt, dossier)["residence"].state == HopState.REFUSED
    assert house.again(rt, dossier).state == State.ACCEPTED


@pytest.mark.parametrize("decides", [False, True])
def test_a_document_that_answers_is_for_officers_unless_the_system_decides(
    rt, axis, hand_in, decides
):
    dossier = hand_in(HOPS.replace("days: 2", f"decides: {str(decides).lower()}"))
    heard(rt, axis, "03", "06")
    after = stands(rt, dossier)["residence"].state
    assert after == (HopState.RECEIVED if decides else HopState.DONE)
    axis.put(result(documents(rt)[0]))
    fetching.poll_all(rt)
    settle(rt)
    assert stands(rt, dossier)["residence"].state == HopState.DONE
    assert house.again(rt, dossier).state == (State.DECIDED if decides else State.ACCEPTED)
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
    origins = {file.origin for file in found.files} - {"citizen"}
    assert origins == {"result" if decides else "hop"}


def test_a_document_that_asks_for_more_waits_for_an_officer(rt, axis, hand_in):
    dossier = hand_in()
    words = "<edXML:Subject>V/v yêu cầu bổ sung hồ sơ</edXML:Subject>"
    axis.put(result(documents(rt)[0], Subject=words, DueDate=""))
    fetching.poll_all(rt)
    settle(rt)
    assert stands(rt, dossier)["residence"].state == HopState.ASKS
    assert house.again(rt, dossier).state == State.ACCEPTED


def test_what_ended_before_its_document_was_written_goes_nowhere(rt, axis, citizen, system):
    publish(rt, HOPS)
    home = house.add_agency(rt, "H41.92.09", "http://127.0.0.1:1")
    dossier = house.begin(rt, citizen, home, "9.000155").fill().attach().submit()
    hear(rt, home, dossier, "accepted", id="a-1")
    hear(rt, home, dossier, "stopped", id="a-2", reasons=("Nộp trùng",))
    settle(rt)
    assert (documents(rt), axis.packages()) == ([], [])
    assert stands(rt, dossier)["residence"].state == HopState.STOPPED
