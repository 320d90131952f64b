"""An officer sends a dossier on to a specialised system, and its page says how it stands there."""

from portal.models import Promise
from tests.exchanges.test_hopping import HOPS, add_system, publish
from tests.furnished import house
from tests.furnished.partners import drain
from tests.web.desk.test_desk import act


def test_a_dossier_is_sent_on_by_one_press_and_once(rt, binh, agency, citizen):
    publish(rt, HOPS)
    add_system(rt, house.NOWHERE, "system_land")
    dossier = house.begin(rt, citizen, agency, "9.000155").fill().attach().submit()
    drain(rt)
    case = f"/desk/{agency.code}/ho-so/{dossier.code}"
    land = f"{case}/he-thong/land"
    assert not binh.open(case).tree.xpath(f"//form[@action='{land}']")
    assert act(binh, case, "accepted").status == 303
    page = binh.open(case)
    assert "Nơi này chưa kết nối hệ thống đó." in page.text
    assert "Đã ghi: Chuyển sang hệ thống" in binh.follow(binh.send(page, {}, action=land)).text
    # The same page once more, as by a second press: what it showed is not so any more.
    again = binh.follow(binh.send(page, {}, action=land))
    assert "Đang chuyển đi" in again.text and "Đã ghi" not in again.text
    promised = house.promised(rt, dossier, "agency:H41.90.02")
    assert [type(one) for one in promised] == [Promise]


def test_where_no_system_was_ever_connected_the_page_is_as_it_always_was(rt, binh, agency, citizen):
    publish(rt, HOPS)
    dossier = house.begin(rt, citizen, agency, "9.000155").fill().attach().submit()
    drain(rt)
    case = f"/desk/{agency.code}/ho-so/{dossier.code}"
    assert act(binh, case, "accepted").status == 303
    assert "Hệ thống chuyên ngành" not in binh.open(case).text
