"""Papers of the national store come into a draft by two consents, and go into the evidence."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from connectors.errors import Unavailable
from connectors.national_messages import Reuse
from forms.loader import load
from portal import clock
from portal.domain import looking_up
from portal.domain.digitising import PaperStore, Source
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.looking_up import Outcome
from portal.exchanges.national import store
from portal.models import NationalLookUp, PaperReuse
from portal.services import attachments, content, drafts, events, publishing, redrafting
from portal.services.catalogues import agency_names
from portal.services.store import national, recording, taken
from portal.services.synchronisation import standing
from tests.furnished import house
from tests.furnished.partners import drain
from tests.services.progress.test_counting import stands
from tests.services.store.conftest import SOURCE, TYPE, TYPED

LOOK, USE = "Tôi đồng ý tra cứu giấy tờ của tôi.", "Tôi đồng ý lấy giấy tờ này."
pytestmark = pytest.mark.usefixtures("hands")


@pytest.fixture
def rt(rt, there):
    """Give a portal with a procedure that asks for a paper of a known type, which lies there."""
    with clock.at(lambda: house.LONG_AGO), rt.db.write() as session:
        publishing.publish(session, load(SOURCE), SOURCE, "test")
    there.lay(TYPE)
    return rt


@pytest.fixture
def draft(rt, citizen, agency):
    """Give a draft that wants that paper."""
    return house.begin(rt, citizen, agency, TYPED).fill()


def look_up(rt, paper, words=LOOK):
    return store.look_up(rt, paper.citizen, paper.id, words)


def offers(rt, paper):
    with rt.db.read() as session:
        opened = drafts.load(session, rt, paper.citizen, paper.id)
        return national.offers(session, opened, national.latest(session, opened))


def take(rt, paper, meanwhile=()):
    """Take the first paper on offer, as the page does."""
    (offer,) = offers(rt, paper)
    stored = store.fetch(rt, paper.open(), offer.document, offer.paper)
    for deed in meanwhile:
        deed()
    with rt.db.write() as session:
        fresh = drafts.load(session, rt, paper.citizen, paper.id, lock=True)
        national.attach(session, rt, (paper.citizen, fresh), (stored, offer, USE))
    return stored


def rows(rt, model):
    with rt.db.read() as session:
        return list(session.scalars(sa.select(model)))


def told(rt, dossier):
    """Give a dossier's opened content, where its one paper comes from, and its chain."""
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        (origin,) = taken.origins(session, found.safe, dossier).values()
        return found, origin, house.chain(session, dossier)


def test_both_consents_are_evidence_and_the_national_portal_is_told_from_where(
    rt, there, draft, agency
):
    assert look_up(rt, draft) == Outcome.FOUND
    stored = take(rt, draft)
    assert offers(rt, draft) == []
    made = draft.submit()
    found, origin, chain = told(rt, made)
    assert events.check_chain(chain) is None and chain[1].kind == taken.REUSED
    (said,) = chain[1].facts["papers"]
    assert said["store"] == "national" and said["looked_at"] and said["consented_at"]
    private = events.private(found.safe, chain[1])
    assert (private["looked_consents"], private["consents"]) == ([LOOK], [USE])
    assert private["sha256"] == [stored.sha256]
    assert private["national"][0]["number"] == "12/GT"
    # In sight stands neither what was agreed to nor which paper it was.
    assert all(word not in str(chain[1].facts) for word in (LOOK, USE, "12/GT", "Giấy tờ nhà"))
    assert (origin.national.number, origin.code, origin.paper_id) == ("12/GT", "", None)
    drain(rt)
    (item,) = there.holds(made.code)["item"]["TaiLieuNop"]
    assert (item["DuocLayTuKhoDMQG"], item["DuocTaiSuDung"], item["DuocSoHoa"]) == ("1", "1", "0")
    assert stands(rt)["submitted_reused"] == 1
    record = recorded(rt, found)
    assert (record.facts.source, record.facts.type_code) == (Source.ELECTRONIC, TYPE)
    assert (record.facts.number, record.facts.owner_number) == ("12/GT", "000190000011")


def recorded(rt, found):
    with rt.db.read() as session:
        (one,) = recording.of(session, found.safe, found.dossier.home_agency_id).values()
        return one


def test_a_paper_of_ones_own_is_told_as_no_paper_of_the_store(rt, draft):
    look_up(rt, draft)
    made = draft.attach().submit()
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(made))
        (paper,) = standing.as_of(session, found, 1).standing.papers
        assert taken.origins(session, found.safe, made) == {}
    assert (paper.from_store, paper.reuse) == (False, Reuse.NO)


def test_what_was_found_and_not_taken_is_forgotten_and_what_was_agreed_to_is_not(rt, draft):
    look_up(rt, draft)
    made = draft.attach().submit()
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(made))
    (row,) = rows(rt, NationalLookUp)
    assert found.safe.open_json("look-up/1", row.sealed) == {"words": LOOK}
    assert row.outcome == Outcome.FOUND and "Tôi".encode() not in row.sealed


def test_nobody_is_asked_before_the_words_are_committed(rt, there, draft):
    there.faults(store_broken=True)
    assert look_up(rt, draft) == Outcome.AWAY
    (row,) = rows(rt, NationalLookUp)
    assert row.consented_at == clock.now() and row.answered_at is not None
    with rt.db.read() as session:
        looked = national.latest(session, draft.open())
    assert (looked.words, looked.papers) == (LOOK, ())


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ({"store_owner_unknown": True}, Outcome.NOTHING),
        ({"store_empty": True}, Outcome.NOTHING),
        ({"store_broken": True}, Outcome.AWAY),
        ({"store_slow": 6}, Outcome.AWAY),
        ({"store_session_ends_early": True}, Outcome.AWAY),
        ({"store_lone_object": True}, Outcome.FOUND),
    ],
)
def test_whatever_the_store_does_the_draft_goes_on(rt, there, draft, fault, outcome):
    there.faults(**fault)
    assert look_up(rt, draft) == outcome
    assert draft.attach().submit().code


def test_only_a_verified_person_asks_and_for_nobody_elses_papers(rt, there, draft, citizen):
    unverified = replace(citizen, assurance="1")
    old = replace(citizen, profile={**citizen.profile, "citizen_number": "012345678"})
    for stranger in (unverified, old, replace(citizen, rehearsal=True)):
        with pytest.raises(Unacceptable, match="not_offered"):
            store.look_up(rt, stranger, draft.id, LOOK)
    other = house.sign_in(rt, "khac", citizen_number="000190000022")
    with pytest.raises(NotFound):
        store.look_up(rt, other, draft.id, LOOK)
    assert there.questions() == [] and rows(rt, NationalLookUp) == []


def test_where_nobody_said_where_the_store_is_nobody_is_asked(rt, draft, citizen):
    settings = replace(rt.settings, national={})
    away = replace(rt, settings=settings, partners=type(rt.partners)(settings, rt.keyring, rt.db))
    assert not national.may_ask(away, citizen, draft.open())
    assert national.may_ask(rt, citizen, draft.open())


def test_what_was_found_is_offered_for_a_day_and_only_where_it_will_do(rt, there, draft, hands):
    there.lay("000.00.00.G01-KQ000778", "Giấy khác")
    look_up(rt, draft)
    assert [one.paper.title for one in offers(rt, draft)] == ["Giấy tờ nhà"]
    hands.turn(hours=24)
    assert offers(rt, draft) == []


def test_a_citizen_asks_so_often_and_no_more(rt, there, draft, monkeypatch):
    monkeypatch.setattr(looking_up, "MOST", 2)
    look_up(rt, draft)
    look_up(rt, draft)
    with pytest.raises(Unacceptable, match="too_often"):
        look_up(rt, draft)
    assert len(there.questions()) == 2


def test_a_file_is_checked_like_any_upload(rt, there, draft):
    look_up(rt, draft)
    (offer,) = offers(rt, draft)
    for fault, error in (("store_wrong_type", Unacceptable), ("store_bad_base64", Unavailable)):
        there.faults(**{fault: {"times": 1}})
        with pytest.raises(error):
            store.fetch(rt, draft.open(), offer.document, offer.paper)
    blobs = rt.settings.data_dir / "blobs"
    assert [one for one in blobs.rglob("*") if one.is_file()] == []
    assert take(rt, draft).media_type == "application/pdf"


def test_what_was_taken_in_another_window_is_not_taken_twice(rt, draft):
    look_up(rt, draft)
    with pytest.raises(Unacceptable, match="not_offered"):
        take(rt, draft, meanwhile=[lambda: take(rt, draft)])
    assert len(rows(rt, PaperReuse)) == 1


def test_an_answer_that_comes_after_the_draft_was_submitted_is_not_kept(rt, draft, citizen):
    with rt.db.write() as session:
        opened = drafts.load(session, rt, citizen, draft.id, lock=True)
        number = national.begin(session, opened, citizen, LOOK)
    answer = rt.partners.national_store().look_up(national.question(citizen, opened))
    draft.attach().submit()
    with rt.db.write() as session:
        national.finish(session, opened, number, Outcome.FOUND, answer)
    (row,) = rows(rt, NationalLookUp)
    assert row.outcome == Outcome.ASKED
    assert opened.safe.open_json("look-up/1", row.sealed) == {"words": LOOK}


def test_a_draft_made_of_a_dossier_that_came_back_keeps_both_consents(rt, draft, citizen):
    look_up(rt, draft)
    take(rt, draft)
    first = draft.submit()
    with rt.db.write() as session:
        found = content.read(session, rt, *house.key(first))
        made = redrafting.again(session, rt, citizen, found)
    redrafting.copy_files(rt, citizen, found, made)
    second = house.Paper(rt, citizen, made.id).submit()
    found, origin, chain = told(rt, second)
    private = events.private(found.safe, chain[1])
    assert (private["looked_consents"], private["consents"]) == ([LOOK], [USE])
    assert origin.national.number == "12/GT"
    assert b"".join(attachments.opened(rt, found.safe, found.files[0])).startswith(b"%PDF")


def test_a_draft_that_is_thrown_away_takes_its_look_ups_with_it(rt, draft, citizen):
    look_up(rt, draft)
    take(rt, draft)
    assert [row.store for row in rows(rt, PaperReuse)] == [PaperStore.NATIONAL]
    with rt.db.write() as session:
        drafts.discard(session, drafts.load(session, rt, citizen, draft.id, lock=True))
    assert rows(rt, NationalLookUp) == rows(rt, PaperReuse) == []


def test_who_keeps_a_paper_is_named_where_the_code_is_known(rt, agency):
    with rt.db.read() as session:
        assert agency_names.named(session, agency.code) == agency.name
        assert agency_names.named(session, "H99.1") == "H99.1"


def test_a_result_that_will_do_in_a_documents_place_is_asked_for_offered_and_told(
    rt, there, citizen, agency
):
    result = "000.00.00.G01-KQ000999"
    source = SOURCE.replace(TYPED, "9.000779").replace(
        f"{{id: proof, code: {TYPE},", f"{{id: proof, code: {TYPE}, results: [{result}],"
    )
    with clock.at(lambda: house.LONG_AGO), rt.db.write() as session:
        publishing.publish(session, load(source), source, "test")
    there.lay(result, "Quyết định cấp nhà")
    paper = house.begin(rt, citizen, agency, "9.000779").fill()
    look_up(rt, paper)
    (asked,) = there.questions()
    wanted = [one["MaKetQua"] for one in asked["body"]["DanhSachDanhMucKetQua"]]
    assert wanted == [TYPE, result]
    other, offer = offers(rt, paper)
    assert (other.paper.code, offer.paper.title) == (TYPE, "Quyết định cấp nhà")
    stored = store.fetch(rt, paper.open(), offer.document, offer.paper)
    with rt.db.write() as session:
        fresh = drafts.load(session, rt, citizen, paper.id, lock=True)
        national.attach(session, rt, (citizen, fresh), (stored, offer, USE))
    made = paper.submit()
    drain(rt)
    (item,) = there.holds(made.code)["item"]["TaiLieuNop"]
    assert (item["MaThanhPhanHoSo"], item["MaKetQuaThayThe"]) == (TYPE, result)
