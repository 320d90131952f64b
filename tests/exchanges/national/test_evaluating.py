"""Scores go to the national portal behind the dossier itself, once, and without anybody's words."""

from datetime import timedelta

import sqlalchemy as sa

from portal.models import Promise, PromiseState
from portal.services import promises as outbox
from tests.exchanges.national.test_synchronise import promises
from tests.furnished import house
from tests.furnished.partners import drain
from tests.services.test_ratings import ALL, Opinion, rate
from tests.services.test_supplements import hear


def test_scores_follow_the_dossier_and_the_last_word_stands_once(
    rt, there, agency, submitted, ahead
):
    citizen = house.sign_in(rt)
    hear(rt, agency, submitted, "accepted")
    hear(rt, agency, submitted, "decided")
    rate(rt, citizen, submitted, Opinion(ALL, "Anh Mẫu rất chậm"))
    there.faults(refuse=True)
    drain(rt)
    assert "DongBoDanhGia" not in there.calls()
    there.faults(refuse=False)
    with rt.db.write() as session:
        parked = sa.select(Promise).where(Promise.state == PromiseState.PARKED)
        for one in session.scalars(parked):
            outbox.retry(session, one)
    there.faults(drop_after_rating=True)
    drain(rt)
    there.faults(drop_after_rating=False)
    ahead.by = timedelta(hours=1)
    drain(rt)
    rate(rt, citizen, submitted, Opinion({**ALL, "on_time": 2}, ""), revision=1)
    drain(rt)
    held = there.holds(submitted.code)
    assert held["evaluation"]["LanDanhGia"] == "2"
    scores = {one["MaTieuChi"]: one["Diem"] for one in held["evaluation"]["DanhSachTieuChi"]}
    assert scores == {"1": "2", "2": "1", "3": "2", "4": "2", "5": "2"}
    assert there.calls().count("DongBoDanhGia") == 3
    assert "Anh Mẫu" not in str(held)
    assert {one.state for one in house.promised(rt, submitted, "national")} == {"done"}


def test_of_a_dossier_nobody_tells_of_no_scores_are_told(rt, there, citizen, hands):
    agency = house.add_agency(rt, code="H41.90.07", synchronised=False)
    dossier = house.submit_new(rt, citizen, agency)
    hear(rt, agency, dossier, "accepted")
    hear(rt, agency, dossier, "decided")
    rate(rt, citizen, dossier)
    assert promises(rt, dossier) == []
