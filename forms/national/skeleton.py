"""A form file begun from a procedure record: everything it tells, the standard steps, and marks.

What the record tells is `verified` or `reported`, what follows from it by habit `assumed`, what
cannot be known from it `unsure`, and every text nobody has written yet stands in `⟦ ⟧`, so that
`portal forms check` refuses the file until a person has been through it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forms.formio.nodes import Node
from forms.formio.wording import marked
from forms.formio.yaml_text import yaml_text
from forms.identifiers import procedure_code
from forms.national import asking, costs, levels, papers
from forms.national.record import Named, Record

_NUMBER = re.compile(r"\d{1,4}(?:\.\d)?/(?:\d{4}/)?[A-ZĐ][A-ZĐ0-9-]+")
_TITLE = 80


@dataclass(frozen=True)
class Skeleton:
    """The file's text, and what a person still has to write or decide, in plain words."""

    yaml: str
    to_write: tuple[str, ...]


def skeleton(record: Record) -> Skeleton:
    """Begin a form file. It loads, and can be tried at once."""
    cases = papers.case_ids(record)
    file = Node(
        procedure=procedure_code(record.code) or record.code,
        name=_text(record.name) if record.name else _nameless(),
        summary=Node(vi=marked("một câu: để làm gì, cho ai"), en=marked("one sentence: what for")),
        field=_field(record.field),
        assurance=2,
        words=list(record.words) or [record.name or marked("tên thường gọi")],
        acting=_acting(record),
        cases=_cases(cases),
    )
    if record.requirements:
        file["notices"] = [Node(text=_text(record.requirements, "requirements"))]
    file["steps"] = asking.steps(record.subjects)
    file["documents"] = _documents(record, cases)
    if fees := costs.fees(record):
        file["fees"] = fees
    file["processing"] = costs.processing(record)
    file["competence"] = _competence(record)
    file["results"] = [_result(each) for each in record.results] or [_unknown_result()]
    file["papers"] = Node(receipt=_receipt())
    file["legal"] = [_act(each) for each in record.acts] or [_unknown_act()]
    for line in _heading(record):
        file.remark(line)
    return Skeleton(yaml_text(file), tuple(_to_write(record, cases)))


def _heading(record: Record) -> Iterator[str]:
    yield f"Begun from the national catalogue: {record.source or record.code}."
    yield "Texts in ⟦ ⟧ are still to be written; what is assumed or unsure is to be checked."
    for path in record.left:
        yield f"not carried over: {path}"


def _text(vietnamese: str, english: str = "") -> Node:
    return Node(vi=vietnamese, en=marked(english or vietnamese[:_TITLE]))


def _nameless() -> Node:
    return Node(vi=marked("tên thủ tục"), en=marked("name of the procedure"))


def _field(field: Named) -> Node:
    name = _text(field.name) if field.name else Node(vi=marked("lĩnh vực"), en=marked("field"))
    return Node(code=field.code or marked("G00-XX00"), name=name)


def _acting(record: Record) -> Node:
    who = ["self", "proxy"]
    told = Node(question="acting_as", proxy="proxy")
    return Node(who=who, told_by=told, certainty="assumed")


def _cases(cases: dict[str, str]) -> list[Node]:
    if not cases:
        return [
            Node(
                id=papers.USUAL,
                name=Node(vi="Trường hợp thông thường", en="The usual case"),
            )
        ]
    return [
        Node(id=case, name=_text(heading), certainty="assumed") for heading, case in cases.items()
    ]


def _documents(record: Record, cases: dict[str, str]) -> list[Node]:
    listed = papers.documents(record, cases)
    if not any("from_answers" in node for node in listed):
        name = Node(vi=f"Tờ khai: {record.name}", en=marked("the declaration"))
        listed.insert(
            0,
            Node(id="declaration_form", name=name, from_answers=True, certainty="assumed"),
        )
    if not any("authorises" in node for node in listed):
        name = Node(vi="Văn bản ủy quyền", en="Written authorisation")
        listed.append(Node(id="authorisation", name=name, authorises=True, certainty="assumed"))
    return listed


def _competence(record: Record) -> list[Node]:
    found = []
    for name in levels.agencies(record.agencies):
        level = levels.level(name)
        english = levels.in_english(level)
        shown = Node(vi=name if level else marked(name), en=english or marked(name))
        found.append(
            Node(
                level=level or "commune",
                name=shown,
                certainty="reported" if level else "unsure",
            )
        )
    if found:
        return found
    unknown = Node(vi=marked("cơ quan giải quyết"), en=marked("agency"))
    return [Node(level="commune", name=unknown, certainty="unsure")]


def _result(result: Named) -> Node:
    node = Node(name=_text(papers.without_numbering(result.name)), certainty="verified")
    if result.code:
        node["code"] = result.code
    return node


def _unknown_result() -> Node:
    return Node(name=Node(vi=marked("kết quả"), en=marked("result")), certainty="unsure")


def _receipt() -> Node:
    name = Node(
        vi="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        en="Receipt with the date the result is due",
    )
    return Node(form="01", basis="TT 03/2025/TT-VPCP", name=name, certainty="assumed")


def _act(act: Named) -> Node:
    number = _NUMBER.search(act.code) or _NUMBER.search(act.name)
    title = act.name or act.code
    return Node(
        number=number[0] if number else act.code or marked("số văn bản"),
        title=_text(title),
        certainty="verified",
    )


def _unknown_act() -> Node:
    unknown = Node(vi=marked("văn bản"), en=marked("act"))
    return Node(number=marked("…"), title=unknown, certainty="unsure")


def _to_write(record: Record, cases: dict[str, str]) -> Iterator[str]:
    yield "summary: one sentence for citizens, in both languages"
    yield "every text in ⟦ ⟧: the English of what the record says in Vietnamese"
    yield "steps: the questions of the declaration; the record does not tell them"
    yield "acting: who may submit, and whether an authorisation is needed and certified"
    rows = [row for group in record.groups for row in group.rows]
    wanted = {
        "procedure: the record is not public (any more): ask whether it holds": not record.public,
        "cases: made of the headings of the checklist; join, split or rename them": cases,
        "documents: remarks divide the checklist; write who needs what as show_when": any(
            row.explains for row in rows
        ),
        "documents: whatever is may_be_needed wants a condition": rows,
        "fees: the record names none; write them, or nought": not record.charges,
        "fees: a channel has several amounts, or none: see above the fee": any(
            fee["certainty"] == "unsure" for fee in costs.fees(record)
        ),
        "processing: the record tells no time that can be counted": not record.terms,
        "processing: cases have different times: see above it, and write `when`": costs.differ(
            record
        ),
        "competence: an agency whose level is not known from its name": any(
            not levels.level(name) for name in levels.agencies(record.agencies)
        ),
    }
    yield from (what for what, so in wanted.items() if so)
    yield "examples: answers that have to pass, and some that must not"
