"""What becomes of a draft that is carried over to a newer version of its form."""

import pytest

from forms.loader import load
from portal import clock
from portal.domain.errors import Conflict, NotFound
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import drafts, publishing, versions
from portal.services.citizens import Signed
from portal.services.versions import Choice, Newer
from tests.furnished import house
from tests.furnished.house import SOURCE, Hands, Paper

PROOF = next(line for line in SOURCE.splitlines(True) if "id: proof" in line)
NOTE = "      - {name: note, kind: text, label: {vi: Ghi chú, en: Note}, required: false}\n"


@pytest.fixture(autouse=True)
def as_before(rt: Runtime):
    """Let the form be what it was before, once a test is over."""
    yield
    with rt.db.write() as session:
        for row in publishing.versions(session, house.PROCEDURE):
            session.delete(row)
    with clock.at(lambda: house.LONG_AGO):
        publish(rt, SOURCE)


@pytest.fixture
def typed(rt: Runtime, citizen: Signed, agency: Agency, hands: Hands) -> Paper:
    """Give a whole draft with a file."""
    paper = house.begin(rt, citizen, agency).fill().attach()
    hands.turn(minutes=1)
    return paper


def publish(rt: Runtime, text: str) -> str:
    """Publish a text; gives its hash."""
    form = load(text)
    with rt.db.write() as session:
        publishing.publish(session, form, text, "test")
    return form.hash


def newer(paper: Paper) -> Newer | None:
    """Look what a newer version would mean for a draft."""
    with paper.rt.db.read() as session:
        opened = drafts.load(session, paper.rt, paper.citizen, paper.id)
        return versions.newer(session, paper.rt, paper.citizen, opened)


def carry(paper: Paper, **other: object) -> None:
    """Take the newer version."""
    with paper.rt.db.write() as session:
        opened = drafts.load(session, paper.rt, paper.citizen, paper.id, lock=True)
        found = versions.newer(session, paper.rt, paper.citizen, opened)
        assert found is not None
        seen = {"version": opened.draft.row_version, "form_hash": found.form.hash, **other}
        versions.carry(session, opened, found, Choice(**seen))


def test_files_of_a_document_that_is_not_asked_for_any_more_are_named_and_go(
    rt: Runtime, typed: Paper
) -> None:
    publish(rt, SOURCE.replace(PROOF, ""))
    assert [file.name for file in newer(typed).files] == ["giấy.pdf"]
    carry(typed)
    assert list(typed.open().files) == []
    assert typed.open().typed["for_whom"] == "me"


def test_an_answer_that_is_now_taken_from_the_identity_account_is_named(
    rt: Runtime, typed: Paper
) -> None:
    typed.fill(phone="0987 654 321")
    locked = SOURCE.replace("prefill: identity.phone", "prefill: identity.phone, locked: true")
    publish(rt, locked)
    assert newer(typed).gone == ("phone",)
    carry(typed)
    assert "phone" not in typed.open().typed
    assert typed.open().locked["phone"] == house.PROFILE["phone"]


def test_a_draft_carried_over_is_submitted_with_the_newer_version(
    rt: Runtime, typed: Paper
) -> None:
    digest = publish(
        rt, SOURCE.replace("      - name: for_whom\n", NOTE + "      - name: for_whom\n")
    )
    carry(typed)
    assert newer(typed) is None
    assert typed.submit().form_hash == digest


def test_a_draft_whose_citizen_stays_is_submitted_with_the_old_version(
    rt: Runtime, typed: Paper
) -> None:
    digest = publish(rt, SOURCE.replace("qty: 3", "qty: 4"))
    with rt.db.write() as session:
        opened = drafts.load(session, rt, typed.citizen, typed.id, lock=True)
        versions.stay(session, opened, Choice(opened.draft.row_version, digest))
    assert newer(typed) is None
    assert typed.submit().form_hash == load(SOURCE).hash


def test_nothing_is_carried_to_an_agency_that_does_not_take_the_newer_version(
    rt: Runtime, typed: Paper
) -> None:
    publish(rt, SOURCE.replace("level: commune,", "level: province_justice,"))
    assert not newer(typed).taken
    with pytest.raises(NotFound):
        carry(typed)
    assert typed.open().form.hash == load(SOURCE).hash


@pytest.mark.parametrize("other", [{"version": 99}, {"form_hash": "of another"}])
def test_a_choice_about_something_else_than_what_is_there_now_is_refused(
    rt: Runtime, typed: Paper, other: dict[str, object]
) -> None:
    publish(rt, SOURCE.replace("qty: 3", "qty: 4"))
    with pytest.raises(Conflict):
        carry(typed, **other)


def test_a_procedure_that_was_closed_leaves_drafts_as_they_are(rt: Runtime, typed: Paper) -> None:
    with rt.db.write() as session:
        publishing.close(session, house.PROCEDURE, "test")
    assert newer(typed) is None
    assert typed.submit().form_hash == load(SOURCE).hash
