"""Dossiers are brought to the national portal once and in order, whatever happens on the way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectors.base import Surroundings
from connectors.errors import Misconfigured, Rejected, Unavailable, Unknown
from connectors.messages import Outcome, State
from tests.connectors.national.conftest import CODE, standing, steps


def test_it_is_looked_up_then_created_then_its_progress_told(connect, there):
    receipt = connect().synchronise(standing(), steps())
    assert receipt.outcome == Outcome.ACCEPTED
    assert there.calls() == ["TraCuuHoSo", "DongBoHoSoMC", "CapNhatTienDoHoSoMC"]
    assert there.holds()["updates"] == 0


def test_what_is_held_already_is_brought_up_to_date(connect, there):
    ours = connect()
    ours.synchronise(standing(), steps())
    assert ours.synchronise(standing(), []).outcome == Outcome.DUPLICATE
    held = there.holds()
    assert (held["updates"], len(held["progress"])) == (1, 1)


@pytest.mark.parametrize("fault", ["number_codes", "double_zero"])
def test_a_yes_is_read_however_it_is_typed(connect, there, fault):
    there.faults(**{fault: True})
    connect().synchronise(standing(), steps())
    assert there.holds() is not None


def test_without_a_look_up_what_exists_already_turns_into_an_update(connect, there):
    ours = connect(skip_look_up=True)
    ours.synchronise(standing(), [])
    ours.synchronise(standing(), [])
    assert there.calls() == ["DongBoHoSoMC"] * 3
    assert there.holds()["updates"] == 1


def test_a_look_up_that_is_wrong_is_set_right_by_the_next_answer(connect, there):
    ours = connect()
    ours.synchronise(standing(), [])
    there.faults(blind_look_up=True)
    ours.synchronise(standing(), [])
    assert there.holds()["updates"] == 1


def test_progress_goes_in_chunks_and_in_order(connect, there):
    connect().synchronise(standing(), steps(23))
    assert there.calls().count("CapNhatTienDoHoSoMC") == 3
    told = [entry["NoiDungXuLy"] for entry in there.holds()["progress"]]
    assert told == [f"bước {n}" for n in range(23)]


@pytest.mark.parametrize("adapter", ["xrd", "vxp"])
@pytest.mark.parametrize("place", ["query", "header"])
def test_both_adapters_and_both_places_of_the_destination_are_spoken(
    connect, there, adapter, place
):
    connect(adapter=adapter, dstcode_in=place).synchronise(standing(), [])
    name = {"xrd": "XrdAdapter", "vxp": "VXPAdapter"}[adapter]
    assert there.ways() == {f"/{name}/RestService/forward/mapi/g {place}"}


def test_a_session_is_kept_for_ten_minutes_and_renewed_when_it_is_over(connect, there, around):
    moments = [datetime(2026, 11, 24, tzinfo=UTC)]
    ours = connect(Surroundings(clock=lambda: moments[0], seen=around.seen))
    ours.look_up(CODE)
    there.faults(session_ends_early={"times": 1})
    assert ours.look_up(CODE) is None
    assert there.calls() == ["TraCuuHoSo", "TraCuuHoSo", "TraCuuHoSo"]
    moments[0] += timedelta(minutes=11)
    assert ours.look_up(CODE) is None


def test_a_session_that_is_never_taken_is_for_an_operator(connect, there):
    there.faults(session_ends_early=True)
    with pytest.raises(Misconfigured):
        connect().look_up(CODE)


def test_a_wrong_password_is_for_an_operator_and_nothing_of_the_answer_is_kept(connect, there):
    with pytest.raises(Misconfigured) as caught:
        connect(password="sai-mat-khau").check_config()
    assert caught.value.raw.body == b""


@pytest.mark.parametrize("fault", ["drop_after_taking", "gateway_after_taking"])
def test_a_lost_answer_is_unknown_and_the_next_try_asks_first(connect, there, fault):
    there.faults(**{fault: {"times": 1}})
    ours = connect(skip_look_up=True)
    with pytest.raises(Unknown):
        ours.synchronise(standing(), steps())
    receipt = ours.synchronise(standing(), steps(), unsure=True)
    assert receipt.outcome == Outcome.DUPLICATE
    assert "TraCuuHoSo" in there.calls()
    assert len(there.holds()["progress"]) == 1


def test_progress_that_arrived_unheard_is_not_told_twice_where_the_portal_lists_it(connect, there):
    there.faults(drop_after_progress={"times": 1}, lists_progress=True)
    ours = connect()
    with pytest.raises(Unknown):
        ours.synchronise(standing(), steps(3))
    ours.synchronise(standing(), steps(4), unsure=True)
    told = [entry["NoiDungXuLy"] for entry in there.holds()["progress"]]
    assert told == [f"bước {n}" for n in range(4)]


@pytest.mark.parametrize("fault", ["gateway", "busy", "hang"])
def test_a_portal_that_is_away_is_tried_again(connect, there, fault):
    there.faults(**{fault: {"times": 1}})
    with pytest.raises(Unavailable):
        connect(total_seconds=1, read_seconds=0.5).look_up(CODE)


def test_a_web_page_instead_of_an_answer_is_no_yes(connect, there):
    ours = connect()
    ours.check_config()
    there.faults(web_page=True)
    with pytest.raises(Unavailable):
        ours.synchronise(standing(), steps())
    assert there.holds() is None


def test_a_refusal_carries_the_portals_own_words(connect, there):
    there.faults(refuse=True)
    with pytest.raises(Rejected) as caught:
        connect().synchronise(standing(), steps())
    assert caught.value.reasons[0].message == "Hồ sơ không hợp lệ"
    assert "CapNhatTienDoHoSoMC" not in there.calls()


def test_a_session_never_stands_in_what_is_kept(connect, there):
    ours = connect()
    there.faults(refuse=True)
    with pytest.raises(Rejected) as caught:
        ours.synchronise(standing(), steps())
    assert b"session" not in caught.value.raw.body
    assert "session" not in caught.value.raw.request


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "12345"}, "MaHoSo"),
        ({"state": State.ACCEPTED}, "NgayTiepNhan"),
        ({"owner": replace(standing().owner, citizen_number="00000001")}, "DinhDanhCHS"),
        ({"owner": replace(standing().owner, full_name="")}, "ChuHoSo"),
        ({"matter": replace(standing().matter, field_code="")}, "MaLinhVuc"),
        ({"matter": replace(standing().matter, code="1.001193.H41")}, "MaTTHC"),
    ],
)
def test_what_is_not_fit_is_not_sent_and_nothing_is_made_up_for_it(connect, there, change, field):
    with pytest.raises(Rejected) as caught:
        connect().synchronise(standing(**change), steps())
    assert field in [reason.field for reason in caught.value.reasons]
    assert there.calls() == []


def test_what_comes_of_no_adapter_is_said_with_all_that_is_wrong(connect):
    with pytest.raises(Misconfigured, match="unit is missing; adapter is one of xrd, vxp") as said:
        connect(adapter="lgsp", unit="", tables={"states": {"asleep": "1"}})
    assert "tables: states may change only" in str(said.value)


def test_a_code_of_another_list_is_a_setting_and_no_change_of_code(connect, there):
    ours = connect(tables={"holders": {"citizen": "4"}})
    ours.synchronise(standing(), [])
    assert there.holds()["item"]["LoaiDoiTuong"] == "4"
