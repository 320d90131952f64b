"""A dossier handed on to an agency on the axis goes there as a document, and comes back as news."""

import pytest
import sqlalchemy as sa

from connectors.messages import Heard
from portal.domain.states import State
from portal.exchanges import news
from portal.exchanges.documents import fetching
from portal.models import Agency, InboxMessage, Promise, PromiseState
from portal.services.documents import packing
from tests.exchanges.documents.test_dossiers import citizen, result, theirs
from tests.exchanges.documents.test_sending import told
from tests.furnished import house
from tests.furnished.documents import documents, one, said, trace
from tests.furnished.house import tell
from tests.furnished.partners import drain
from tests.services import test_correspondence as messages
from tests.services.test_supplements import hear

__all__ = ["citizen", "theirs"]


@pytest.fixture
def handed(rt, axis, citizen, theirs):
    """Give a dossier that another agency accepted and handed on to the one on the axis."""
    first = house.add_agency(rt, "H41.92.09", "http://127.0.0.1:1")
    made = house.submit_new(rt, citizen, first)
    hear(rt, first, made, "accepted", id="a-1")
    moved = tell(made, "transferred", None, id="a-2", to_agency=theirs.code)
    assert news.hear(rt, first, moved) == Heard.APPLIED
    settle(rt)
    return made


def settle(rt):
    """Keep what can be kept; what the first agency never took keeps nobody waiting."""
    while drain(rt):
        pass


def test_a_dossier_that_is_handed_on_travels_as_a_document_with_its_files(rt, axis, handed):
    names = [file.name for file in said(rt, one(rt)).files]
    assert names == [f"to-khai-{handed.code}.pdf", "01-giấy.pdf"]
    assert [each["subject"] for each in axis.packages()] == [said(rt, one(rt)).says["subject"]]
    with rt.db.read() as session:
        last = house.chain(session, handed)[-1]
        assert (last.kind, last.facts["to"]) == ("transfer_delivered", "H53.11")
        assert last.facts["reference"] == one(rt).axis_reference
        again = sa.update(Promise).where(Promise.kind == "transfer")
    with rt.db.write() as session:
        session.execute(again.values(state=PromiseState.WAITING, unsure=True))
    settle(rt)
    assert len(axis.packages()) == 1


def test_its_statuses_and_its_result_are_news_of_a_dossier_handed_on(rt, axis, handed):
    for code in ("01", "05"):
        axis.put(told(one(rt), code))
        fetching.poll_all(rt)
    assert house.again(rt, handed).state == State.IN_PROCESS
    axis.put(result(documents(rt)[0]))
    fetching.poll_all(rt)
    settle(rt)
    assert house.again(rt, handed).state == State.DECIDED


def test_what_the_citizen_sends_then_follows_in_the_thread_of_that_document(
    rt, axis, citizen, theirs, handed
):
    axis.put(told(one(rt), "05"))
    fetching.poll_all(rt)
    messages.send(rt, citizen, handed, "Bao giờ có kết quả?")
    settle(rt)
    first, second = documents(rt)
    answered = packing.unpack(dict(said(rt, second).says)).responses
    assert [each.document_id for each in answered] == [first.docid]


@pytest.fixture
def twice(rt, axis, theirs, handed):
    """Give a dossier that came back from another agency, and goes to the one on the axis again."""
    axis.put(told(one(rt), "05"))
    fetching.poll_all(rt)
    other = house.add_agency(rt, "H41.92.10", "http://127.0.0.1:1")
    with rt.db.read() as session:
        first = session.get_one(Agency, handed.home_agency_id)
    for number, to in enumerate((other, theirs), start=3):
        moved = tell(handed, "transferred", None, id=f"a-{number}", to_agency=to.code)
        assert news.hear(rt, first, moved) == Heard.APPLIED
    settle(rt)
    return handed


def test_handed_on_there_once_more_it_is_a_second_document_that_refers_to_the_first(
    rt, axis, citizen, twice
):
    first, second = documents(rt)
    says = said(rt, second).says
    assert says["subject"].startswith(f"V/v chuyển lại hồ sơ {twice.code}")
    answered = packing.unpack(dict(says)).responses
    assert [each.document_id for each in answered] == [first.docid]
    with rt.db.write() as session:
        again = sa.update(Promise).where(Promise.kind == "transfer")
        session.execute(again.values(state=PromiseState.WAITING, unsure=True))
    settle(rt)
    assert len(documents(rt)) == 2
    messages.send(rt, citizen, twice, "Bao giờ có kết quả?")
    settle(rt)
    letter = packing.unpack(dict(said(rt, documents(rt)[-1]).says)).responses
    assert [each.document_id for each in letter] == [second.docid]


def test_what_is_said_of_the_first_document_then_belongs_to_its_own_time(rt, axis, twice):
    first, second = documents(rt)
    axis.put(told(first, "02", description="Không thuộc thẩm quyền"))
    fetching.poll_all(rt)
    assert house.again(rt, twice).state == State.IN_PROCESS
    assert trace(rt, first)[-1] == "status_heard 02"
    axis.put(result(second))
    fetching.poll_all(rt)
    settle(rt)
    assert house.again(rt, twice).state == State.DECIDED


def test_a_result_of_an_agency_that_has_it_no_more_is_kept_for_a_person(rt, axis, theirs, handed):
    axis.put(told(one(rt), "05"))
    fetching.poll_all(rt)
    other = house.add_agency(rt, "H41.92.10", "http://127.0.0.1:1")
    with rt.db.read() as session:
        first = session.get_one(Agency, handed.home_agency_id)
    moved = tell(handed, "transferred", None, id="a-3", to_agency=other.code)
    assert news.hear(rt, first, moved) == Heard.APPLIED
    axis.put(result(one(rt)))
    fetching.poll_all(rt)
    settle(rt)
    assert house.again(rt, handed).state == State.IN_PROCESS
    with rt.db.read() as session:
        kept = sa.select(InboxMessage).where(InboxMessage.outcome == "parked")
        assert session.scalars(kept).one().source == theirs.code
