"""Submission: one draft, one dossier, one number, whatever happens around it."""

import threading

import pytest
import sqlalchemy as sa

from portal.domain.errors import DraftIncomplete, NotFound
from portal.domain.states import Delivery, State
from portal.models import (
    Attachment,
    Dossier,
    DossierCode,
    Event,
    Promise,
    SearchKey,
    StatusLink,
    Tally,
)
from portal.services import content, drafts, submission
from tests.furnished import house


def count(rt, table):
    with rt.db.read() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table))


def test_a_submitted_draft_becomes_a_dossier_with_number_event_and_promises(rt, paper, agency):
    dossier = paper.submit()
    assert dossier.code.startswith(f"{agency.code}-")
    assert (dossier.state, dossier.delivery) == (State.SUBMITTED, Delivery.HELD)
    assert dossier.id == paper.id
    with rt.db.read() as session:
        events = house.chain(session, dossier)
        assert [(event.kind, event.hash) for event in events] == [("submitted", dossier.head)]
        assert session.get(DossierCode, ("own", dossier.code)).dossier_id == dossier.id
        assert session.scalars(sa.select(Attachment.event_seq)).all() == [1]
    told = {(promise.destination, promise.kind) for promise in house.promised(rt, dossier)}
    assert told == {(f"agency:{agency.code}", "deliver"), ("sms", "notify")}


def test_a_draft_submitted_twice_is_one_dossier_and_the_same_answer(rt, paper):
    first, second = paper.submit(), paper.submit()
    assert first.code == second.code
    assert [count(rt, table) for table in (Dossier, Event, StatusLink)] == [1, 1, 1]
    assert count(rt, Promise) == 2


def test_two_threads_submitting_at_once_get_one_dossier(rt, paper):
    start, codes = threading.Barrier(4), []

    def press():
        start.wait()
        codes.append(paper.submit().code)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(codes) == 4
    assert len(set(codes)) == 1
    assert [count(rt, table) for table in (Dossier, Event, DossierCode)] == [1, 1, 1]
    assert count(rt, Promise) == 2


def test_an_incomplete_draft_is_refused_and_stays_as_it_is(rt, citizen, agency):
    paper = house.begin(rt, citizen, agency).fill(for_whom="other", owner_number="12")
    with pytest.raises(DraftIncomplete) as refused:
        paper.submit()
    assert {"owner_name", "owner_number", "documents.proof"} <= refused.value.errors.keys()
    assert "12" not in str(refused.value)
    assert paper.open().answers["owner_number"] == "12"
    assert count(rt, Dossier) == 0


def test_somebody_elses_draft_cannot_be_submitted(rt, paper):
    stranger = house.sign_in(rt, "la", citizen_number="000085000027")
    with rt.db.write() as session, pytest.raises(NotFound):
        submission.submit(session, rt, stranger, paper.id)
    assert count(rt, Dossier) == 0


def test_a_submitted_draft_is_no_draft_any_more(rt, paper, citizen):
    paper.submit()
    with pytest.raises(NotFound):
        paper.open()
    with rt.db.read() as session:
        assert drafts.of_citizen(session, citizen) == []


def test_nothing_stands_if_the_transaction_fails(rt, paper):
    with pytest.raises(RuntimeError), rt.db.write() as session:
        submission.submit(session, rt, paper.citizen, paper.id)
        raise RuntimeError("the disk is full")
    assert [count(rt, table) for table in (Dossier, Event, Promise, DossierCode)] == [0, 0, 0, 0]
    assert paper.submit().code


def test_hidden_answers_are_not_submitted(rt, paper):
    paper.fill(for_whom="other", owner_name="Trần Văn Ẩn", owner_number="000085000027")
    paper.fill(for_whom="me")
    dossier = paper.submit()
    with rt.db.read() as session:
        found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    assert "owner_name" not in found.answers
    assert "Trần Văn Ẩn" not in [line["text"] for line in found.said]


def test_locked_answers_are_the_identity_providers_whatever_was_typed(rt, paper):
    paper.fill(full_name="Kẻ Mạo Danh", number="000085000027")
    dossier = paper.submit()
    with rt.db.read() as session:
        found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    assert found.submitter.full_name == house.PROFILE["full_name"]
    assert found.submitter.citizen_number == house.PROFILE["citizen_number"]


def test_a_dossier_is_found_by_keyed_hashes_of_name_words_and_number(rt, submitted):
    wanted = {rt.index("name_word", word) for word in ("nguyen", "thi", "mau")}
    wanted.add(rt.index("citizen_number", house.PROFILE["citizen_number"]))
    with rt.db.read() as session:
        assert set(session.scalars(sa.select(SearchKey.key))) == wanted


def test_dossiers_are_counted_as_they_come(rt, submitted, agency):
    with rt.db.read() as session:
        counted = session.execute(sa.select(Tally.state, Tally.count)).all()
    assert counted == [(State.SUBMITTED, 1)]
