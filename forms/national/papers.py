"""The checklist (thành phần hồ sơ) as cases and documents of a form file.

A heading of the checklist is most often a case, and what stands under it is wanted in that case;
which of it is wanted when, the catalogue says in prose. So a document whose condition nobody has
written yet is shown as "tùy trường hợp": too much is asked about rather than something missed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.characters import folded
from forms.formio.names import Names
from forms.formio.nodes import Node
from forms.formio.wording import marked
from forms.national.record import Group, Record, Row

USUAL = "usual"
_NUMBERING = re.compile(r"^(?:[-*+•]|\d{1,2}[.)]|[a-zđ]\))\s*")
_DECLARATIONS = (
    "to khai",
    "don ",
    "giay de nghi",
    "van ban de nghi",
    "phieu de nghi",
    "ban khai",
)
_CONDITIONAL = ("neu co", "truong hop", "doi voi", "tuy tung", "tuy truong hop")
_CODE = re.compile(r"(KQ\d{3,9})$")


@dataclass
class Wanted:
    """A document as it was found: under which headings, and what makes it uncertain."""

    row: Row
    cases: list[str] = field(default_factory=list)
    everywhere: bool = False
    divided: bool = False


def without_numbering(text: str) -> str:
    """A name without the dash or number it has as an entry of a list."""
    while (shorter := _NUMBERING.sub("", text)) != text:
        text = shorter
    return text.strip(" ;")


def case_ids(record: Record) -> dict[str, str]:
    """The headings that are taken for cases, with an id for each; none if there are not several."""
    headings = list(dict.fromkeys(filter(None, (_heading(g) for g in record.groups))))
    if len(headings) < 2:
        return {}
    return {heading: f"case_{number}" for number, heading in enumerate(headings, start=1)}


def documents(record: Record, cases: dict[str, str]) -> list[Node]:
    """The documents in the order of the record, remarks among them as information."""
    names = Names()
    return [_document(each, cases, names) for each in _wanted(record, cases) if each.row.name]


def is_declaration(row: Row) -> bool:
    """Whether a row is what the portal makes of the answers."""
    return not row.explains and folded(without_numbering(row.name)).startswith(_DECLARATIONS)


def authorises(row: Row) -> bool:
    """Whether a row is the written authorisation of a proxy."""
    name = folded(without_numbering(row.name))
    return not row.explains and name.startswith(
        ("van ban uy quyen", "giay uy quyen", "hop dong uy quyen")
    )


def _heading(group: Group) -> str:
    return without_numbering(group.name).rstrip(" :")


def _wanted(record: Record, cases: dict[str, str]) -> list[Wanted]:
    """Each document once: the same code (or name) under several headings is one document."""
    found: dict[str, Wanted] = {}
    for group in record.groups:
        # A remark within a group divides what follows it by conditions that only prose tells.
        divided = any(row.explains for row in group.rows)
        for row in group.rows:
            wanted = found.setdefault(row.code or folded(row.name), Wanted(row))
            wanted.divided |= divided
            case = cases.get(_heading(group))
            if case is None:
                wanted.everywhere = True
            elif case not in wanted.cases:
                wanted.cases.append(case)
    return list(found.values())


def _document(wanted: Wanted, cases: dict[str, str], names: Names) -> Node:
    row = wanted.row
    name = without_numbering(row.name)
    code = _CODE.search(row.code)
    node = Node(
        id=names.name(code[1].lower() if code else "_".join(folded(name).split()[:5])),
        name=Node(vi=name, en=marked(name[:60])),
    )
    if row.code:
        node["code"] = row.code
    if row.results:
        node["results"] = list(row.results)
    if wanted.cases and not wanted.everywhere and len(wanted.cases) < len(cases):
        node["show_when"] = {"case": wanted.cases[0] if len(wanted.cases) == 1 else wanted.cases}
    node.update(_need(wanted))
    return node


def _need(wanted: Wanted) -> Iterator[tuple[str, object]]:
    row = wanted.row
    if row.explains:
        yield from {"need": "information", "certainty": "verified"}.items()
    elif is_declaration(row):
        yield from {"from_answers": True, "certainty": "assumed"}.items()
    elif authorises(row):
        yield from {"authorises": True, "certainty": "assumed"}.items()
    else:
        yield from _presented(row)
        prose = any(words in folded(row.name) for words in _CONDITIONAL)
        if prose or wanted.divided or not row.counted:
            yield from {"need": "may_be_needed", "certainty": "unsure"}.items()
        else:
            yield "certainty", "reported" if wanted.cases else "verified"


def _presented(row: Row) -> Iterator[tuple[str, object]]:
    if row.copies and not row.originals:
        certified = any(words in folded(row.name) for words in ("chung thuc", "cong chung"))
        yield "presented_as", (["certified_copy"] if certified else ["certified_copy", "copy"])
    if row.originals > 1:
        yield "originals", row.originals
    if row.copies:
        yield "copies", row.copies
