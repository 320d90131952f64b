"""A dossier the national portal hands over is taken once, and goes the way of any other."""

import json

import pytest
import sqlalchemy as sa

from portal.domain.states import State
from portal.models import Attachment, Citizen, Dossier, DossierCode
from portal.services import content, events
from portal.services.arrivals import people
from tests.furnished import house
from tests.furnished.partners import drain
from tests.services.test_supplements import hear

pytestmark = pytest.mark.usefixtures("agency")


def taken(rt, told):
    """Find what became a dossier."""
    with rt.db.read() as session:
        row = session.get(DossierCode, ("national", told["code"]))
        return session.get(Dossier, (row.home_agency_id, row.dossier_id)) if row else None


def counted(rt, model):
    with rt.db.read() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(model))


def test_it_is_taken_under_both_codes_with_its_papers_and_promised_to_its_agency(rt, there):
    told = there.hand_over()
    dossier = taken(rt, told)
    assert told["answer"] == {
        "error_code": "0",
        "message": "Thành công",
        "MaHoSoDonVi": dossier.code,
    }
    assert (dossier.state, dossier.national_code) == (State.SUBMITTED, told["code"])
    promised = {one.kind for one in house.promised(rt, dossier)}
    assert {"deliver", "notify", "synchronise"} <= promised
    with rt.db.read() as session:
        assert events.check_chain(house.chain(session, dossier)) is None
        found = content.read(session, rt, *house.key(dossier))
    assert [file.name for file in found.files] == ["Giấy tờ (mẫu).pdf"]
    assert found.owner.full_name == "Nguyễn Thị Mẫu"
    said = {one["label"]: one["text"] for one in found.said}
    assert said["noidungyeucaugiaiquyet"] == "Đề nghị giải quyết (mẫu)"


def test_handed_over_again_it_is_the_same_dossier_and_leaves_nothing_behind(rt, there):
    there.faults(hand_over_twice=True)
    told = there.hand_over()
    assert told["answer"]["error_code"] == "1"
    assert told["answer"]["MaHoSoDonVi"] == taken(rt, told).code
    assert (counted(rt, Dossier), counted(rt, Attachment)) == (1, 1)
    blobs = rt.settings.data_dir / "blobs"
    assert len([one for one in blobs.rglob("*") if one.is_file()]) == 1


def test_its_states_and_its_result_go_back_under_both_codes(rt, there, agency):
    told = there.hand_over()
    dossier = taken(rt, told)
    drain(rt)
    for kind in ("accepted", "in_process", "decided"):
        hear(rt, agency, dossier, kind)
        drain(rt)
    held = there.holds(told["code"])
    assert [entry["TrangThai"] for entry in held["progress"]] == ["1", "2", "4", "9"]
    assert held["item"]["NoiNopHoSo"] == "1"
    (back,) = there.handed()
    given = json.loads(back["given_back"])
    assert (given["MaHoSo"], given["MaHoSoDonVi"]) == (told["code"], dossier.code)
    assert (given["TrangThai"], given["MaDoiTuong"]) == ("9", "TECH-000190000011")


def test_somebody_both_portals_know_has_it_among_their_own(rt, there):
    issuer = rt.settings.providers[0].issuer
    ours = house.sign_in(rt)
    with rt.db.write() as session:
        session.get(Citizen, ours.id).issuer = issuer
    assert taken(rt, there.hand_over()).citizen_id == ours.id


def test_whoever_is_not_vouched_for_there_is_nobody_we_know(rt, there):
    house.sign_in(rt)
    dossier = taken(rt, there.hand_over(TaiKhoanDuocXacThucVoiVNeID="0"))
    with rt.db.read() as session:
        citizen = session.get(Citizen, dossier.citizen_id)
    assert (citizen.issuer, citizen.assurance) == (people.ISSUER, "")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"unit": "H41.77"}, "MaDonViTiepNhan"),
        ({"procedure": "1.999999"}, "MaTTHC"),
        ({"MaHoSo": ""}, "MaHoSo"),
        ({"NgayNopHoSo": "hôm qua"}, "NgayNopHoSo"),
        ({"TaiLieuNop": [{"TenTepDinhKem": "a.pdf", "Base64": "??"}]}, "TaiLieuNop.0"),
        ({"TaiLieuNop": [{"TenTepDinhKem": "a.pdf", "Base64": "aGVsbG8="}]}, "TaiLieuNop.0"),
        ({"TaiLieuNop": [{"DuongDanTaiTepTin": "http://169.254.169.254/x"}]}, "DuongDanTaiTepTin"),
    ],
)
def test_what_cannot_be_taken_is_answered_with_the_field_and_leaves_nothing(rt, there, more, field):
    answer = there.hand_over(**more)["answer"]
    assert answer["error_code"] == "-1" and answer["message"].startswith(field)
    assert counted(rt, Dossier) == 0
    assert not [one for one in (rt.settings.data_dir / "blobs").rglob("*") if one.is_file()]


def test_a_stranger_hands_nothing_over(rt, there):
    there.faults(wrong_token=True)
    assert there.hand_over()["answer"]["error_code"] == "-1"
    assert counted(rt, Dossier) == 0
