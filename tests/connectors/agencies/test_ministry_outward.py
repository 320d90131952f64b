"""Handing dossiers to a ministry's adapter under its own numbers, and what it cannot be asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectors import registry
from connectors.base import Surroundings
from connectors.contract.sample import (
    confirmed,
    sample_dossier,
    sample_file,
    sample_message,
    sample_rating,
    sample_supplement,
    sample_withdrawal,
)
from connectors.errors import Misconfigured, NotOffered, Rejected, Unavailable, Unknown
from connectors.messages import Answer, Outcome, Person

AGENCY = "G09.20"


@pytest.fixture
def dossier(around):
    return sample_dossier(AGENCY, around.clock)


def told(name, means, value):
    return Answer(name, name, means, value, str(value))


def test_files_go_first_then_a_number_is_drawn_then_the_dossier(ministry, adapter, dossier):
    two = replace(dossier, files=(*dossier.files, sample_file()))
    receipt = ministry().submit(two, "k1")
    assert adapter.log == ["token", "UploadFile", "UploadFile", "GetNextValue", "NopHoSo"]
    assert receipt.outcome is Outcome.ACCEPTED
    assert receipt.reference == adapter.drawn[0] == adapter.dossiers[0]["MaHoSo"]
    assert set(adapter.files.values()) == {b"".join(file.open()) for file in two.files}


def test_the_ministry_is_sent_people_answers_and_components(ministry, adapter, around, dossier):
    owner = Person("Lê Văn Ánh", "038090001234", "84911222333", "", "")
    lives = {"province": "01", "commune": "00004", "street": "Số 1"}
    more = (
        told("ngay_sinh", "submitter.birth_date", "1990-05-02"),
        told("noi_o", "submitter.residence", lives),
    )
    at = datetime(2026, 6, 8, 18, 30, 5, tzinfo=UTC)
    full = replace(dossier, owner=owner, answers=(*dossier.answers, *more), submitted_at=at)
    ministry(services={"0.000000": "DVC-1"}).submit(full, "k1")
    (sent,) = adapter.dossiers
    assert sent["NgayNop"] == "2026-06-09 01:30:05"
    assert (sent["MaTTHC"], sent["MaDichVuCong"]) == ("0.000000", "DVC-1")
    assert (sent["ChuHoSo"], sent["LoaiDoiTuong"]) == ("Lê Văn Ánh", 0)
    assert sent["MaDonViTiepNhan"] == AGENCY
    assert sent["EformThongTinChiTiet"]["place"] == {"province": "01", "commune": "00004"}
    assert "NgayTiepNhan" not in sent and "IdDoiTuong" not in sent["ThongTinNguoiNop"]
    detail = sent["ThongTinNguoiNop"]["ThongTinChiTiet"]
    assert detail["TenNguoiNop"] == dossier.submitter.full_name
    assert detail["SoDienThoai"] == "0900000000"
    assert detail["NgaySinh"] == "19900502000000"
    assert (detail["MaTinh"], detail["MaHuyen"], detail["MaXa"]) == ("01", "", "00004")
    assert (detail["TenChuHs"], detail["SoDinhDanhChuHs"]) == ("Lê Văn Ánh", "038090001234")


def test_a_birthday_that_is_not_wholly_known_is_left_out(ministry, adapter, dossier):
    year = told("nam_sinh", "submitter.birth_date", "1951")
    ministry().submit(replace(dossier, answers=(year,)), "k1")
    assert "NgaySinh" not in adapter.dossiers[0]["ThongTinNguoiNop"]["ThongTinChiTiet"]


def test_files_are_told_by_component_and_by_what_they_are_handed_in_as(ministry, adapter, dossier):
    (signed,) = dossier.files
    plain = replace(sample_file(), signature=None)
    paper = replace(sample_file(), document="KQ.2", presented_as="original")
    ministry().submit(replace(dossier, files=(signed, plain, paper)), "k1")
    parts = adapter.dossiers[0]["ThanhPhanHoSo"]
    shown = [(part["MaThanhPhanHoSo"], part["LoaiBan"]) for part in parts]
    assert shown == [("DIEN-TAP", 2), ("DIEN-TAP", 1), ("KQ.2", 0)]
    (first,) = parts[0]["GiayToDinhKem"]
    assert first["TenGiayTo"] == "Giấy chứng nhận “diễn tập”.pdf"
    assert adapter.files[first["IdGiayTo"]] == b"".join(signed.open())
    assert first["HashTepTin"] == signed.sha256


def test_what_others_confirmed_goes_along_and_is_in_the_hash(ministry, adapter, dossier):
    full, connector = confirmed(dossier), ministry()
    receipt = connector.submit(full, "k1")
    said = adapter.dossiers[0]["EformThongTinChiTiet"]["xacNhanCuaNguoiKhac"]
    assert [one["ketQua"] for one in said] == ["confirmed", "on_paper", "waived"]
    assert receipt.content_hash == connector.fingerprint(full) != connector.fingerprint(dossier)


def test_an_answer_under_the_name_of_the_confirmations_is_not_sent(ministry, adapter, dossier):
    full = replace(dossier, answers=(told("xacNhanCuaNguoiKhac", None, "1"),))
    with pytest.raises(Rejected, match="not fit to send"):
        ministry().submit(full, "k1")
    assert adapter.log == []


def test_a_token_is_kept_until_shortly_before_its_end(ministry, adapter, around, dossier):
    now = [datetime(2026, 6, 9, tzinfo=UTC)]
    connector = ministry(Surroundings(lambda: now[0], around.seen))
    for seconds, tokens in ((0, 1), (530, 1), (20, 2)):
        now[0] += timedelta(seconds=seconds)
        connector.submit(sample_dossier(AGENCY, around.clock), "k")
        assert adapter.calls("token") == tokens


@pytest.mark.parametrize("way", ["401", "says_so_with_200"])
def test_a_token_that_ends_early_is_renewed_once(ministry, adapter, dossier, way):
    connector = ministry()
    connector.check_config()
    adapter.tokens.clear()
    adapter.faults.add(way)
    assert connector.submit(dossier, "k1").outcome is Outcome.ACCEPTED
    assert len(adapter.dossiers) == 1


def test_tokens_that_work_once_are_fetched_for_every_call(ministry, adapter, dossier):
    adapter.faults.add("tokens_work_once")
    ministry().submit(dossier, "k1")
    assert adapter.calls("NopHoSo") == 2 and len(adapter.dossiers) == 1


def test_tokens_that_never_work_are_for_an_operator_and_never_kept(ministry, adapter, dossier):
    adapter.faults.add("dead_tokens")
    with pytest.raises(Misconfigured, match="no token of ours") as caught:
        ministry().submit(dossier, "k1")
    assert b"tk-" not in caught.value.raw.body and b"***" in caught.value.raw.body
    assert adapter.calls("token") == 2


def test_a_wrong_secret_is_for_an_operator_and_never_kept(ministry):
    with pytest.raises(Misconfigured, match="gives no token") as caught:
        ministry(client_secret="khong-phai-the-nay").check_config()
    assert caught.value.raw.body == b""


def test_what_the_connector_is_made_of_shows_no_secret(ministry, adapter):
    connector = ministry()
    connector.check_config()
    parts = (connector._config, connector._session._token)
    assert "bi-mat" not in repr(parts) and "tk-" not in repr(parts) and "tin-cua" not in repr(parts)


@pytest.mark.parametrize("fault", ["words_for_codes", "wrapped_numbers"])
def test_codes_and_numbers_are_read_whichever_way_they_are_written(
    ministry, adapter, dossier, fault
):
    adapter.faults.add(fault)
    assert ministry().submit(dossier, "k1").reference == adapter.drawn[0]


@pytest.mark.parametrize(
    "fault",
    ["500", "hangs", "502_UploadFile", "502_GetNextValue", "502_token", "hangs_token"]
    + ["damages", "names_no_file", "no_numbers"],
)
def test_trouble_before_the_dossier_is_sent_is_tried_again(ministry, adapter, dossier, fault):
    adapter.faults.add(fault)
    with pytest.raises(Unavailable):
        ministry(read_seconds=0.3).submit(dossier, "k1")
    assert adapter.dossiers == [] and adapter.calls("NopHoSo") == 0


def test_a_file_the_ministry_refuses_is_for_a_person(ministry, adapter, dossier):
    adapter.faults.add("small_store")
    with pytest.raises(Rejected):
        ministry().submit(dossier, "k1")


def test_an_address_that_is_not_there_is_for_an_operator(ministry, adapter, dossier):
    with pytest.raises(Misconfigured, match="no such address"):
        ministry(submit_path="/NoiHoSo").submit(dossier, "k1")


def test_a_practice_dossier_goes_to_a_test_system_alone(ministry, adapter, dossier):
    with pytest.raises(Rejected, match="practice"):
        ministry(test_system=False).submit(dossier, "k1")
    assert adapter.log == []


def test_without_a_memory_of_numbers_there_is_no_connector(around):
    from_nowhere = {"base_url": "https://bo.example", "client_id": "c", "client_secret": "s"}
    with pytest.raises(Misconfigured, match="memory"):
        registry.agency("ministry_adapter", from_nowhere, around)


@pytest.mark.parametrize(
    "bring",
    [
        lambda it, of: it.supplement(sample_supplement(of), "k"),
        lambda it, of: it.write(sample_message(of), "k"),
        lambda it, of: it.rate(sample_rating(of), "k"),
        lambda it, of: it.withdraw(sample_withdrawal(of), "k"),
        lambda it, of: it.holds(sample_withdrawal(of)),
        lambda it, of: it.poll(""),
        lambda it, of: it.fetch("a" * 64),
    ],
)
def test_what_the_dialect_has_no_call_for_is_said(ministry, adapter, dossier, bring):
    with pytest.raises(NotOffered, match="no call for"):
        bring(ministry(), dossier)
    assert adapter.log == []
    assert ministry().inventory("") is None


def test_a_wish_to_withdraw_is_state_7_where_that_is_agreed(ministry, adapter, dossier):
    connector = ministry(takes_withdrawals=True)
    reference = connector.submit(dossier, "k1").reference
    assert connector.withdraw(sample_withdrawal(dossier), "k2").reference == reference
    (change,) = adapter.changes
    assert (change["MaHoSo"], change["TrangThai"]) == (reference, 7)
    assert change["NoiDungYKien"] == "Diễn tập rút hồ sơ"


def test_a_wish_whose_answer_is_lost_is_unknown(ministry, adapter, dossier):
    connector = ministry(takes_withdrawals=True)
    connector.submit(dossier, "k1")
    adapter.faults.add("drops_after_change")
    with pytest.raises(Unknown):
        connector.withdraw(sample_withdrawal(dossier), "k2")


def test_a_wish_about_a_dossier_that_was_never_sent_is_for_a_person(ministry, dossier):
    with pytest.raises(Rejected, match="never sent"):
        ministry(takes_withdrawals=True).withdraw(sample_withdrawal(dossier), "k1")
