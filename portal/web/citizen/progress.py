"""The stages of a draft: the form's steps that are asked, the documents, the review."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from flask_babel import gettext as _

from forms.kinds import KINDS
from forms.messages import Lang
from forms.schema import DOCUMENTS_STEP, Checked
from forms.spec import Question, Step
from portal.services.drafts import Open
from portal.web.citizen import addresses
from portal.web.citizen.fields import is_pledge
from portal.web.citizen.present import StepLink

REVIEW = addresses.REVIEW


@dataclass(frozen=True)
class Stage:
    """One page on the way to submission; ``id`` stands in its address."""

    id: str
    title: str


@dataclass(frozen=True)
class Progress:
    """How far a draft is. Errors are told by dotted path, in the page's language."""

    opened: Open = field(repr=False)
    checked: Checked = field(repr=False)
    lang: Lang

    @classmethod
    def of(cls, opened: Open, language: str) -> "Progress":
        """Look at a whole draft."""
        return cls(opened, opened.check(language), language)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Every stage there is now, in order; a step with nothing to show is none."""
        steps = tuple(
            Stage(step.id, step.title.in_(self.lang))
            for step in self.opened.form.steps
            if any(not is_pledge(question) for question in self.shown(step))
        )
        papers = (Stage(DOCUMENTS_STEP, _("Giấy tờ")),) if self.papers else ()
        return (*steps, *papers, Stage(REVIEW, _("Kiểm tra rồi nộp")))

    @property
    def papers(self) -> bool:
        """Whether any file can be handed in."""
        return any(need.asks_files for need in self.checked.documents)

    def shown(self, step: Step) -> tuple[Question, ...]:
        """List the questions of a step that are visible, the pledge among them."""
        return tuple(q for q in step.questions if q.name in self.checked.visible)

    def asked(self, step: Step) -> tuple[Question, ...]:
        """List the questions a step's page asks: the pledge waits for the review."""
        return tuple(question for question in self.shown(step) if not is_pledge(question))

    def pledges(self) -> tuple[Question, ...]:
        """List the pledges, which the review asks for."""
        steps = self.opened.form.steps
        return tuple(q for step in steps for q in self.shown(step) if is_pledge(q))

    def number(self, stage: str) -> int:
        """Count a stage as people do, from 1."""
        return self._place(stage) + 1

    def next(self, stage: str) -> str:
        """Name the stage after this one; after one that is hidden now, the next there is."""
        later = self._order.index(stage) if stage in self._order else -1
        following = (each.id for each in self.stages if self._order.index(each.id) > later)
        return next(following, REVIEW)

    def before(self, stage: str) -> str | None:
        """Name the stage before this one, if there is one."""
        place = self._place(stage)
        return self.stages[place - 1].id if place > 0 else None

    def errors(self, stage: str) -> Mapping[str, str]:
        """Give what has to be mended at a stage."""
        mine = self._mine(stage)
        return {p: said for p, said in self.checked.errors.items() if p.split(".", 1)[0] in mine}

    @cached_property
    def first_open(self) -> str:
        """Name the first stage where something is missing, or the review."""
        return next((stage.id for stage in self.stages if self.errors(stage.id)), REVIEW)

    def where(self) -> str:
        """Say how far the draft is: Bước 2/5."""
        number, total = self.number(self.first_open), len(self.stages)
        return str(_("Bước %(number)s/%(total)s", number=number, total=total))

    def links(self, current: str) -> tuple[StepLink, ...]:
        """List the stages; those behind the first open one cannot be gone to yet."""
        return tuple(self._links(current))

    def _links(self, current: str) -> Iterator[StepLink]:
        reached = max(self._place(self.first_open), self._place(current))
        for place, stage in enumerate(self.stages):
            yield StepLink(
                title=stage.title,
                href=self.address(stage.id) if place <= reached else "",
                current=stage.id == current,
                done=place < self._place(self.first_open),
            )

    def address(self, stage: str) -> str:
        """Give the address of a stage."""
        return addresses.step(self.opened.draft.id, stage)

    @cached_property
    def _order(self) -> tuple[str, ...]:
        """Every stage there could be, in order."""
        return (*(step.id for step in self.opened.form.steps), DOCUMENTS_STEP, REVIEW)

    def _place(self, stage: str) -> int:
        ids = [each.id for each in self.stages]
        return ids.index(stage) if stage in ids else len(ids) - 1

    def _mine(self, stage: str) -> frozenset[str]:
        """The first part of the paths of errors that are mended at a stage."""
        if stage == DOCUMENTS_STEP:
            return frozenset({"documents"})
        if stage == REVIEW:
            return frozenset({"case", *(question.name for question in self.pledges())})
        step = self.opened.form.step(stage)
        asked = self.asked(step) if step else ()
        return frozenset(q.name for q in asked if KINDS[q.kind].has_value)
