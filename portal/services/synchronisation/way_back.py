"""How a result went back, or is to go back, as of an event."""

from portal.domain.returning import Parcel, Way
from portal.services.desk.handing_over import HANDED_OVER
from portal.services.returning import choosing, parcels
from portal.services.synchronisation.course import Course

_SAID = (choosing.CHOSEN, HANDED_OVER)
_POSTED = parcels.kind(Parcel.POSTED)


def by_post(course: Course) -> bool:
    """Say whether a result goes by post: as was last chosen or done by then."""
    way: str = Way.COUNTER
    for event in course.events:
        if event.kind in _SAID:
            way = event.facts["way"]
        elif event.kind == _POSTED:
            way = Way.POST
    return way == Way.POST
