"""Reader of formulas: what a computed question follows from."""

from decimal import Decimal

from forms.patterns import pattern
from forms.reading.ledger import Ledger
from forms.reading.nodes import At, Keys
from forms.reading.values import ConditionReader, number
from forms.spec import (
    Composed,
    Computation,
    Formula,
    Product,
    Segment,
    Shown,
    Spelled,
    Sum,
    YearsBetween,
)

FORMULAS = ("text", "date_in_words", "money_in_words", "sum", "product", "years_between")
TODAY = "today"
_WRITTEN_NUMBER = pattern(r"-?[0-9]+(?:\.[0-9]+)?")
_MOST_TERMS = 50
_NOTHING = Composed(())


class FormulaReader:
    """Reads formulas, noting every question they name."""

    def __init__(self, ledger: Ledger, conditions: ConditionReader) -> None:
        self.ledger = ledger
        self.conditions = conditions

    def read(self, at: At) -> tuple[Computation, ...]:
        """One formula, or a list of them of which the first that fits is used."""
        return tuple(self._one(item) for item in at.items()) if at.is_list else (self._one(at),)

    def _one(self, at: At) -> Computation:
        keys = Keys.of(at, (*FORMULAS, "when"))
        words = [word for word in FORMULAS if keys.get(word)]
        when = keys.take("when", self.conditions.read, None)
        if len(words) != 1:
            at.wrong("one_formula", choices=", ".join(FORMULAS))
            return Computation(_NOTHING, when)
        return Computation(self._formula(words[0], keys.found[words[0]]), when)

    def _formula(self, word: str, at: At) -> Formula:
        if word == "text":
            return Composed(self._segments(at))
        if word in ("date_in_words", "money_in_words"):
            return Spelled(self.ledger.refer(at, word), word == "money_in_words")
        if word == "years_between":
            return self._years(at)
        terms = tuple(self._term(item, word) for item in at.items()[:_MOST_TERMS])
        return Sum(terms) if word == "sum" else Product(terms)

    def _term(self, at: At, word: str) -> str | Decimal:
        written = _WRITTEN_NUMBER.fullmatch(at.text())
        return number(at) if written else self.ledger.refer(at, word)

    def _years(self, at: At) -> Formula:
        ends = at.items()
        if len(ends) != 2:
            at.wrong("two_dates")
            return _NOTHING
        start = self.ledger.refer(ends[0], "years_between")
        if ends[1].text() == TODAY:
            return YearsBetween(start)
        return YearsBetween(start, self.ledger.refer(ends[1], "years_between"))

    def _segments(self, at: At) -> tuple[Segment, ...]:
        """`A text with {answers}[, and one that may be {absent}]`."""
        segments, rest = [], at.text()
        while rest:
            plain, bracket, rest = rest.partition("[")
            if plain:
                segments.append(Segment(self._pieces(at, plain)))
            if bracket:
                inside, closed, rest = rest.partition("]")
                if not closed or "[" in inside:
                    at.wrong("bad_template")
                    return ()
                segments.append(Segment(self._pieces(at, inside), optional=True))
        return tuple(segments)

    def _pieces(self, at: At, text: str) -> tuple[str | Shown, ...]:
        pieces: list[str | Shown] = []
        while text:
            plain, brace, text = text.partition("{")
            if plain:
                pieces.append(plain)
            if "}" in plain or "]" in plain or (brace and "}" not in text):
                at.wrong("bad_template")
                return ()
            if brace:
                name, _, text = text.partition("}")
                pieces.append(Shown(self.ledger.refer(at, "text", name=name)))
        return tuple(pieces)
