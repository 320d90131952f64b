"""Files of papers that the answers no longer ask for stay behind, as hidden answers do."""

import sqlalchemy as sa

from portal.models import Attachment
from portal.services import content
from tests.furnished import house
from tests.furnished.waiting import ANSWERS, PROCEDURE, asking

__all__ = ["asking"]


def begun(rt, citizen, agency):
    """Begin a dossier whose head of household agrees on paper, and photograph that paper."""
    paper = house.begin(rt, citizen, agency, PROCEDURE, "owned").fill(**ANSWERS | {"how": "paper"})
    return paper.attach(document="yes_paper").attach(document="plan")


def sent(rt, dossier) -> list[str]:
    """List the papers of the files an agency gets."""
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        return [file.document for file in content.message(rt, found, dossier.seq).files]


def test_what_is_asked_for_is_sent(rt, citizen, agency, asking):
    dossier = begun(rt, citizen, agency).submit()
    assert sent(rt, dossier) == ["yes_paper", "plan"]


def test_what_is_asked_for_no_more_is_neither_sent_nor_part_of_the_dossier(
    rt, citizen, agency, asking
):
    dossier = begun(rt, citizen, agency).fill(how="sign_in").submit()
    assert sent(rt, dossier) == ["plan"]
    with rt.db.read() as session:
        rows = session.scalars(sa.select(Attachment).order_by(Attachment.added_at)).all()
    assert [(row.event_seq, row.removed_at is None) for row in rows] == [(None, False), (1, True)]


def test_whoever_changes_the_answer_back_has_the_file_still(rt, citizen, agency, asking):
    paper = begun(rt, citizen, agency).fill(how="sign_in").fill(how="paper")
    assert sent(rt, paper.submit()) == ["yes_paper", "plan"]
