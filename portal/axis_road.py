"""The axis as an agency's road: dossiers go to it as official documents, and in no other way.

It is a connector like the others, below the runtime like the desk, so that no process can forget
it. What carries a dossier there is an official document with a register and promises of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from connectors.errors import Misconfigured, NotOffered
from connectors.messages import (
    Dossier,
    Held,
    Message,
    Rating,
    Receipt,
    Supplement,
    Withdrawal,
)
from connectors.organisations import is_organisation
from portal.desk import Desk
from portal.models import Agency

NAME = "axis"
_KNOWN = (
    *("organ", "through", "signer", "position", "competence", "place", "notation"),
    *("supplement", "refusal", "withdrawal"),
)
_WANTED = ("organ", "through", "signer", "place")


@dataclass(frozen=True)
class Road:
    """How dossiers travel to an agency: to which identifier, in whose name, signed by whom.

    ``through`` is the agency whose line and whose outgoing register they go by. ``supplement``,
    ``refusal`` and ``withdrawal`` are the words, ``;`` between them, by which a document that
    answers asks for more, refuses, or lets a dossier be withdrawn (docs/rules.md says how sure).
    """

    organ: str
    through: str
    signer: str
    place: str
    position: str = ""
    competence: str = ""
    notation: str = "TTHC"
    supplement: str = "yêu cầu bổ sung; đề nghị bổ sung; bổ sung, hoàn thiện hồ sơ"
    refusal: str = "từ chối tiếp nhận; từ chối giải quyết; không tiếp nhận hồ sơ"
    withdrawal: str = "đồng ý rút hồ sơ; đồng ý cho rút hồ sơ; đồng ý việc rút hồ sơ"


def read(settings: Mapping[str, object]) -> Road:
    """Read an agency's settings.

    :raises Misconfigured: naming everything that is wrong.
    """
    told = {name: str(said).strip() for name, said in settings.items()}
    wrong = [f"{name} is missing" for name in _WANTED if not told.get(name)]
    wrong += [f"{name} is not a setting of this road" for name in sorted(set(told) - set(_KNOWN))]
    if told.get("organ") and not is_organisation(told["organ"]):
        wrong.append("organ is no organisation identifier")
    if wrong:
        raise Misconfigured("settings of axis: " + "; ".join(wrong))
    return Road(**told)


def _no(what: str) -> NoReturn:
    raise NotOffered(f"an agency on the axis has no call for {what}: write it a document")


class AxisRoad(Desk):
    """One agency that is reached by documents. Implements ``connectors.base.AgencyConnector``.

    Like a desk it has no door for programs and no network of its own.
    """

    def submit(self, dossier: Dossier, key: str) -> Receipt:
        """Take nothing: a dossier is laid into the register of outgoing documents instead."""
        _no("a dossier")

    def ask(self, code: str) -> Held | None:
        """Say nothing of what it holds: its statuses come as documents' statuses do."""
        _no("what it holds")

    def inventory(self, cursor: str) -> tuple[Sequence[Held], str] | None:
        """Say None: it lists nothing."""
        return None

    def supplement(self, supplement: Supplement, key: str) -> Receipt:
        """Take nothing: it travels as a document, in the thread of the first one."""
        _no("a supplement")

    def write(self, message: Message, key: str) -> Receipt:
        """Take nothing: it travels as a document, in the thread of the first one."""
        _no("a message")

    def rate(self, rating: Rating, key: str) -> Receipt:
        """Take nothing."""
        _no("a rating")

    def withdraw(self, withdrawal: Withdrawal, key: str) -> Receipt:
        """Take nothing: it travels as a document, in the thread of the first one."""
        _no("a withdrawal")

    def holds(self, sent: Supplement | Message | Rating | Withdrawal) -> bool:
        """Say nothing of what it holds."""
        _no("what it holds")


def of(agency: Agency) -> Road | None:
    """Give the road to an agency, None if it is reached otherwise.

    :raises Misconfigured: naming everything that is wrong with it.
    """
    return read(agency.endpoint) if agency.connector == NAME else None
