"""What of a form that was sent counts, and how it is kept: nothing typed is lost or overwritten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from forms.fields import from_fields
from forms.kinds import KINDS
from forms.spec import Step
from portal import crypto
from portal.domain.errors import Conflict
from portal.services import drafts
from portal.services.drafts import Open
from portal.web.citizen.fields import is_pledge
from portal.web.incoming import whole

NOT_ANSWERS = frozenset({"csrf_token", "version", "action"})


@dataclass(frozen=True)
class Sent:
    """A form as the browser sent it: dotted names with what was typed, version and button."""

    pairs: Sequence[tuple[str, str]] = field(repr=False)
    version: int
    action: str

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Sent":
        """Sort out a form; a version that is no number is none anybody has."""
        listed = list(pairs)
        told = dict(listed)
        version = told.get("version", "")
        number = whole(version)
        answers = [(name, value) for name, value in listed if name not in NOT_ANSWERS]
        return cls(answers, number, told.get("action", "continue"))

    @property
    def names(self) -> frozenset[str]:
        """The questions something was sent for."""
        return frozenset(name.split(".", 1)[0] for name, _ in self.pairs)


def accepted(opened: Open, step: Step, sent: Sent) -> dict[str, Any]:
    """Read what was sent for the questions that are asked; the rest of it changes nothing.

    Asked is what the page showed, or what shows now because of what was sent with it. Locked
    and hidden questions are neither, whatever a browser claims.
    """
    before = opened.check("vi").visible
    given = {
        name: value
        for name, value in from_fields(opened.form, step.id, sent.pairs).items()
        # An empty box is sent by its absence, so only a box that was shown can be emptied.
        if name in sent.names or name in before
    }
    given = {name: value for name, value in given.items() if not _pledge_unsent(step, name, sent)}
    return with_rows(opened.answers, sent.action, drafts.asked_for(opened, given))


def _pledge_unsent(step: Step, name: str, sent: Sent) -> bool:
    """A pledge is asked for on the review page: a step that does not send it leaves it alone."""
    question = next(each for each in step.questions if each.name == name)
    return is_pledge(question) and name not in sent.names


def with_rows(stood: Mapping[str, Any], action: str, given: dict[str, Any]) -> dict[str, Any]:
    """Add an entry to a group or take one out, as the button says."""
    what, _, target = action.partition(":")
    group, _, index = target.partition(".")
    if what not in ("add", "remove"):
        return given
    rows = given.get(group, stood.get(group))
    rows = list(rows) if isinstance(rows, list) else []
    if what == "add" and group in given:
        return {**given, group: [*rows, {}]}
    if what == "remove" and index.isascii() and index.isdigit() and len(index) < 5:
        return {**given, group: [row for n, row in enumerate(rows) if n != int(index)]}
    return given


def keep(session: Session, opened: Open, typed: Mapping[str, Any], version: int) -> Open:
    """Save answers, unless they would silently overwrite what another window has saved.

    What says the same, or only fills in what was empty, needs nobody's choice: a button pressed
    twice, or two windows on two steps, go through.

    :raises Conflict: if an answer saved since ``version`` would be replaced by another.
    """
    stored = opened.safe.open_json("answers", opened.draft.sealed_answers)
    if {**stored, **typed} == stored:
        return opened
    current = opened.draft.row_version
    if version != current and clashes(opened, typed):
        raise Conflict(version, current)
    return drafts.save(session, opened, typed, current)


def keep_pledges(session: Session, opened: Open, sent: Sent) -> Open:
    """Save the pledges (cam đoan) given on the review page.

    :raises Conflict: if anything was changed since that page was shown: nobody pledges unseen.
    """
    given = dict(sent.pairs)
    pledged = {q.name: given.get(q.name, "") for q in opened.form.questions if is_pledge(q)}
    if sent.version != opened.draft.row_version:
        raise Conflict(sent.version, opened.draft.row_version)
    return keep(session, opened, pledged, sent.version)


def clashes(opened: Open, typed: Mapping[str, Any]) -> list[str]:
    """Name the questions whose saved answer differs from what was typed."""
    questions = {question.name: question for question in opened.form.questions}
    return [
        name
        for name, value in typed.items()
        if not KINDS[questions[name].kind].blank(opened.answers.get(name))
        and opened.answers[name] != value
    ]


def mark(names: Iterable[str]) -> str:
    """Sign what a page has shown, so that the next one can tell what is new to the reader."""
    return crypto.sha256("\n".join(names).encode())[:12]
