"""When something on paper may be said to have been received.

The term runs from the moment the desk had the dossier in hand, which is often earlier than
somebody found the time to enter it. Over the counter that is the same day; a letter may lie
over a holiday. Source: house rule (docs/rules.md says how sure).
"""

from datetime import datetime, timedelta

from portal import clock
from portal.domain.errors import Unacceptable
from portal.domain.states import Channel

LONGEST_IN_THE_POST_ROOM = timedelta(days=15)
CHANNELS = (Channel.DIRECT, Channel.POSTAL)


def check_received(channel: Channel, at: datetime) -> None:
    """Let a moment of receipt pass.

    :raises Unacceptable: ``later`` than now, ``day`` (not today, at the counter) or ``long_ago``.
    """
    if at > clock.now():
        raise Unacceptable("later")
    if channel == Channel.DIRECT and clock.day(at) != clock.today():
        raise Unacceptable("day")
    if clock.now() - at > LONGEST_IN_THE_POST_ROOM:
        raise Unacceptable("long_ago")
