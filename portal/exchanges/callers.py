"""Who calls us: an agency's system, by the code in the address and the proof in the headers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.base import AgencyConnector
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import agencies


@dataclass(frozen=True)
class Call:
    """A request as it came: ``target`` is what stood on the request line, query included."""

    method: str
    target: str
    headers: Mapping[str, str] = field(repr=False)


def partner(rt: Runtime, code: str) -> tuple[Agency, AgencyConnector]:
    """Give an agency and the connector that reads what its system says.

    :raises NotFound: if there is no such agency.
    """
    with rt.db.read() as session:
        agency = agencies.by_code(session, code)
    return agency, rt.partners.agency(agency)
