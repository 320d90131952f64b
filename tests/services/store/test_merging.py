"""Photos a store gave are bound with no others: what the evidence names stays in the dossier."""

import pytest

from connectors.national_messages import Reuse
from connectors.store_messages import FoundFile, FoundPaper, StoreAnswer
from portal.domain.looking_up import Outcome
from portal.services import attachments, content, drafts, merging
from portal.services.attachments import Upload
from portal.services.store import national
from portal.services.synchronisation import standing
from tests.furnished import house
from tests.furnished.papers import photo, picture
from tests.services.store.conftest import TYPE, TYPED

THERE = FoundPaper(TYPE, "Giấy tờ nhà", "12/GT", "H41", (FoundFile("a.jpg", "H41", "/kho/1.jpg"),))


@pytest.fixture
def draft(rt, citizen, agency):
    """Give a draft for whose paper the national store has a photo."""
    paper = house.begin(rt, citizen, agency, TYPED).fill()
    with rt.db.write() as session:
        opened = drafts.load(session, rt, citizen, paper.id, lock=True)
        number = national.begin(session, opened, citizen, "Tôi đồng ý tra cứu.")
        national.finish(session, opened, number, Outcome.FOUND, StoreAnswer((THERE,)))
    return paper


def drawn(rt, draft, name):
    photographed = photo(drawn=picture(60, 90))
    opened = draft.open()
    upload = Upload("proof", name, [photographed])
    return attachments.receive(rt, opened.safe, opened.place, upload)


def take(rt, draft):
    """Take the photo the store has."""
    stored = drawn(rt, draft, "a.jpg")
    with rt.db.write() as session:
        opened = drafts.load(session, rt, draft.citizen, draft.id, lock=True)
        offer = national.offered(session, opened, ("proof", mark(session, opened)))
        national.attach(session, rt, (draft.citizen, opened), (stored, offer, "Tôi đồng ý lấy."))
    return stored


def mark(session, opened):
    (offer,) = national.offers(session, opened, national.latest(session, opened))
    return offer.paper.mark


def add(rt, draft, name):
    """Upload a photo of one's own."""
    stored = drawn(rt, draft, name)
    with rt.db.write() as session:
        opened = drafts.load(session, rt, draft.citizen, draft.id, lock=True)
        drafts.attach(session, rt, opened, stored)
    return stored


def test_what_a_store_gave_is_bound_with_nothing_and_told_as_what_it_is(rt, draft):
    taken, own = take(rt, draft), add(rt, draft, "b.jpg")
    opened = draft.open()
    assert [file.reused for file in opened.files] == [True, False]
    assert [file.id for file in merging.photos(opened.files, "proof")] == [own.id]
    made = draft.submit()
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(made))
        told = standing.as_of(session, found, 1).standing.papers
    said = {paper.id: (paper.reuse, paper.from_store) for paper in told}
    assert said == {str(taken.id): (Reuse.YES, True), str(own.id): (Reuse.NO, False)}


def test_photos_of_ones_own_are_bound_and_told_as_nothing_that_was_used_again(rt, draft):
    add(rt, draft, "b.jpg")
    add(rt, draft, "c.jpg")
    opened = draft.open()
    bound = merging.bind(rt, opened, "proof", "giấy.pdf")
    with rt.db.write() as session:
        fresh = drafts.load(session, rt, draft.citizen, draft.id, lock=True)
        merging.put(session, rt, fresh, bound)
    (whole,) = draft.open().files
    assert whole.id == bound.stored.id and not whole.reused
