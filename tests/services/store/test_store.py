"""A signed result goes into its owner's store once, is theirs alone, and is used by their leave."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from connectors.national_messages import Reuse
from portal.domain.digitising import Facts, Source, Standing
from portal.domain.errors import NotFound, Unacceptable
from portal.models import KeptPaper, PaperReuse, Promise, StaffDeed
from portal.services import attachments, content, drafts, events, redrafting
from portal.services.desk import digitising
from portal.services.desk.opening import Seen
from portal.services.store import keeping, papers, recording, reusing, taken
from portal.services.store.reusing import Consent
from portal.services.synchronisation import standing
from tests.furnished import house, signed
from tests.furnished.papers import pdf
from tests.furnished.partners import drain
from tests.furnished.signed import Wish
from tests.services.progress.test_counting import stands
from tests.services.store.conftest import ROOT, TYPE, TYPED

SEALED = signed.copy(signed.issue(Wish(), ROOT))
WORDS = "Tôi đồng ý lấy giấy tờ này từ kho của tôi."
pytestmark = pytest.mark.usefixtures("hands")
RECORD = Facts(Source.ELECTRONIC, TYPE, "Nguyễn Thị Mẫu", "000190000011", "12/KS", "UBND xã mẫu")


@pytest.fixture
def paper(rt, citizen, agency, lying, decide):
    """Give another draft of the citizen's, once they have a paper of the right type."""
    decide(lying, SEALED)
    return draft(rt, citizen, agency)


def store(rt, citizen):
    with rt.db.read() as session:
        return list(papers.of(session, rt, citizen))


def result(rt, dossier):
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        return found, next(f for f in found.files if f.origin == "result")


def put_right(rt, desk, dossier, facts):
    found, file = result(rt, dossier)
    with rt.db.write() as session:
        seen = Seen(dossier.code, found.dossier.seq)
        digitising.record(session, rt, desk, seen, (file.id, facts))


def use(rt, paper, *, withdrawn=()):
    """Take the first offer for the one document of a draft, as the page does."""
    citizen = paper.citizen
    with rt.db.read() as session:
        opened = drafts.load(session, rt, citizen, paper.id)
        offer = reusing.offers(session, rt, citizen, opened)[0]
    stored = reusing.copy(rt, opened, offer)
    for deed in withdrawn:
        deed()
    with rt.db.write() as session:
        fresh = drafts.load(session, rt, citizen, paper.id, lock=True)
        consent = Consent(offer.document, WORDS)
        reusing.attach(session, rt, (citizen, fresh), (stored, offer.paper, consent))
    return stored


def draft(rt, citizen, agency):
    return house.begin(rt, citizen, agency, TYPED).fill()


def offered(rt, paper):
    with rt.db.read() as session:
        opened = drafts.load(session, rt, paper.citizen, paper.id)
        return reusing.offers(session, rt, paper.citizen, opened)


def test_a_signed_result_is_kept_once_and_is_its_owners_alone(rt, citizen, lying, decide):
    decide(lying, SEALED, pdf("không ký"))
    (kept,) = store(rt, citizen)
    assert (kept.origin, kept.facts.type_code) == (lying.code, TYPE)
    assert kept.file.signature.certifies and kept.usable(date(2026, 11, 23))
    assert b"".join(attachments.opened(rt, kept.safe, kept.file)) == SEALED
    # The promise tried again, as after a crash, keeps nothing a second time.
    with rt.db.write() as session:
        again = sa.update(Promise).where(Promise.kind == keeping.KIND)
        session.execute(again.values(state="waiting", settled_at=None))
    drain(rt)
    assert len(store(rt, citizen)) == 1
    other = house.sign_in(rt, "khac", citizen_number="000190000022")
    unverified = replace(citizen, assurance="1")
    assert store(rt, other) == store(rt, unverified) == []
    assert store(rt, replace(citizen, rehearsal=True)) == []
    with rt.db.read() as session, pytest.raises(NotFound):
        papers.one(session, rt, other, kept.id)
    with rt.db.read() as session:
        row = session.scalars(sa.select(KeptPaper)).one()
        records = recording.of(
            session, content.read(session, rt, *house.key(lying)).safe, row.home_agency_id
        )
    # Both results are recorded, by the portal itself; nothing personal stands in the clear.
    assert [one.by for one in records.values()] == ["", ""]
    assert "Mẫu".encode() not in row.sealed and b"000190000011" not in row.sealed


def test_a_result_that_an_agency_system_sent_is_examined_before_it_is_kept(
    rt, citizen, lying, decide
):
    from_system = signed.tampered(SEALED)
    decide(lying, from_system)
    assert store(rt, citizen) == []
    # As a connector brings it, nobody has looked at it.
    found, _ = result(rt, lying)
    with rt.db.write() as session:
        session.execute(sa.text("UPDATE attachments SET signature = NULL, sealed_signature = NULL"))
        session.execute(
            sa.update(Promise).where(Promise.kind == keeping.KIND).values(state="waiting")
        )
    drain(rt)
    _, file = result(rt, lying)
    assert str(file.signature.state) == "broken" and store(rt, citizen) == []


def test_a_paper_used_again_says_from_where_and_by_whose_leave(rt, citizen, lying, paper):
    use(rt, paper)
    # It is not offered a second time, and needs no copy on paper.
    assert offered(rt, paper) == []
    made = paper.submit()
    with rt.db.read() as session:
        chain = house.chain(session, made)
        found = content.read(session, rt, *house.key(made))
        (origin,) = taken.origins(session, found.safe, made).values()
        told = standing.as_of(session, found, 1)
    (said,) = chain[1].facts["papers"]
    assert events.check_chain(chain) is None and chain[1].kind == "papers_reused"
    # What was agreed to names a paper: it is sealed, and the chain commits to it.
    assert events.private(found.safe, chain[1])["consents"] == [WORDS]
    assert WORDS not in str(chain[1].facts) and said["paper"] == str(origin.paper_id)
    assert origin.code == lying.code
    assert [p.reuse for p in told.standing.papers] == [Reuse.YES]
    assert not told.standing.papers[0].from_store and not told.standing.papers[0].digitised
    assert b"".join(attachments.opened(rt, found.safe, found.files[0])) == SEALED
    assert store(rt, citizen)[0].used == (made.code,)
    assert stands(rt)["submitted_reused"] == 1


def test_a_draft_made_of_a_dossier_that_came_back_keeps_the_consent_while_the_paper_counts(
    rt, citizen, desk, lying, paper
):
    use(rt, paper)
    first = paper.submit()

    def redrafted(dossier):
        with rt.db.write() as session:
            found = content.read(session, rt, *house.key(dossier))
            made = redrafting.again(session, rt, citizen, found)
        redrafting.copy_files(rt, citizen, found, made)
        return house.Paper(rt, citizen, made.id)

    second = redrafted(first).submit()
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(second))
        (origin,) = taken.origins(session, found.safe, second).values()
        told = house.chain(session, second)[1]
    assert origin.code == lying.code
    assert events.private(found.safe, told)["consents"] == [WORDS]
    _, file = result(rt, lying)
    seen = Seen(lying.code, house.again(rt, lying).seq)
    with rt.db.write() as session:
        digitising.revoke(session, rt, desk, seen, (file.id, "Cấp sai thông tin"))
    last = redrafted(second)
    with rt.db.write() as session:
        opened = drafts.load(session, rt, citizen, last.id, lock=True)
        assert not opened.files
        drafts.discard(session, opened)


@pytest.mark.parametrize(
    "facts",
    [
        replace(RECORD, valid_until=date(2026, 11, 22)),
        replace(RECORD, valid_from=date(2026, 11, 24)),
        replace(RECORD, type_code=""),
        replace(RECORD, type_code="KQ.G01.000778"),
        replace(RECORD, owner_number="000190000022"),
    ],
    ids=["expired", "early", "no type", "another type", "another owner"],
)
def test_what_will_not_do_is_not_offered(rt, desk, lying, paper, facts):
    assert [one.document for one in offered(rt, paper)] == ["proof"]
    put_right(rt, desk, lying, facts)
    assert offered(rt, paper) == []


def test_a_paper_revoked_while_it_is_being_taken_is_not_taken(rt, citizen, desk, lying, paper):
    _, file = result(rt, lying)

    def revoke(why="Cấp sai thông tin"):
        seen = Seen(lying.code, house.again(rt, lying).seq)
        with rt.db.write() as session:
            digitising.revoke(session, rt, desk, seen, (file.id, why))

    with pytest.raises(Unacceptable, match="words"):
        revoke(" ")
    with pytest.raises(Unacceptable, match="not_offered"):
        use(rt, paper, withdrawn=[revoke])
    (kept,) = store(rt, citizen)
    assert (kept.standing, kept.why) == (Standing.REVOKED, "Cấp sai thông tin")
    with rt.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PaperReuse)) == 0
        assert house.chain(session, lying)[-1].kind == "paper_revoked"
    with pytest.raises(Unacceptable, match="not_now"):
        revoke()


def test_a_new_paper_takes_the_place_of_the_one_it_names(rt, citizen, desk, lying, decide):
    decide(lying, SEALED)
    put_right(rt, desk, lying, RECORD)
    second = house.begin(rt, citizen, desk.agency, TYPED).fill().attach().submit()
    drain(rt)
    newer = signed.copy(signed.issue(Wish("Cấp lại"), ROOT))
    decide(second, newer)
    put_right(rt, desk, second, replace(RECORD, number="13/KS", replaces=" 12 / ks "))
    after = {one.facts.number: one.standing for one in store(rt, citizen)}
    assert after == {"12/KS": Standing.REPLACED, "13/KS": Standing.IN_FORCE}
    paper = draft(rt, citizen, desk.agency)
    assert [one.paper.facts.number for one in offered(rt, paper)] == ["13/KS"]


def test_each_look_of_an_officer_is_written_down_and_told_to_the_owner(
    rt, citizen, desk, lying, decide
):
    decide(lying, SEALED)
    _, file = result(rt, lying)
    with rt.db.write() as session:
        seen = digitising.look(session, rt, desk, lying.code, file.id)
    with rt.db.read() as session:
        deed = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == papers.LOOKED)).one()
    assert (deed.staff_id, deed.target) == (desk.officer.id, f"paper:{seen.id}")
    assert store(rt, citizen)[0].looked == (deed.done_at,)
    with rt.db.write() as session, pytest.raises(NotFound):
        digitising.look(session, rt, desk, lying.code, lying.id)
