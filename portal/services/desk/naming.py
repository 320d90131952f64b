"""Finds in a dossier what an agency's own system wants put right in it, or says why it may not be.

A system names answers by their names and papers by their ids, as it was sent them; nobody there
has a list of what may be asked for. Nothing of a request is taken unless all of it can be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from connectors.errors import Unreadable
from connectors.wanted import DOCUMENT, FILE, Wanted
from forms.kinds import KINDS
from forms.spec import Question
from portal.services.attachments import CITIZEN
from portal.services.content import Content
from portal.services.desk import wanting
from portal.services.desk.wanting import Choice

UNKNOWN = "Hồ sơ không có mục này (the dossier has no such answer or paper)"
HIDDEN = "Mục này không được hỏi trong hồ sơ (this was not asked in the dossier)"
COMPUTED = "Mục này do biểu mẫu tính ra (this is worked out by the form)"
SETTLED = (
    "Lời cam đoan và điều người khác đã xác nhận không sửa được"
    " (neither the pledge nor what others confirmed is put right)"
)
COMPOSED = "Giấy này được lập từ lời khai (this paper is made from the answers)"
LOOSE = "Tệp này không thuộc thành phần nào (this file belongs to no document)"


class NotAskable(Unreadable):
    """A request for a supplement names what cannot be put right; ``fields`` says where and why."""


@dataclass(frozen=True)
class _Found:
    """What can be asked for in a dossier, by kind and name, and which paper each file is of."""

    content: Content
    choices: Mapping[tuple[str, str], Choice]
    files: Mapping[str, str]

    def fault(self, one: Wanted) -> str:
        """Say why this cannot be asked for; "" if it can."""
        if one.about == FILE:
            return self._of_file(one)
        if (one.about, one.name) in self.choices:
            return ""
        if one.about == DOCUMENT:
            known = {each.id for each in self.content.form.documents}
            return COMPOSED if one.name in known else UNKNOWN
        listed = (each for each in self.content.form.questions if each.name == one.name)
        return self._of_question(next(listed, None))

    def settled(self, one: Wanted) -> Wanted:
        """Give it as an officer would ask for it: a file by its paper, under its label."""
        if one.about == FILE:
            one = replace(one, about=DOCUMENT, name=self.files[one.name])
        return replace(one, label=self.choices[one.about, one.name].label)

    def _of_file(self, one: Wanted) -> str:
        if one.name not in self.files:
            return UNKNOWN
        return "" if (DOCUMENT, self.files[one.name]) in self.choices else LOOSE

    def _of_question(self, question: Question | None) -> str:
        if question is None or not KINDS[question.kind].has_value:
            return UNKNOWN
        if question.computed:
            return COMPUTED
        told = {each["name"] for each in self.content.said}
        return SETTLED if question.name in told else HIDDEN


def named(found: Content, wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Give what a system wants put right as an officer would have asked for it, each thing once.

    :raises NotAskable: if any of it cannot be asked for: none of it counts then.
    """
    here = _Found(
        found,
        {(one.about, one.name): one for one in wanting.choices(found)},
        {
            str(file.id): file.document
            for file in found.files
            if file.origin == CITIZEN and file.event_seq is not None
        },
    )
    faults = {
        f"wanted.{place}.{one.about}": [said]
        for place, one in enumerate(wanted)
        if (said := here.fault(one))
    }
    if faults:
        raise NotAskable(faults)
    return tuple(_once([here.settled(one) for one in wanted]))


def _once(wanted: Sequence[Wanted]) -> Iterator[Wanted]:
    """Join what is said of one thing: two files of one paper are one paper to be done again."""
    words: dict[tuple[str, str], list[str]] = {}
    for one in wanted:
        words.setdefault((one.about, one.name), []).append(one.words)
    for (about, name), said in words.items():
        label = next(one.label for one in wanted if (one.about, one.name) == (about, name))
        yield Wanted(about, name, label, " ".join(dict.fromkeys(filter(None, said))))


def lines(wanted: Sequence[Wanted], reasons: Sequence[str]) -> tuple[str, ...]:
    """Give all reasons of a request: first what it asks for one by one, as an officer's has it."""
    own = tuple(one.line for one in wanted)
    return (*own, *(reason for reason in reasons if reason not in own))
