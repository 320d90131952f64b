"""Puts the file together: what the definition told, what the caller knows of the procedure, and
placeholders, plainly marked, for what nobody has said yet.

A placeholder is a text in `⟦…⟧` or the code 0.000000. With them the file loads, so that its
questions can be tried at once; before it is published they have to go.
"""

from collections.abc import Mapping
from typing import Any

from forms.characters import folded
from forms.formio.draft import Draft
from forms.formio.nodes import Node
from forms.formio.wording import UNKNOWN_CODE, marked
from forms.means import EVERY_FORM

_ORDER = (
    "procedure name summary field valid acting assurance life_events words cases notices steps "
    "rules documents confirmations hops fees processing competence results papers legal examples"
).split()
_QUESTION = (
    "name kind label hint means prefill locked show_when required required_when required_message "
    "autocomplete default options"
).split()
_STEP = ("id", "title", "intro", "show_when", "questions")
_DOCUMENT = ("id", "name", "code", "hint", "need", "show_when", "required_when")
_MAY_LACK = ("rules", "notices", "confirmations", "hops", "fees", "examples")
_UNSURE = {"certainty": "unsure"}


def document(draft: Draft, rules: list[Node], facts: Mapping[str, Any]) -> Node:
    """The whole file. `facts` holds keys of a form file that somebody knows from elsewhere."""
    told = _told(draft, rules)
    known = {**_placeholders(told["name"]), **told, **facts}
    if "documents" not in facts:
        known["documents"] = [*_declaration(told["name"]), *told["documents"]]
    file = Node(**{key: known[key] for key in _ORDER if key in known})
    _ask_what_every_form_asks(draft, file["steps"])
    file.remark("Made from a Form.io definition. Texts in ⟦ ⟧ are still to be written, and so is")
    file.remark("whatever has “guessed”, “known by” or “not carried over” above it to be checked.")
    for key in ("procedure", "processing", "competence", "results", "papers", "legal", "acting"):
        if key in file and key not in facts:
            file.asides[key] = "to be filled in: the definition does not tell"
    return file


def whole(draft: Draft, rules: list[Node], rest: Mapping[str, Any]) -> Node:
    """The whole file of a form that we exported: everything but its questions is in `rest`."""
    told = _told(draft, [])
    title = rest.get("name")
    if isinstance(title, Mapping) and "name" in told:
        told["name"] = Node(vi=told["name"]["vi"], en=title.get("en", told["name"]["en"]))
    known = {**rest, **told, "rules": [*rest.get("rules", ()), *rules]}
    empty = [key for key in _MAY_LACK if known.get(key) == []]
    return Node(**{key: known[key] for key in _ORDER if key in known and key not in empty})


def _told(draft: Draft, rules: list[Node]) -> Node:
    name = draft.words.of(draft.form, "title", "name")
    told = Node(
        name=name or Node(vi=marked("tên thủ tục"), en=marked("name of the procedure")),
        steps=[_arranged(page.node, _STEP) for page in draft.pages],
        documents=[_arranged(paper.node, _DOCUMENT) for paper in draft.documents],
    )
    for step in told["steps"]:
        step["questions"] = [_question(node) for node in step["questions"]]
    if rules:
        told["rules"] = rules
    return told


def _question(node: Node) -> Node:
    made = _arranged(node, _QUESTION)
    if "questions" in made:
        made["questions"] = [_question(inner) for inner in made.pop("questions")]
    return made


def _arranged(node: Node, order: tuple[str, ...] | list[str]) -> Node:
    """The same map in the order people look for its keys."""
    keys = [key for key in order if key in node] + [key for key in node if key not in order]
    made = Node(**{key: node[key] for key in keys})
    made.remarks, made.asides = node.remarks, node.asides
    return made


def _placeholders(name: Node) -> dict[str, Any]:
    """What the loader wants of every form; nothing here is known to be true."""
    return {
        "procedure": UNKNOWN_CODE,
        "summary": Node(vi=marked(name["vi"]), en=marked(name["en"])),
        "field": Node(code=marked("G00-XX00"), name=_both("lĩnh vực", "field")),
        "acting": Node(who=["self"], **_UNSURE),
        "cases": [Node(id="usual", name=Node(vi="Trường hợp thông thường", en="The usual case"))],
        "processing": [
            Node(
                qty=1,
                unit="working_day",
                note=_both("thời hạn giải quyết", "how long it takes"),
                **_UNSURE,
            )
        ],
        "competence": [Node(level="commune", name=_both("cơ quan", "agency"), **_UNSURE)],
        "results": [Node(name=_both("kết quả", "result"), **_UNSURE)],
        "papers": Node(receipt=_receipt()),
        "legal": [Node(number=marked("…"), title=_both("văn bản", "act"), **_UNSURE)],
    }


def _both(vietnamese: str, english: str) -> Node:
    return Node(vi=marked(vietnamese), en=marked(english))


def _receipt() -> Node:
    name = Node(
        vi="Giấy tiếp nhận hồ sơ và hẹn trả kết quả", en="Receipt with the date the result is due"
    )
    return Node(form="01", basis="TT 03/2025/TT-VPCP", name=name, certainty="assumed")


def _declaration(name: Node) -> list[Node]:
    """What is filled in is itself a part of the dossier."""
    called = folded(name["vi"]).startswith(("to khai", "don ", "giay de nghi", "phieu "))
    paper = Node(vi=name["vi"] if called else f"Tờ khai {name['vi']}", en=name["en"])
    node = Node(id="declaration_form", name=paper, from_answers=True)
    node.remark("guessed: the answers make the declaration (tờ khai)")
    return [node]


_EVERY: dict[str, tuple[str, str, str, str]] = {
    "submitter.full_name": ("submitter_name", "person_name", "Họ và tên của bạn", "Your full name"),
    "submitter.citizen_number": (
        "submitter_number",
        "citizen_number",
        "Số định danh cá nhân của bạn",
        "Your personal identification number",
    ),
    "submitter.phone": (
        "submitter_phone",
        "phone",
        "Số điện thoại di động",
        "Mobile phone number",
    ),
}


def _ask_what_every_form_asks(draft: Draft, steps: list[Node]) -> None:
    """Who sends it, and where text messages go: added in front if the definition lacks them."""
    taken = {node["name"] for step in steps for node in step["questions"]}
    added = [_added(tag, taken) for tag in EVERY_FORM if tag not in draft.means]
    if not added:
        return
    title = Node(vi="Người nộp hồ sơ", en="Who is applying")
    step = Node(id=draft.step_names.step("nguoi-nop"), title=title, questions=added)
    step.remark("added: every form asks who sends it")
    steps.insert(0, step)


def _added(tag: str, taken: set[str]) -> Node:
    name, kind, vietnamese, english = _EVERY[tag]
    while name in taken:
        name += "_"
    attribute = tag.partition(".")[2]
    node = Node(name=name, kind=kind, label=Node(vi=vietnamese, en=english), means=tag)
    node["prefill"] = f"identity.{attribute}"
    if kind != "phone":
        node["locked"] = True
    return node
