"""What files are handed in as, and which of them stand for a paper."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from forms.spec import Document, Text
from portal.domain.errors import Unacceptable
from portal.domain.signatures import SignatureState
from portal.models import Agency, Attachment
from portal.runtime import Runtime
from portal.services import attachments, content, scrubbing
from portal.services.citizens import Signed
from portal.services.copies import presenting
from portal.services.drafts import Open
from tests.furnished import signed
from tests.furnished.house import Paper, begin
from tests.furnished.papers import pdf, photo
from tests.furnished.signed import OFFICE, Wish

ROOT = signed.root()
COPY = signed.copy(signed.issue(Wish(), ROOT))


@pytest.fixture
def trusting(rt: Runtime, tmp_path: Path) -> Runtime:
    """A portal that trusts one root."""
    place = signed.trusted(tmp_path / "roots", ROOT.pem)
    return replace(rt, settings=replace(rt.settings, trust_roots=place))


@pytest.fixture
def papers(trusting: Runtime, citizen: Signed, agency: Agency) -> Paper:
    """A draft of that portal, filled in."""
    return begin(trusting, citizen, agency).fill()


def document(*forms: str) -> Document:
    """A document that takes these, best first."""
    return Document("proof", Text("Giấy tờ nhà", "House papers"), forms=forms)  # type: ignore


def row(rt: Runtime) -> Attachment:
    """The one file there is."""
    with rt.db.read() as session:
        return session.scalars(sa.select(Attachment)).one()


def choose(opened: Open, session: object, form: str, forms: tuple[str, ...]) -> None:
    """Say what the house papers are handed in as."""
    key = (opened.draft.home_agency_id, opened.draft.id)
    presenting.choose(session, key, document(*forms), form)  # type: ignore


@pytest.mark.parametrize(
    ("forms", "usual"),
    [
        (("original",), "original"),
        (("original", "photo"), "photo"),
        (("original", "certified_copy"), "original"),
        (("certified_copy", "copy", "photo"), "photo"),
        (("certified_copy", "copy"), "copy"),
    ],
)
def test_a_file_is_what_costs_no_way_unless_somebody_says_more(
    forms: tuple[str, ...], usual: str
) -> None:
    assert presenting.usual(document(*forms)) == usual


def test_a_certified_electronic_copy_is_recognised_and_stands_for_the_paper(
    papers: Paper, trusting: Runtime
) -> None:
    (file,) = papers.attach(COPY).open().files
    assert (file.presented_as, file.signature.state) == ("certified_copy", SignatureState.VALID)
    assert presenting.on_paper(document("original"), [file]) is None
    assert presenting.on_paper(document("certified_copy"), [file]) is None


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (pdf(), "absent"),
        (photo(), "absent"),
        (signed.tampered(COPY), "broken"),
        (signed.copy(signed.issue(Wish())), "unverifiable"),
    ],
)
def test_anything_else_counts_as_the_paper_it_shows(
    papers: Paper, trusting: Runtime, data: bytes, state: str
) -> None:
    (file,) = papers.attach(data).open().files
    assert (row(trusting).signature, file.presented_as) == (state, "original")
    assert presenting.on_paper(document("original"), [file]) == "original"


def test_what_was_signed_is_kept_to_the_byte_and_the_scrubber_finds_it_well(
    papers: Paper, trusting: Runtime
) -> None:
    papers.attach(COPY)
    opened = papers.open()
    (file,) = opened.files
    assert b"".join(attachments.opened(trusting, opened.safe, file)) == COPY
    received = hashlib.sha256(COPY).hexdigest()
    assert (row(trusting).received_sha256, row(trusting).sha256) == (received, received)
    assert scrubbing.look(trusting, row(trusting)) is None


def test_who_signed_is_nowhere_in_the_clear(papers: Paper, trusting: Runtime) -> None:
    papers.attach(COPY)
    kept = row(trusting)
    values = [getattr(kept, column.key) for column in sa.inspect(Attachment).columns]
    clear = b" ".join(v if isinstance(v, bytes) else str(v).encode() for v in values)
    assert OFFICE.encode() not in clear and b"UBND" not in clear


def test_the_citizen_says_what_a_file_is_and_the_next_one_is_the_same(
    papers: Paper, trusting: Runtime
) -> None:
    papers.attach(pdf())
    forms = ("original", "photo")
    with trusting.db.write() as session:
        choose(papers.open(), session, "photo", forms)
    files = papers.open().files
    assert [file.presented_as for file in files] == ["photo"]
    assert presenting.chosen(document(*forms), files) == "photo"
    assert presenting.on_paper(document(*forms), files) is None


def test_what_is_certified_stays_that_whatever_is_said(papers: Paper, trusting: Runtime) -> None:
    papers.attach(COPY)
    with trusting.db.write() as session:
        choose(papers.open(), session, "photo", ("original", "photo"))
    assert [file.presented_as for file in papers.open().files] == ["certified_copy"]


def test_only_what_the_document_takes_can_be_said(papers: Paper, trusting: Runtime) -> None:
    papers.attach(pdf())
    with trusting.db.write() as session, pytest.raises(Unacceptable):
        choose(papers.open(), session, "copy", ("original", "photo"))


def test_what_was_submitted_is_said_no_other_way_any_more(papers: Paper, trusting: Runtime) -> None:
    opened = papers.attach(pdf()).open()
    papers.submit()
    with trusting.db.write() as session:
        choose(opened, session, "photo", ("original", "photo"))
    assert row(trusting).presented_as == "original"


def test_the_agency_is_told_what_a_file_is_and_what_its_signature_is_worth(
    papers: Paper, trusting: Runtime, agency: Agency
) -> None:
    dossier = papers.attach(COPY).submit()
    with trusting.db.read() as session:
        found = content.read(session, trusting, agency.id, dossier.id)
        (file,) = content.message(trusting, found, content.SUBMISSION).files
    assert file.signature is not None
    assert (file.presented_as, file.signature.state) == ("certified_copy", "valid")
    assert [signer.name for signer in file.signature.signers] == [OFFICE]
    assert OFFICE not in repr(file)


def test_files_of_before_are_sent_as_they_were(
    papers: Paper, trusting: Runtime, agency: Agency
) -> None:
    papers.attach(pdf())
    with trusting.db.write() as session:
        session.execute(sa.update(Attachment).values(presented_as=None, signature=None))
    dossier = papers.submit()
    with trusting.db.read() as session:
        found = content.read(session, trusting, agency.id, dossier.id)
        (file,) = content.message(trusting, found, content.SUBMISSION).files
    assert (file.presented_as, file.signature) == ("", None)
