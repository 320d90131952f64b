"""What a run has come to, by what citizens were told, the agencies' ledger and the telephones.

Only whether news was applied in order, and whether anything still waits, is read from the
portal's database: nobody else knows.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from portal.models import Dossier, Event, Promise, PromiseState
from portal.runtime import Runtime
from portal.services import events
from tests.chaos.citizens import Acknowledged, Crowd
from tests.chaos.plan import BUGS, WANTED_HITS

# What the SMS of each event of an agency on autopilot says, in the order it has to come in.
_SAID = ("da gui luc", "da duoc tiep nhan", "da co ket qua", "da tra ket qua")
_LISTED = 5


@dataclass(frozen=True)
class Verdict:
    """The figures of a run, and what is wrong."""

    submitted: int
    acknowledged: int
    delivered: int
    lost: int
    doubled: int
    reordered: int
    sms_doubled: int
    sms_unknown: int
    longest_delay: float
    pending: int
    kills: int
    windows: Mapping[str, int]
    faults: Sequence[str] = field(default_factory=tuple)

    def seen(self, bug: str) -> Sequence[str]:
        """The faults that a planted bug was to bring."""
        return [fault for fault in self.faults if fault.startswith(BUGS[bug])]

    @property
    def line(self) -> str:
        """The run in one line, for machines."""
        return (
            f"submitted={self.submitted} acknowledged={self.acknowledged}"
            f" delivered={self.delivered} lost={self.lost} doubled={self.doubled}"
            f" reordered={self.reordered} sms_doubled={self.sms_doubled}"
            f" sms_unknown={self.sms_unknown} longest_delay_s={self.longest_delay:.1f}"
        )


@dataclass
class Books:
    """What the counterparties hold, read from their own files."""

    bodies: dict[str, dict]
    taken: dict[str, list[datetime]]
    news: dict[str, list[str]]
    telephones: dict[str, list[str]]


def read_books(folder: Path) -> Books:
    """Read the agencies' book and the telephones."""
    agency = _rows(folder / "agency" / "agency.sqlite3")
    bodies = {code: json.loads(body) for code, body in agency("SELECT code, body FROM dossiers")}
    taken: dict[str, list[datetime]] = defaultdict(list)
    for code, at in agency("SELECT code, at FROM ledger WHERE taken ORDER BY number"):
        taken[code].append(datetime.fromisoformat(at))
    news: dict[str, list[str]] = defaultdict(list)
    for code, name in agency("SELECT dossier, id FROM news ORDER BY dossier, seq"):
        news[code].append(name)
    telephones: dict[str, list[str]] = defaultdict(list)
    sms = _rows(folder / "sms" / "sms.sqlite3")
    for to, text in sms("SELECT recipient, text FROM messages ORDER BY number"):
        telephones[to].append(text)
    return Books(bodies, taken, news, telephones)


def _rows(path: Path):
    def ask(query: str) -> list[tuple]:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=15)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    return ask


def unsettled(rt: Runtime, folder: Path) -> int:
    """Count what still has to happen: promises that wait, and news nobody has taken yet."""
    with rt.db.read() as session:
        promised = session.scalar(
            sa.select(sa.func.count())
            .select_from(Promise)
            .where(Promise.state == PromiseState.WAITING)
        )
    agency = _rows(folder / "agency" / "agency.sqlite3")
    ((news,),) = agency("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL")
    return int(promised or 0) + int(news)


def judge(rt: Runtime, folder: Path, crowd: Crowd, kills: int, windows: Mapping) -> Verdict:
    """Hold what citizens were told against what the others have."""
    books = read_books(folder)
    lost = list(_lost(crowd.told, books))
    doubled = [*crowd.contradictions, *_doubled(crowd, books)]
    reordered = [*_out_of_order(rt, books), *_sms_out_of_order(books)]
    (twice, missing), pending = _sms(books), unsettled(rt, folder) + _parked(rt)
    wrong = {
        "lost": lost,
        "doubled": doubled,
        "reordered": reordered,
        "SMS doubled": twice,
    }
    wrong["SMS missing beyond the kills"] = missing if len(missing) > kills else []
    wrong["pending"] = [f"{pending} promises or news"] if pending else []
    wrong |= {"deaths": _too_few(windows), "not acknowledged": _silent(crowd)}
    return Verdict(
        submitted=len(crowd.ready),
        acknowledged=len(crowd.told),
        delivered=_delivered(crowd, books),
        lost=len(lost),
        doubled=len(doubled),
        reordered=len(reordered),
        sms_doubled=len(twice),
        sms_unknown=len(missing),
        longest_delay=max(_delays(crowd.told, books), default=0.0),
        pending=pending,
        kills=kills,
        windows=dict(windows),
        faults=_told(wrong),
    )


def _delivered(crowd: Crowd, books: Books) -> int:
    return sum(told.code in books.taken for told in crowd.told)


def _told(named: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(
        f"{name}: {len(found)}, such as {'; '.join(found[:_LISTED])}"
        for name, found in named.items()
        if found
    )


def _too_few(windows: Mapping[str, int]) -> list[str]:
    return [f"too few in {name}: {count}" for name, count in windows.items() if count < WANTED_HITS]


def _silent(crowd: Crowd) -> list[str]:
    return [f"{len(crowd.ready) - len(crowd.told)} drafts"] * (len(crowd.told) < len(crowd.ready))


def _lost(told: Sequence[Acknowledged], books: Books) -> Iterator[str]:
    """Name what a citizen has a code for and the agency has not, or not as it was typed."""
    for one in told:
        body = books.bodies.get(one.code)
        if body is None or one.code not in books.taken:
            yield f"{one.code} is not at its agency"
        elif body["submitter"]["phone"] != "+84" + one.draft.phone[1:]:
            yield f"{one.code} has other content"


def _doubled(crowd: Crowd, books: Books) -> Iterator[str]:
    """Name what an agency took more than once, under one code or under several."""
    for code, moments in books.taken.items():
        if len(moments) > 1:
            yield f"{code} was taken {len(moments)} times"
    phones = Counter(body["submitter"]["phone"] for body in books.bodies.values())
    yield from (f"{count} dossiers of {phone}" for phone, count in phones.items() if count > 1)
    codes = {one.code for one in crowd.told}
    if len(crowd.told) == len(crowd.ready):
        yield from (f"{code} was told to nobody" for code in books.taken if code not in codes)


def _out_of_order(rt: Runtime, books: Books) -> Iterator[str]:
    """Name dossiers whose news were not applied once each in the agency's order."""
    with rt.db.read() as session:
        codes = dict(session.execute(sa.select(Dossier.id, Dossier.code)).tuples().all())
        chains: dict = defaultdict(list)
        for event in session.scalars(sa.select(Event).order_by(Event.dossier_id, Event.seq)):
            chains[codes[event.dossier_id]].append(event)
    for code, told in books.news.items():
        chain = chains[code]
        applied = [event.facts["news"] for event in chain if "news" in event.facts]
        if applied != told:
            yield f"{code}: {len(told)} news, applied {[told.index(n) + 1 for n in applied]}"
        elif events.check_chain(chain) is not None:
            yield f"{code}: its chain is broken"


def _kinds(texts: Sequence[str]) -> list[int]:
    return [next(n for n, said in enumerate(_SAID) if said in text) for text in texts]


def _sms_out_of_order(books: Books) -> Iterator[str]:
    for phone, texts in books.telephones.items():
        kinds = _kinds(texts)
        if kinds != sorted(kinds):
            yield f"{phone} got its messages as {[kind + 1 for kind in kinds]}"


def _sms(books: Books) -> tuple[list[str], list[str]]:
    """Name the messages that came twice, and those that never came."""
    twice, missing = [], []
    for body in books.bodies.values():
        phone = body["submitter"]["phone"].lstrip("+")
        got = Counter(_kinds(books.telephones.get(phone, [])))
        twice += [f"{phone}: {_SAID[kind]}" for kind, count in got.items() if count > 1]
        missing += [f"{phone}: {said}" for kind, said in enumerate(_SAID) if not got[kind]]
    return twice, missing


def _parked(rt: Runtime) -> int:
    with rt.db.read() as session:
        query = sa.select(sa.func.count()).select_from(Promise)
        return int(session.scalar(query.where(Promise.state == PromiseState.PARKED)) or 0)


def _delays(told: Sequence[Acknowledged], books: Books) -> Iterator[float]:
    for one in told:
        for moment in books.taken.get(one.code, [])[:1]:
            yield max(0.0, (moment - one.at).total_seconds())
