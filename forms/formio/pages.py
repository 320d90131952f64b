"""Which parts of a definition become pages: one topic each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from forms.formio.draft import ROLE, Draft, Place, Target, own_words
from forms.formio.names import Names
from forms.formio.nodes import Node
from forms.formio.part import Part
from forms.formio.plumbing import PLUMBING
from forms.formio.showing import hanging
from forms.formio.walk import Walker, components

_TITLE = Node(vi="Thông tin", en="Details")


@dataclass
class _Page:
    """What one page is made of: a titled panel or tab, or components that stand loose."""

    part: Part | None
    inside: list[Part] = field(default_factory=list)


def read_pages(draft: Draft) -> None:
    """Read the whole form, page by page; a page left empty is dropped."""
    names = Names()
    for page in list(_pages(draft)):
        _read(draft, page, names)
    draft.pages = [page for page in draft.pages if page.node["questions"]]


def _pages(draft: Draft) -> Iterator[_Page]:
    """Panels, tabs and sections are pages; what stands loose between makes pages of its own."""
    loose = _Page(None)
    for part in components(draft.form):
        if not _is_page(draft, part):
            loose.inside.append(part)
            continue
        if loose.inside:
            yield loose
            loose = _Page(None)
        yield _Page(part)
    if loose.inside:
        yield loose


def _is_page(draft: Draft, part: Part) -> bool:
    """Outside a wizard the sections of a long page are topics too."""
    typed = part.given.get("type")
    section = typed == "fieldset" and part.has("legend")
    return typed in ("panel", "tabs") or (section and draft.form.text("display") != "wizard")


def _read(draft: Draft, page: _Page, names: Names) -> None:
    if page.part is None:
        title = draft.words.of(draft.form, "title", "name") if not draft.pages else None
        _fill(draft, _new(draft, title or _TITLE, None), page.inside, names)
        return
    part = page.part
    hangs = hanging(draft, part)
    if hangs.never:
        part.leave("", "never_shown")
        return
    own = own_words(part)
    for title, inside in _sheets(draft, part):
        target = _new(draft, title or _TITLE, part)
        target.shown = list(hangs.shown)
        if own.get(ROLE) == "documents":
            draft.pages.remove(target)
        _fill(draft, target, inside, names)
    part.skip("label", "validate")
    for _ in hangs.required:
        part.leave("logic", "action", action="validate.required")
    part.finish(PLUMBING)


def _sheets(draft: Draft, part: Part) -> Iterator[tuple[Node | None, list[Part]]]:
    """A panel is one page, tabs are one each."""
    if part.text("type") == "tabs":
        for tab in components(part):
            yield draft.words.of(tab, "label", "title"), list(components(tab))
    else:
        yield draft.words.of(part, "title", "legend", "label"), list(components(part))


def _new(draft: Draft, title: Node, part: Part | None) -> Target:
    ours = part is not None and isinstance(part.given.get("properties"), Mapping)
    known = own_words(part) if ours and part is not None else {}
    wanted = part.text("key") if part is not None and ROLE in known else str(title["vi"])
    node = Node(id=draft.step_names.step(wanted), title=Node(**title), questions=[])
    target = Target(node["id"], "page", node, part or Part({}, "", draft.ledger))
    draft.pages.append(target)
    return target


def _fill(draft: Draft, page: Target, inside: list[Part], names: Names) -> None:
    """Questions hang on their page by themselves; documents need its conditions too."""
    path = page.part.path
    place = Place(path, page, page.node["questions"], names)
    Walker(draft).walk(inside, place)
