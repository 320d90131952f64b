"""Official documents (văn bản đến, đi): where each stands, what may be done, and its clocks.

Sources: Quyết định 28/2018/QĐ-TTg; Nghị định 30/2020/NĐ-CP Đ.15, 18, 21–23 (docs/rules.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from portal import clock
from portal.domain.calendar import Calendar
from portal.domain.working_time import later_working_day


class Direction(StrEnum):
    """Which register (sổ đăng ký văn bản) a document stands in."""

    INCOMING = "in"
    OUTGOING = "out"


class Standing(StrEnum):
    """Where a document stands at the agency whose register it is in.

    ``UNCLEAR`` is kept as it came for a person to look at: it could not be read, or is about
    nothing that is known. ``TAKEN_BACK`` was recalled or replaced, and its recipient agreed.
    """

    UNCLEAR = "unclear"
    CLOSED = "closed"
    ARRIVED = "arrived"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    IN_PROCESS = "in_process"
    FINISHED = "finished"
    SENDING = "sending"
    SENT = "sent"
    TAKEN_BACK = "taken_back"


class Deed(StrEnum):
    """What an officer does with a document."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    ASSIGN = "assign"
    PROCESS = "process"
    FINISH = "finish"
    AGREE = "agree"
    DECLINE = "decline"
    RECALL = "recall"
    UPDATE = "update"
    REPLACE = "replace"
    LINK = "link"
    CLOSE = "close"


# The code each deed is told to the sender by (trạng thái xử lý văn bản).
CODES: Mapping[Deed, str] = {
    Deed.ACCEPT: "03",
    Deed.REFUSE: "02",
    Deed.ASSIGN: "04",
    Deed.PROCESS: "05",
    Deed.FINISH: "06",
    Deed.AGREE: "15",
    Deed.DECLINE: "16",
    Deed.RECALL: "13",
}
AFTER: Mapping[Deed, Standing] = {
    Deed.ACCEPT: Standing.ACCEPTED,
    Deed.REFUSE: Standing.REFUSED,
    Deed.ASSIGN: Standing.ASSIGNED,
    Deed.PROCESS: Standing.IN_PROCESS,
    Deed.FINISH: Standing.FINISHED,
    Deed.CLOSE: Standing.CLOSED,
}
_WORKED_ON = (Deed.ASSIGN, Deed.PROCESS, Deed.FINISH, Deed.LINK)
_POSSIBLE: Mapping[Standing, tuple[Deed, ...]] = {
    Standing.UNCLEAR: (Deed.CLOSE,),
    Standing.ARRIVED: (Deed.ACCEPT, Deed.REFUSE, Deed.LINK),
    Standing.ACCEPTED: _WORKED_ON,
    Standing.ASSIGNED: _WORKED_ON,
    Standing.IN_PROCESS: _WORKED_ON,
    Standing.FINISHED: (Deed.LINK,),
    Standing.SENT: (Deed.RECALL, Deed.UPDATE, Deed.REPLACE, Deed.LINK),
}
# A document of its own says these; it is written, and does not only tell.
WRITTEN = frozenset({Deed.UPDATE, Deed.REPLACE})
# A reason is owed to whoever is told no.
NEED_WORDS = frozenset({Deed.REFUSE, Deed.DECLINE, Deed.RECALL, Deed.CLOSE})
# Work has begun in the system, and was not only taken in: what the targets of the Government count.
ONLINE = frozenset({Deed.ASSIGN, Deed.PROCESS, Deed.FINISH})

# How far each status is; statuses come out of order, and an earlier one takes nothing back.
RANKS: Mapping[str, int] = {"01": 1, "03": 2, "04": 3, "05": 4, "06": 5, "02": 6, "16": 7, "15": 8}


def possible(standing: Standing, *, asked_back: bool) -> tuple[Deed, ...]:
    """Say what may be done now; a document its sender asks back is frozen until that is answered.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục VI (freeze on recall).
    """
    if asked_back and standing not in (Standing.TAKEN_BACK, Standing.REFUSED):
        return (Deed.AGREE, Deed.DECLINE)
    return _POSSIBLE.get(standing, ())


def further(before: str | None, told: str) -> str:
    """Say which of two statuses counts; one that nobody knows never does."""
    return told if RANKS.get(told, 0) >= RANKS.get(before or "", 0) else before or told


@dataclass(frozen=True)
class Clock:
    """One duty with its time: until when, and when it was done (None: not yet)."""

    name: str
    until: datetime
    done_at: datetime | None

    @property
    def last_day(self) -> date | None:
        """Give the day by whose end it has to be done; None where an hour is meant."""
        day = clock.day(self.until)
        ends = self.until == clock.moment(day, clock.MIDNIGHT)
        return day - timedelta(days=1) if ends else None

    def kept(self, now: datetime) -> bool | None:
        """Say whether it was kept, before its time; None while nobody can tell yet."""
        if self.done_at is None:
            return None if now < self.until else False
        return self.done_at < self.until


def send_by(signed_on: date, calendar: Calendar) -> datetime:
    """Say until when a document signed on a day has to be sent.

    The same day, at the latest the morning of the next working day: Quyết định 28/2018/QĐ-TTg;
    Nghị định 30/2020/NĐ-CP Đ.18.
    """
    return clock.moment(later_working_day(calendar, signed_on + timedelta(days=1), 0), time(12))


def acknowledge_by(arrived_at: datetime) -> datetime:
    """Say until when a document that arrived has to be acknowledged: the end of that day.

    Source: Nghị định 30/2020/NĐ-CP Đ.21.
    """
    return clock.moment(clock.day(arrived_at) + timedelta(days=1), clock.MIDNIGHT)


def submit_by(arrived_at: datetime, calendar: Calendar) -> datetime:
    """Say until when it has to lie before whoever decides: that day, at latest the next working.

    Source: Nghị định 30/2020/NĐ-CP Đ.23.
    """
    after = later_working_day(calendar, clock.day(arrived_at) + timedelta(days=1), 0)
    return clock.moment(after + timedelta(days=1), clock.MIDNIGHT)
