"""Draws where an officer looks for a person's papers, document by document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from flask import request
from flask_babel import gettext as _

from forms.needs import Needed
from portal.domain import looking_up
from portal.domain.digitising import Facts
from portal.domain.looking_up import Way
from portal.services.counter import finding, looking
from portal.services.counter.finding import Find
from portal.services.counter.looking import Holder, Looked
from portal.services.store.national import NationalPaper
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.citizen.progress import Progress
from portal.web.citizen.store import state
from portal.web.context import reading, rt
from portal.web.desk.counter import store_wording
from portal.web.desk.counter.seat import here

Errors = Mapping[str, str]
"""What is wrong, by the name of what is to be mended."""


@dataclass(frozen=True)
class Line:
    """A paper that was found. The national store tells neither days nor validity: no ``facts``."""

    mark: str
    title: str
    number: str
    authority: str
    consent: str = field(repr=False)
    facts: Facts | None = field(default=None, repr=False)
    state: str = ""
    since: datetime | None = None
    usable: bool = True
    file: str = ""


@dataclass(frozen=True)
class Slot:
    """A document, what the dossier has of it, and what became of the last look for it."""

    id: str
    name: str
    files: tuple[str, ...] = ()
    open: bool = True
    looked_at: datetime | None = None
    said: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    asked: tuple[Field, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class CounterStorePage:
    """The page. ``untyped`` names documents no store can be asked for: they have no code."""

    procedure: str
    action: str
    back: str
    holder: Holder | None
    slots: tuple[Slot, ...]
    untyped: tuple[str, ...] = ()
    errors: tuple[ErrorLine, ...] = ()


def store_page(
    progress: Progress, action: str, wrong: Errors = MappingProxyType({})
) -> CounterStorePage:
    """Draw the page of what is being entered; nobody is asked for it."""
    opened = progress.opened
    with reading() as session:
        looks = looking.latest(session, here(), opened)
        finds = finding.finds(session, rt(), here(), opened)
    wanted = [one for one in progress.checked.documents if one.asks_files]
    slots = [
        _slot(progress, one, looks.get(one.document.id), finds, wrong)
        for one in wanted
        if one.document.types
    ]
    return CounterStorePage(
        procedure=opened.form.name.in_(progress.lang),
        action=action,
        back=progress.address("giay-to"),
        holder=looking.holder(opened),
        slots=tuple(slots),
        untyped=tuple(d.document.name.in_(progress.lang) for d in wanted if not d.document.types),
        errors=tuple(ErrorLine(name.replace(".", "-"), said) for name, said in wrong.items()),
    )


def _slot(
    progress: Progress, need: Needed, looked: Looked | None, finds: Sequence[Find], wrong: Errors
) -> Slot:
    name = need.document.id
    own = [one for one in finds if one.looked.document == name]
    files = tuple(file.name for file in progress.opened.files if file.document == name)
    return Slot(
        id=name,
        name=need.document.name.in_(progress.lang),
        files=files,
        open=not need.document.max_files or len(files) < need.document.max_files,
        looked_at=looked.consented_at if looked else None,
        said=store_wording.became(looked, own) if looked else (),
        lines=tuple(_line(one) for one in own),
        asked=tuple(_asked(progress, name, wrong)),
        error=wrong.get(f"{name}-name", ""),
    )


def _asked(progress: Progress, document: str, wrong: Errors) -> Iterator[Field]:
    """Ask how the person agreed; nothing is chosen for them."""
    words = {
        Way.PRESENT: _("Có mặt tại quầy, vừa đồng ý"),
        Way.WRITTEN: _("Bằng văn bản kèm hồ sơ"),
    }
    ways = looking_up.ways(progress.opened.draft.channel)
    way, letter = f"way.{document}", f"letter.{document}"
    yield Field(
        way,
        "radio",
        _("Người nộp đồng ý cho tìm bằng cách nào?"),
        required=True,
        value=request.form.get(way, ""),
        options=tuple(Option(str(one), words[one]) for one in ways),
        error=wrong.get(way, ""),
    )
    yield Field(
        letter,
        "text",
        _("Văn bản đồng ý"),
        hint=_("Nếu bằng văn bản: số, ngày hoặc tên văn bản. Ví dụ Đơn ngày 05/12/2026"),
        required=False,
        value=request.form.get(letter, ""),
        error=wrong.get(letter, ""),
    )


def _line(find: Find) -> Line:
    paper, consent = find.paper, store_wording.use_words(find)
    if isinstance(paper, NationalPaper):
        agency = paper.agency
        return Line(find.mark, paper.title, paper.number, agency, consent, file=paper.name)
    facts = paper.facts
    return Line(
        find.mark,
        paper.title,
        facts.number,
        facts.authority,
        consent,
        facts,
        state(paper),
        paper.standing_since,
        find.usable,
        paper.file.name,
    )
