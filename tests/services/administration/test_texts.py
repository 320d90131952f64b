"""What SMS say, as administrators change it: checked, approved by somebody else, never broken."""

import uuid

import pytest
from sqlalchemy.orm import Session

from portal.domain.errors import Conflict, Unacceptable
from portal.models import MessageText
from portal.services import sms_texts
from portal.services.administration import texts
from portal.services.operations.deeds import Actor
from portal.services.sms_texts import Key

AN, BINH = Actor("An (mẫu)", uuid.uuid4(), "thử"), Actor("Bình (mẫu)", uuid.uuid4(), "thử")
KEY = Key("vi", "news", "accepted")
BASE = "https://dichvu.example.vn"
BODY = "Da tiep nhan ho so {code}, hen tra {day}. {link}"
GIVEN = {"code": "H41.12-261123-0007", "day": "05/12/2026", "time": "x", "link": f"{BASE}/h/x"}


def propose(session: Session, body: str, actor: Actor = AN) -> int:
    """Word it anew; gives the version."""
    return texts.propose(session, KEY, body, BASE, actor).version


def test_other_words_go_out_once_somebody_else_has_approved_them(session: Session) -> None:
    before = sms_texts.say(session, KEY, **GIVEN)
    version = propose(session, BODY)
    assert sms_texts.say(session, KEY, **GIVEN) == before
    texts.approve(session, KEY, version, BINH)
    assert sms_texts.say(session, KEY, **GIVEN).startswith("Da tiep nhan ho so H41.12")
    line = next(each for each in texts.overview(session, "vi") if each.key == KEY)
    assert (line.changed, line.proposed) == (True, 0)


def test_nobody_approves_their_own_words(session: Session) -> None:
    with pytest.raises(Unacceptable) as refused:
        texts.approve(session, KEY, propose(session, BODY), AN)
    assert refused.value.reason == "own"


def test_the_original_words_come_back_by_the_same_way(session: Session) -> None:
    texts.approve(session, KEY, propose(session, BODY), BINH)
    texts.approve(session, KEY, propose(session, ""), BINH)
    assert sms_texts.standing(session, KEY) == sms_texts.shipped(KEY)


def test_older_words_cannot_follow_newer_ones(session: Session) -> None:
    older, newer = propose(session, BODY), propose(session, f"Moi: {BODY}")
    texts.approve(session, KEY, newer, BINH)
    with pytest.raises(Conflict):
        texts.approve(session, KEY, older, BINH)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("Đã tiếp nhận {code} {day} {link}", "accents"),
        ("Da tiep nhan {code} {link}", "blanks"),
        ("Da tiep nhan {code} {day} {name} {link}", "blanks"),
        ("Da tiep nhan {code} {day {link}", "blanks"),
        ("Da tiep nhan {code} {day!r} {link}", "blanks"),
        ("Da tiep nhan {code} {day:>99} {link}", "blanks"),
        ("Da tiep nhan {{{code}}} {day} {link}", "blanks"),
        ("{link} Da tiep nhan {code} {day}", "link"),
        ("Da tiep nhan [1] {code} {day} {link}", "dear"),
        (f"{'Rat dai ' * 20}{{code}} {{day}} {{link}}", "long"),
        (sms_texts.shipped(KEY), "same"),
    ],
)
def test_what_would_break_or_cost_two_messages_is_refused(
    session: Session, body: str, reason: str
) -> None:
    with pytest.raises(Unacceptable) as refused:
        propose(session, body)
    assert refused.value.reason == reason


def test_approved_words_with_a_blank_nobody_fills_give_way_to_the_original(
    session: Session,
) -> None:
    row = texts.propose(session, KEY, BODY, BASE, AN)
    texts.approve(session, KEY, row.version, BINH)
    session.get(MessageText, (*KEY, row.version)).body = "Chao {nickname} {link}"
    assert sms_texts.standing(session, KEY) == sms_texts.shipped(KEY)
