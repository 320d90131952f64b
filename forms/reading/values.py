"""Readers of what recurs everywhere in a file: texts in both languages, certainty, conditions."""

from datetime import time
from decimal import Decimal
from typing import Any, get_args

from yaml.nodes import ScalarNode

from forms.conditions import (
    All,
    Answered,
    AnyOf,
    CaseIs,
    Compare,
    Condition,
    Elapsed,
    Filled,
    Not,
    NumberIs,
    Operator,
    Span,
)
from forms.messages import LANGUAGE
from forms.patterns import pattern
from forms.reading.ledger import Ledger
from forms.reading.nodes import At, Keys
from forms.spec import Certainty, Sourced, Text

SOURCED = ("certainty", "percent", "source")
_COMPARE: dict[str, Operator] = {
    "before": "<",
    "not_after": "<=",
    "same_as": "=",
    "not_before": ">=",
    "after": ">",
}
_NUMBER: dict[str, Operator] = {"at_least": ">=", "at_most": "<="}
_ELAPSED = ("younger_than", "older_than")
_TESTS = ("is", "in", "filled", *_COMPARE, *_NUMBER, *_ELAPSED)
_WORDS = ("all", "any", "not", "case", "question", *_TESTS, "plus")
_SPAN = pattern(r"([0-9]{1,3}) (days|years)")
_NUMBER_WRITTEN = pattern(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_NOTHING: Condition = All(())


def translated(at: At) -> Text:
    """A text in every language."""
    pairs = at.pairs() if at.is_map else ()
    others = [key.what for key, _ in pairs if LANGUAGE.fullmatch(key.what)]
    keys = Keys.of(at, ("vi", "en", *others))
    for lang in ("vi", "en"):
        if at.is_map and lang not in keys.found:
            at.wrong("missing_translation", lang=lang)
    said = {lang: keys.take(lang, At.text, "").strip() for lang in keys.found}
    own, english = said.pop("vi", ""), said.pop("en", "")
    return Text(own, english, tuple(sorted(said.items())))


def plain(at: At) -> Any:
    """A node as raw answers are: texts as written, lists and maps of them."""
    if at.is_list:
        return [plain(item) for item in at.items()]
    if at.is_map:
        return {key.what: plain(value) for key, value in at.pairs()}
    return at.node.value if isinstance(at.node, ScalarNode) else None


def number(at: At) -> Decimal:
    """A number as YAML writes it, possibly negative or with a point: -5, 0.5."""
    text = at.text()
    if _NUMBER_WRITTEN.fullmatch(text):
        return Decimal(text)
    at.wrong("not_decimal", value=text)
    return Decimal(0)


def clock(at: At) -> time | None:
    """A time of day: 15:00."""
    text = at.text()
    try:
        return time.fromisoformat(text)
    except ValueError:
        at.wrong("not_a_time", value=text)
        return None


def sourced(keys: Keys) -> Sourced:
    """How sure an entry is; without a word it counts as verified."""
    return Sourced(
        certainty=keys.take("certainty", lambda at: at.one_of(get_args(Certainty)), "verified"),
        percent=keys.take("percent", _percent, None),
        source=keys.take("source", At.text, ""),
    )


def _percent(at: At) -> int | None:
    percent = at.whole()
    if percent > 100:
        at.wrong("bad_percent", value=percent)
    return percent


class ConditionReader:
    """Reads conditions, noting every question and case they name."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def read(self, at: At) -> Condition:
        """One condition; a list means all of its entries."""
        if at.is_list:
            return All(tuple(self.read(item) for item in at.items()))
        keys = Keys.of(at, _WORDS)
        if not at.is_map:
            return _NOTHING
        leading = [name for name in ("all", "any", "not", "case", "question") if keys.get(name)]
        if len(leading) != 1:
            at.wrong("mixed_condition" if leading else "empty_condition", choices=", ".join(_WORDS))
            return _NOTHING
        return self._leading(keys, leading[0], keys.found[leading[0]])

    def _leading(self, keys: Keys, word: str, value: At) -> Condition:
        if word == "question":
            return self._about_question(keys, value)
        if len(keys.found) > 1:
            keys.at.wrong("mixed_condition")
        if word == "not":
            return Not(self.read(value))
        if word == "case":
            return CaseIs(self._cases(value))
        parts = tuple(self.read(item) for item in value.items())
        return All(parts) if word == "all" else AnyOf(parts)

    def _cases(self, at: At) -> tuple[str, ...]:
        nodes = at.items() if at.is_list else (at,)
        self.ledger.cases += nodes
        return tuple(node.text() for node in nodes)

    def _about_question(self, keys: Keys, name: At) -> Condition:
        tests = [test for test in _TESTS if keys.get(test)]
        plus = keys.get("plus")
        allowed = 3 if plus and tests and tests[0] in _COMPARE else 2
        if len(tests) != 1 or len(keys.found) != allowed:
            key = "mixed_condition" if tests else "empty_condition"
            keys.at.wrong(key, choices=", ".join(_TESTS))
            return _NOTHING
        if tests[0] in _COMPARE:
            return self._compare(tests[0], name, keys)
        return self._test(tests[0], name, keys.found[tests[0]])

    def _compare(self, test: str, name: At, keys: Keys) -> Condition:
        plus = keys.get("plus")
        return Compare(
            self.ledger.refer(name, test),
            _COMPARE[test],
            self.ledger.refer(keys.found[test], test),
            _span(plus) if plus else None,
        )

    def _test(self, test: str, name: At, value: At) -> Condition:
        if test in ("is", "in"):
            values = (value.text(),) if test == "is" else value.texts()
            return Answered(self.ledger.refer(name, test, values), values)
        question = self.ledger.refer(name, test)
        if test in _NUMBER:
            return NumberIs(question, _NUMBER[test], value.whole())
        if test in _ELAPSED:
            return Elapsed(question, "younger" if test == "younger_than" else "older", _span(value))
        return Filled(question) if value.flag() else Not(Filled(question))


def _span(at: At) -> Span:
    found = _SPAN.fullmatch(at.text())
    if found is None:
        at.wrong("not_a_choice", value=at.text(), choices="60 days, 18 years")
        return Span(1, "days")
    number, unit = found.groups()
    return Span(int(number), "days" if unit == "days" else "years")
