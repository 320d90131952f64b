"""Papers of a person's stores are looked for at the counter by their leave, and no other way."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal import clock
from portal.blobs import BlobMissing
from portal.domain import looking_up
from portal.domain.digitising import Standing
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.looking_up import Outcome, Way
from portal.domain.states import Channel
from portal.exchanges import counter
from portal.models import CounterLookUp, KeptPaper, PaperReuse, StaffDeed
from portal.services import attachments, content, events, vault
from portal.services.counter import finding, handing_in, looking, taking
from portal.services.counter.looking import Agreed, Holder
from portal.services.counter.taking import Handed
from portal.services.desk.dealing import Desk
from portal.services.operations import staff
from portal.services.store import papers, taken
from tests.furnished import house, signed
from tests.furnished.desks import ISSUER, add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.signed import Wish
from tests.furnished.stores import trusting
from tests.services.store.conftest import ROOT, TYPED, decide, desk, lying

__all__ = ["decide", "desk", "lying", "trusting"]
WORDS, USE = "Chị Mẫu đồng ý cho tìm.", "Chị Mẫu đồng ý cho lấy."
MAU = Holder(house.PROFILE["full_name"], house.PROFILE["citizen_number"])
YES = Agreed("proof", Way.PRESENT, WORDS, MAU)
SEALED = signed.copy(signed.issue(Wish(), ROOT))
pytestmark = pytest.mark.usefixtures("hands")


@pytest.fixture
def decided(lying, decide):
    """Let a signed result of an earlier dossier lie in the citizen's store."""
    return decide(lying, SEALED)


@pytest.fixture
def enter(rt, at):
    """Let the officer enter everything a dossier needs but its paper."""

    def entered(channel=Channel.DIRECT, **person):
        told = {k: house.PROFILE[k] for k in ("full_name", "citizen_number", "phone")}
        with rt.db.write() as session:
            handed = Handed(TYPED, "usual", channel, clock.now(), person={**told, **person})
            draft = taking.begin(session, rt, at, handed)
            who = taking.stand_in(session, rt, at.agency, draft.id)
        return house.Paper(rt, who, draft.id).fill(for_whom="me")

    return entered


def finds(rt, at, paper):
    with rt.db.read() as session:
        return list(finding.finds(session, rt, at, paper.open()))


def take(rt, at, paper):
    (find,) = finds(rt, at, paper)
    counter.take(rt, at, paper.open(), (find, USE))


def rows(rt, model):
    with rt.db.read() as session:
        return list(session.scalars(sa.select(model)))


def journal(rt, deed):
    return [row for row in rows(rt, StaffDeed) if row.deed == deed]


def hand_in(rt, at, paper):
    with rt.db.write() as session:
        return handing_in.hand_in(session, rt, at, paper.id)


def test_what_an_earlier_dossier_gave_is_taken_and_says_by_whose_leave(rt, at, decided, enter):
    paper = enter()
    counter.look_up(rt, at, paper.id, YES)
    take(rt, at, paper)
    assert finds(rt, at, paper) == []
    made = hand_in(rt, at, paper)
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(made))
        (origin,) = taken.origins(session, found.safe, made).values()
        chain = house.chain(session, made)
    assert events.check_chain(chain) is None
    assert origin.code == decided.code and origin.national is None
    kinds = [event.kind for event in chain[:3]]
    assert kinds == ["submitted", taken.REUSED, papers.SEARCHED]
    (said,) = chain[1].facts["papers"]
    assert said["way"] == "present"
    assert events.private(found.safe, chain[1])["consents"] == [USE]
    (look,) = chain[2].facts["looks"]
    assert (look["own"], look["national"], look["way"]) == ("found", "", "present")
    private = events.private(found.safe, chain[2])
    assert private["consents"][0]["holder"] == {"name": MAU.name, "number": MAU.number}
    assert private["consents"][0]["officer"] == at.officer.name
    assert all(word not in str(chain[2].facts) for word in (MAU.name, MAU.number, WORDS))
    assert b"".join(attachments.opened(rt, found.safe, found.files[0])) == SEALED


def test_each_look_and_each_paper_stands_in_the_journal_which_names_nobody(rt, at, decided, enter):
    paper = enter()
    counter.look_up(rt, at, paper.id, YES)
    take(rt, at, paper)
    (look,), (take_out,) = journal(rt, papers.SEARCHED), journal(rt, finding.TAKEN)
    assert look.staff_id == take_out.staff_id == at.officer.id
    assert look.target == take_out.target == papers.store_of(rt, MAU.number)
    assert TYPED in look.reason and look.detail["draft"] == str(paper.id)
    assert MAU.number not in f"{look.target}{look.detail}{look.reason}"
    (seen,) = journal(rt, papers.LOOKED)
    assert seen.target == f"paper:{rows(rt, KeptPaper)[0].id}"


def test_the_journal_keeps_a_look_for_a_dossier_that_is_thrown_away(rt, at, decided, enter):
    paper = enter()
    counter.look_up(rt, at, paper.id, YES)
    with rt.db.write() as session:
        taking.discard(session, rt, at, paper.id)
    assert rows(rt, CounterLookUp) == rows(rt, PaperReuse) == []
    assert len(journal(rt, papers.SEARCHED)) == 1


def test_nothing_is_found_or_taken_without_a_look_that_was_agreed_to(rt, at, decided, enter):
    paper = enter()
    assert finds(rt, at, paper) == [] and journal(rt, papers.SEARCHED) == []
    with rt.db.read() as session, pytest.raises(NotFound):
        kept = str(rows(rt, KeptPaper)[0].id)
        finding.found(session, rt, at, paper.open(), ("proof", kept))


@pytest.mark.parametrize(
    ("agreed", "reason"),
    [
        (replace(YES, holder=Holder("Người Khác", MAU.number)), "holder"),
        (replace(YES, holder=Holder(MAU.name, "000190000022")), "holder"),
        (replace(YES, document="sheet"), "not_offered"),
    ],
)
@pytest.mark.usefixtures("decided")
def test_a_consent_counts_for_the_submitter_and_a_wanted_paper_alone(rt, at, enter, agreed, reason):
    paper = enter()
    with pytest.raises(Unacceptable, match=reason):
        counter.look_up(rt, at, paper.id, agreed)
    assert rows(rt, CounterLookUp) == [] and journal(rt, papers.SEARCHED) == []


def test_who_wrote_agrees_in_writing(rt, at, decided, enter):
    paper = enter(Channel.POSTAL)
    with pytest.raises(Unacceptable, match="way"):
        counter.look_up(rt, at, paper.id, YES)
    counter.look_up(rt, at, paper.id, replace(YES, way=Way.WRITTEN))
    take(rt, at, paper)
    assert [row.way for row in rows(rt, PaperReuse)] == [Way.WRITTEN]


def test_an_officer_of_another_desk_or_without_the_role_opens_no_store(rt, at, decided, enter):
    paper = enter()
    other = add_desk(rt, "H41.77.02")
    stranger = hire(rt, other, person=staff.Person(ISSUER, "la", "Lạ Mẫu"))
    relieved = replace(at.officer, roles=frozenset())
    for seat in (Desk(other, stranger), Desk(at.agency, stranger), Desk(at.agency, relieved)):
        with pytest.raises(NotFound):
            counter.look_up(rt, seat, paper.id, YES)
    assert rows(rt, CounterLookUp) == [] and journal(rt, papers.SEARCHED) == []


def test_no_store_is_opened_for_a_citizens_own_draft_or_what_was_handed_in(
    rt, at, citizen, decided, enter
):
    own = house.begin(rt, citizen, at.agency, TYPED).fill()
    with pytest.raises(NotFound):
        counter.look_up(rt, at, own.id, YES)
    paper = enter().attach()
    hand_in(rt, at, paper)
    with pytest.raises(NotFound):
        counter.look_up(rt, at, paper.id, YES)


def test_what_one_officer_found_another_does_not_see(rt, at, decided, enter):
    paper = enter()
    counter.look_up(rt, at, paper.id, YES)
    colleague = hire(rt, at.agency, person=staff.Person(ISSUER, "khac", "Khác Mẫu"))
    assert len(finds(rt, at, paper)) == 1
    assert finds(rt, Desk(at.agency, colleague), paper) == []


def test_one_digit_wrong_finds_nobody_but_a_stranger_of_the_same_name(rt, at, decided, enter):
    paper = enter(full_name="Trần Thị Khác")
    counter.look_up(rt, at, paper.id, replace(YES, holder=Holder("Trần Thị Khác", MAU.number)))
    assert finds(rt, at, paper) == []
    assert [row.own for row in rows(rt, CounterLookUp)] == [Outcome.NOTHING]
    assert journal(rt, papers.LOOKED) == []


def test_what_was_found_for_one_is_not_offered_once_another_is_the_submitter(
    rt, at, decided, enter
):
    paper = enter()
    counter.look_up(rt, at, paper.id, YES)
    (find,) = finds(rt, at, paper)
    paper.fill(for_whom="me", number="000190000022")
    assert finds(rt, at, paper) == []
    with pytest.raises(Unacceptable, match="not_offered"):
        counter.take(rt, at, paper.open(), (find, USE))
    assert rows(rt, PaperReuse) == []


def test_what_was_found_is_offered_for_a_day(rt, at, decided, enter, hands):
    paper = enter()
    counter.look_up(rt, at, paper.id, YES)
    hands.turn(hours=24)
    assert finds(rt, at, paper) == []


def test_a_paper_out_of_force_is_shown_and_not_taken(rt, at, decided, enter):
    paper = enter()
    counter.look_up(rt, at, paper.id, YES)
    (find,) = finds(rt, at, paper)
    with rt.db.write() as session:
        session.scalars(sa.select(KeptPaper)).one().standing = Standing.REVOKED
    (shown,) = finds(rt, at, paper)
    assert not shown.usable
    with pytest.raises(Unacceptable, match="not_offered"):
        counter.take(rt, at, paper.open(), (find, USE))


def test_other_bytes_than_were_kept_are_not_taken(rt, at, decided, enter):
    paper = enter()
    counter.look_up(rt, at, paper.id, YES)
    (find,) = finds(rt, at, paper)
    other = replace(find.paper, file=replace(find.paper.file, sha256="00" * 32))
    with pytest.raises(BlobMissing, match="other bytes"):
        counter.take(rt, at, paper.open(), (replace(find, paper=other), USE))
    assert rows(rt, PaperReuse) == [] and paper.open().files == []


def test_an_officer_looks_so_often_and_no_more(rt, at, decided, enter, monkeypatch):
    monkeypatch.setattr(looking_up, "MOST", 1)
    paper = enter()
    counter.look_up(rt, at, paper.id, YES)
    with pytest.raises(Unacceptable, match="too_often"):
        counter.look_up(rt, at, paper.id, YES)


def test_what_was_found_and_not_taken_is_forgotten_and_what_was_agreed_to_is_not(
    rt, at, decided, enter
):
    paper = enter().attach()
    counter.look_up(rt, at, paper.id, YES)
    made = hand_in(rt, at, paper)
    (row,) = rows(rt, CounterLookUp)
    with rt.db.read() as session:
        safe = vault.unlock(session, rt, *house.key(made))
        assert taken.origins(session, safe, made) == {}
    said = safe.open_json("counter-look-up/1", row.sealed)
    assert set(said) == {"words", "officer", "holder"} and said["words"] == WORDS


def test_a_look_that_ends_after_the_dossier_was_handed_in_keeps_nothing(rt, at, decided, enter):
    paper = enter().attach()
    with rt.db.write() as session:
        begun = looking.begin(session, rt, at, paper.id, YES)
    hand_in(rt, at, paper)
    with rt.db.write() as session:
        looking.finish(session, rt, at, begun, None)
    assert [row.own for row in rows(rt, CounterLookUp)] == [Outcome.ASKED]
    assert journal(rt, papers.LOOKED) == []
