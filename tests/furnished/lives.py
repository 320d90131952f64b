"""Dossiers that live at random through the portal's own doors, the same for the same seed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from connectors.messages import Heard
from forms.loader import load
from portal import clock
from portal.domain.states import MOVES, Channel, State
from portal.models import Agency, Dossier
from portal.runtime import Runtime
from portal.services import citizens, inbox, publishing
from portal.services.citizens import Identity, Signed
from portal.services.counter import handing_in, taking
from portal.services.counter.taking import Handed
from portal.services.desk.dealing import Desk
from portal.services.hearing import STATES, Told
from tests.furnished import desks, enriching, house
from tests.furnished.house import Hands, Paper

JUSTICE = "9.000103"
"""A procedure of another field, at another level."""
SOURCE = (
    house.SOURCE.replace(house.PROCEDURE, JUSTICE)
    .replace(
        "{code: G01-CA05, name: {vi: Cư trú, en: Residence}}",
        "{code: G15-TP07, name: {vi: Hộ tịch, en: Civil status}}",
    )
    .replace("level: commune,", "level: province_justice,")
)
_KINDS = {state: kind for kind, state in STATES.items()}
_BLINK = timedelta(microseconds=1)
_LONG = {State.AWAITING_SUPPLEMENT: 14, State.AWAITING_PAYMENT: 5}


@dataclass
class World:
    """Agencies, people, and moments that dossiers meet more often than chance would let them."""

    rt: Runtime
    hands: Hands
    random: Random
    edges: list[datetime]
    begin: datetime
    end: datetime
    agencies: list[Agency] = field(default_factory=list)
    citizens: list[Signed] = field(default_factory=list)
    desk: Desk | None = None
    dossiers: list[Dossier] = field(default_factory=list)

    @classmethod
    def make(cls, rt: Runtime, hands: Hands, seed: int, edges: list[datetime]) -> "World":
        """Make a world from a month before the first edge to two weeks after the last."""
        begin, end = min(edges) - timedelta(days=30), max(edges) + timedelta(days=14)
        world = cls(rt, hands, Random(seed), edges, begin, end)
        hands.now = begin - timedelta(days=2)
        with rt.db.write() as session:
            publishing.publish(session, load(SOURCE), SOURCE, "test")
        world.agencies = [
            house.add_agency(rt, "H41.90.01"),
            house.add_agency(rt, "H41.90.02"),
            house.add_agency(rt, "H41.05"),
        ]
        with rt.db.write() as session:
            row = session.get_one(Agency, world.agencies[2].id)
            row.level, row.place = "province_justice", "40"
        world.agencies[2] = row
        world.citizens = [
            house.sign_in(rt, "một"),
            house.sign_in(rt, "hai"),
            _sign_in(rt, "ba", "1"),
        ]
        at = desks.add_desk(rt)
        world.desk = Desk(at, desks.officer(rt, at))
        return world

    def live(self, count: int) -> None:
        """Let dossiers live, one after another, each as far as it gets."""
        for _ in range(count):
            dossier = self._life()
            self.dossiers.append(dossier)
            _sign_in(self.rt, "hai", self.random.choice("123"))
            enriching.enrich(self.rt, self.random, dossier, self.citizens)

    def tell_late(self, dossiers: Sequence[Dossier], last: date) -> None:
        """Let it be heard only now that some had been stopped before the end of a day."""
        for dossier in dossiers:
            row = house.again(self.rt, dossier)
            if State.STOPPED in MOVES[row.state] and row.received_at is not None:
                before = clock.moment(last, clock.MIDNIGHT)
                self._say(self.agencies[2], dossier, ("stopped", before, {}))

    def _life(self) -> Dossier:
        self._turn_to(self._moment(self.begin, self.end - timedelta(days=1)))
        at_counter = self.random.random() < 0.25
        dossier = self._at_counter() if at_counter else self._online()
        speaker = next(
            (a for a in self.agencies if a.id == dossier.home_agency_id), self.desk.agency
        )
        while self.random.random() < 0.9:
            kind, more = self._next(house.again(self.rt, dossier))
            if kind is None or not self._later(dossier):
                break
            self._hear(speaker, dossier, kind, more)
            if kind == "transferred":
                speaker = self.agencies[1]
        return dossier

    def _online(self) -> Dossier:
        agency = self.random.choice(self.agencies)
        procedure = JUSTICE if agency.level == "province_justice" else house.PROCEDURE
        paper = house.begin(self.rt, self.random.choice(self.citizens), agency, procedure)
        return paper.fill().attach().submit()

    def _at_counter(self) -> Dossier:
        assert self.desk is not None
        channel = self.random.choice([Channel.DIRECT, Channel.POSTAL])
        # What came by post is entered when somebody has the time.
        minutes = self.random.choice([0, 5, 2000]) if channel == Channel.POSTAL else 0
        came = clock.now() - timedelta(minutes=minutes)
        person = {k: house.PROFILE[k] for k in ("full_name", "citizen_number", "phone")}
        number = "VN1" if channel == Channel.POSTAL else ""
        handed = Handed(house.PROCEDURE, "usual", channel, came, number, person)
        with self.rt.db.write() as session:
            draft = taking.begin(session, self.rt, self.desk, handed)
            who = taking.stand_in(session, self.rt, self.desk.agency, draft.id)
        paper = Paper(self.rt, who, draft.id).fill(for_whom="me")
        with self.rt.db.write() as session:
            papers = {"proof": {"originals": 1, "photocopies": 0}}
            taking.state_papers(session, self.desk, paper.id, papers)
        with self.rt.db.write() as session:
            return handing_in.hand_in(session, self.rt, self.desk, paper.id)

    def _next(self, dossier: Dossier) -> tuple[str | None, dict[str, Any]]:
        """Choose what its agency says next; None if nothing can follow."""
        onward = sorted(s for s in MOVES[dossier.state] if s in _KINDS)
        if not onward:
            return None, {}
        due = dossier.due_current
        if due is not None and dossier.finished_at is None and self.random.random() < 0.1:
            return "extended", {"due_at": due + timedelta(days=3)}
        if dossier.home_agency_id == self.agencies[0].id and self.random.random() < 0.05:
            return "transferred", {"to_agency": self.agencies[1].code}
        # Most dossiers that can end well do, or nothing would ever be decided.
        likely = [s for s in onward if s in (State.ACCEPTED, State.DECIDED, State.RETURNED)]
        choice = self.random.choice(likely if likely and self.random.random() < 0.5 else onward)
        return str(_KINDS[choice]), {}

    def _later(self, dossier: Dossier) -> bool:
        """Turn the hands on to when that happens: now and then to the moment it is due."""
        row = house.again(self.rt, dossier)
        after = clock.now() + timedelta(days=self.random.expovariate(0.3))
        due = row.due_current
        if due is not None and due > clock.now() and self.random.random() < 0.3:
            after = due + self.random.choice([-_BLINK, timedelta(0), _BLINK])
        elif self.random.random() < 0.15:
            after = next((e for e in sorted(self.edges) if e > clock.now()), after)
            after -= self.random.choice([_BLINK, timedelta(0)])
        if not clock.now() < after < self.end:
            return False
        self.hands.now = after
        return True

    def _hear(self, agency: Agency, dossier: Dossier, kind: str, more: dict[str, Any]) -> None:
        """Hear it when it happened, or days afterwards."""
        happened = clock.now()
        if self.random.random() < 0.1:
            self.hands.turn(days=self.random.random() * 6)
        self._say(agency, dossier, (kind, happened, more))

    def _say(
        self, agency: Agency, dossier: Dossier, what: tuple[str, datetime, dict[str, Any]]
    ) -> None:
        kind, happened, more = what
        given = {"id": f"{self.random.random()}", "occurred_at": happened, **more}
        news = house.tell(dossier, kind, None, **given)
        with self.rt.db.write() as session:
            heard = inbox.apply(session, self.rt, agency, Told(news))
        assert heard == Heard.APPLIED, (heard, kind, dossier.state)

    def _moment(self, first: datetime, last: datetime) -> datetime:
        if self.random.random() < 0.1:
            return self.random.choice(self.edges) - self.random.choice([_BLINK, timedelta(0)])
        return first + (last - first) * self.random.random()

    def _turn_to(self, moment: datetime) -> None:
        self.hands.now = moment


def _sign_in(rt: Runtime, subject: str, level: str) -> Signed:
    """Let somebody sign in with an account of a level."""
    identity = Identity("https://issuer.example", subject, level, False, house.PROFILE)
    with rt.db.write() as session:
        return citizens.signed(rt, citizens.recognise(session, rt, identity))
