"""Reports on their way to the reporting system: sent once, asked about, given back, put right."""

from dataclasses import replace

import pytest
import requests
import sqlalchemy as sa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from connectors.contract.reporting import examine
from connectors.reporting.reporting_system import ReportingConfig
from portal import crypto
from portal.domain.errors import Unacceptable
from portal.domain.report_moves import ReportState
from portal.exchanges import reports
from portal.models import Promise, PromiseState, ReportMove, ReportRevision
from portal.runtime import Runtime
from portal.services import outbox
from portal.services.progress import linking
from portal.services.reports import moving, sending, working
from portal.services.reports.working import Typed
from tests.furnished import house, reporting
from tests.furnished.fixtures import furnished, hands
from tests.furnished.fixtures import rt as furnished_rt
from tests.furnished.partners import drain
from tests.furnished.reporting import AFTER_Q1, LATE, OPEN, Office
from tests.sandbox.conftest import running

__all__ = ["furnished", "furnished_rt", "hands"]
TOKEN = "token-of-this-test"


@pytest.fixture(scope="module")
def system(furnished, tmp_path_factory):
    """Give the address of a reporting system that knows this portal's key."""
    public = crypto.public_key(furnished.settings.secrets.key("acknowledgement"))
    key = public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    told = {"SANDBOX_REPORTING_TOKEN": TOKEN, "SANDBOX_PUBLIC_KEY": key}
    with running("reporting", tmp_path_factory.mktemp("reporting"), **told) as process:
        yield process.url


@pytest.fixture
def office(furnished_rt: Runtime, system: str, hands) -> Office:
    """Give an agency whose report is signed and goes to that system; each test has its own."""
    partners = {**furnished_rt.settings.secrets.partners, "reporting": TOKEN}
    secrets = replace(furnished_rt.settings.secrets, partners=partners)
    settings = replace(furnished_rt.settings, reporting_url=system, secrets=secrets)
    runtime = Runtime.make(settings)
    hands.now = AFTER_Q1
    code = f"H41.90.{len(ledger(system)) + 10:03d}"
    home = house.add_agency(runtime, code)
    reporting.put(runtime, home, LATE, OPEN)
    made = reporting.office(runtime, home)
    made.freeze()
    made.sign()
    requests.delete(f"{system}/faults", timeout=5)
    yield made
    runtime.close()


def ledger(system: str) -> list[dict]:
    return requests.get(f"{system}/ledger", timeout=5).json()


def fault(system: str, **wanted: object) -> None:
    requests.post(f"{system}/faults", json=wanted, timeout=5).raise_for_status()


def decide(system: str, office: Office, state: str, reason: str = "") -> None:
    (one,) = mine(system, office)
    told = {"state": state, "reason": reason}
    requests.post(f"{system}/control/{one['reference']}", json=told, timeout=5).raise_for_status()


def mine(system: str, office: Office) -> list[dict]:
    return [one for one in ledger(system) if office.agency.code in one["name"]]


def send(office: Office) -> ReportState:
    office.do(sending.submit, office.approver)
    drain(office.rt)
    return office.report().state


def promise(office: Office) -> Promise:
    with office.rt.db.read() as session:
        query = sa.select(Promise).where(Promise.dossier_id == office.report().id)
        return session.scalars(query.order_by(Promise.seq.desc())).first()


def test_a_report_arrives_as_it_was_signed_and_its_receiver_decides(office, system):
    assert send(office) == ReportState.SUBMITTED
    (held,) = mine(system, office)
    assert held["sha256"] == office.opened().revision.document_hash
    assert office.report().reference == held["number"]
    # Since its first report was taken, the unit counts as connected to the reporting system.
    with office.rt.db.read() as session:
        links = {link.unit: link for link in linking.of_reporting(session)}
    assert links[office.agency.code].since == AFTER_Q1.date()
    assert reports.look_all(office.rt) == 0
    decide(system, office, "accepted")
    assert reports.look_all(office.rt) == 1
    assert office.report().state == ReportState.ACCEPTED


def test_after_a_line_that_breaks_the_system_is_asked_and_holds_it_once(office, system, hands):
    fault(system, drop_after_taking={"times": 1})
    assert send(office) == ReportState.SENDING
    assert promise(office).unsure
    hands.now = promise(office).next_at
    drain(office.rt)
    assert office.report().state == ReportState.SUBMITTED
    (held,) = mine(system, office)
    assert held["attempts"] == 1


def test_a_system_that_is_down_loses_nothing(office, system, hands):
    fault(system, down=True)
    assert send(office) == ReportState.SENDING
    assert promise(office).state == PromiseState.WAITING
    fault(system, down=False)
    hands.now = promise(office).next_at
    drain(office.rt)
    assert office.report().state == ReportState.SUBMITTED


def test_what_it_does_not_take_goes_back_with_its_reasons(office, system):
    with office.rt.db.write() as session:
        # A sum broken behind the portal's back, and signed so.
        row = session.scalars(
            sa.select(ReportRevision).where(ReportRevision.report_id == office.report().id)
        ).one()
        it = office.opened()
        plain = working.signed(it).replace(b'"c3":2', b'"c3":3')
        row.sealed_document = it.safe.seal("report/document/1", plain)
        row.document_hash = crypto.sha256(plain)
        seed = office.rt.settings.secrets.key("acknowledgement")
        row.signature = crypto.sign(seed, plain)
    assert send(office) == ReportState.RETURNED
    with office.rt.db.read() as session:
        move = session.scalars(
            sa.select(ReportMove)
            .where(ReportMove.report_id == office.report().id)
            .order_by(ReportMove.seq.desc())
        ).first()
    assert "c3 lệch +1" in moving.words(office.opened().safe, move)
    assert mine(system, office) == []
    assert promise(office).state == PromiseState.DONE


def test_given_back_it_is_put_right_and_stands_there_in_both_versions(office, system):
    send(office)
    decide(system, office, "returned", "Cột 10 chưa giải trình")
    assert reports.look_all(office.rt) == 1
    assert office.report().state == ReportState.RETURNED
    reporting.put(office.rt, office.agency, LATE)
    office.do(working.restate, None, "Theo yêu cầu")
    whys = {one["key"]: "Sót một hồ sơ" for one in office.opened().differences}
    office.do(working.write, None, Typed((), whys))
    office.sign()
    assert send(office) == ReportState.SUBMITTED
    newest, first = mine(system, office)
    assert [one["statement"]["revision"] for one in (newest, first)] == [2, 1]
    assert newest["statement"]["restated"]["reason"] == "Theo yêu cầu"


def test_what_the_system_has_lost_comes_back_in_sight(office, system):
    send(office)
    fault(system, forget={"times": 1})
    assert reports.look_all(office.rt) == 1
    assert office.report().state == ReportState.RETURNED


def test_other_content_under_its_reference_waits_for_a_person_in_sight(office, system):
    office.do(sending.submit, office.approver)
    with office.rt.db.write() as session:
        row = session.scalars(
            sa.select(ReportRevision).where(ReportRevision.report_id == office.report().id)
        ).one()
        row.document_hash = "ab" * 32
    drain(office.rt)
    assert promise(office).state == PromiseState.PARKED
    with office.rt.db.read() as session:
        named = [one.code for one in outbox.parked(session, sending.DESTINATION)]
    assert named == [promise(office).key]


def test_without_a_system_nothing_is_promised(office):
    settings = replace(office.rt.settings, reporting_url="")
    alone = replace(office, rt=replace(office.rt, settings=settings))
    with pytest.raises(Unacceptable, match="no_road"):
        alone.do(sending.submit, office.approver)
    assert office.report().state == ReportState.SIGNED


def test_the_sandbox_keeps_the_contract(office, system):
    given = {"base_url": system, "token": TOKEN, "allow_private": True}
    found = examine(
        ReportingConfig.from_mapping(given), office.rt.partners.surroundings(), office.agency.code
    )
    assert [one.name for one in found.findings if not one.passed] == []
