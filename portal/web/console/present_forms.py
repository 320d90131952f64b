"""What the console's pages of form versions are given to show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from forms.differences import Change, differences
from forms.messages import Lang
from forms.spec import Form
from portal.models import FormProposal, FormVersion
from portal.services import publishing
from portal.services.operations.form_desk import MOST_COUNTED, Procedure
from portal.web.citizen.present import ErrorLine
from portal.web.console.asking import Asked
from portal.web.context import language


@dataclass(frozen=True)
class Told:
    """Changes about one thing: each a sort (added, removed, changed) and a sentence."""

    title: str
    lines: tuple[tuple[str, str], ...]


def told(old: Form, new: Form) -> tuple[Told, ...]:
    """Say in plain words what changes for a citizen from one form to another."""
    return tuple(_grouped(differences(old, new), language()))


def _grouped(changes: Iterable[Change], lang: Lang) -> Iterable[Told]:
    found: dict[str, list[tuple[str, str]]] = {}
    for change in changes:
        found.setdefault(change.about, []).append((change.sort, change.text.in_(lang)))
    for about, lines in found.items():
        yield Told(_titles()[about], tuple(dict.fromkeys(lines)))


def _titles() -> dict[str, str]:
    return {
        "procedure": _("Thủ tục"),
        "case": _("Trường hợp"),
        "step": _("Các bước"),
        "question": _("Câu hỏi"),
        "rule": _("Điều kiện"),
        "document": _("Giấy tờ"),
        "fee": _("Phí, lệ phí"),
        "time": _("Thời hạn giải quyết"),
        "agency": _("Cơ quan"),
        "result": _("Kết quả"),
    }


@dataclass(frozen=True)
class VersionRow:
    """One version in a procedure's table."""

    row: FormVersion
    state: str
    drafts: int

    @property
    def drafts_said(self) -> str:
        """How many drafts hold it, in words once there are too many to count."""
        if self.drafts > MOST_COUNTED:
            return str(_("hơn 1.000"))
        return str(self.drafts)


@dataclass(frozen=True)
class FormPage:
    """All of one procedure's form, with the deed that was just tried, if any."""

    found: Procedure
    asked: Asked = field(default_factory=Asked)
    notice: str = ""

    @property
    def name(self) -> str:
        """What the procedure is called."""
        return self.found.name.in_(language())

    @property
    def rows(self) -> tuple[VersionRow, ...]:
        """Every version, the one that begins last first."""
        return tuple(
            VersionRow(row, publishing.state(row), self.found.drafts[row.hash])
            for row in self.found.versions
        )

    @property
    def can_close(self) -> bool:
        """Whether anything is live or scheduled."""
        return any(row.state != "closed" for row in self.rows)


@dataclass(frozen=True)
class VersionPage:
    """One version: its source as published, and what was decided about it."""

    page: FormPage
    row: FormVersion
    state: str
    before: FormVersion | None


@dataclass(frozen=True)
class ProposalPage:
    """A version in the making: what it changes, its text, and what is wrong with either deed."""

    proposal: FormProposal
    name: str
    changes: tuple[Told, ...] | None
    live: FormVersion | None
    seen: int
    source: str
    asked: Asked = field(default_factory=Asked)
    problems: Sequence[tuple[int, str]] = ()

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """What is to be mended, in the text or under the deed."""
        return (*problem_lines(self.problems), *self.asked.lines)


def problem_lines(problems: Sequence[tuple[int, str]]) -> tuple[ErrorLine, ...]:
    """Tell problems of a text, each with its line, for the summary above it."""
    return tuple(
        ErrorLine("source", _("Dòng %(line)s: %(said)s", line=line, said=said) if line else said)
        for line, said in problems
    )
