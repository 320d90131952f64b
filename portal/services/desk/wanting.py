"""What an officer may ask to have put right in a dossier, one by one: answers and papers."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from connectors.wanted import ANSWER, DOCUMENT, Wanted
from forms.schema import Context, check
from portal import clock
from portal.services.amending.checking import askable
from portal.services.content import Content


@dataclass(frozen=True)
class Choice:
    """An answer or a paper that can be asked for; ``stands`` is how the answer reads now."""

    about: str
    name: str
    label: str
    stands: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """What a page calls it."""
        return f"{self.about}:{self.name}"

    def wanted(self, words: str) -> Wanted:
        """Ask for it, in the officer's words; they are one sentence, so one line."""
        return Wanted(self.about, self.name, self.label, " ".join(words.split()))


def choices(found: Content) -> tuple[Choice, ...]:
    """List what can be asked for: the answers in the order of the form, then its papers."""
    return (*_answers(found), *_papers(found))


def _answers(found: Content) -> Iterator[Choice]:
    dossier, form = found.dossier, found.form
    context = Context(
        dossier.case_code,
        clock.today(),
        "vi",
        channel=dossier.channel.value,
        lists=found.lists,
    )
    visible = check(form, found.typed, context).visible
    reads = {one["name"]: one["text"] for one in found.said}
    for question in askable(form, visible, _agreed(found)):
        stands = reads.get(question.name, "")
        yield Choice(ANSWER, question.name, question.label.vi, stands)


def _agreed(found: Content) -> frozenset[str]:
    """Name the answers others have agreed to, and who they are: those change with a new dossier."""
    settled = {each.by.id for each in found.confirmed}
    agreed = [each for each in found.form.confirmations if each.id in settled]
    people = {each.person for each in agreed}
    named = {q.name for q in found.form.questions if (q.means or "").partition(".")[0] in people}
    return frozenset(named.union(*(each.shows for each in agreed)))


def _papers(found: Content) -> Iterator[Choice]:
    for document in found.form.documents:
        if not document.from_answers:
            yield Choice(DOCUMENT, document.id, document.name.vi)
