"""A dossier whose agency is reached by official documents alone: there, and back as news."""

import pytest
import sqlalchemy as sa

from connectors.documents import DocumentKind
from connectors.errors import Misconfigured
from connectors.messages import Heard
from portal import axis_road
from portal.domain.documents import Deed
from portal.domain.errors import Unacceptable
from portal.domain.states import Delivery, State
from portal.exchanges import parked_news
from portal.exchanges.documents import fetching
from portal.models import Attachment, InboxMessage, Promise, PromiseState
from portal.services import agencies, dossiers
from portal.services.agencies import NewAgency
from portal.services.documents.amending import Amendment
from portal.services.operations.deeds import Actor
from tests.connectors.codecs.edxml import samples
from tests.exchanges.documents.test_sending import told
from tests.furnished import house
from tests.furnished.axis import NAMES, OURS, THEIRS
from tests.furnished.documents import do, documents, letter, one, package, said, send, trace
from tests.furnished.fixtures import citizen
from tests.furnished.partners import drain
from tests.furnished.signed import OFFICE
from tests.services.seals.test_seals import SEAL, bring, p12

__all__ = ["citizen"]
ROAD = {"organ": THEIRS, "through": OURS, "signer": "Nguyễn Thị Mẫu", "place": "Vinh"}


@pytest.fixture
def theirs(rt, at):
    """Give an agency that has nothing but a place on the axis."""
    new = NewAgency(
        code="H53.11",
        name=NAMES[THEIRS],
        name_en="Sample",
        level="commune",
        place="00004",
        connector=axis_road.NAME,
        endpoint=ROAD,
        secret={},
    )
    with rt.db.write() as session:
        return agencies.add(session, rt, new)


@pytest.fixture
def sent(rt, axis, citizen, theirs):
    """Give a dossier that lies at the axis as a document."""
    made = house.submit_new(rt, citizen, theirs)
    while drain(rt):
        pass
    return made


def result(document, **more):
    """Write the document in which their office answers ours."""
    answered = samples.FIELDS["ResponseFor"].replace(
        "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT", document.docid
    )
    code = samples.FIELDS["Code"].replace("2491", "77")
    docid = samples.CODE.replace("2491", "77")
    named = f"<edXML:DocumentId>{docid}</edXML:DocumentId>"
    return package(ResponseFor=answered, Code=code, DocumentId=named, **more)


def results(rt, dossier):
    """List how big the results of a dossier are that an event names."""
    query = sa.select(Attachment).where(
        Attachment.dossier_id == dossier.id,
        Attachment.origin == "result",
        Attachment.event_seq.is_not(None),
    )
    with rt.db.read() as session:
        return [file.size for file in session.scalars(query)]


def test_a_dossier_is_delivered_once_the_axis_has_its_document(rt, axis, citizen, theirs):
    made = house.submit_new(rt, citizen, theirs)
    axis.faults(gateway=True)
    drain(rt)
    document = one(rt)
    assert (document.standing, document.case_id) == ("sending", made.id)
    assert house.again(rt, made).delivery == Delivery.HELD
    axis.faults(gateway=False)
    with rt.db.write() as session:
        session.execute(sa.update(Promise).values(next_at=Promise.made_at))
    drain(rt)
    after = house.again(rt, made)
    assert (after.delivery, len(axis.packages())) == (Delivery.DELIVERED, 1)
    names = [file.name for file in said(rt, document).files]
    assert names == [f"to-khai-{made.code}.pdf", "01-giấy.pdf"]
    assert axis.packages()[0]["subject"].startswith(f"V/v chuyển hồ sơ {made.code}")


def test_an_axis_that_said_yes_and_holds_nothing_gets_the_document_once_more(
    rt, axis, citizen, theirs
):
    axis.faults(yes_without_effect={"value": True, "times": 1})
    made = house.submit_new(rt, citizen, theirs)
    drain(rt)
    assert axis.packages() == [] and house.again(rt, made).delivery == Delivery.DELIVERED
    for _ in range(2):
        with rt.db.write() as session:
            waiting = sa.update(Promise).where(Promise.kind == "document_check")
            session.execute(waiting.values(next_at=Promise.made_at))
        drain(rt)
    (package,) = axis.packages()
    assert package["document_id"] == one(rt).docid
    assert trace(rt, one(rt)) == ["written", "sent", "sent_again"]


def test_a_dossier_that_is_laid_twice_is_one_document(rt, axis, sent):
    with rt.db.write() as session:
        again = sa.update(Promise).where(Promise.kind == "deliver")
        session.execute(again.values(state=PromiseState.WAITING, unsure=True))
    while drain(rt):
        pass
    assert (len(documents(rt)), len(axis.packages())) == (1, 1)


def test_statuses_of_the_document_come_back_as_news_of_the_dossier(rt, axis, sent):
    for code, state, delivery in (
        ("01", State.SUBMITTED, Delivery.CONFIRMED),
        ("03", State.ACCEPTED, Delivery.CONFIRMED),
        ("05", State.IN_PROCESS, Delivery.CONFIRMED),
    ):
        axis.put(told(one(rt), code))
        fetching.poll_all(rt)
        after = house.again(rt, sent)
        assert (after.state, after.delivery) == (state, delivery)


def test_whoever_works_on_a_document_has_taken_the_dossier_in_and_an_earlier_word_comes_too_late(
    rt, axis, sent
):
    axis.put(told(one(rt), "05"))
    fetching.poll_all(rt)
    after = house.again(rt, sent)
    assert after.state == State.IN_PROCESS and after.received_at is not None
    for code in ("03", "01"):
        axis.put(told(one(rt), code))
        fetching.poll_all(rt)
    assert house.again(rt, sent).state == State.IN_PROCESS
    with rt.db.read() as session:
        assert "parked" not in set(session.scalars(sa.select(InboxMessage.outcome)))


def test_finished_reads_as_the_documents_end_and_not_as_the_dossiers(rt, axis, sent):
    for code, words in (("03", "Đã tiếp nhận"), ("06", "Hoàn thành."), ("06", "Đã lưu")):
        axis.put(told(one(rt), code, description=words))
        fetching.poll_all(rt)
    with rt.db.read() as session:
        happened = dossiers.happenings(session, rt, house.again(rt, sent), private=True)
    notes = [each.note for each in happened if each.kind == "note"]
    assert [note.splitlines()[1:] for note in notes] == [[], ["Đã lưu"]]
    assert all(note.startswith("Cơ quan báo đã xử lý xong văn bản") for note in notes)


def test_a_refusal_of_the_document_refuses_the_dossier_in_its_words(rt, axis, sent):
    axis.put(told(one(rt), "02", description="Không thuộc thẩm quyền"))
    fetching.poll_all(rt)
    assert house.again(rt, sent).state == State.REFUSED


def test_a_result_comes_back_as_a_document_and_is_matched(rt, axis, sent):
    ours = one(rt)
    for code in ("01", "03", "05"):
        axis.put(told(ours, code))
        fetching.poll_all(rt)
    axis.put(result(ours))
    fetching.poll_all(rt)
    drain(rt)
    assert house.again(rt, sent).state == State.DECIDED
    assert documents(rt)[-1].case_id == sent.id
    assert results(rt, sent) == [len(samples.PDF)]


def test_a_result_that_comes_too_soon_waits_in_sight_for_a_person(rt, axis, sent):
    axis.put(result(one(rt)))
    fetching.poll_all(rt)
    drain(rt)
    assert house.again(rt, sent).state == State.SUBMITTED
    with rt.db.read() as session:
        parked = sa.select(InboxMessage).where(InboxMessage.outcome == "parked")
        waiting = session.scalars(parked).one()
    assert waiting.dossier_id == sent.id
    # Once its office has taken the dossier in, the person lets it count, with its files.
    axis.put(told(documents(rt)[0], "03"))
    fetching.poll_all(rt)
    who = Actor("An", reason="đã tiếp nhận")
    assert parked_news.apply_again(rt, waiting.source, waiting.message_id, who) == Heard.APPLIED
    assert house.again(rt, sent).state == State.DECIDED
    assert results(rt, sent) == [len(samples.PDF)]


def test_a_road_that_leads_nowhere_is_named(rt, axis, citizen, at):
    with pytest.raises(Misconfigured) as wrong:
        axis_road.read({"organ": "nobody", "fax": "1"})
    for words in ("through is missing", "organ is no", "fax is not"):
        assert words in str(wrong.value)


def test_the_declaration_carries_the_seal_of_who_sends_it(rt, axis, at, citizen, theirs):
    bring(rt, at[0], p12(SEAL))
    house.submit_new(rt, citizen, theirs)
    drain(rt)
    document = documents(rt)[0]
    declaration, paper = said(rt, document).files
    assert [one.name for one in declaration.signature.signers] == [OFFICE]
    assert (document.signature, paper.signature.signers) == ("unverifiable", ())


@pytest.mark.parametrize("deed", [Deed.RECALL, Deed.LINK])
def test_what_carries_a_dossier_is_neither_taken_back_nor_tied_to_another_by_hand(
    rt, axis, at, sent, deed
):
    with pytest.raises(Unacceptable, match="not_now"):
        do(rt, at, one(rt), deed, words="Gửi nhầm nơi", code=sent.code)
    with pytest.raises(Unacceptable, match="not_now"):
        send(rt, at, letter(amends=Amendment(DocumentKind.REPLACE, one(rt).id)))
