"""Citizens: drafts made ready beforehand, then submitted over HTTP by many at once.

What counts as acknowledged is what their browsers were told, never the portal's own word.
"""

import itertools
import re
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime

import requests

from forms.loader import load
from portal.domain.calendar_seed import seed
from portal.models import Agency, Citizen
from portal.runtime import Runtime
from portal.services import calendars, drafts, publishing, sessions
from portal.services.citizens import Signed
from portal.services.drafts import Beginning
from portal.services.sessions import SignIn
from portal.web.citizen import addresses
from portal.web.context import SESSION_COOKIE
from tests.chaos.plan import AGENCIES, Plan
from tests.furnished import house

# Papers are optional here: one dossier in five has one.
SOURCE = house.SOURCE.replace("max_files: 2}", "max_files: 2, need: optional}")
_CITIZENS, _AT_ONCE, _BATCH = 12, 12, 50
_HIDDEN = re.compile(r'name="(csrf_token|version)" value="([^"]*)"')
_CODE = re.compile(r"/ho-so/([^/?]+)/da-nop")
_DOSSIER = re.compile(r"/ho-so/([^/?]+)")
_PATIENCE = 120.0


@dataclass(frozen=True)
class Ready:
    """A draft ready to be submitted, and how to know its dossier at the agency."""

    id: str
    phone: str
    citizen: int
    press: str


@dataclass(frozen=True)
class Acknowledged:
    """What a citizen's browser was told, and when (aware UTC)."""

    draft: Ready
    code: str
    at: datetime


@dataclass
class Crowd:
    """All citizens, what they have in hand, and what they were told."""

    tokens: Sequence[str] = field(repr=False)
    ready: Sequence[Ready] = field(repr=False)
    told: list[Acknowledged] = field(default_factory=list, repr=False)
    contradictions: list[str] = field(default_factory=list)
    repeats: int = 0


def prepare(rt: Runtime, plan: Plan) -> Crowd:
    """Publish the form, add the agencies, sign citizens in, and fill drafts in."""
    with rt.db.write() as session:
        publishing.publish(session, load(SOURCE), SOURCE, "chaos")
        calendars.publish(session, seed(2025, 2028), "chaos")
    base = f"http://127.0.0.1:{rt.settings.port + 2}"
    agencies = [house.add_agency(rt, code, base) for code in AGENCIES]
    people, tokens = zip(*(_signed_in(rt, n) for n in range(_CITIZENS)), strict=True)
    numbers = iter(range(plan.dossiers))
    ready: list[Ready] = []
    while batch := list(itertools.islice(numbers, _BATCH)):
        ready += _filled(rt, plan, people, agencies, batch)
    return Crowd(tokens, ready)


def _signed_in(rt: Runtime, number: int) -> tuple[Signed, str]:
    signed = house.sign_in(rt, f"mau-{number}", citizen_number=f"0001900{number:05d}")
    with rt.db.write() as session:
        citizen = session.get_one(Citizen, signed.id)
        token = sessions.start(session, rt, citizen, SignIn("national", None, "2", "none"))
    return signed, token


def _filled(
    rt: Runtime,
    plan: Plan,
    people: Sequence[Signed],
    agencies: Sequence[Agency],
    numbers: Sequence[int],
) -> Iterator[Ready]:
    """Begin and fill drafts of one transaction; each has a telephone of its own."""
    made = []
    with rt.db.write() as session:
        for number in numbers:
            who, phone = number % len(people), f"091{number:07d}"
            agency = agencies[number % len(agencies)]
            beginning = Beginning(house.PROCEDURE, "usual", agency.id, "vi")
            draft = drafts.start(session, rt, people[who], beginning)
            session.flush()
            opened = drafts.load(session, rt, people[who], draft.id)
            drafts.save(session, opened, {"for_whom": "me", "phone": phone}, draft.row_version)
            made.append(Ready(str(draft.id), phone, who, plan.presses[number]))
    for one, number in zip(made, numbers, strict=True):
        if number % 5 == 0:
            house.Paper(rt, people[one.citizen], uuid.UUID(one.id)).attach()
        yield one


class Browser:
    """One citizen's browser, which does not give up."""

    def __init__(self, base: str, token: str) -> None:
        self._base = base
        self._session = requests.Session()
        self._session.cookies.set(SESSION_COOKIE, token)

    def submit(self, draft: Ready) -> str:
        """Press *Nộp hồ sơ* until there is a code."""
        limit = time.monotonic() + _PATIENCE
        while time.monotonic() < limit:
            try:
                code = self._press(draft)
            except requests.RequestException:
                code = None
            if code:
                return code
            _pause()
        raise TimeoutError(f"{draft.id}: no code in {_PATIENCE:g} s")

    def _press(self, draft: Ready) -> str | None:
        review = f"{self._base}{addresses.step(uuid.UUID(draft.id), addresses.REVIEW)}"
        page = self._session.get(review, timeout=20)
        page.raise_for_status()
        moved = _DOSSIER.search(page.url)
        if moved:
            # The draft has become a dossier, and its address says the code.
            return moved[1]
        fields = dict(_HIDDEN.findall(page.text))
        answer = self._session.post(
            f"{self._base}{addresses.submission(uuid.UUID(draft.id))}",
            data=fields,
            headers={"Referer": review},
            allow_redirects=False,
            timeout=20,
        )
        found = _CODE.search(answer.headers.get("Location", ""))
        return found[1] if found else None


def _pause() -> None:
    threading.Event().wait(0.2)


def storm(crowd: Crowd, base: str) -> None:
    """Let everybody submit, many at once, until all are told a code."""
    local = threading.local()

    def browser(draft: Ready) -> Browser:
        mine = local.__dict__.setdefault("browsers", {})
        if draft.citizen not in mine:
            mine[draft.citizen] = Browser(base, crowd.tokens[draft.citizen])
        return mine[draft.citizen]

    def one(draft: Ready) -> None:
        if draft.press == "double":
            with ThreadPoolExecutor(2) as pool:
                codes = list(pool.map(lambda _: browser(draft).submit(draft), range(2)))
        else:
            codes = [browser(draft).submit(draft)]
        crowd.told.append(Acknowledged(draft, codes[0], datetime.now(UTC)))
        if draft.press == "again":
            codes.append(browser(draft).submit(draft))
        crowd.repeats += len(codes) - 1
        if len(set(codes)) > 1:
            crowd.contradictions.append(f"{draft.id}: {codes}")

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(one, crowd.ready))
