"""Reader of the test cases a form file carries."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.reading.ledger import Ledger
from forms.reading.nodes import At, Keys
from forms.reading.values import plain
from forms.spec import Example

_KNOWN = (
    "name case today answers from without errors warnings documents files fee documents_step shows"
).split()


class ExampleReader:
    """Reads examples; `from` begins with another example's answers, `without` leaves some out."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.known: dict[str, Example] = {}

    def read(self, at: At) -> Example:
        """One example."""
        keys = Keys.of(at, tuple(_KNOWN), ("name",))
        base = self._base(keys)
        answers = dict(base.answers) if base else {}
        if without := keys.get("without"):
            answers = {name: v for name, v in answers.items() if name not in without.texts()}
        if given := keys.get("answers"):
            answers |= _answers(given)
        if case_at := keys.get("case"):
            self.ledger.cases.append(case_at)
        fee = keys.get("fee")
        example = Example(
            name=keys.take("name", At.text, ""),
            case=keys.take("case", At.text, base.case if base else ""),
            answers=answers,
            today=keys.take("today", At.day, base.today if base else date(2026, 11, 23)),
            errors=keys.take("errors", _sayings, {}),
            warnings=keys.take("warnings", _sayings, {}),
            documents=keys.take("documents", self._documents, {}),
            files=keys.take("files", _counts, dict(base.files) if base else {}),
            fee=fee.whole() if fee else None,
            shows=keys.take("shows", self._shown, {}),
        )
        self.known[example.name] = example
        return example

    def _base(self, keys: Keys) -> Example | None:
        at = keys.get("from")
        if at is None:
            return None
        base = self.known.get(at.text())
        if base is None:
            at.wrong("not_a_choice", value=at.text(), choices=", ".join(self.known) or "—")
        return base

    def _shown(self, at: At) -> Mapping[str, str]:
        told = {}
        for key, value in at.pairs():
            self.ledger.paths.append(key)
            told[key.what] = value.text()
        return told

    def _documents(self, at: At) -> Mapping[str, str]:
        found = {}
        states = ("required", "optional", "may_be_needed", "information", "absent")
        for key, value in at.pairs():
            self.ledger.documents.append(key)
            found[key.what] = value.one_of(states)
        return found


def _answers(at: At) -> dict[str, Any]:
    return {key.what: plain(value) for key, value in at.pairs()}


def _sayings(at: At) -> dict[str, str]:
    return {key.what: value.text() for key, value in at.pairs()}


def _counts(at: At) -> dict[str, int]:
    return {key.what: value.whole() for key, value in at.pairs()}
