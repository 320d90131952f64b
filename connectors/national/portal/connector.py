"""Talk with the national portal: look a dossier up, bring it up to date, tell its progress."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.enquiry_messages import Asked, Enquired
from connectors.errors import ConnectorError, Rejected, Unreadable
from connectors.http import Call, Client
from connectors.messages import Json, Outcome, Rating, Receipt, Reply
from connectors.national.portal import (
    asking,
    billing,
    catalogue,
    enquiring,
    evaluating,
    fitness,
    inward,
    moments,
    writing,
)
from connectors.national.portal.config import PortalConfig
from connectors.national.portal.envelope import Envelope
from connectors.national.portal.session import Session
from connectors.national.portal.writing import Item
from connectors.national_messages import (
    Catalogue,
    GivenBack,
    HandedOver,
    Known,
    Standing,
    Step,
    Taken,
)
from connectors.organisations import is_dossier_code
from connectors.payment_messages import Bill

LARGEST = 64 * 1024 * 1024
"""Bytes of a paper that are fetched at most; the portal has limits of its own below."""
_INTEGRATION, _SHARE = "integration_path", "share_path"


class Portal:
    """The national portal. Implements ``connectors.national_base.NationalPortal``."""

    def __init__(self, config: PortalConfig, around: Surroundings) -> None:
        self._config = config
        self._tables = config.tables
        self._session = Session(config, around)
        self._files = Client(config.files, around) if config.files else None

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._session.close()
        if self._files is not None:
            self._files.close()

    def check_config(self) -> None:
        """Fetch a session: proves address, way and credentials, and has no other effect."""
        self._session.sign_in()

    def look_up(self, code: str) -> Known | None:
        """Ask what is held under a dossier code; None if nothing is."""
        if not is_dossier_code(code):
            raise Rejected("this is no dossier code")
        said = self._session.ask(_INTEGRATION, {**self._service("look_up"), "mahoso": code})
        if said.means("not_held"):
            return None
        rows = [row for row in said.want_yes().rows if row.get("MaHoSo", code) == code]
        if not rows:
            return None
        state = self._tables.state(str(rows[0].get("TrangThaiHoSo", rows[0].get("TrangThai", ""))))
        return Known(code, state, self._listed(rows[0]), said.response.raw.body)

    def synchronise(
        self, standing: Standing, steps: Sequence[Step], *, unsure: bool = False
    ) -> Receipt:
        """Bring a dossier up to date and tell its progress since; told twice it stands once.

        The dialect has no place for a key. The entry of a dossier replaces the one before, and of
        its progress what the portal lists already is left out after a doubtful try (``unsure``).

        :raises Rejected: if the dossier is not fit to send, or the portal refuses it.
        :raises Unknown: if something was sent and nobody knows what became of it.
        """
        fitness.check(standing, tuple(steps))
        asked = self._config.look_up or unsure
        known = self.look_up(standing.code) if asked else None
        entry = writing.item(standing, self._tables)
        said = self._put(entry, known is not None)
        told = (known.steps if known and unsure else None) or frozenset()
        entries = [writing.progress(standing.code, step, self._tables) for step in steps]
        for chunk in self._chunks([one for one in entries if writing.mark(one) not in told]):
            self._tell("progress", {"data": chunk}).want_yes()
        outcome = Outcome.DUPLICATE if known else Outcome.ACCEPTED
        content = json_text.content_hash(entry)
        return Receipt(outcome, standing.code, content, said.response.raw.body)

    def read(self, headers: Mapping[str, str], body: bytes) -> HandedOver:
        """Read a dossier that is handed over, after checking the portal's token."""
        inward.admit(headers, self._config.inward_token)
        return inward.read(body, self._tables)

    def fetch(self, address: str) -> Iterator[bytes]:
        """Fetch a paper from the portal's store of files, which is one address of our settings.

        :raises Unreadable: if it is said to be anywhere else: nobody sends us to strangers.
        """
        base = self._config.files.base_url.rstrip("/") if self._config.files else ""
        target = address.removeprefix(base) if base and address.startswith(f"{base}/") else ""
        if self._files is None or not target:
            raise Unreadable({"DuongDanTaiTepTin": [inward.ELSEWHERE]})
        return self._files.download(Call("GET", target), LARGEST)

    def reply(self, heard: Taken | ConnectorError) -> Reply:
        """Answer 0 for what was taken, 1 for what was before, -1 and why for what was not."""
        return inward.reply(heard)

    def read_asked(self, headers: Mapping[str, str], body: bytes) -> str:
        """Read what is asked about, after checking the portal's token: a dossier's code."""
        inward.admit(headers, self._config.inward_token)
        return billing.read(body, self._tables)

    def reply_owed(self, code: str, owed: Bill | ConnectorError | None) -> Reply:
        """Answer 1 and the bill for what is to be paid, 0 if nothing is, -1 if it is not known."""
        return billing.reply(code, owed, self._tables)

    def give_back(self, given: GivenBack) -> None:
        """Tell what became of a dossier that was handed over.

        :raises Unknown: if it was sent and nobody knows what became of it; again is no harm.
        """
        data = inward.given_back(given, self._tables)
        self._tell("give_back", {"type": "1", "data": data}).want_yes()

    def evaluate(self, code: str, procedure: str, rating: Rating) -> None:
        """Tell how content a citizen was with a dossier; told twice, it stands once.

        :raises Unknown: if it was sent and nobody knows what became of it; again is no harm.
        """
        entry = evaluating.entry(code, procedure, rating, self._tables)
        self._tell("rate", {"data": [entry]}).want_yes()

    def enquire(self, told: Enquired) -> None:
        """Tell how a question or complaint stands; told twice, it stands once.

        Of one that was asked there the answer goes back, under both codes, and the steps on the
        way only where settings say that they are taken (``enquiry_steps``).

        :raises Unknown: if it was sent and nobody knows what became of it; again is no harm.
        """
        if not told.national_code:
            entry = enquiring.entry(told, self._tables)
            self._tell("enquire", {"data": [entry]}).want_yes()
        elif told.state in enquiring.OVER or self._config.enquiry_steps:
            entry = enquiring.result(told, self._tables)
            self._tell("enquiry_result", {"data": [entry]}).want_yes()

    def asked(self, since: datetime) -> tuple[Asked, ...]:
        """List what was asked there since a moment and is unanswered, the oldest first.

        :raises Rejected: if the portal refuses, or a page is missing or is no list.
        """
        if not self._config.enquiries:
            return ()
        named = self._tables.code("question_list", "since")
        call = {**self._service("questions"), named: moments.write(since)}

        def ask(more: Mapping[str, Json]) -> Envelope:
            return self._session.ask(_INTEGRATION, {**call, **more})

        pages = catalogue.pages(ask, self._tables, self._config.enquiry_page)
        return asking.listed(pages, self._tables)

    def catalogue(self, kind: str, **asked: str) -> Catalogue:
        """Give all of a catalogue: procedures, agencies, fields, provinces, communes, fees …

        :raises Rejected: if it is not all there, or cannot be understood.
        """
        service = self._tables.code("catalogues", kind)

        def ask(more: Mapping[str, Json]) -> Envelope:
            return self._session.ask(_SHARE, {"service": service, **asked, **more})

        # What is asked for by its code is one thing, and has no pages.
        size = 0 if asked else self._config.catalogue_page
        return catalogue.whole(ask, self._tables, kind, size)

    def _put(self, entry: Item, exists: bool) -> Envelope:
        """Create or bring up to date, whichever it turns out to be."""
        said = self._synchronised(entry, exists)
        if not said.means("yes") and said.means("not_held" if exists else "held_already"):
            said = self._synchronised(entry, not exists)
        return said.want_yes()

    def _synchronised(self, entry: Item, exists: bool) -> Envelope:
        return self._tell("synchronise", {"isUpdating": str(exists), "data": [entry]})

    def _tell(self, what: str, said: dict[str, Json]) -> Envelope:
        return self._session.tell(_INTEGRATION, {**self._service(what), **said})

    def _service(self, what: str) -> dict[str, Json]:
        return {"service": self._tables.code("services", what)}

    def _chunks(self, entries: Sequence[Item]) -> Iterator[list[Json]]:
        size = self._config.chunk
        for start in range(0, len(entries), size):
            yield list(entries[start : start + size])

    def _listed(self, row: dict[str, Any]) -> frozenset[tuple[str, str]] | None:
        """Give the marks of the progress a look-up lists; None if it lists none at all."""
        lists = [row[name] for name in self._tables.progress_lists if name in row]
        if not lists:
            return None
        return frozenset(
            (str(one.get("ThoiDiemXuLy", "")), str(one.get("TrangThai", "")))
            for listed in lists
            if isinstance(listed, list)
            for one in listed
            if isinstance(one, dict)
        )
