"""Answers from a code list: as it counts on the dossier's day, and kept as they were."""

from datetime import timedelta

import pytest

from connectors.wanted import ANSWER, Wanted
from forms.loader import load
from portal import clock
from portal.domain.code_lists import Listed
from portal.domain.errors import DraftIncomplete
from portal.services import code_lists, content, publishing, supplements
from portal.services.catalogues import making, settling
from portal.services.catalogues.making import Proposal
from portal.services.desk import wanting
from portal.services.operations.deeds import Actor
from tests.furnished import house
from tests.services.test_supplements import hear, send

LIST, PROCEDURE = "householder_relations", "9.000778"
QUESTION = f"""\
      - {{name: kin, kind: select, label: {{vi: Quan hệ, en: Relation}}, list: {LIST}}}
      - {{name: which, kind: text, label: {{vi: Ghi rõ, en: Say which}},
         show_when: {{question: kin, is: niece}}}}
"""
SOURCE = house.SOURCE.replace(house.PROCEDURE, PROCEDURE).replace(
    "documents:\n", f"{QUESTION}documents:\n"
)
ONE, OTHER = Actor("Một", reason="QĐ mẫu"), Actor("Hai", reason="QĐ mẫu")
FIRST = (Listed("child", "Con"), Listed("niece", "Cháu gái", "Niece"))
SECOND = (Listed("child", "Con đẻ, con nuôi"), Listed("aunt", "Cô, dì"))


@pytest.fixture(autouse=True)
def _form(rt):
    with clock.at(lambda: house.LONG_AGO), rt.db.write() as session:
        publishing.publish(session, load(SOURCE), SOURCE, "test")


@pytest.fixture
def lay(rt):
    """Let a version of the list count from today on: one person makes it, another approves."""

    def laid(rows, approved=True):
        with rt.db.write() as session:
            last = code_lists.versions(LIST).limit(1)
            seen = getattr(session.scalars(last).first(), "version", 0)
            made = making.propose(session, rt, Proposal(LIST, rows, clock.today(), seen), ONE)
            if approved:
                settling.apply(session, made.kind, made.version, OTHER)

    return laid


def begin(rt, citizen, agency, **answers):
    paper = house.begin(rt, citizen, agency, PROCEDURE).fill(**{**house.ANSWERS, **answers})
    return paper.attach()


def offered(paper):
    opened = paper.open()
    return list(opened.context("vi").lists[LIST])


def said(rt, dossier):
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
    return found, {one["name"]: (one["value"], one["text"]) for one in found.said}


def test_a_draft_offers_the_version_that_was_approved_and_no_other(rt, citizen, agency, lay):
    paper = begin(rt, citizen, agency)
    assert "spouse" in offered(paper)
    lay(FIRST, approved=False)
    assert "spouse" in offered(paper)
    lay(SECOND)
    assert offered(paper) == ["child", "aunt"]
    assert "kin" in paper.fill(kin="spouse").open().check("vi").errors
    assert "kin" not in paper.fill(kin="aunt").open().check("vi").errors


def test_code_and_name_are_kept_and_read_the_same_after_the_list_has_changed(
    rt, hands, citizen, agency, lay
):
    lay(FIRST)
    made = begin(rt, citizen, agency, kin="niece", which="con chị cả").submit()
    hands.turn(hours=48)
    lay(SECOND)
    found, told = said(rt, made)
    assert told["kin"] == ({"code": "niece", "name": "Cháu gái"}, "Cháu gái")
    assert told["which"][1] == "con chị cả"
    sent = content.message(rt, found, 1)
    (answer,) = (one for one in sent.answers if one.name == "kin")
    assert (answer.value, answer.text) == told["kin"]
    # What may be asked for is still all that was asked, by the list of that day.
    assert {one.name for one in wanting.choices(found)} >= {"kin", "which"}


def test_a_draft_whose_entry_has_ended_is_not_submitted_with_it(rt, citizen, agency, hands, lay):
    lay(FIRST)
    paper = begin(rt, citizen, agency, kin="niece", which="con chị cả")
    hands.turn(hours=24)
    lay(SECOND)
    with pytest.raises(DraftIncomplete):
        paper.submit()
    assert paper.fill(kin="aunt").submit()


def test_a_dossier_is_put_right_by_the_list_of_its_own_day(rt, hands, citizen, agency, lay):
    lay(FIRST)
    made = begin(rt, citizen, agency, kin="niece", which="con chị cả").submit()
    hands.turn(hours=48)
    lay(SECOND)
    wanted = (Wanted(ANSWER, "which", "Ghi rõ", "Ghi tên của chị"),)
    hear(rt, agency, made, "supplement_requested", wanted=wanted)
    with rt.db.write() as session:
        reply = supplements.load(session, rt, citizen, made.code, lock=True)
        assert not reply.redoing.before.errors
        supplements.write(reply, "", {"which": "con chị Hai"})
    send(rt, citizen, made)
    _, told = said(rt, made)
    assert told["kin"][1] == "Cháu gái" and told["which"][1] == "con chị Hai"


def test_operators_lists_are_known_to_who_checks_a_form(rt, lay):
    with rt.db.read() as session:
        assert code_lists.kept(session, clock.today()) == {}
    lay(FIRST)
    with rt.db.read() as session:
        kept = code_lists.kept(session, clock.today())
        before = code_lists.kept(session, clock.today() - timedelta(days=1))
    assert list(kept[LIST]) == ["child", "niece"]
    assert kept[LIST]["niece"].name.in_("en") == "Niece"
    assert "spouse" in before[LIST]
