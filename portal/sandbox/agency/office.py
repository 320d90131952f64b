"""The parts of the agency sandbox, put together once."""

from dataclasses import dataclass

from portal.sandbox.agency.autopilot import deeds
from portal.sandbox.agency.book import Book, Delivery
from portal.sandbox.agency.faults import KINDS
from portal.sandbox.agency.files import Files
from portal.sandbox.agency.letters import Letters
from portal.sandbox.agency.news import Deed, Outbox
from portal.sandbox.agency.parties import Agency, read_agencies
from portal.sandbox.agency.schema import SCHEMA
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.store import Store
from portal.sandbox.shell.troubles import Patience


@dataclass(frozen=True, slots=True)
class Office:
    """What routes and sender need: agencies, book, letters, files, outbox, fault switches."""

    agencies: dict[str, Agency]
    book: Book
    letters: Letters
    files: Files
    outbox: Outbox
    faults: Faults
    patience: Patience

    def autopilot(self, agency: str) -> bool:
        """Say whether an agency decides by itself now."""
        return self.book.autopilot(agency, self.agencies[agency].autopilot)

    def deeds_at_once(self, delivery: Delivery) -> list[Deed]:
        """What the agency does by itself with a dossier it takes."""
        if not self.autopilot(delivery.agency):
            return []
        return deeds(self.files, delivery.agency, delivery.code)

    def skew(self, agency: str) -> float:
        """How many seconds an agency's clock is wrong."""
        setting = self.faults.active(agency).get("clock_skew")
        return setting.value if setting else 0.0


def make_office(settings: Settings, patience: Patience) -> Office:
    """Read the agencies and open the store."""
    agencies = read_agencies(settings.objects("SANDBOX_AGENCIES"))
    store = Store(settings.folder / "agency.sqlite3", SCHEMA)
    return Office(
        agencies=agencies,
        book=Book(store),
        letters=Letters(store),
        files=Files(store, settings.folder / "files"),
        outbox=Outbox(store),
        faults=Faults(store, KINDS),
        patience=patience,
    )
