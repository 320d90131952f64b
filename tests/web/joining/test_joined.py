"""A citizen joins further procedures to a dossier and sees every branch."""

import pytest

from tests.cases.conftest import enter
from tests.furnished import house, lasting
from tests.services.joining.conftest import agency, citizen, furnished, hands, joined, parent, rt

__all__ = ["agency", "citizen", "furnished", "hands", "joined", "parent", "rt"]


@pytest.fixture
def app(rt):
    return lasting.app_of(rt)


def test_branches_are_joined_once_and_all_are_seen(rt, app, citizen, parent):
    home = enter(app, citizen)
    (href,) = home.open(f"/ho-so/{parent.code}").tree.xpath("//a[contains(., 'liên thông')]/@href")
    page = home.open(href)
    assert "Liên thông mẫu" in page.text and "Nơi khác" in page.text
    for _ in range(2):
        assert home.send(page, {}, action=href).leads_to == href
    after = home.open(href)
    assert after.text.count("Đang mở hồ sơ.") == 2 and not after.tree.xpath("//main//form")
    assert after.text.count("Chờ kết quả của thủ tục trước.") == 2
    assert "Xem các thủ tục liên thông" in home.open(f"/ho-so/{parent.code}").text
    stranger = house.sign_in(rt, "khac", citizen_number="000190000099")
    assert enter(app, stranger).open(href).status == 404
