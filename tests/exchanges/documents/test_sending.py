"""What is promised to an axis gets there once, and what recipients say comes back."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from alembic import command

from connectors.documents import DocumentKind
from portal import clock, layout
from portal.domain.documents import Deed, Standing
from portal.domain.errors import Conflict, Unacceptable
from portal.exchanges.documents import fetching
from portal.models import DocumentDay, DocumentParty, Promise, PromiseState
from portal.services import outbox
from portal.services.documents import dealing
from portal.services.documents.amending import Amendment
from portal.services.documents.dealing import Wish
from portal.services.operations import parking
from tests.connectors.codecs.edxml import samples
from tests.furnished.axis import NAMES, OURS, THEIRS, THIRD, package_of
from tests.furnished.documents import (
    days,
    do,
    documents,
    lay_line,
    letter,
    one,
    package,
    send,
    trace,
)
from tests.furnished.partners import drain


def told(document, code, sender=THEIRS, description="Đang xử lý văn bản đến"):
    """Write a status of one of our documents, as a recipient sends it."""
    about = f"""<edXML:ResponseFor><edXML:OrganId>{OURS}</edXML:OrganId>
<edXML:Code>{document.number}/{document.notation}</edXML:Code>
<edXML:PromulgationDate>2026/11/23</edXML:PromulgationDate>
<edXML:DocumentId>{document.docid}</edXML:DocumentId></edXML:ResponseFor>"""
    said = samples.status(code).decode().replace(samples.FIELDS["ResponseFor"], about)
    said = said.replace("Đang xử lý văn bản đến", description)
    theirs = samples.organ("From", "H53.11", "Sở mẫu")
    return said.replace(theirs, samples.organ("From", sender, NAMES[sender])).encode()


def parties(rt, document):
    with rt.db.read() as session:
        rows = session.scalars(
            sa.select(DocumentParty).where(DocumentParty.dossier_id == document.id)
        )
        return {row.organ: row.status for row in rows}


def test_a_document_is_numbered_registered_and_sent_once(rt, axis, at):
    first, second = send(rt, at), send(rt, at, letter(again=True))
    assert (first.standing, first.register_number, second.register_number) == ("sending", 1, 2)
    assert first.docid == f"{OURS},2026/11/23,01/UBND-VP"
    assert drain(rt) == 2
    lying = [one["document_id"] for one in axis.packages() if not one["status"]]
    assert sorted(lying) == sorted([first.docid, second.docid])
    assert days(rt)["sent"] == 2
    assert trace(rt, first) == ["written", "sent"]


def test_what_leaves_the_day_it_is_signed_is_counted_apart(rt, axis, at):
    for signed_on in (clock.today(), clock.today() - timedelta(days=1)):
        send(rt, at, letter(signed_on=signed_on))
    drain(rt)
    with rt.db.read() as session:
        counted = session.scalars(sa.select(DocumentDay)).one()
    assert (counted.sent, counted.same_day, counted.day) == (2, 1, clock.today())


def test_what_left_before_it_was_counted_is_counted_from_the_registers(rt, axis, at):
    for signed_on in (clock.today(), clock.today() - timedelta(days=1)):
        send(rt, at, letter(signed_on=signed_on))
    drain(rt)
    migrations = layout.migrations(rt.settings.database_url)
    command.downgrade(migrations, "0051")
    command.upgrade(migrations, "head")
    with rt.db.read() as session:
        counted = session.scalars(sa.select(DocumentDay)).one()
    assert (counted.sent, counted.same_day, counted.counted) == (2, 1, False)


def test_what_may_have_arrived_is_asked_for_and_not_sent_again(rt, axis, at):
    document = send(rt, at)
    axis.faults(drop_after_taking={"times": 1})
    assert drain(rt) == 0
    with rt.db.write() as session:
        promise = session.scalars(sa.select(Promise)).one()
        assert (promise.unsure, promise.state) == (True, PromiseState.WAITING)
        promise.next_at = promise.made_at
    assert drain(rt) == 1
    assert len(axis.packages()) == 1
    assert one(rt).axis_reference == axis.packages()[0]["package"]
    assert document.id == one(rt).id and one(rt).standing == Standing.SENT


def test_what_the_axis_refuses_waits_for_a_person_with_its_words_sealed(rt, axis, at):
    send(rt, at, letter(to=(("H99.99", "Không có (mẫu)"),)))
    drain(rt)
    with rt.db.read() as session:
        promise = session.scalars(sa.select(Promise)).one()
        (parked,) = outbox.parked(session)
        (group,) = parking.groups(session)
        members = parking.group(session, group.key)[1]
    assert (promise.state, promise.last_outcome) == (PromiseState.PARKED, "rejected")
    assert (parked.code, parked.destination) == (one(rt).docid, f"axis:{OURS}")
    (member,) = members
    assert (member.code, member.dossier, member.document) == (one(rt).docid, False, one(rt).id)
    assert one(rt).standing == Standing.SENDING


def replay(rt, **how):
    with rt.db.write() as session:
        count = outbox.replay(session, f"axis:{OURS}", None, **how)
    drain(rt)
    return count


def doubtful(rt, axis, at, fault):
    """Leave a document at a provincial axis, which cannot be asked, as nobody knows."""
    lay_line(rt, axis, at[0], "provincial_axis")
    axis.faults(**{fault: {"value": True, "times": 1}})
    document = send(rt, at)
    drain(rt)
    with rt.db.write() as session:
        session.execute(sa.update(Promise).values(next_at=Promise.made_at))
    drain(rt)
    assert [replay(rt), replay(rt)] == [1, 1]
    return document


@pytest.mark.parametrize("fault", ["drop_before_taking", "refuse"])
def test_what_nobody_can_ask_for_goes_out_again_once_a_person_knows_it_did_not_arrive(
    rt, axis, at, fault
):
    document = doubtful(rt, axis, at, fault)
    assert axis.packages() == []
    assert replay(rt, not_arrived=True) == 1
    assert [each["document_id"] for each in axis.packages()] == [document.docid]


def test_whoever_speaks_of_a_document_has_it_and_it_is_owed_no_more(rt, axis, at):
    document = doubtful(rt, axis, at, "drop_after_taking")
    axis.put(told(document, "01"))
    fetching.poll_all(rt)
    assert (one(rt).standing, replay(rt)) == (Standing.SENT, 0)
    assert trace(rt, document) == ["written", "sent", "status_heard 01"]
    assert sum(not each["status"] for each in axis.packages()) == 1


def test_what_is_not_fit_to_be_sent_takes_no_number(rt, axis, at):
    with pytest.raises(Unacceptable) as refused:
        send(rt, at, letter(subject=" ", to=()))
    assert {"Subject", "To"} <= set(refused.value.facts["faults"])
    assert send(rt, at).register_number == 1


def test_the_furthest_status_counts_whatever_the_order(rt, axis, at):
    document = send(rt, at, letter(to=((THEIRS, "Sở mẫu"), (THIRD, "Văn phòng"))))
    drain(rt)
    for code in ("05", "01", "03"):
        axis.put(told(document, code))
    axis.put(told(document, "02", THIRD, "Sai nơi nhận"))
    fetching.poll_all(rt)
    assert parties(rt, document) == {THEIRS: "05", THIRD: "02"}
    assert [line for line in trace(rt, document) if "heard" in line] == [
        "status_heard 05",
        "status_heard 01",
        "status_heard 03",
        "status_heard 02",
    ]


def test_a_document_is_taken_back_once_every_recipient_has_agreed(rt, axis, at):
    document = send(rt, at, letter(to=((THEIRS, "Sở mẫu"), (THIRD, "Văn phòng"))))
    drain(rt)
    with pytest.raises(Unacceptable):
        do(rt, at, document, Deed.RECALL)
    do(rt, at, document, Deed.RECALL, words="Gửi nhầm tệp")
    drain(rt)
    assert axis.statuses(document.docid) == ["13", "13"]
    for sender, standing in ((THEIRS, Standing.SENT), (THIRD, Standing.TAKEN_BACK)):
        axis.put(told(document, "15", sender))
        fetching.poll_all(rt)
        assert one(rt).standing == standing


def test_what_officers_do_is_told_to_the_sender_in_order(rt, axis, at):
    axis.put(package())
    fetching.poll_all(rt)
    document = one(rt)
    do(rt, at, document, Deed.ACCEPT)
    do(rt, at, document, Deed.ASSIGN, officer="Lê Văn Mẫu", unit="Văn phòng")
    do(rt, at, document, Deed.PROCESS)
    do(rt, at, document, Deed.FINISH)
    while drain(rt):
        pass
    assert axis.statuses(samples.CODE) == ["01", "03", "04", "05", "06"]
    done = one(rt)
    assert (done.register_number, done.standing) == (1, Standing.FINISHED)
    assert days(rt)["online"] == 1 and done.finished_at is not None


def test_a_refusal_needs_a_reason_and_ends_it(rt, axis, at):
    axis.put(package())
    fetching.poll_all(rt)
    with pytest.raises(Unacceptable):
        do(rt, at, one(rt), Deed.REFUSE, words=" ")
    do(rt, at, one(rt), Deed.REFUSE, words="Không thuộc thẩm quyền")
    assert dealing.can(one(rt)) == () and one(rt).register_number is None


def test_whoever_looked_before_something_happened_looks_again(rt, axis, at):
    axis.put(package())
    fetching.poll_all(rt)
    with rt.db.write() as session, pytest.raises(Conflict):
        dealing.do(session, rt, at, one(rt).id, Wish(Deed.ACCEPT, 0))


def test_that_the_sender_was_told_meanwhile_keeps_nobody_from_going_on(rt, axis, at):
    axis.put(package())
    fetching.poll_all(rt)
    before = one(rt)
    drain(rt)
    assert one(rt).seq > before.seq
    with rt.db.write() as session:
        done = dealing.do(session, rt, at, before.id, Wish(Deed.ACCEPT, before.seq))
    assert done.standing == Standing.ACCEPTED


def test_a_replacement_names_what_it_replaces_and_freezes_it_there(rt, axis, at):
    document = send(rt, at)
    drain(rt)
    second = send(rt, at, letter(amends=Amendment(DocumentKind.REPLACE, document.id), again=True))
    drain(rt)
    assert second.kind == "replace"
    body = axis.packages()[0]
    assert body["document_id"] == second.docid


@pytest.fixture
def updated(rt, axis, at):
    """Give a document that is worked on, and the update by which another office takes its place."""
    document = send(rt, at)
    drain(rt)
    axis.put(told(document, "05"))
    fetching.poll_all(rt)
    change = Amendment(DocumentKind.UPDATE, document.id)
    with pytest.raises(Unacceptable) as nothing:
        send(rt, at, letter(amends=change, again=True, new_files=False))
    assert nothing.value.reason == "unchanged"
    to = ((THIRD, NAMES[THIRD]),)
    update = send(rt, at, letter(amends=change, again=True, new_files=False, to=to))
    drain(rt)
    return document, update


def test_an_update_says_what_changed_and_for_whom(rt, axis, updated):
    document, update = updated
    with package_of(axis, THIRD) as read:
        business = read.content.business
        assert (read.content.kind, business.document_id) == ("update", document.docid)
        assert (business.content_updated, business.receivers_updated) == (False, True)
        changes = {(one.organ_id, one.added) for one in business.receivers}
        assert changes == {(THIRD, True), (THEIRS, False)}
        assert {one.id for one in read.content.recipients} == {THEIRS, THIRD}
    assert (update.register_number, update.about) == (2, document.docid)
    assert parties(rt, update) == {THEIRS: None, THIRD: None}


def test_an_update_that_is_agreed_to_leaves_the_document_in_force(rt, axis, at, updated):
    document, _update = updated
    change = Amendment(DocumentKind.UPDATE, document.id)
    with pytest.raises(Unacceptable):
        send(rt, at, letter(amends=change, subject="Khác nữa"))
    axis.put(told(document, "15"))
    fetching.poll_all(rt)
    first = documents(rt)[0]
    assert (first.standing, first.asked_back) == (Standing.SENT, None)
    assert parties(rt, document) == {THEIRS: "05"} and "updated" in trace(rt, document)
    do(rt, at, first, Deed.RECALL, words="Gửi nhầm tệp")
    axis.put(told(document, "16", description="Đang dùng"))
    fetching.poll_all(rt)
    assert (documents(rt)[0].standing, documents(rt)[0].asked_back) == (Standing.SENT, None)


def test_what_is_sent_twice_on_one_day_word_by_word_is_asked_about_first(rt, axis, at):
    send(rt, at)
    with pytest.raises(Unacceptable) as alike:
        send(rt, at)
    assert (alike.value.reason, alike.value.facts["code"]) == ("alike", "01/UBND-VP")
    assert send(rt, at, letter(to=((THIRD, "Văn phòng"),))).register_number == 2
    assert send(rt, at, letter(again=True)).register_number == 3
