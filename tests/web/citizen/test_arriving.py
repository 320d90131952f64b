"""A link of the national portal leads to the right form, signed in; its door is shut to others."""

import pytest

from portal.models import Agency
from tests.web.citizen.browsing import Browser
from tests.web.citizen.conftest import MOVING

pytestmark = pytest.mark.usefixtures("agency")
LINK = "/?vnconnect=1&MaTTHCDP={}&MaCoQuanThucHien=H41.90.01&MaDVC=1"


@pytest.mark.parametrize("code", [MOVING, f"{MOVING}.H41"])
def test_a_stranger_is_sent_to_sign_in_and_from_there_to_the_form(stranger: Browser, code: str):
    answer = stranger.client.get(LINK.format(code))
    assert answer.status_code == 303
    place = f"/dang-nhap?tiep=/thu-tuc/{MOVING}/bat-dau"
    assert answer.location.startswith(place) and "H41.90.01" in answer.location


def test_whoever_is_signed_in_is_there_at_once_with_the_agency_chosen(ha: Browser, agency: Agency):
    answer = ha.client.get(LINK.format(MOVING).replace("H41.90.01", agency.code))
    page = ha.open(answer.location)
    chosen = page.tree.xpath("//input[@name='agency' and @checked]/@value")
    assert chosen == [str(agency.id)]


def test_a_procedure_nobody_offers_leads_to_the_search(stranger: Browser):
    assert stranger.open(LINK.format("9.999999")).status == 200


def test_nobody_hands_a_dossier_over_without_the_token(stranger: Browser):
    answer = stranger.client.post("/api/v1/national/nhanhsdvcqg", json={"MaHoSo": "x"})
    assert answer.status_code == 401 and answer.get_json()["error_code"] == "-1"


def test_nobody_is_told_what_is_to_be_paid_without_the_token(stranger: Browser):
    door = "/api/v1/national/dptracuuthanhtoanhs"
    answer = stranger.client.post(door, json={"MaHoSo": "H41.90.01-261123-0001"})
    assert answer.status_code == 401 and answer.get_json()["error_code"] == "-1"
    assert stranger.client.get(door).status_code == 405
