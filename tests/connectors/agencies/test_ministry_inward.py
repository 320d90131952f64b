"""News a ministry brings by CapNhatTienTrinh and CapNhatTrangThai."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.agencies.ministry import reading
from connectors.contract.sample import sample_dossier
from connectors.errors import Misconfigured, NotAuthentic, Unavailable, Unreadable
from connectors.messages import Heard, NewsKind

PATH = "/api/v1/agencies/G09.20/news"
TOKEN = {"authorization": "Bearer tin-cua-bo-0123456789abcdefghijklmn"}
NUMBER = "G09.20-20260609-0092637"
PROGRESS = {
    "IDHoSo": "5f3c",
    "MaHoSo": NUMBER,
    "NguoiXuLy": "Lê Thị Bình",
    "ThoiDiemXuLy": "2026-06-09T08:15:30.250",
    "PhongBanXuLy": "Vụ Tổ chức",
    "NoiDungXuLy": "Đang thẩm định",
    "TrangThai": 4,
    "NgayBatDau": "2026-06-09T08:00:00.000",
    "NgayKetThucTheoQuyDinh": None,
}
CHANGE = {
    "IdHoSo": "5f3c",
    "MaHoSo": NUMBER,
    "TrangThai": 5,
    "NoiDungYKien": "Thiếu bản sao quyết định",
    "PhongBanXuLy": "Vụ Tổ chức",
    "NoiDungXuLy": "",
    "DanhSachLePhi": [],
    "DanhSachGiayToKetQua": None,
}


@pytest.fixture
def hear(ministry):
    def heard(said, **more):
        (read,) = ministry().read(TOKEN, "POST", PATH, json.dumps([said | more]).encode())
        return read

    return heard


def test_progress_is_read_in_our_words(hear):
    read = hear(PROGRESS)
    assert read.kind is NewsKind.IN_PROCESS
    assert read.occurred_at == datetime(2026, 6, 9, 1, 15, 30, 250_000, UTC)
    assert (read.officer, read.unit, read.note) == ("Lê Thị Bình", "Vụ Tổ chức", "Đang thẩm định")
    assert (read.seq, read.due_at, read.reasons) == (None, None, ())


def test_a_request_for_more_says_what_is_missing(hear):
    read = hear(CHANGE)
    assert read.kind is NewsKind.SUPPLEMENT_REQUESTED
    assert read.reasons == ("Thiếu bản sao quyết định",)
    assert read.note is None and read.occurred_at is None


def test_fees_are_told_in_words(hear):
    fees = [{"TenPhiLePhi": "Phí thẩm định", "Gia": "1500000", "LoaiPhiLePhi": 2}]
    read = hear(CHANGE, TrangThai="6", NoiDungYKien="Nộp trong 5 ngày", DanhSachLePhi=fees)
    assert read.kind is NewsKind.FEE_REQUESTED
    assert read.reasons == ("Phí thẩm định: 1.500.000 đồng",)
    assert read.note == "Nộp trong 5 ngày"


def test_papers_of_a_result_are_named_and_never_made_up(hear):
    papers = [{"TenGiayTo": "Giấy phép", "DuongDanTepTinKetQua": "https://bo.example/kq/1"}]
    read = hear(CHANGE, TrangThai=9, NoiDungYKien="Đã ký", DanhSachGiayToKetQua=papers)
    assert read.kind is NewsKind.DECIDED
    assert read.note == "Đã ký\nGiấy tờ kết quả: Giấy phép"
    assert read.files == () and "https" not in read.note


def test_their_number_is_given_back_as_our_code(ministry, adapter, around, hear):
    dossier = sample_dossier("G09.20", around.clock)
    number = ministry().submit(dossier, "k1").reference
    assert hear(CHANGE, MaHoSo=number).dossier == dossier.code


def test_a_number_that_stands_for_nothing_of_ours_stays_as_it_is(hear):
    assert hear(CHANGE).dossier == NUMBER


@pytest.mark.parametrize("state", ["11", "0", "xong", "-1", "1.0"])
def test_an_unknown_state_is_handed_on_to_be_parked_and_can_be_read_again(
    ministry, around, hear, state
):
    read = hear(CHANGE, TrangThai=state, NoiDungYKien=5)
    assert read.kind is NewsKind.UNKNOWN and state in read.problem
    assert read.dossier == NUMBER
    again = ministry().reread(read.raw)
    assert (again.id, again.kind) == (read.id, NewsKind.UNKNOWN)


def test_what_was_kept_is_read_again_as_the_same_news_days_later(ministry, around, hear):
    read = hear(CHANGE)
    later = replace(around, clock=lambda: datetime.now(UTC) + timedelta(days=30))
    assert replace(ministry(later).reread(read.raw), raw=b"") == replace(read, raw=b"")


def test_what_was_not_kept_by_us_cannot_be_read_again(ministry):
    with pytest.raises(Unreadable):
        ministry().reread(b'{"MaHoSo": "x"}')


def test_brought_twice_it_is_one_piece_of_news(hear):
    assert hear(CHANGE).id == hear(CHANGE).id != hear(CHANGE, NoiDungYKien="khác").id
    assert hear(PROGRESS).id != hear(PROGRESS, ThoiDiemXuLy="2026-06-09T08:15:31.000").id


def test_the_same_change_on_another_day_is_new_and_the_same_progress_is_not(ministry, around):
    def ids(said):
        for days in (0, 1):
            then = datetime(2026, 6, 9, 3, tzinfo=UTC) + timedelta(days=days)
            connector = ministry(replace(around, clock=lambda then=then: then))
            yield connector.read(TOKEN, "POST", PATH, json.dumps([said]).encode())[0].id

    assert len(set(ids(CHANGE))) == 2
    assert len(set(ids(PROGRESS))) == 1


def test_one_entry_is_read_in_a_list_or_bare(ministry, hear):
    (bare,) = ministry().read(TOKEN, "POST", PATH, json.dumps(CHANGE).encode())
    assert bare.id == hear(CHANGE).id


def test_a_list_is_read_in_its_order(ministry):
    said = [PROGRESS, CHANGE, {**CHANGE, "TrangThai": 11}]
    read = ministry().read(TOKEN, "POST", PATH, json.dumps(said).encode())
    kinds = [NewsKind.IN_PROCESS, NewsKind.SUPPLEMENT_REQUESTED, NewsKind.UNKNOWN]
    assert [piece.kind for piece in read] == kinds


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ([], "_schema"),
        ([CHANGE] * 501, "_schema"),
        (["x"], "0._schema"),
        ([CHANGE, {**PROGRESS, "MaHoSo": 5}], "1.MaHoSo"),
        ([{**CHANGE, "MaHoSo": None}], "0.MaHoSo"),
        ([{**CHANGE, "MaHoSo": " "}], "0.MaHoSo"),
        ([{**CHANGE, "TrangThai": None}], "0.TrangThai"),
        ([{**CHANGE, "TrangThai": True}], "0.TrangThai"),
        ([{**CHANGE, "NoiDungYKien": 5}], "0.NoiDungYKien"),
        ([{**CHANGE, "DanhSachLePhi": {}}], "0.DanhSachLePhi"),
        ([{**PROGRESS, "ThoiDiemXuLy": "09/06/2026"}], "0.ThoiDiemXuLy"),
        ([{**PROGRESS, "ThoiDiemXuLy": 20260609081530}], "0.ThoiDiemXuLy"),
    ],
)
def test_what_is_wrong_is_said_by_entry_and_field(ministry, said, where):
    with pytest.raises(Unreadable) as caught:
        ministry().read(TOKEN, "POST", PATH, json.dumps(said).encode())
    assert set(caught.value.fields) == {where}


def test_what_is_no_json_is_said(ministry):
    with pytest.raises(Unreadable):
        ministry().read(TOKEN, "POST", PATH, b"<xml/>")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer khác"}]
    + [{"Authorization": TOKEN["authorization"].replace("Bearer", "Basic")}],
)
def test_strangers_are_not_heard(ministry, headers):
    for call in (
        lambda it: it.read(headers, "POST", PATH, b"[]"),
        lambda it: it.read_file(headers, "PUT", PATH, iter(())),
        lambda it: it.read_wish(headers, "GET", PATH),
    ):
        with pytest.raises(NotAuthentic):
            call(ministry())


def test_nobody_is_heard_where_no_token_was_agreed(ministry):
    with pytest.raises(NotAuthentic):
        ministry(news_tokens={}).read(TOKEN, "POST", PATH, b"[]")


def test_files_and_wishes_are_refused_in_words(ministry):
    with pytest.raises(Unreadable):
        ministry().read_file(TOKEN, "PUT", PATH, iter(()))
    with pytest.raises(Unreadable):
        ministry().read_wish(TOKEN, "GET", PATH)


@pytest.mark.parametrize(
    ("heard", "status"),
    [
        (Heard.APPLIED, 200),
        (Heard.DUPLICATE, 200),
        (Heard.PARKED, 200),
        (Heard.NO_SUCH_DOSSIER, 404),
        (NotAuthentic("key"), 401),
        (Unreadable({"TrangThai": ["Thiếu"]}), 400),
        (Unavailable("later"), 502),
        (Misconfigured("ours"), 502),
    ],
)
def test_every_outcome_has_a_status_of_the_dialect_and_its_envelope(ministry, heard, status):
    reply = ministry().reply(heard)
    said = json.loads(reply.body)
    assert (reply.status, said["code"]) == (status, status)
    assert set(said) == {"code", "message", "data"} and said["message"]


def test_every_word_of_ours_has_an_answer(ministry):
    assert {ministry().reply(heard).status for heard in Heard} == {200, 404, 409}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["MaHoSo", "TrangThai", "DanhSachLePhi", "x"]), inner),
    max_leaves=10,
)


@given(JSON)
def test_whatever_comes_is_read_or_refused(said):
    around = Quiet()
    try:
        read = reading.listed_news(json.dumps(said).encode(), around)
    except Unreadable:
        return
    assert all(piece.dossier and piece.id for piece in read)


class Quiet:
    """Surroundings with a clock and no memory."""

    numbers = None

    @staticmethod
    def clock():
        return datetime(2026, 6, 9, tzinfo=UTC)
