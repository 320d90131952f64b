"""A condition in plain words: “Quan hệ với trẻ” là “Mẹ” và trường hợp “Trẻ bị bỏ rơi”."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.amounts import written
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
from forms.messages import Lang
from forms.spec import Form, Question, Text

_YES_NO = {"yes": Text("Có", "Yes"), "no": Text("Không", "No")}
_DATES = frozenset({"date", "partial_date", "date_in_words", "time"})
_SOONER: dict[Operator, Text] = {
    "<": Text("trước", "before"),
    "<=": Text("không sau", "not after"),
    "=": Text("trùng với", "the same as"),
    ">=": Text("không trước", "not before"),
    ">": Text("sau", "after"),
}
_SMALLER: dict[Operator, Text] = {
    "<": Text("nhỏ hơn", "less than"),
    "<=": Text("không quá", "at most"),
    "=": Text("bằng", "the same as"),
    ">=": Text("từ ít nhất", "at least"),
    ">": Text("lớn hơn", "more than"),
}
_UNITS = {"days": Text("ngày", "days"), "years": Text("năm", "years")}
_OR, _AND = Text("hoặc", "or"), Text("và", "and")


def told(condition: Condition, form: Form) -> Text:
    """Say a condition of a form in every language."""
    return Text(_Words(form, "vi").say(condition), _Words(form, "en").say(condition))


@dataclass(frozen=True)
class _Words:
    form: Form
    lang: Lang

    def say(self, condition: Condition, inside: bool = False) -> str:
        if isinstance(condition, All | AnyOf):
            joined = self._joined(condition)
            return f"({joined})" if inside and len(condition.parts) > 1 else joined
        if isinstance(condition, Not):
            part = self.say(condition.part, inside=True)
            return f"không phải {part}" if self.lang == "vi" else f"not: {part}"
        return self._leaf(condition)

    def _joined(self, condition: All | AnyOf) -> str:
        word = (_AND if isinstance(condition, All) else _OR).in_(self.lang)
        return f" {word} ".join(self.say(part, inside=True) for part in condition.parts)

    def _leaf(self, condition: Condition) -> str:
        if isinstance(condition, CaseIs):
            names = [self._case(case) for case in condition.cases]
            return f"{'trường hợp' if self.lang == 'vi' else 'the case is'} {self._either(names)}"
        if isinstance(condition, Answered):
            values = self._either([self._value(condition.question, v) for v in condition.values])
            return (
                f"{self._name(condition.question)} {'là' if self.lang == 'vi' else 'is'} {values}"
            )
        if isinstance(condition, Filled):
            answered = "đã trả lời" if self.lang == "vi" else "is answered"
            return f"{self._name(condition.question)} {answered}"
        return self._measured(condition)

    def _measured(self, condition: Condition) -> str:
        if isinstance(condition, NumberIs):
            how = _SMALLER[condition.operator].in_(self.lang)
            return f"{self._name(condition.question)} {how} {written(condition.number)}"
        if isinstance(condition, Elapsed):
            return f"{self._name(condition.question)} {self._age(condition)}"
        if isinstance(condition, Compare):
            words = _SOONER if self._kind(condition.first) in _DATES else _SMALLER
            how, later = words[condition.operator].in_(self.lang), ""
            if condition.plus is not None:
                later = f" {'cộng' if self.lang == 'vi' else 'plus'} {self._span(condition.plus)}"
            return f"{self._name(condition.first)} {how} {self._name(condition.second)}{later}"
        return "có điều kiện riêng" if self.lang == "vi" else "a condition of its own holds"

    def _age(self, condition: Elapsed) -> str:
        span = self._span(condition.span)
        if condition.direction == "younger":
            return f"chưa quá {span}" if self.lang == "vi" else f"is less than {span} ago"
        return f"đã quá {span}" if self.lang == "vi" else f"is more than {span} ago"

    def _span(self, span: Span) -> str:
        return f"{span.number} {_UNITS[span.unit].in_(self.lang)}"

    def _either(self, names: list[str]) -> str:
        return f" {_OR.in_(self.lang)} ".join(f"“{name}”" for name in names)

    def _case(self, case_id: str) -> str:
        case = self.form.case(case_id)
        return case.name.in_(self.lang) if case else case_id

    def _value(self, name: str, value: str) -> str:
        question = self._question(name)
        for option in question.options if question else ():
            if option.value == value:
                return option.label.in_(self.lang)
        return _YES_NO[value].in_(self.lang) if value in _YES_NO else value

    def _name(self, name: str) -> str:
        question = self._question(name)
        return f"“{question.label.in_(self.lang) if question else name}”"

    def _kind(self, name: str) -> str:
        question = self._question(name)
        return question.kind if question else ""

    def _question(self, name: str) -> Question | None:
        return next((each for each in _all(self.form) if each.name == name), None)


def _all(form: Form) -> Iterator[Question]:
    for question in form.questions:
        yield question
        yield from question.questions
