"""Readers of steps, questions, their options and their kinds' settings."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from forms.kinds import KINDS, Kind, Setting
from forms.means import IDENTITY, KNOWN
from forms.patterns import BadPattern, pattern
from forms.reading.formulas import FormulaReader
from forms.reading.ledger import Ledger
from forms.reading.nodes import At, Keys
from forms.reading.values import ConditionReader, clock, number, plain, translated
from forms.spec import Composed, Computation, Option, Prefill, Question, Spelled, Step, Text

NAME = pattern(r"[a-z][a-z0-9_]{0,59}")
SLUG = pattern(r"[a-z][a-z0-9-]{0,59}")
RESERVED_STEPS = frozenset(("giay-to", "kiem-tra", "nop", "ban-moi"))
RESERVED_NAMES = frozenset(("documents", "case", "csrf_token"))
_COMMON = (
    "name kind label hint required means show_when required_when required_message prefill locked "
    "autocomplete default options questions"
).split()
_ANSWERED = ("required", "required_when", "required_message", "prefill", "locked", "default")
_SETTINGS = tuple({setting: None for kind in KINDS.values() for setting in kind.settings})


class QuestionReader:
    """Reads the steps of one file into a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.conditions = ConditionReader(ledger)
        self.formulas = FormulaReader(ledger, self.conditions)

    def step(self, at: At) -> Step:
        """One page of the form."""
        keys = Keys.of(
            at, ("id", "title", "intro", "show_when", "questions"), ("id", "title", "questions")
        )
        return Step(
            id=keys.take("id", _step_id, ""),
            title=keys.take("title", translated, Text("", "")),
            intro=keys.take("intro", translated, None),
            show_when=keys.take("show_when", self.conditions.read, None),
            questions=keys.each("questions", self.question),
        )

    def question(self, at: At) -> Question:
        """One question with everything its kind allows."""
        told = self._kind(at)
        kind, known = told or KINDS["text"], _known(told)
        keys = Keys.of(at, known, ("name", "kind", "label"))
        name = keys.take("name", _name, "")
        question = Question(
            name=name,
            kind=kind.name,
            label=keys.take("label", translated, Text("", "")),
            hint=keys.take("hint", translated, None),
            required=keys.take("required", At.flag, kind.has_value and not kind.computed),
            means=keys.take("means", _means, None),
            show_when=keys.take("show_when", self.conditions.read, None),
            required_when=keys.take("required_when", self.conditions.read, None),
            required_message=keys.take("required_message", translated, None),
            prefills=self._prefills(keys),
            autocomplete=keys.take("autocomplete", At.text, None),
            default=keys.take("default", plain, None),
            options=keys.each("options", _option),
            questions=self._inner(keys, name),
            settings=self._settings(keys, kind),
        )
        if kind.computed:
            question = self._computed(keys, question)
        if told:
            _fits(keys, kind, question)
        self._define(at, question)
        return question

    def _computed(self, keys: Keys, question: Question) -> Question:
        """With its formulas; a value that is counted is a number, unless it says money."""
        if not keys.get("value"):
            keys.at.wrong("needs_value")
        for key in _ANSWERED:
            if node := keys.get(key):
                node.wrong("computed_takes_no", key=key)
        nothing: tuple[Computation, ...] = ()
        computed = keys.take("value", self.formulas.read, nothing)
        texts = [isinstance(one.formula, Composed | Spelled) for one in computed]
        shown_as = question.settings.get("as", "text" if all(texts) else "number")
        if any(texts) and (shown_as != "text" or not all(texts)):
            keys.at.wrong("not_a_text_value", value=shown_as)
        return replace(question, computed=computed, settings={"as": shown_as})

    def _define(self, at: At, question: Question) -> None:
        path = f"{self.ledger.group}.{question.name}" if self.ledger.group else question.name
        if path in self.ledger.questions:
            line = self.ledger.lines[path]
            at.wrong("duplicate", value=question.name, line=line, sort="question")
        self.ledger.define(path, question, at.line)

    def _kind(self, at: At) -> Kind | None:
        kind_at = next((value for key, value in at.pairs() if key.what == "kind"), None)
        if kind_at is None:
            return KINDS["text"]
        name = kind_at.text()
        if name not in KINDS:
            kind_at.wrong("unknown_kind", value=name, choices=", ".join(KINDS))
        return KINDS.get(name)

    def _inner(self, keys: Keys, name: str) -> tuple[Question, ...]:
        at = keys.get("questions")
        if at is None:
            return ()
        if self.ledger.group is not None:
            at.wrong("group_in_group")
            return ()
        self.ledger.group = name
        try:
            return tuple(self.question(item) for item in at.items())
        finally:
            self.ledger.group = None

    def _prefills(self, keys: Keys) -> tuple[Prefill, ...]:
        at = keys.get("prefill")
        locked = keys.take("locked", At.flag, False)
        if at is None:
            return ()
        if at.is_list:
            return tuple(self._prefill(item) for item in at.items())
        return (Prefill(self._source(at), None, locked),)

    def _prefill(self, at: At) -> Prefill:
        keys = Keys.of(at, ("from", "when", "locked"), ("from",))
        return Prefill(
            source=keys.take("from", self._source, ""),
            when=keys.take("when", self.conditions.read, None),
            locked=keys.take("locked", At.flag, False),
        )

    def _source(self, at: At) -> str:
        source = at.text()
        where, _, name = source.partition(".")
        if where == "identity" and name in IDENTITY:
            return source
        if where == "answer" and name in self.ledger.questions:
            return source
        at.wrong("unknown_prefill", value=source)
        return source

    def _settings(self, keys: Keys, kind: Kind) -> Mapping[str, Any]:
        return {
            name: self._setting(setting, keys.found[name])
            for name, setting in kind.settings.items()
            if name in keys.found
        }

    def _setting(self, setting: Setting, at: At) -> Any:
        readers: dict[str, Callable[[At], Any]] = {
            "whole": At.whole,
            "number": number,
            "flag": At.flag,
            "date": At.day,
            "time": clock,
            "pattern": _pattern,
            "translated": translated,
            "question": lambda node: self.ledger.refer(node, "beside"),
            "text": lambda node: node.one_of(setting.choices) if setting.choices else node.text(),
            "words": lambda node: _words(node, setting.choices),
        }
        return readers[setting.type](at)


def _known(kind: Kind | None) -> tuple[str, ...]:
    """Of a kind nobody knows, that alone is told: its settings may be right for what was meant."""
    if kind is None:
        return (*_COMMON, *_SETTINGS, "value")
    return (*_COMMON, *kind.settings, *(("value",) if kind.computed else ()))


def _fits(keys: Keys, kind: Kind, question: Question) -> None:
    """Whether the question has what its kind needs, and nothing it cannot use."""
    at = keys.at
    named = "list" in question.settings
    if kind.has_options and not question.options and not named:
        at.wrong("needs_options", kind=kind.name)
    if question.options and named:
        at.wrong("options_or_list")
    if named and not NAME.fullmatch(question.settings["list"]):
        at.wrong("bad_name", value=question.settings["list"])
    if question.options and not kind.has_options:
        at.wrong("no_options", kind=kind.name)
    if kind.name == "group" and not question.questions:
        at.wrong("needs_questions")
    if question.questions and kind.name != "group":
        at.wrong("no_questions")
    asks = question.label.vi.endswith("?") and kind.has_value and question.required
    if asks and question.required_message is None:
        at.wrong("needs_message")
    _unique_options(keys, question)


def _unique_options(keys: Keys, question: Question) -> None:
    values = [option.value for option in question.options]
    for twice in sorted({value for value in values if values.count(value) > 1}):
        keys.at.wrong("duplicate", value=twice, line=keys.at.line, sort="option")


def _option(at: At) -> Option:
    keys = Keys.of(at, ("value", "label", "hint", "exclusive"), ("value", "label"))
    return Option(
        value=keys.take("value", At.text, ""),
        label=keys.take("label", translated, Text("", "")),
        hint=keys.take("hint", translated, None),
        exclusive=keys.take("exclusive", At.flag, False),
    )


def _pattern(at: At) -> str:
    text = at.text()
    try:
        pattern(text)
    except BadPattern as error:
        at.wrong("pattern", problem=error)
    return text


def _words(at: At, choices: tuple[str, ...]) -> tuple[str, ...]:
    if not choices:
        return at.texts()
    return tuple(item.one_of(choices) for item in at.items())


def _name(at: At) -> str:
    name = at.text()
    if not NAME.fullmatch(name):
        at.wrong("bad_name", value=name)
    if name in RESERVED_NAMES:
        at.wrong("reserved", value=name)
    return name


def _step_id(at: At) -> str:
    slug = at.text()
    if not SLUG.fullmatch(slug):
        at.wrong("bad_slug", value=slug)
    if slug in RESERVED_STEPS:
        at.wrong("reserved", value=slug)
    return slug


def _means(at: At) -> str:
    tag = at.text()
    if tag not in KNOWN:
        at.wrong("unknown_means", value=tag)
    return tag
