"""``portal rehearse`` against the whole system: everybody's journey, end to end."""

import pytest
import sqlalchemy as sa

from forms.loader import load_catalog
from portal import clock, db
from portal.domain.states import Delivery
from portal.models import Agency, Dossier, Promise, Tally
from portal.rehearsal.run import STEPS
from portal.rehearsal.script import write
from tests.rehearsal.conftest import rehearse
from tests.servers.ports import free_port
from tests.servers.waiting import until

PATIENT = ("--patience", "60")
PROCEDURES = [loaded.form.code for loaded in load_catalog()]
FIRST = write(None, clock.today()).code


@pytest.fixture
def look(system):
    """Look into the system's database, as it is at that moment."""
    database = db.Database(system.database_url)

    def found(statement):
        with database.read() as session:
            return session.execute(statement).scalars().all()

    yield found
    database.close()


@pytest.fixture(scope="module")
def rehearsed(system):
    """Rehearse once, for all tests that only look at what came of it."""
    done, report = system.rehearse(*PATIENT)
    assert (done.returncode, done.stderr) == (0, "")
    return report


def outcomes(report):
    """Tell how each step ended."""
    return [(step["name"], step["outcome"]) for step in report["steps"]]


ALL_WELL = [(name, "passed") for name, _ in STEPS]


def test_a_rehearsal_sees_every_step_through(rehearsed):
    said = {step["name"]: step["said"] for step in rehearsed["steps"]}
    assert outcomes(rehearsed) == ALL_WELL and rehearsed["procedure"] == FIRST
    assert said["submit"] == rehearsed["code"]
    assert "the agency holds" in said["take the result"]
    assert "somebody else gets 404" in said["keep others out"]


@pytest.mark.parametrize("procedure", [code for code in PROCEDURES if code != FIRST])
def test_every_other_procedure_of_the_catalogue_can_be_rehearsed(system, procedure):
    done, report = system.rehearse("--procedure", procedure, *PATIENT)
    assert (done.returncode, done.stderr) == (0, "")
    assert outcomes(report) == ALL_WELL and report["procedure"] == procedure


def test_a_second_rehearsal_on_the_same_system_is_another_dossier(system, rehearsed):
    done, second = system.rehearse(*PATIENT)
    assert done.returncode == 0
    assert second["code"] != rehearsed["code"] != ""


def test_rehearsals_are_in_no_count_and_other_dossiers_are(system, rehearsed, look):
    _, counted = system.rehearse("--provider", "", *PATIENT)
    flags = {rehearsed["code"]: True, counted["code"]: False}
    found = look(sa.select(Dossier).where(Dossier.code.in_(flags)))
    assert {dossier.code: dossier.rehearsal for dossier in found} == flags
    homes = {dossier.rehearsal: dossier.home_agency_id for dossier in found}
    assert sum(look(sa.select(Tally.count).where(Tally.agency_id == homes[False]))) == 1
    rehearsing = sa.select(Agency.id).where(Agency.rehearsal)
    assert look(sa.select(Tally).where(Tally.agency_id.in_(rehearsing))) == []


def test_rehearsals_are_promised_to_their_agency_their_citizen_and_nobody_else(rehearsed, look):
    dossier = look(sa.select(Dossier).where(Dossier.code == rehearsed["code"]))[0]
    promised = look(sa.select(Promise.destination).where(Promise.dossier_id == dossier.id))
    agency = rehearsed["code"].partition("-")[0]
    # "store" is the portal itself: it looks whether a result goes into the store of its owner.
    assert set(promised) == {f"agency:{agency}", "sms", "store"}


def test_a_broken_agency_is_found_and_nothing_is_lost_by_it(system, look):
    system.agency_fault("H41.99", error500=True)
    done, report = system.rehearse("--patience", "3")
    system.agency_fault("H41.99", error500=False)
    assert done.returncode == 1
    assert done.stderr.startswith("portal: the rehearsal failed at “delivered to the agency”")
    assert "expected “delivered” within 3 s, but got Chờ tiếp nhận" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not report["ok"] and report["steps"][-1]["outcome"] == "failed"
    held = sa.select(Dossier.delivery).where(Dossier.code == report["code"])
    assert until(lambda: look(held) == [Delivery.CONFIRMED], seconds=120)


def test_without_a_telephone_to_read_the_link_is_skipped_and_it_says_so(system):
    done, report = system.rehearse("--sms-inbox", "", *PATIENT)
    assert done.returncode == 0
    skipped = {s["name"]: s["said"] for s in report["steps"] if s["outcome"] == "skipped"}
    assert set(skipped) == {"get a text message", "open its link"}
    assert "--sms-inbox" in skipped["get a text message"]


def test_a_portal_that_is_not_there_is_one_clear_line():
    done = rehearse("--base-url", f"http://127.0.0.1:{free_port()}")
    assert done.returncode == 1
    assert done.stderr.startswith("portal: the rehearsal failed at “open the portal”")
    assert "Traceback" not in done.stderr + done.stdout


def test_a_procedure_the_catalogue_lacks_is_one_clear_line():
    done = rehearse("--procedure", "9.999999")
    assert done.returncode == 2
    assert "no procedure 9.999999" in done.stderr and PROCEDURES[0] in done.stderr
