"""SMS and the links in them: short, nameless, and no use to whoever finds the database."""

import base64

import pytest
import sqlalchemy as sa

from portal import crypto
from portal.links import Links, token_hash
from portal.models import Event, StatusLink
from portal.services import notifications
from tests.furnished import house

ADDRESS = "https://dichvucong.gov.vn/s/" + "A" * 22


def links(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(StatusLink).order_by(StatusLink.made_at)).all()


def link(rt, dossier):
    with rt.db.write() as session:
        return notifications.link(session, rt, dossier)


def token(to):
    return to.address.rpartition("/")[2]


def follow(rt, text):
    with rt.db.read() as session:
        return notifications.follow(session, text)


def test_a_token_has_128_bits_and_only_its_hash_is_stored(rt, submitted):
    text = token(link(rt, submitted))
    assert len(base64.urlsafe_b64decode(text + "==")) == 16
    (row,) = links(rt)
    assert row.token_hash == token_hash(text)
    stored = b"".join(str(value).encode() for value in vars(row).values()) + row.token_hash
    assert text.encode() not in stored


def test_a_token_cannot_be_made_from_the_row_without_the_key(rt, submitted):
    (row,) = links(rt)
    other = Links(rt.settings.base_url, crypto.new_key())
    assert other.token(row.id) != rt.links.token(row.id) == token(link(rt, submitted))


def test_a_link_leads_to_its_own_dossier(rt, submitted, citizen, agency):
    other = house.submit_new(rt, citizen, agency)
    assert follow(rt, token(link(rt, submitted))) == house.key(submitted)
    assert follow(rt, token(link(rt, other))) == house.key(other)


@pytest.mark.parametrize("text", ["", "A" * 22, "x" * 5000, "\x00", "../../etc/passwd"])
def test_what_is_no_token_leads_nowhere(rt, submitted, text):
    assert follow(rt, text) is None


def test_a_link_that_ran_out_or_was_revoked_leads_nowhere(rt, hands, submitted):
    text = token(link(rt, submitted))
    hands.turn(days=rt.settings.link_days - 1)
    assert follow(rt, text) is not None
    with rt.db.write() as session:
        session.scalars(sa.select(StatusLink)).one().revoked_at = hands.now
    assert follow(rt, text) is None
    with rt.db.write() as session:
        session.scalars(sa.select(StatusLink)).one().revoked_at = None
    hands.turn(days=1)
    assert follow(rt, text) is None


def test_a_link_is_used_again_until_half_its_time_is_over(rt, hands, submitted):
    first = link(rt, submitted)
    hands.turn(days=rt.settings.link_days / 2 - 1)
    assert link(rt, submitted) == first
    hands.turn(days=2)
    second = link(rt, submitted)
    assert second.id != first.id
    assert follow(rt, token(first)) == follow(rt, token(second)) == house.key(submitted)
    assert len(links(rt)) == 2


@pytest.mark.parametrize(("language", "begins"), [("en", "Application "), ("km", "Ho so ")])
def test_it_is_told_in_the_language_of_the_dossier(rt, submitted, language, begins):
    submitted.language, returned = language, Event(kind="returned")
    with rt.db.read() as session:
        said = notifications.text(session, submitted, returned, ADDRESS)
    assert said.startswith(begins)
