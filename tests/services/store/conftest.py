"""A desk whose procedure asks for papers of known types, and an installation that trusts a root."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from connectors.messages import NewsKind
from forms.loader import load
from portal import clock
from portal.models import Agency, Dossier
from portal.runtime import Runtime
from portal.services import attachments, events, publishing, vault
from portal.services.attachments import RESULT, Upload
from portal.services.citizens import Signed
from portal.services.desk import dealing
from portal.services.desk.dealing import Desk
from portal.services.desk.rules import Deed
from portal.services.operations.staff import Member
from portal.services.vault import Place
from tests.furnished import house, signed
from tests.furnished.fixtures import citizen, furnished, hands
from tests.furnished.fixtures import rt as bare
from tests.furnished.partners import drain
from tests.services.desk.conftest import agency, do, officer

__all__ = ["agency", "bare", "citizen", "do", "furnished", "hands", "officer"]
TYPE = "000.00.00.G01-KQ000777"
TYPED = "9.000777"
SOURCE = (
    house.SOURCE.replace('"9.000101"', f'"{TYPED}"')
    .replace("{id: proof,", f"{{id: proof, code: {TYPE},")
    .replace("results: [{name:", f"results: [{{code: {TYPE}, name:")
)
ROOT = signed.root()


@pytest.fixture
def rt(bare: Runtime, tmp_path: Path) -> Runtime:
    """A portal that trusts one root, and has the typed procedure."""
    with clock.at(lambda: house.LONG_AGO), bare.db.write() as session:
        publishing.publish(session, load(SOURCE), SOURCE, "test")
    place = signed.trusted(tmp_path / "roots", ROOT.pem)
    return replace(bare, settings=replace(bare.settings, trust_roots=place))


@pytest.fixture
def desk(agency: Agency, officer: Member) -> Desk:
    """Give the officer at the desk."""
    return Desk(agency, officer)


@pytest.fixture
def lying(rt: Runtime, citizen: Signed, agency: Agency) -> Dossier:
    """Give a dossier of that procedure that lies on the desk."""
    made = house.begin(rt, citizen, agency, TYPED).fill().attach().submit()
    drain(rt)
    return house.again(rt, made)


@pytest.fixture
def decide(rt: Runtime, desk: Desk) -> Callable[..., Dossier]:
    """Let the officer decide a dossier with files, and let all promises be kept."""

    def done(dossier: Dossier, *results: bytes, at: Desk = desk) -> Dossier:
        with rt.db.read() as session:
            safe = vault.unlock(session, rt, *house.key(dossier))
        place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
        files = [
            attachments.receive(rt, safe, place, Upload("", "kết quả.pdf", [data], RESULT))
            for data in results
        ]
        with rt.db.write() as session:
            for kind, brought in ((NewsKind.ACCEPTED, ()), (NewsKind.DECIDED, files)):
                seen = events.lock(session, *house.key(dossier)).seq
                dealing.do(session, rt, at, dossier.code, (Deed(kind, seen), brought))
        drain(rt)
        return house.again(rt, dossier)

    return done
