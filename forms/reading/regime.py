"""Readers of a report regime: its days, its columns, its tree of rows, and whether they fit."""

from itertools import combinations
from typing import get_args

from forms.reading.checks import unique
from forms.reading.nodes import At, Keys
from forms.reading.procedure import CHANNELS, NOTHING, legal, name
from forms.reading.values import SOURCED, sourced, translated
from forms.spec.reports import (
    WHAT,
    Column,
    Days,
    Facts,
    Invariant,
    Judging,
    PeriodLetter,
    Received,
    Receiver,
    Regime,
    ReportKind,
    RowGroup,
    Rows,
    RowsBy,
    Selection,
    SendingWay,
    Standing,
    Timing,
)

_KNOWN = (
    "report name kind facts unit reporter receiver ways frequency days timing narrative columns "
    "invariants rows legal"
).split()
_REQUIRED = "report name kind unit reporter receiver columns invariants rows legal".split()
_ALL = Selection()
_NO_ROWS = Rows(NOTHING, "field", ())


def regime(at: At, text_hash: str) -> Regime:
    """Read a whole regime; whatever does not fit together is noted."""
    keys = Keys.of(at, (*_KNOWN, *SOURCED), tuple(_REQUIRED))
    read = Regime(
        code=keys.take("report", At.text, ""),
        hash=text_hash,
        name=keys.take("name", translated, NOTHING),
        kind=keys.take("kind", lambda x: x.one_of(get_args(ReportKind)), "periodic"),
        facts=keys.take("facts", lambda x: x.one_of(get_args(Facts)), "dossiers"),
        unit=keys.take("unit", translated, NOTHING),
        reporter=keys.take("reporter", translated, NOTHING),
        receiver=keys.take("receiver", _receiver, Receiver(NOTHING, "")),
        ways=keys.each("ways", lambda x: x.one_of(get_args(SendingWay))),
        frequency=keys.each("frequency", lambda x: x.one_of(get_args(PeriodLetter))),
        days=keys.take("days", _days, Days()),
        judging=keys.take("timing", _judging, Judging()),
        narrative=keys.each("narrative", translated),
        columns=keys.each("columns", _column),
        invariants=keys.each("invariants", _invariant),
        rows=keys.take("rows", _rows, _NO_ROWS),
        legal=keys.each("legal", legal),
        sourced=sourced(keys),
    )
    _check(read, keys)
    return read


def _receiver(at: At) -> Receiver:
    keys = Keys.of(at, ("name", "top"), ("name", "top"))
    return Receiver(keys.take("name", translated, NOTHING), keys.take("top", At.text, ""))


def _days(at: At) -> Days:
    known = ("first_day", "last_day", "due_day", "working_days")
    keys = Keys.of(at, known, known)
    days = Days(**{each: keys.take(each, At.whole, getattr(Days(), each)) for each in known})
    following = 2 <= days.first_day <= 28 and days.last_day == days.first_day - 1
    if not following or not days.last_day < days.due_day <= 28:
        at.wrong("bad_days")
    return days


def _judging(at: At) -> Judging:
    keys = Keys.of(at, ("without_due_date", "given_back", "awaiting_supplement"))
    return Judging(
        without_due_date=keys.take("without_due_date", _timing, "on_time"),
        given_back=keys.take("given_back", _timing, None),
        awaiting_supplement=keys.take("awaiting_supplement", _timing, None),
    )


def _timing(at: At) -> Timing:
    return at.one_of(get_args(Timing))


def _column(at: At) -> Column:
    known = ("id", "number", "name", "group", "counts")
    keys = Keys.of(at, (*known, *SOURCED), ("id", "number", "name", "counts"))
    return Column(
        id=keys.take("id", name, ""),
        number=keys.take("number", At.whole, 0),
        name=keys.take("name", translated, NOTHING),
        group=keys.take("group", translated, None),
        counts=keys.take("counts", _selection, _ALL),
        sourced=sourced(keys),
    )


def _selection(at: At) -> Selection:
    keys = Keys.of(at, ("received", "channel", "standing", "timing", "what", "level"))
    return Selection(
        received=keys.each("received", lambda x: x.one_of(get_args(Received))),
        channel=keys.each("channel", lambda x: x.one_of(CHANNELS)),
        standing=keys.each("standing", lambda x: x.one_of(get_args(Standing))),
        timing=keys.each("timing", _timing),
        what=keys.each("what", At.text),
        level=keys.each("level", name),
    )


def _invariant(at: At) -> Invariant:
    keys = Keys.of(at, ("total", "is"), ("total", "is"))
    return Invariant(keys.take("total", At.text, ""), keys.each("is", At.text))


def _rows(at: At) -> Rows:
    keys = Keys.of(at, ("total", "by", "groups"), ("total", "by", "groups"))
    return Rows(
        total=keys.take("total", translated, NOTHING),
        by=keys.take("by", lambda x: x.one_of(get_args(RowsBy)), "field"),
        groups=keys.each("groups", _group),
    )


def _group(at: At) -> RowGroup:
    known = ("id", "name", "levels", "from", "until")
    keys = Keys.of(at, (*known, *SOURCED), ("id", "name", "levels"))
    return RowGroup(
        id=keys.take("id", At.text, ""),
        name=keys.take("name", translated, NOTHING),
        levels=keys.each("levels", name),
        valid_from=keys.take("from", At.day, None),
        valid_until=keys.take("until", At.day, None),
        sourced=sourced(keys),
    )


def _check(read: Regime, keys: Keys) -> None:
    if read.kind == "periodic" and not read.frequency and keys.at.is_map:
        keys.at.wrong("missing_key", key="frequency")
    ids = [column.id for column in read.columns]
    unique(keys, "columns", ids)
    rows = keys.get("rows")
    if rows is not None and rows.is_map:
        inner = Keys(rows, {key.what: value for key, value in rows.pairs()})
        unique(inner, "groups", [group.id for group in read.rows.groups])
        _apart(inner, read.rows.groups)
    _of_its_facts(read, keys)
    invariants = keys.get("invariants")
    nodes = invariants.items() if invariants and invariants.is_list else ()
    for node, invariant in zip(nodes, read.invariants, strict=False):
        for named in (invariant.total, *invariant.parts):
            if named not in ids:
                node.wrong("unknown_column", value=named)


def _of_its_facts(read: Regime, keys: Keys) -> None:
    """A column counts what the regime's facts tell: dossiers by how they stand, others by what."""
    columns = keys.get("columns")
    nodes = columns.items() if columns and columns.is_list else ()
    known = WHAT[read.facts]
    for node, column in zip(nodes, read.columns, strict=False):
        counts = column.counts
        strange = [each for each in counts.what if each not in known]
        stands = counts.received or counts.channel or counts.standing or counts.timing
        if strange or (known and (stands or not counts.what)):
            said = ", ".join(strange) or column.id
            node.wrong(
                "not_of_facts",
                value=said,
                facts=read.facts,
                known=", ".join(known) or "–",
            )


def _apart(keys: Keys, groups: tuple[RowGroup, ...]) -> None:
    """A dossier is counted in one row: no level belongs to two groups of a period."""
    at = keys.get("groups")
    nodes = at.items() if at and at.is_list else ()
    for (_, one), (node, other) in combinations(zip(nodes, groups, strict=False), 2):
        shared = sorted({*one.levels} & {*other.levels})
        if shared and _overlap(one, other):
            node.wrong("level_twice", value=", ".join(shared), other=one.id)


def _overlap(one: RowGroup, other: RowGroup) -> bool:
    ends = [day for day in (one.valid_until, other.valid_until) if day]
    begins = [day for day in (one.valid_from, other.valid_from) if day]
    return not ends or not begins or max(begins) <= min(ends)
