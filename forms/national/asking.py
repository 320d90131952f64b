"""The steps every form begins and ends with: who submits, for whom, what for, the pledge."""

from forms.characters import folded
from forms.formio.nodes import Node
from forms.formio.wording import marked

_ATTRIBUTES = {
    "full_name": ("person_name", "Họ và tên", "Full name"),
    "citizen_number": (
        "citizen_number",
        "Số định danh cá nhân",
        "Personal identification number",
    ),
    "birth_date": ("date", "Ngày sinh", "Date of birth"),
    "gender": ("radio", "Giới tính", "Sex"),
    "phone": ("phone", "Số điện thoại", "Phone number"),
}
_HINTS = {
    "citizen_number": Node(
        vi="Gồm 12 chữ số, ví dụ 000190001234", en="12 digits, for example 000190001234"
    ),
    "birth_date": Node(vi="Ví dụ 27/3/1990", en="For example 27/3/1990"),
}
_SEXES = {"male": Node(vi="Nam", en="Male"), "female": Node(vi="Nữ", en="Female")}
_ORGANISATIONS = ("doanh nghiep", "to chuc", "hop tac xa", "ho kinh doanh", "co quan")


def for_organisations(subjects: tuple[str, ...]) -> bool:
    """Whether organisations may be the owner (chủ hồ sơ)."""
    said = [folded(subject).partition(" khong bao gom")[0] for subject in subjects]
    return any(words in text for words in _ORGANISATIONS for text in said)


def steps(subjects: tuple[str, ...]) -> list[Node]:
    """Submitter, owner, request and pledge, in this order."""
    organisations = for_organisations(subjects)
    request = Node(
        id="noi-dung",
        title=Node(vi="Nội dung đề nghị", en="What you ask for"),
        questions=[_content(), _pledge()],
    )
    request.remark("the record does not tell what the declaration (tờ khai) asks: write it here")
    return [_submitter(organisations), _owner(organisations), request]


def _submitter(organisations: bool) -> Node:
    intro = Node(
        vi="Thông tin lấy từ tài khoản định danh đã được điền sẵn.",
        en="What your identity account knows is filled in already.",
    )
    return Node(
        id="nguoi-nop",
        title=Node(vi="Người nộp hồ sơ", en="Who is applying"),
        intro=intro,
        questions=[*_person("submitter", " của bạn", "Your "), _acting_as(organisations)],
    )


def _acting_as(organisations: bool) -> Node:
    labels = {"self": Node(vi="Cho tôi", en="Myself")}
    if organisations:
        labels["organisation"] = Node(
            vi="Cho tổ chức tôi đại diện", en="The organisation I represent"
        )
    labels["proxy"] = Node(vi="Cho người ủy quyền cho tôi", en="Somebody who authorised me")
    return Node(
        name="acting_as",
        kind="radio",
        label=Node(vi="Bạn nộp hồ sơ cho ai?", en="Whom do you apply for?"),
        means="submitter.acting_as",
        required_message=Node(vi="Chọn bạn nộp hồ sơ cho ai", en="Choose whom you apply for"),
        default="self",
        options=[Node(value=value, label=label) for value, label in labels.items()],
    )


def _owner(organisations: bool) -> Node:
    person: dict[str, object] = {"question": "acting_as", "is": "proxy"}
    questions = _person("owner")
    if organisations:
        for question in questions:
            question["show_when"] = person
        questions += _organisation()
    both = {"question": "acting_as", "in": ["organisation", "proxy"]}
    return Node(
        id="chu-ho-so",
        title=Node(vi="Chủ hồ sơ", en="Whose application it is"),
        show_when=both if organisations else person,
        questions=questions,
    )


def _organisation() -> list[Node]:
    name = Node(vi="Tên tổ chức", en="Name of the organisation")
    code = Node(vi="Mã số thuế", en="Tax code")
    asked = [
        Node(name="owner_organisation", kind="text", label=name, means="owner.organisation"),
        Node(name="owner_tax_code", kind="tax_code", label=code, means="owner.tax_code"),
    ]
    for question in asked:
        question["show_when"] = {"question": "acting_as", "is": "organisation"}
    return asked


def _person(role: str, whose: str = "", your: str = "") -> list[Node]:
    """Name, number, birth date, sex and phone; of the submitter what the identity tells."""
    made = []
    for attribute, (kind, vietnamese, english) in _ATTRIBUTES.items():
        node = Node(name=f"{role}_{attribute}", kind=kind)
        words = your + english[0].lower() + english[1:] if your else english
        node["label"] = Node(vi=vietnamese + whose, en=words)
        if attribute in _HINTS:
            node["hint"] = _HINTS[attribute]
        node["means"] = f"{role}.{attribute}"
        if role == "submitter":
            node["prefill"] = f"identity.{attribute}"
            node["mobile" if attribute == "phone" else "locked"] = True
        node.update(_settings(attribute, role))
        made.append(node)
    return made


def _settings(attribute: str, role: str) -> dict[str, object]:
    if attribute == "citizen_number":
        return {"birth_date": f"{role}_birth_date", "gender": f"{role}_gender"}
    if attribute == "birth_date":
        return {"not_future": True}
    if attribute == "gender":
        return {"options": [Node(value=value, label=label) for value, label in _SEXES.items()]}
    return {}


def _content() -> Node:
    return Node(
        name="request_content",
        kind="long_text",
        label=Node(vi="Nội dung đề nghị", en="What you ask for"),
        hint=Node(
            vi=marked("các câu hỏi của tờ khai thay cho ô này"),
            en=marked("the questions of the declaration instead of this box"),
        ),
        means="request.content",
    )


def _pledge() -> Node:
    words = Node(
        vi="Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước "
        "pháp luật về cam đoan của mình.",
        en="I declare that what I have stated is true, and I answer for it before the law.",
    )
    return Node(name="declaration", kind="consent", label=words, means="request.declaration")
