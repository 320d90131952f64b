"""A furnished portal whose small form starts others."""

import pytest

from forms.joined import load
from forms.loader import load as load_form
from portal.models import Agency, Dossier
from portal.runtime import Runtime
from portal.services import publishing
from portal.services.citizens import Signed
from portal.services.joining import branches
from tests.furnished import house
from tests.furnished.fixtures import agency, citizen, furnished, hands, rt

__all__ = ["agency", "citizen", "furnished", "hands", "rt"]
# As the small form, without papers: whole as soon as its questions are answered.
WHOLE = "9.000102"
PAPER = "  - {id: proof, name: {vi: Giấy tờ nhà, en: House papers}, max_files: 2}\n"
SOURCE = house.SOURCE.replace(house.PROCEDURE, WHOLE).replace(PAPER, "")
JOINED = f"""
joined: "3.000999"
name: {{vi: Liên thông mẫu, en: Sample}}
valid: {{from: 2026-01-01}}
starts: "{house.PROCEDURE}"
steps:
  - id: whole
    name: {{vi: Một, en: One}}
    procedure: "{WHOLE}"
    case: usual
    answers: {{submitter.phone: submitter.phone}}
    fixed: {{submitter.relation: me}}
  - id: lacking
    name: {{vi: Hai, en: Two}}
    procedure: "{house.PROCEDURE}"
    case: usual
    after: [start]
  - id: nobody
    name: {{vi: Ba, en: Three}}
    procedure: "9.999999"
    case: usual
  - id: behind
    name: {{vi: Bốn, en: Four}}
    procedure: "{WHOLE}"
    case: usual
    after: [nobody]
  - id: far
    name: {{vi: Năm, en: Five}}
    after: [whole]
    elsewhere: {{vi: Nơi khác, en: Elsewhere}}
"""


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sample file be the one that is known."""
    found = load(JOINED)
    monkeypatch.setattr(branches, "known", lambda: {found.code: found})


@pytest.fixture
def parent(rt: Runtime, joined: None, citizen: Signed, agency: Agency) -> Dossier:
    """Give a dossier that may start others."""
    with rt.db.write() as session:
        publishing.publish(session, load_form(SOURCE), SOURCE, "test")
    return house.submit_new(rt, citizen, agency)
