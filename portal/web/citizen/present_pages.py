"""What the open pages are given to show: home, procedure, start, look-up; who runs the portal."""

from dataclasses import dataclass
from datetime import date

from portal.web.citizen.present import ErrorLine, Field
from portal.web.citizen.present_dossier import DossierPage


@dataclass(frozen=True)
class Site:
    """Who runs this portal and how to reach them; ``sandbox`` shows the sample-data notice."""

    operator: str = ""
    phone: str = ""
    email: str = ""
    sandbox: bool = False


@dataclass(frozen=True)
class Link:
    """Somewhere to go, and a word about it."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class LifeEvent:
    """A moment of a life (sinh con, chuyển nhà …) and the procedures it brings."""

    title: str
    links: tuple[Link, ...]
    note: str = ""


@dataclass(frozen=True)
class HomePage:
    """The home page. ``hits`` is None before a search, and empty when it found nothing."""

    events: tuple[LifeEvent, ...]
    query: str = ""
    hits: tuple[Link, ...] | None = None


@dataclass(frozen=True)
class Fact:
    """Something true of a procedure. ``unsure`` says in a sentence why it should be checked."""

    text: str
    label: str = ""
    note: str = ""
    unsure: str = ""


@dataclass(frozen=True)
class DocumentNeed:
    """A paper to hand in: its name, when it is needed, how many originals and copies."""

    name: str
    when: str = ""
    copies: str = ""
    form_href: str = ""
    required: bool = True
    unsure: str = ""


@dataclass(frozen=True)
class LegalBasis:
    """A law or decree a procedure rests on (căn cứ pháp lý)."""

    number: str
    name: str
    issued_on: date | None = None
    href: str = ""


@dataclass(frozen=True)
class ProcedurePage:
    """A procedure (thủ tục hành chính) as on the national portal; without ``start_href`` it cannot
    be done online here and ``closed`` says why."""

    code: str
    name: str
    summary: str
    who: tuple[Fact, ...]
    documents: tuple[DocumentNeed, ...]
    fees: tuple[Fact, ...]
    times: tuple[Fact, ...]
    agency: Fact
    results: tuple[Fact, ...]
    legal: tuple[LegalBasis, ...] = ()
    cases: tuple[Fact, ...] = ()
    start_href: str = ""
    closed: str = ""
    draft_href: str = ""


@dataclass(frozen=True)
class StartPage:
    """Where a citizen chooses the case and the agency; ``sign_in_href`` until signed in."""

    procedure: str
    action: str
    fields: tuple[Field, ...]
    back_href: str
    sign_in_href: str = ""
    communes_href: str = ""

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        return tuple(line for each in self.fields for line in each.errors())


@dataclass(frozen=True)
class LookupPage:
    """Look-up without signing in: the questions, and the dossier if one was found.

    ``not_found`` is the same whether there is no such dossier or the number does not fit.
    """

    action: str
    fields: tuple[Field, ...]
    dossier: DossierPage | None = None
    not_found: bool = False

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        return tuple(line for each in self.fields for line in each.errors())
