"""Work in an agency's own document system: opened once, followed, and told to the sender."""

import json

import pytest
import sqlalchemy as sa

from connectors import registry
from connectors.base import Surroundings
from connectors.contract.dms import sample_work
from connectors.errors import Misconfigured, Rejected, Unavailable
from portal import clock
from portal.domain.documents import Deed, Standing
from portal.exchanges.documents import fetching, working
from portal.models import Promise, PromiseState
from portal.services.documents import lines
from portal.services.documents.lines import NewLine
from tests.connectors.codecs.edxml import samples
from tests.furnished.axis import OURS
from tests.furnished.dms import TOKEN, running_dms
from tests.furnished.documents import days, do, documents, one, package, said, trace
from tests.furnished.partners import drain

# Nghị định 30/2020/NĐ-CP, Phụ lục VI: all but what the system itself gives.
INCOMING = {"DocOrdinal", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName"}
INCOMING |= {"Subject", "Language", "PageAmount", "Description", "SignerInfo", "To", "Priority"}
INCOMING |= {"IssuedAmount", "DueDate", "ArrivalDate", "ArrivalNumber", "ToPlaces"}
WORK_DOSSIER = {"Title", "Maintenance", "Rights", "Language", "StartDate", "EndDate", "DocTotal"}
WORK_DOSSIER |= {"PageTotal", "Description"}


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    with running_dms(tmp_path_factory.mktemp("dms")) as dms:
        yield dms


@pytest.fixture
def dms(rt, at, process):
    """A document system that is well, empty and tied to the commune."""
    process.clear()
    given = process.settings(work_dossier={"maintenance": "10 năm"})
    secret = {"token": str(given.pop("token"))}
    with rt.db.write() as session:
        lines.put(session, rt, NewLine(OURS, lines.DMS, "document_system", given, secret))
    yield process
    process.clear()


@pytest.fixture
def accepted(rt, axis, at, dms):
    """Give a document that was accepted."""
    axis.put(package())
    fetching.poll_all(rt)
    do(rt, at, one(rt), Deed.ACCEPT)
    return one(rt)


def settle(rt):
    while drain(rt):
        pass


def test_an_accepted_document_is_opened_with_its_work_dossier(rt, dms, accepted):
    settle(rt)
    (held,) = dms.documents()
    body = json.loads(held["body"])
    assert (held["id"], body["DocumentId"]) == (str(accepted.id), samples.CODE)
    assert (body["ArrivalNumber"], body["IssuedDate"]) == (1, "30/10/2020")
    assert body["WorkDossier"]["Title"] == "2491/STC-BCTC: V/v báo cáo & quyết toán"
    assert body["WorkDossier"] | {"Maintenance": "10 năm", "DocTotal": 1} == body["WorkDossier"]
    assert (body["WorkDossier"]["PageTotal"], body["IssuedAmount"]) == (22, 2)
    assert [each["OrganId"] for each in body["To"]] == [OURS]
    hop = {"OrganId": "000.00.11.H53", "Timestamp": "30/10/2020 08:00:00"}
    assert body["TraceHeaderList"] == [hop]
    assert set(body) >= INCOMING and set(body["WorkDossier"]) >= WORK_DOSSIER
    assert [file["Name"] for file in body["Files"]] == ["cv2491.pdf"]
    assert "work_opened" in trace(rt, accepted)


def test_what_may_have_been_opened_is_opened_once(rt, dms, accepted):
    dms.faults(drop_after_taking={"times": 1})
    settle(rt)
    with rt.db.write() as session:
        session.execute(sa.update(Promise).values(next_at=Promise.made_at))
    settle(rt)
    assert len(dms.documents()) == 1
    assert trace(rt, accepted).count("work_opened") == 1


def test_work_is_followed_and_the_sender_is_told(rt, axis, dms, accepted):
    settle(rt)
    dms.act(accepted.id, "assigned", officer="Lê Văn Mẫu", unit="Văn phòng")
    working.follow_all(rt)
    assert (one(rt).standing, one(rt).officer) == (Standing.ASSIGNED, "Lê Văn Mẫu")
    for state in ("in_process", "finished"):
        dms.act(accepted.id, state)
    dms.faults(told_again=True)
    assert working.follow_all(rt) == 2
    settle(rt)
    assert axis.statuses(samples.CODE) == ["01", "03", "04", "05", "06"]
    assert (one(rt).standing, days(rt)["online"]) == (Standing.FINISHED, 1)


@pytest.mark.parametrize("fault", ["strange_state", "strange_document"])
def test_progress_nobody_can_place_is_kept_for_a_person(rt, dms, accepted, fault):
    settle(rt)
    dms.faults(**{fault: True})
    dms.act(accepted.id, "in_process")
    working.follow_all(rt)
    assert working.follow_all(rt) == 0
    unclear = next(row for row in documents(rt) if row.standing == Standing.UNCLEAR)
    assert unclear.problem == "unknown_progress"
    assert '"state"' in said(rt, unclear).problem
    assert next(r for r in documents(rt) if r.id == accepted.id).standing == Standing.ACCEPTED


def test_a_refusal_waits_for_a_person_and_an_absence_is_tried_again(rt, dms, accepted):
    dms.faults(refuse=True)
    settle(rt)
    with rt.db.read() as session:
        row = session.scalars(sa.select(Promise).where(Promise.kind == lines.WORK)).one()
    assert (row.state, row.destination) == (PromiseState.PARKED, f"dms:{OURS}")
    dms.faults(gateway=True)
    assert working.follow_all(rt) == 0
    with rt.db.read() as session:
        assert "502" in lines.of(session, one(rt).home_agency_id, lines.DMS).fault


def test_the_contract_is_kept_by_the_sandbox(dms):
    around = Surroundings(clock=clock.now, seen=lambda *_: False)
    report = registry.examine("document_system", dms.settings(), around, OURS)
    assert report.passed, [one.said for one in report.findings if not one.passed]
    connector = registry.work("document_system", dms.settings(), around)
    dms.faults(refuse=True)
    with pytest.raises(Rejected) as refused:
        connector.open(sample_work(OURS, around), "k")
    assert refused.value.reasons[0].field == "Subject"
    dms.faults(refuse=False, hang=True)
    with pytest.raises(Unavailable):
        connector.progress("")
    connector.close()


def test_wrong_settings_are_all_named():
    with pytest.raises(Misconfigured) as wrong:
        registry.CONNECTORS["document_system"].configure({"token": "ngắn"[:3], "more": 1})
    for words in ("base_url", "token", "more"):
        assert words in str(wrong.value)
    assert len(TOKEN) >= 32
