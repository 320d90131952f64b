"""What changes in the questions of a form, and in the rules between their answers."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from forms.amounts import written
from forms.differences.change import Change, Teller, paired, phrase
from forms.differences.conditions import told
from forms.spec import Form, Option, Question, Rule, Step, Text

# What nobody who fills the form in would notice, and what has sentences of its own.
_SILENT = frozenset({"means", "autocomplete", "required_message"})
_WORDED = frozenset(
    "name kind label hint required show_when required_when prefills options questions "
    "settings".split()
)
_MOST, _LEAST = ("max", "max_items", "latest"), ("min", "min_items", "earliest")


@dataclass(frozen=True)
class Asked:
    """A question where it stands: its dotted name, the step's title, the group's label."""

    question: Question
    path: str
    step: Step
    group: Question | None = None

    @property
    def label(self) -> Text:
        """The label, after that of the group it is in."""
        own = self.question.label
        if self.group is None:
            return own
        return Text.made([self.group.label, own], " › ".join)


def all_asked(form: Form) -> Iterator[Asked]:
    """Every question of a form, those inside groups after their group."""
    for step in form.steps:
        for question in step.questions:
            yield Asked(question, question.name, step)
            for inner in question.questions:
                yield Asked(inner, f"{question.name}.{inner.name}", step, question)


def questions(old: Form, new: Form) -> Iterator[Change]:
    """Questions added, gone and changed, in the new form's order."""
    for before, now in paired(all_asked(old), all_asked(new), lambda asked: asked.path):
        if now is None and before is not None:
            yield Teller("question", before.path).removed("question.removed", label=before.label)
        elif before is None and now is not None:
            tell = Teller("question", now.path)
            yield tell.added("question.added", label=now.label, need=_need(now.question))
        elif before is not None and now is not None and before.question != now.question:
            yield from _changed(before, now, new)
        if (
            before is not None
            and now is not None
            and before.step.id != now.step.id
            and not now.group
        ):
            tell = Teller("question", now.path)
            yield tell.changed("question.step", label=now.label, step=now.step.title)


def _need(question: Question) -> Text:
    if question.required_when is not None:
        return phrase("need.sometimes")
    return phrase("need.required" if question.required else "need.optional")


def _changed(before: Asked, now: Asked, form: Form) -> Iterator[Change]:
    tell, old, new = Teller("question", now.path), before.question, now.question
    if old.label != new.label:
        yield tell.changed("question.label", old=before.label, new=now.label)
    if old.kind != new.kind:
        yield tell.changed("question.kind", label=now.label)
    yield from _conditions(tell, old, now, form)
    yield from _options(tell, old.options, now)
    yield from _filled_in(tell, old, now)
    if old.kind == new.kind:
        yield from _limits(tell, old, now)
    if old.hint != new.hint:
        yield tell.changed("question.hint", label=now.label)
    others = [f.name for f in fields(Question) if f.name not in _SILENT | _WORDED]
    if any(getattr(old, name) != getattr(new, name) for name in others):
        yield tell.changed("question.other", label=now.label)


def _conditions(tell: Teller, old: Question, now: Asked, form: Form) -> Iterator[Change]:
    new = now.question
    if old.show_when != new.show_when:
        if new.show_when is None:
            yield tell.changed("question.always", label=now.label)
        else:
            yield tell.changed("question.when", label=now.label, when=told(new.show_when, form))
    if old.required_when != new.required_when and new.required_when is not None:
        when = told(new.required_when, form)
        yield tell.changed("question.required_when", label=now.label, when=when)
    elif _need(old) != _need(new):
        yield tell.changed("question.need", label=now.label, new=_need(new), old=_need(old))


def _options(tell: Teller, old: tuple[Option, ...], now: Asked) -> Iterator[Change]:
    for before, option in paired(old, now.question.options, lambda option: option.value):
        if option is None and before is not None:
            yield tell.changed("option.removed", label=now.label, option=before.label)
        elif before is None and option is not None:
            yield tell.changed("option.added", label=now.label, option=option.label)
        elif before is not None and option is not None and before.label != option.label:
            words = {"old": before.label, "new": option.label}
            yield tell.changed("option.label", label=now.label, **words)
        elif before != option and option is not None:
            yield tell.changed("option.other", label=now.label, option=option.label)


def _filled_in(tell: Teller, old: Question, now: Asked) -> Iterator[Change]:
    locked = [any(one.locked for one in each.prefills) for each in (old, now.question)]
    if locked == [False, True]:
        yield tell.changed("question.locked", label=now.label)
    elif locked == [True, False]:
        yield tell.changed("question.unlocked", label=now.label)
    elif old.prefills != now.question.prefills:
        yield tell.changed("question.prefill", label=now.label)


def _limits(tell: Teller, old: Question, now: Asked) -> Iterator[Change]:
    """Limits that are numbers or days are told; what else is set differently, that it is."""
    before, after = old.settings, now.question.settings
    otherwise = {n for n in (*before, *after) if before.get(n) != after.get(n)}
    for key, names in (("question.max", _MOST), ("question.min", _LEAST)):
        for name in sorted(otherwise.intersection(names)):
            words = {"new": _limit(after.get(name)), "old": _limit(before.get(name))}
            yield tell.changed(key, label=now.label, **words)
    if otherwise.difference(_MOST, _LEAST, ("rows", "item_label", "add_label")):
        yield tell.changed("question.other", label=now.label)


def _limit(value: object) -> Text:
    if value is None:
        return phrase("limit.none")
    shown = written(value) if isinstance(value, int) else str(value)
    return Text(shown, shown)


def rules(old: Form, new: Form) -> Iterator[Change]:
    """Rules added, gone and changed; a rule is known by where and what it says."""
    for before, now in paired(old.rules, new.rules, _sentence):
        if before is None and now is not None:
            yield Teller("rule", now.at).added("rule.added", message=now.message)
        elif now is None and before is not None:
            yield Teller("rule", before.at).removed("rule.removed", message=before.message)
        elif before != now and now is not None:
            yield Teller("rule", now.at).changed("rule.changed", message=now.message)


def _sentence(rule: Rule) -> tuple[str, str]:
    return rule.at, rule.message.vi
