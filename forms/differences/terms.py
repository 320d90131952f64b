"""What changes in fees, times, agencies, results and papers."""

from collections.abc import Iterator

from forms.amounts import written, written_decimal
from forms.differences.change import Change, Teller, paired, phrase
from forms.differences.conditions import told
from forms.spec import Channel, Fee, Form, Processing, Text

_CHANNELS: tuple[Channel, ...] = ("online", "direct", "postal")


def fees(old: Form, new: Form) -> Iterator[Change]:
    """Fees added, gone and changed."""
    for before, now in paired(old.fees, new.fees, lambda fee: fee.id):
        if before is None and now is not None:
            amount = _amount(now, next(iter(now.amounts), "online"))
            yield Teller("fee", now.id).added("fee.added", name=now.name, amount=amount)
        elif now is None and before is not None:
            yield Teller("fee", before.id).removed("fee.removed", name=before.name)
        elif before is not None and now is not None:
            yield from _fee(before, now, new)


def _fee(old: Fee, new: Fee, form: Form) -> Iterator[Change]:
    tell = Teller("fee", new.id)
    if old.name != new.name:
        yield tell.changed("fee.name", old=old.name, new=new.name)
    yield from _amounts(tell, old, new)
    if old.when != new.when:
        if new.when is None:
            yield tell.changed("fee.always", name=new.name)
        else:
            yield tell.changed("fee.when", name=new.name, when=told(new.when, form))
    if (old.per, old.type) != (new.per, new.type):
        yield tell.changed("fee.per", name=new.name)
    if (old.exempt, old.exemptions) != (new.exempt, new.exemptions):
        yield tell.changed("fee.exempt", name=new.name)


def _amounts(tell: Teller, old: Fee, new: Fee) -> Iterator[Change]:
    """One sentence if the fee changes alike however one applies, else one for each way."""
    pairs = {c: (_amount(old, c), _amount(new, c)) for c in _CHANNELS}
    offered = {c: pair for c, pair in pairs.items() if c in old.amounts or c in new.amounts}
    changes = {c: pair for c, pair in offered.items() if pair[0] != pair[1]}
    if changes and len(set(offered.values())) == 1:
        before, now = next(iter(changes.values()))
        yield tell.changed("fee.amount", name=new.name, old=before, new=now)
        return
    for channel, (before, now) in changes.items():
        way = phrase(f"channel.{channel}")
        yield tell.changed("fee.channel", name=new.name, channel=way, old=before, new=now)


def _amount(fee: Fee, channel: Channel) -> Text:
    if channel not in fee.amounts:
        return phrase("amount.none")
    amount = fee.amounts[channel]
    if amount is None:
        return phrase("amount.local")
    return phrase("amount.dong", amount=written(amount)) if amount else phrase("amount.free")


def times(old: Form, new: Form) -> Iterator[Change]:
    """How long the agency has; two terms are the same one if they hold in the same cases."""
    for before, now in paired(old.processing, new.processing, lambda one: one.when):
        if before is None and now is not None:
            yield _time("time").added("time.added", time=_term(now), when=_when(now, new))
        elif now is None and before is not None:
            yield _time("time").removed("time.removed", time=_term(before), when=_when(before, old))
        elif before is not None and now is not None and _term(before) != _term(now):
            words = {"old": _term(before), "new": _term(now), "when": _when(now, new)}
            yield _time("time").changed("time.changed", **words)
        elif before is not None and now is not None and before.note != now.note:
            yield _time("time").changed("time.note")


def _time(name: str) -> Teller:
    return Teller("time", name)


def _term(processing: Processing) -> Text:
    count = written_decimal(processing.quantity.normalize())
    term = phrase(f"time.{processing.unit}", count=count)
    if processing.cut_off is None:
        return term
    return phrase("time.cut_off", time=term, hour=processing.cut_off.strftime("%H:%M"))


def _when(processing: Processing, form: Form) -> Text:
    if processing.when is None:
        return Text("", "")
    return phrase("time.when", when=told(processing.when, form))


def outcomes(old: Form, new: Form) -> Iterator[Change]:
    """Who decides, what the citizen gets, and on which form the agency answers."""
    for before, now in paired(old.competence, new.competence, lambda one: one.level):
        if before is None and now is not None:
            yield Teller("agency", now.level).added("agency.added", name=now.name)
        elif now is None and before is not None:
            yield Teller("agency", before.level).removed("agency.removed", name=before.name)
        elif before is not None and now is not None:
            tell = Teller("agency", now.level)
            if before.name != now.name:
                yield tell.changed("agency.name", old=before.name, new=now.name)
            if (before.valid_from, before.valid_until) != (now.valid_from, now.valid_until):
                yield tell.changed("agency.valid", name=now.name)
    yield from _results(old, new)
    yield from _papers(old, new)


def _results(old: Form, new: Form) -> Iterator[Change]:
    for before, now in paired(old.results, new.results, lambda one: one.name.vi):
        if before is None and now is not None:
            yield Teller("result", now.name.vi).added("result.added", name=now.name)
        elif now is None and before is not None:
            yield Teller("result", before.name.vi).removed("result.removed", name=before.name)
        elif before is not None and now is not None:
            if (before.valid_from, before.valid_until) != (now.valid_from, now.valid_until):
                yield Teller("result", now.name.vi).changed("result.valid", name=now.name)


def _papers(old: Form, new: Form) -> Iterator[Change]:
    for before, now in paired(old.papers.items(), new.papers.items(), lambda item: item[0]):
        if before is None and now is not None:
            name, paper = now
            yield Teller("result", name).added("paper.added", name=paper.name, form=paper.form)
        elif now is None and before is not None:
            yield Teller("result", before[0]).removed("paper.removed", name=before[1].name)
        elif before is not None and now is not None and before[1].form != now[1].form:
            name, paper = now
            yield Teller("result", name).changed("paper.form", name=paper.name, form=paper.form)
