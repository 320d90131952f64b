"""A result goes by post once, whatever happens on the way, and is returned when it arrives."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
import requests
import sqlalchemy as sa

from connectors import registry
from connectors.base import Surroundings
from connectors.errors import Misconfigured
from portal import clock
from portal.domain.returning import Parcel, Way
from portal.domain.states import State
from portal.exchanges import carrying
from portal.models import Promise, PromiseState
from portal.runtime import Partners
from portal.services import events, vault
from portal.services.desk import handing_over
from portal.services.desk.dealing import Desk
from portal.services.desk.opening import Seen
from portal.services.returning import choosing
from portal.services.returning.choosing import Recipient, Wish
from portal.services.returning.parcels import LONGEST_REST, Posting
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.partners import drain
from tests.sandbox.conftest import running
from tests.services.desk.conftest import do

__all__ = ["do"]
TOKEN = "the post's token"
WISH = Wish(Way.POST, Recipient("Nguyễn Thị Mẫu", "0912345678", "12 Phố Mẫu, Xã Mẫu"))


@dataclass(frozen=True)
class Post:
    """The post, from behind the counter."""

    url: str

    def faults(self, **wanted):
        """Switch faults."""
        requests.post(f"{self.url}/faults", json=wanted, timeout=10).raise_for_status()

    def parcels(self, key):
        """List what was taken under a reference."""
        got = requests.get(f"{self.url}/parcels", timeout=10).json()
        return [one for one in got if one["reference"] == key]

    def tell(self, key, status):
        """Let something happen to a parcel."""
        answer = requests.post(f"{self.url}/parcels/{key}", json={"status": status}, timeout=10)
        answer.raise_for_status()


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    with running("post", tmp_path_factory.mktemp("post"), SANDBOX_POST_TOKEN=TOKEN) as started:
        yield started


@pytest.fixture
def post(process) -> Iterator[Post]:
    yield Post(process.url)
    requests.delete(f"{process.url}/faults", timeout=10)


@pytest.fixture
def rt(rt, post):
    secrets = replace(rt.settings.secrets, partners={"sms": "t", "carrier": TOKEN})
    settings = replace(rt.settings, carrier_url=post.url, secrets=secrets)
    return replace(rt, settings=settings, partners=Partners(settings, rt.keyring, rt.db))


@pytest.fixture
def agency(rt):
    return add_desk(rt)


@pytest.fixture
def officer(rt, agency):
    return hire(rt, agency)


@pytest.fixture
def decided(rt, ahead, citizen, agency, do):
    made = house.submit_new(rt, citizen, agency)
    drain(rt)
    do(made, "accepted")
    return do(made, "decided")


@pytest.fixture
def at_desk(rt, agency, decided):
    """Give the desk, and the dossier on it that has been decided."""
    return Desk(agency, hire(rt, agency)), decided


@pytest.fixture
def fetch(rt, at_desk):
    """Have the post fetch the result; gives the reference it goes under."""
    with rt.db.write() as session:
        desk, decided = at_desk
        seen = Seen(decided.code, house.again(rt, decided).seq)
        handing_over.fetch(session, rt, desk, seen, WISH)
        (promise,) = session.scalars(sa.select(Promise).where(Promise.kind == carrying.CONSIGN))
        return promise.key


def standing(rt, dossier):
    with rt.db.read() as session:
        return choosing.of(session, vault.unlock(session, rt, *house.key(dossier)), dossier)


def look(rt, ahead):
    ahead.by += LONGEST_REST
    return carrying.look_all(rt)


def test_a_parcel_is_fetched_followed_and_returned_when_it_arrives(rt, ahead, post, decided, fetch):
    drain(rt)
    found = standing(rt, decided)
    assert found.parcel == Parcel.ASKED and found.consignment.startswith("MB")
    assert (found.fee, found.carrier) == (30_000, "post_office")
    for status, parcel in (("collected", Parcel.POSTED), ("in_transit", Parcel.ON_WAY)):
        post.tell(fetch, status)
        assert look(rt, ahead) == 1 and standing(rt, decided).parcel == parcel
    assert house.again(rt, decided).state == State.DECIDED
    post.tell(fetch, "delivered")
    post.faults(repeat=True, odd_word=True)
    look(rt, ahead)
    assert (look(rt, ahead), house.again(rt, decided).state) == (0, State.RETURNED)
    with rt.db.read() as session:
        chain = house.chain(session, decided)
        assert events.check_chain(chain) is None
        assert [one.kind for one in chain].count("returned") == 1


def test_a_line_that_breaks_after_taking_leaves_one_parcel(rt, ahead, post, decided, fetch):
    post.faults(drop_after_taking={"times": 1})
    drain(rt)
    assert standing(rt, decided).consignment == ""
    ahead.by += LONGEST_REST
    drain(rt)
    (parcel,) = post.parcels(fetch)
    assert parcel["attempts"] == 1 and standing(rt, decided).consignment == parcel["number"]


def test_a_post_that_is_away_loses_nothing_and_one_that_refuses_waits_for_a_person(
    rt, ahead, post, at_desk, fetch
):
    post.faults(down={"times": 1})
    drain(rt)
    post.faults(refuse={"times": 1})
    ahead.by += LONGEST_REST
    drain(rt)
    with rt.db.write() as session:
        (promise,) = session.scalars(sa.select(Promise).where(Promise.key == fetch))
        assert (promise.state, promise.attempts) == (PromiseState.PARKED, 2)
        desk, decided = at_desk
        seen = Seen(decided.code, house.again(rt, decided).seq)
        handing_over.post(session, rt, desk, seen, (WISH, Posting("RA1VN")))
        session.expire(promise)
        assert promise.state == PromiseState.DONE
    assert post.parcels(fetch) == [] and standing(rt, decided).consignment == "RA1VN"


def test_what_could_not_be_delivered_waits_at_the_counter_and_is_asked_about_no_more(
    rt, ahead, post, decided, fetch
):
    drain(rt)
    for status in ("collected", "failed", "returned"):
        post.tell(fetch, status)
    assert look(rt, ahead) == 3 and standing(rt, decided).parcel == Parcel.BACK
    assert look(rt, ahead) == 0 and house.again(rt, decided).state == State.DECIDED


def test_the_contract_is_kept_by_the_sandbox_and_by_nobody_with_another_token(post):
    around = Surroundings(clock=clock.now, seen=lambda key, nonce: False)
    config = {"base_url": post.url, "token": TOKEN, "allow_private": True}
    report = registry.examine("post_office", config, around, "84912345678")
    assert [one.name for one in report.findings if not one.passed] == []
    assert len(report.findings) == 4
    wrong = registry.examine("post_office", {**config, "token": "x"}, around, "84912345678")
    assert [one.passed for one in wrong.findings] == [False, False, False, True]
    with pytest.raises(Misconfigured):
        registry.carrier("post_office", {"base_url": post.url}, around)
