"""The answers a page is drawn from, and where in them a question stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms.kinds import Asked
from forms.logic import Scope
from forms.lookups import Lists, Places, VietnamProvinces
from forms.messages import Lang
from forms.schema import Checked, Context
from forms.spec import Question


@dataclass(frozen=True)
class Sheet:
    """Answers as typed (``raw``) and as understood (``clean``); errors, warnings by dotted path."""

    case: str
    today: date
    lang: Lang
    raw: Mapping[str, Any] = field(repr=False)
    clean: Mapping[str, Any] = field(repr=False)
    visible: frozenset[str]
    locked: Mapping[str, Any] = field(default_factory=dict, repr=False)
    errors: Mapping[str, str] = field(default_factory=dict)
    warnings: Mapping[str, str] = field(default_factory=dict)
    places: Places = field(default_factory=VietnamProvinces)
    lists: Lists = field(default_factory=dict)
    taken: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, context: Context, raw: Mapping[str, Any], checked: Checked, errors: Mapping[str, str]
    ) -> "Sheet":
        """Lay out checked answers; only ``errors`` of what was found are told."""
        return cls(
            case=context.case,
            today=context.today,
            lang=context.lang,
            raw=raw,
            clean=checked.clean,
            visible=checked.visible,
            locked=context.locked,
            errors=errors,
            warnings=checked.warnings,
            places=context.places,
            lists=context.lists,
            taken=frozenset(checked.taken),
        )

    @property
    def scope(self) -> Scope:
        """What conditions are answered from."""
        return Scope(self.case, self.today, self.clean)

    def asked(self, question: Question) -> Asked:
        """Ask a question in this page's language."""
        return Asked(question, self.today, self.lang, self.places, self.lists)


@dataclass(frozen=True)
class Spot:
    """Where a question stands: its path, what was typed there, and what its conditions see."""

    path: str
    raw: Any = field(repr=False)
    scope: Scope = field(repr=False)

    def clean(self, question: Question) -> Any:
        """Give the answer as understood, or None."""
        return self.scope.values.get(question.name)
