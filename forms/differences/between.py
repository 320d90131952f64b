"""Every change between two versions of a form, in the order a citizen meets the things."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from forms.differences.change import Change, Teller, paired
from forms.differences.conditions import told
from forms.differences.confirming import confirmations
from forms.differences.hops import hops
from forms.differences.papers import documents
from forms.differences.questions import questions, rules
from forms.differences.terms import fees, outcomes, times
from forms.spec import Form, Sourced, Step


@lru_cache(maxsize=64)
def differences(old: Form, new: Form) -> tuple[Change, ...]:
    """What a citizen meets otherwise in `new` than in `old`; nothing if nobody would notice."""
    if old == new:
        return ()
    sections = (
        *(procedure, cases, steps, questions, rules, documents, confirmations),
        *(hops, fees, times, outcomes, basis),
    )
    return tuple(change for section in sections for change in section(old, new))


def procedure(old: Form, new: Form) -> Iterator[Change]:
    """The procedure itself: its name, who may apply, with which identity."""
    tell = Teller("procedure", new.code)
    if old.name != new.name:
        yield tell.changed("form.name", old=old.name, new=new.name)
    if old.summary != new.summary:
        yield tell.changed("form.summary")
    if (old.valid_from, old.valid_until) != (new.valid_from, new.valid_until):
        yield tell.changed("form.valid")
    if old.assurance != new.assurance:
        yield tell.changed("form.assurance", old=old.assurance, new=new.assurance)
    if replace(old.acting, sourced=Sourced()) != replace(new.acting, sourced=Sourced()):
        yield tell.changed("form.acting")
    yield from _notices(tell, old, new)


def _notices(tell: Teller, old: Form, new: Form) -> Iterator[Change]:
    for before, now in paired(old.notices, new.notices, lambda notice: notice[1]):
        if before is None and now is not None:
            yield tell.added("notice.added", text=now[1])
        elif now is None and before is not None:
            yield tell.removed("notice.removed", text=before[1])
        elif before != now and now is not None:
            yield tell.changed("notice.when", text=now[1])


def cases(old: Form, new: Form) -> Iterator[Change]:
    """The cases a citizen chooses from."""
    for before, now in paired(old.cases, new.cases, lambda case: case.id):
        if before is None and now is not None:
            yield Teller("case", now.id).added("case.added", name=now.name)
        elif now is None and before is not None:
            yield Teller("case", before.id).removed("case.removed", name=before.name)
        elif before is not None and now is not None:
            if before.name != now.name:
                yield Teller("case", now.id).changed("case.name", old=before.name, new=now.name)
            if before.hint != now.hint:
                yield Teller("case", now.id).changed("case.hint", name=now.name)


def steps(old: Form, new: Form) -> Iterator[Change]:
    """The pages of the form."""
    for before, now in paired(old.steps, new.steps, lambda step: step.id):
        if before is None and now is not None:
            yield Teller("step", now.id).added("step.added", name=now.title)
        elif now is None and before is not None:
            yield Teller("step", before.id).removed("step.removed", name=before.title)
        elif before is not None and now is not None:
            yield from _step(before, now, new)
    kept = [[step.id for step in form.steps] for form in (old, new)]
    common = set(kept[0]) & set(kept[1])
    if [name for name in kept[0] if name in common] != [name for name in kept[1] if name in common]:
        yield Teller("step", new.code).changed("step.order")


def _step(old: Step, new: Step, form: Form) -> Iterator[Change]:
    tell = Teller("step", new.id)
    if old.title != new.title:
        yield tell.changed("step.name", old=old.title, new=new.title)
    if old.intro != new.intro:
        yield tell.changed("step.intro", name=new.title)
    if old.show_when != new.show_when:
        if new.show_when is None:
            yield tell.changed("step.always", name=new.title)
        else:
            yield tell.changed("step.when", name=new.title, when=told(new.show_when, form))


def basis(old: Form, new: Form) -> Iterator[Change]:
    """The acts the procedure stands on."""
    for before, now in paired(old.legal, new.legal, lambda act: act.number):
        if before is None and now is not None:
            tell = Teller("procedure", now.number)
            yield tell.added("legal.added", number=now.number, title=now.title)
        elif now is None and before is not None:
            tell = Teller("procedure", before.number)
            yield tell.removed("legal.removed", number=before.number, title=before.title)
