"""The national store is asked for a person's own papers, and never waited for too long."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectors import registry
from connectors.base import Surroundings
from connectors.errors import Misconfigured, Rejected, Unavailable
from connectors.national.store.pause import FAILURES, PAUSE
from connectors.store_messages import Asker, FoundFile, StoreQuestion, WantedPaper
from tests.sandbox.national.hand import NATIONAL

BIRTH = "000.00.00.G15-KQ004389"
OWN = StoreQuestion(
    owner_number="000190000011",
    asker_name="Nguyễn Thị Mẫu",
    asker_number="000190000011",
    asker=Asker.CITIZEN,
    procedure="1.001193",
    wanted=(WantedPaper(BIRTH),),
)


@pytest.fixture
def ask(there, around):
    """Make connectors to the store; whatever is given changes their settings."""
    made = []

    def make(surroundings=around, **settings):
        given = {
            "base_url": there.url,
            "username": NATIONAL["SANDBOX_NATIONAL_UNIT"],
            "password": NATIONAL["SANDBOX_NATIONAL_PASSWORD"],
            "allow_private": True,
            **settings,
        }
        connector = registry.store("national_store", given, surroundings)
        made.append(connector)
        return connector

    yield make
    for connector in made:
        connector.close()


def test_papers_of_the_wanted_kinds_are_found_and_their_files_fetched(ask, there):
    ours = ask()
    answer = ours.look_up(OWN)
    (paper,) = answer.papers
    told = (paper.code, paper.title, paper.number, paper.agency)
    assert told == (BIRTH, "Giấy chứng sinh", "118/GCS", "000.00.00.G18")
    assert b"KQ004389" in answer.raw
    data = b"".join(ours.fetch(paper.files[0]))
    assert data.startswith(b"%PDF-") and data.endswith(b"%%EOF\n")
    asked, fetched = there.questions()
    assert asked["body"]["KenhThucHien"] == "2"
    assert asked["body"]["DanhSachDanhMucKetQua"] == [{"MaKetQua": BIRTH, "SoKyHieu": ""}]
    assert set(fetched["body"]) == {"CoQuanChuQuan", "DuongDan"}


def test_an_officer_asks_for_somebody_else_under_their_own_number(ask, there):
    ask().look_up(replace(OWN, asker=Asker.OFFICER, asker_number="000080000099"))
    assert there.questions()[0]["body"]["KenhThucHien"] == "1"


@pytest.mark.parametrize("fault", ["store_owner_unknown", "store_empty"])
def test_that_there_is_nothing_is_an_answer_like_any_other(ask, there, fault):
    there.faults(**{fault: True})
    assert ask().look_up(OWN).papers == ()


@pytest.mark.parametrize("faults", [["store_number_codes"], ["store_lone_object"]])
def test_an_answer_is_read_however_it_is_typed(ask, there, faults):
    there.faults(**dict.fromkeys(faults, True))
    ours = ask()
    (paper,) = ours.look_up(OWN).papers
    assert any(ours.fetch(paper.files[0]))


@pytest.mark.parametrize("session_in", ["body", "bearer"])
@pytest.mark.parametrize("adapter", ["xrd", "vxp"])
def test_both_adapters_and_both_places_of_a_session_are_spoken(ask, adapter, session_in):
    assert ask(adapter=adapter, session_in=session_in).look_up(OWN).papers


def test_a_session_is_kept_and_renewed_when_it_is_refused_or_over(ask, there, around):
    moments = [datetime(2026, 11, 24, tzinfo=UTC)]
    ours = ask(Surroundings(clock=lambda: moments[0], seen=around.seen))
    (paper,) = ours.look_up(OWN).papers
    there.faults(store_session_ends_early={"times": 1})
    assert ours.look_up(OWN).papers
    there.faults(store_session_ends_early={"times": 1})
    assert any(ours.fetch(paper.files[0]))
    assert [one["answer"] for one in there.questions()] == ["0", "401", "0", "401", "0"]
    moments[0] += timedelta(minutes=11)
    assert ours.look_up(OWN).papers


def test_a_session_that_is_never_taken_is_for_an_operator(ask, there):
    there.faults(store_session_ends_early=True)
    with pytest.raises(Misconfigured):
        ask().look_up(OWN)


def test_a_wrong_password_is_for_an_operator_and_nothing_of_the_answer_is_kept(ask):
    with pytest.raises(Misconfigured) as caught:
        ask(password="sai-mat-khau").check_config()
    assert caught.value.raw.body == b""


def test_another_name_for_the_store_at_the_security_server_is_for_an_operator(ask):
    with pytest.raises(Misconfigured):
        ask(provider_url="https://khac.example").check_config()


def test_a_store_that_is_broken_may_be_asked_again(ask, there):
    there.faults(store_broken=True)
    with pytest.raises(Unavailable):
        ask().look_up(OWN)


def test_after_failures_in_a_row_nobody_is_made_to_wait_for_a_while(ask, there, around):
    moments = [datetime(2026, 11, 24, tzinfo=UTC)]
    ours = ask(Surroundings(clock=lambda: moments[0], seen=around.seen))
    there.faults(store_broken=True)
    for _ in range(FAILURES):
        with pytest.raises(Unavailable):
            ours.look_up(OWN)
    there.faults(store_broken=False)
    with pytest.raises(Unavailable, match="not asked yet"):
        ours.look_up(OWN)
    assert there.questions() == []
    moments[0] += PAUSE
    assert ours.look_up(OWN).papers


def test_nobody_waits_longer_than_was_said_signing_in_and_all_renewals_with_it(ask, there):
    there.faults(store_slow=5)
    begun = time.monotonic()
    with pytest.raises(Unavailable):
        ask(seconds=1).look_up(OWN)
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("fault", "error"),
    [("store_file_gone", Rejected), ("store_bad_base64", Unavailable)],
)
def test_a_file_that_is_gone_is_told_from_one_that_cannot_be_read(ask, there, fault, error):
    ours = ask()
    (paper,) = ours.look_up(OWN).papers
    there.faults(**{fault: True})
    with pytest.raises(error):
        list(ours.fetch(paper.files[0]))


def test_an_answer_without_the_file_is_a_no(ask):
    ours = ask(file_field="KhongCo")
    (paper,) = ours.look_up(OWN).papers
    with pytest.raises(Rejected):
        list(ours.fetch(paper.files[0]))


def test_what_is_no_question_is_not_asked(ask, there):
    ours = ask()
    for wrong in (
        {"owner_number": "012345678"},
        {"asker_name": ""},
        {"procedure": "khai-sinh"},
        {"wanted": ()},
    ):
        with pytest.raises(Rejected):
            ours.look_up(replace(OWN, **wrong))
    assert there.questions() == []


def test_a_file_of_another_agency_is_not_there(ask):
    with pytest.raises(Rejected):
        list(ask().fetch(FoundFile("", "H99", "/kho/0011/1.pdf")))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"session_in": "cookie"}, "session_in is one of body, bearer"),
        ({"look_up_path": "../x"}, "look_up_path is such as"),
        ({"adapter": "xyz"}, "adapter is one of"),
        ({"tables": {"words": {}}}, "no such tables"),
        ({"tables": {"answers": {"yes": {"codes": [0]}}}}, "lists of text"),
        ({"tables": {"askers": {"robot": ["3"]}}}, "may change only"),
        ({"seconds": 0}, "above 0"),
    ],
)
def test_what_is_wrong_with_its_settings_is_named(ask, change, said):
    with pytest.raises(Misconfigured, match=said):
        ask(**change)


def test_an_installation_lays_its_own_codes_over_the_usual_ones(ask, there):
    tables = {"answers": {"yes": {"codes": ["khac"]}}}
    with pytest.raises(Misconfigured):
        ask(tables=tables).check_config()
    assert there.questions() == []
