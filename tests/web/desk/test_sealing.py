"""A result is signed with the agency's seal at the desk, where the officer asks for it."""

import io
from datetime import UTC, datetime, timedelta

from flask import Flask
from pypdf import PdfReader

from portal.domain.states import State
from portal.models import Agency, AgencySeal, Dossier
from portal.runtime import Runtime
from portal.services import attachments, content
from portal.services.operations.deeds import Actor
from portal.services.seals import keeping
from portal.web.console.guard import COOKIE
from tests.furnished import house, signed
from tests.furnished.papers import pdf
from tests.furnished.signed import Holder, Wish
from tests.services.seals.test_seals import PASSWORD, p12
from tests.web.citizen.browsing import Browser, Page
from tests.web.console.conftest import as_operator, token_of
from tests.web.desk.test_desk import act, case, sent

__all__ = ["case"]
YEARS = timedelta(days=800)
SEAL = signed.issue(Wish(since=datetime.now(UTC) - YEARS, until=datetime.now(UTC) + YEARS))
WHY = {"reason": "Con dấu mới của cơ quan"}


def standing(rt: Runtime, agency: Agency) -> AgencySeal | None:
    """Give the seal that is in use."""
    with rt.db.read() as session:
        return keeping.standing(session, agency.id)


def bring(rt: Runtime, agency: Agency, holder: Holder = SEAL) -> AgencySeal:
    """Bring a seal."""
    with rt.db.write() as session:
        file = (p12(holder), PASSWORD)
        return keeping.bring(session, rt, agency, file, Actor("Quản trị (mẫu)", reason="mới"))


def press(browser: Browser, here: str, file: bytes, password: str, button: str = "bring") -> Page:
    """Fill the page of the seal in and press one of its buttons."""
    data = {
        "csrf_token": browser.open(here).value("csrf_token"),
        "file": (io.BytesIO(file), "dau.p12"),
        "password": password,
        "action": button,
        **WHY,
    }
    return Page(browser.client.post(here, data=data, content_type="multipart/form-data"))


def result(rt: Runtime, dossier: Dossier) -> bytes:
    """Read the result's file."""
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
    file = next(each for each in found.files if each.origin == attachments.RESULT)
    return b"".join(attachments.opened(rt, found.safe, file))


def test_a_result_goes_out_signed_if_the_officer_asks_for_it(
    rt: Runtime, agency: Agency, binh: Browser, lying: Dossier, case: str
) -> None:
    act(binh, case, "accepted")
    assert not binh.open(f"{case}/viec/decided").tree.xpath("//input[@id='seal']")
    bring(rt, agency)
    assert sent(binh, case, "decided", pdf("kết quả"), seal="yes").status_code == 303
    fields = PdfReader(io.BytesIO(result(rt, lying))).get_fields()
    assert fields and next(iter(fields.values()))["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"


def test_without_a_tick_a_result_goes_out_as_it_came(
    rt: Runtime, agency: Agency, binh: Browser, lying: Dossier, case: str
) -> None:
    act(binh, case, "accepted")
    bring(rt, agency)
    sent(binh, case, "decided", pdf("kết quả"))
    assert result(rt, lying) == pdf("kết quả")


def test_a_photo_is_not_signed_and_a_seal_that_is_gone_is_said_so(
    rt: Runtime, agency: Agency, binh: Browser, lying: Dossier, case: str
) -> None:
    act(binh, case, "accepted")
    gone = Page(sent(binh, case, "decided", pdf("kết quả"), seal="yes"))
    assert gone.status == 422 and "Con dấu số vừa hết hạn" in gone.errors["files"]
    bring(rt, agency)
    photo = Page(sent(binh, case, "decided", b"\xff\xd8\xff\xe0 photo", seal="yes"))
    assert photo.status == 422 and "Chỉ ký số được tệp PDF" in photo.errors["files"]
    assert house.again(rt, lying).state == State.ACCEPTED


def test_a_seal_is_brought_shown_and_retired_on_the_console(
    rt: Runtime, agency: Agency, app: Flask
) -> None:
    client = app.test_client()
    client.set_cookie(COOKIE, token_of(rt, as_operator(rt)), path="/console")
    browser = Browser(client)
    here = f"/console/quan-tri/co-quan/{agency.code}/con-dau"
    wrong = press(browser, here, p12(SEAL), "another password")
    assert wrong.status == 422 and "Không mở được" in wrong.errors["file"]
    assert press(browser, here, p12(SEAL), PASSWORD).status == 303
    row = standing(rt, agency)
    assert row is not None and row.subject in browser.open(here).text
    assert PASSWORD not in browser.open(here).answer.text
    assert press(browser, here, b"", "", "retire").status == 303
    assert standing(rt, agency) is None
