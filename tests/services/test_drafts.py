"""Drafts: kept as typed, never lost, never overwritten unseen, and gone when they are gone."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from forms.loader import load
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import Attachment, CitizenDossier, DossierKey, Draft
from portal.services import attachments, drafts, retention
from portal.services.drafts import Beginning
from portal.services.expiry import announcing
from tests.furnished import house

DAYS = (7, 1)


def rows(rt, table):
    with rt.db.read() as session:
        return session.scalars(sa.select(table)).all()


def save(rt, paper, answers, version):
    with rt.db.write() as session:
        opened = drafts.load(session, rt, paper.citizen, paper.id, lock=True)
        return drafts.save(session, opened, answers, version)


def test_a_draft_begins_with_what_the_identity_provider_knows(rt, citizen, agency):
    opened = house.begin(rt, citizen, agency).open()
    assert opened.answers["full_name"] == "Nguyễn Thị Mẫu"
    assert opened.answers["phone"] == "0912345678"
    assert set(opened.locked) == {"full_name", "number"}


def test_wrong_answers_are_kept_as_typed(rt, citizen, agency):
    paper = house.begin(rt, citizen, agency).fill(phone=" không có ", for_whom="other")
    assert paper.open().answers["phone"] == " không có "
    assert "phone" in paper.open().check("vi").errors


def test_a_step_leaves_the_answers_of_other_steps_alone(rt, citizen, agency):
    paper = house.begin(rt, citizen, agency).fill(for_whom="me").fill(phone="0987654321")
    assert paper.open().answers["for_whom"] == "me"


def test_a_window_that_shows_an_older_version_overwrites_nothing(rt, citizen, agency):
    paper = house.begin(rt, citizen, agency)
    seen = paper.open().draft.row_version
    save(rt, paper, {"phone": "0987654321"}, seen)
    with pytest.raises(Conflict) as refused:
        save(rt, paper, {"phone": "0900000000"}, seen)
    assert (refused.value.expected, refused.value.found) == (seen, seen + 1)
    assert paper.open().answers["phone"] == "0987654321"


@pytest.mark.parametrize("wrong", ["procedure", "case", "agency"])
def test_only_what_is_on_offer_can_be_begun(rt, citizen, agency, wrong):
    given = {"procedure": house.PROCEDURE, "case": "usual", "agency_id": agency.id}
    given |= {"procedure": {"procedure": "9.999999"}, "case": {"case": "odd"},
              "agency": {"agency_id": uuid.uuid4()}}[wrong]  # fmt: skip
    with pytest.raises(NotFound), rt.db.write() as session:
        drafts.start(session, rt, citizen, Beginning(**given, language="vi"))
    assert rows(rt, Draft) == []


def test_an_agency_of_rehearsals_is_seen_by_citizens_of_rehearsals_alone(rt, citizen, agency):
    practice = house.add_agency(rt, "H41.99", rehearsal=True)
    with pytest.raises(NotFound):
        house.begin(rt, citizen, practice)
    form = load(house.SOURCE)
    with rt.db.read() as session:
        assert [a.code for a in drafts.serving(session, form, citizen)] == [agency.code]


def test_somebody_elses_draft_looks_like_none(rt, citizen, agency):
    paper = house.begin(rt, citizen, agency)
    stranger = house.sign_in(rt, "la")
    said = []
    for who, draft_id in ((stranger, paper.id), (citizen, uuid.UUID(int=paper.id.int + 1))):
        with rt.db.read() as session, pytest.raises(NotFound) as refused:
            drafts.load(session, rt, who, draft_id)
        said.append(str(refused.value).replace(str(draft_id), "…"))
    assert said[0] == said[1]


def test_a_draft_whose_time_is_over_loses_its_key_and_its_files(rt, hands, paper):
    hands.turn(days=rt.settings.draft_days - 7)
    with rt.db.write() as session:
        (key,) = announcing.due(session, DAYS)
        assert announcing.announce(session, rt, key)
        announcing.note(session, key)
    hands.turn(days=7, seconds=1)
    with rt.db.write() as session:
        assert retention.expire_drafts(session, DAYS) == 0  # its last day is not over
    hands.turn(days=1)
    with rt.db.write() as session:
        assert retention.expire_drafts(session, DAYS) == 1
    assert [(key.wrapped, key.erased_at) for key in rows(rt, DossierKey)] == [(None, hands.now)]
    assert rows(rt, Draft) == rows(rt, CitizenDossier) == []
    assert [file.removed_at for file in rows(rt, Attachment)] == [hands.now]
    with pytest.raises(NotFound):
        paper.open()


def test_whoever_comes_back_to_a_draft_keeps_it_longer(rt, hands, paper):
    for visit in (lambda: paper.fill(phone="0912345679"), paper.attach):
        hands.turn(days=rt.settings.draft_days - 1)
        visit()
        with rt.db.write() as session:
            assert announcing.due(session, (1,)) == []
            assert retention.expire_drafts(session, DAYS) == 0
    assert paper.open().draft.expires_at == paper.open().draft.saved_at + timedelta(
        days=rt.settings.draft_days
    )


def test_a_discarded_draft_is_gone_with_its_key(rt, hands, paper):
    with rt.db.write() as session:
        drafts.discard(session, drafts.load(session, rt, paper.citizen, paper.id, lock=True))
    assert [key.wrapped for key in rows(rt, DossierKey)] == [None]
    assert rows(rt, Draft) == rows(rt, CitizenDossier) == []
    assert [file.removed_at for file in rows(rt, Attachment)] == [hands.now]


def test_a_document_takes_so_many_files_and_no_more(paper):
    paper.attach()
    with pytest.raises(Unacceptable) as refused:
        paper.attach()
    told = refused.value.facts["told"]
    assert (refused.value.reason, told.blanks["limit"]) == ("document.too_many", 2)


def test_all_files_of_a_dossier_together_have_a_limit(rt, citizen, agency):
    small = replace(rt, settings=replace(rt.settings, dossier_limit=len(house.PDF) + 1))
    paper = house.begin(small, citizen, agency).attach()
    with pytest.raises(Unacceptable) as refused:
        paper.attach()
    assert refused.value.reason == "dossier_too_big"


@pytest.mark.parametrize("document", ["sheet", "nothing", ""])
def test_a_file_is_taken_only_for_a_document_that_asks_for_one(paper, document):
    with pytest.raises(Unacceptable) as refused:
        paper.attach(document=document)
    assert refused.value.reason == "document"


def test_a_file_can_be_taken_out_of_a_draft_and_not_of_a_dossier(rt, paper, agency):
    paper.attach(name="hai.pdf")
    one, two = (file.id for file in paper.open().files)
    with rt.db.write() as session:
        attachments.remove(session, agency.id, paper.id, two)
    assert [file.id for file in paper.open().files] == [one]
    paper.submit()
    for file in (one, two):
        with rt.db.write() as session, pytest.raises(NotFound):
            attachments.remove(session, agency.id, paper.id, file)
    assert [file.event_seq for file in rows(rt, Attachment) if file.removed_at is None] == [1]
