"""Whole definitions as builders, portals and careless hands leave them, with what is left out.

Each is a file's bytes and the paths that have to be told of: nothing more, nothing less.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.forms.formio.builder import column, saved, side_by_side, whole


@dataclass(frozen=True)
class Definition:
    """A file, and the paths of what cannot be carried over from it."""

    name: str
    source: bytes
    left: frozenset[str] = frozenset()


def _made(name: str, form: Any, *left: str, indent: int | None = None) -> Definition:
    return Definition(
        name, json.dumps(form, indent=indent, ensure_ascii=False).encode(), frozenset(left)
    )


NAME = saved("textfield", "hoTen", "Họ và tên khai", validate={"required": True, "maxLength": 100})
KIND = saved("select", "loai", "Loại việc", validate={"required": True})
SHOWN = {"show": "true", "when": "loai", "eq": "doi"}


RULE = {
    "name": "bat buoc",
    "trigger": {"type": "simple", "simple": {"show": True, "when": "loai", "eq": "doi"}},
    "actions": [
        {
            "name": "a",
            "type": "property",
            "property": {"label": "Required", "value": "validate.required", "type": "boolean"},
            "state": True,
        }
    ],
}


def definitions() -> Iterator[Definition]:
    """All of them."""
    yield from _wrapped()
    yield from _conditional()
    yield from _chosen()
    yield from _scripted()
    yield from _arranged()
    yield from _paged()
    yield from _repeated()
    yield from _nested()
    yield from _large()


def _wrapped() -> Iterator[Definition]:
    yield _made("bare form", whole(NAME))
    yield _made("bare list", [NAME, KIND])
    yield _made("form wrapper", {"form": whole(NAME)})
    yield _made("data wrapper", {"data": whole(NAME)})
    yield _made("pretty printed", whole(NAME), indent=2)
    pretty = json.dumps(whole(NAME, KIND), indent=1, ensure_ascii=False)
    yield Definition("byte order mark", b"\xef\xbb\xbf" + pretty.encode())
    yield Definition("line ends of Windows", pretty.replace("\n", "\r\n").encode())
    yield Definition("UTF-16", pretty.encode("utf-16"))
    project = {"title": "P", "version": "2.0.0", "roles": {}, "forms": {"toKhai": whole(NAME)}}
    yield _made("project template", project)


def _conditional() -> Iterator[Definition]:
    yield _made(
        "shown as a text", whole(KIND, saved("textfield", "cu", "Số cũ", conditional=SHOWN))
    )
    hides = {"show": False, "when": "loai", "eq": "doi"}
    yield _made("hidden when", whole(KIND, saved("textfield", "cu", "Số cũ", conditional=hides)))
    new = {
        "show": True,
        "conjunction": "all",
        "conditions": [{"component": "loai", "operator": "isEqual", "value": "doi"}],
    }
    yield _made(
        "conditions of 2023", whole(KIND, saved("textfield", "cu", "Số cũ", conditional=new))
    )
    logic = {
        "json": {"and": [{"===": [{"var": "data.loai"}, "doi"]}, {"!!": [{"var": "data.hoTen"}]}]}
    }
    yield _made(
        "JSON logic", whole(KIND, NAME, saved("textarea", "lyDo", "Lý do đổi", conditional=logic))
    )
    yield _made("logic that requires", whole(KIND, saved("textfield", "cu", "Số cũ", logic=[RULE])))


def _chosen() -> Iterator[Definition]:
    url = saved("select", "nghe", "Nghề nghiệp", dataSrc="url", data={"url": "https://x.example/n"})
    yield _made("list from an address", whole(NAME, url), "nghe/data/url")
    resource = saved("select", "co", "Cơ quan", dataSrc="resource", data={"resource": "5f0c"})
    yield _made("list from a resource", whole(NAME, resource), "co/data/resource")
    listed = [{"label": "Một", "value": "1"}, {"label": "Hai", "value": "2"}]
    inside = saved("select", "muc", "Mức đề nghị", dataSrc="json", data={"json": listed})
    yield _made("list from JSON", whole(NAME, inside))
    as_text = saved(
        "select", "muc", "Mức đề nghị", dataSrc="json", data={"json": json.dumps(listed)}
    )
    yield _made("list from JSON as a text", whole(NAME, as_text))
    many = saved("select", "nhieu", "Các loại", multiple=True, validate={"required": True})
    yield _made("several of a list", whole(NAME, many))
    boxes = saved("selectboxes", "nop", "Nộp kèm", validate={"minSelectedCount": 1})
    yield _made("at least one box", whole(NAME, boxes), "nop/validate/minSelectedCount")


def _scripted() -> Iterator[Definition]:
    yield _made(
        "scripts everywhere",
        whole(
            NAME,
            saved("textfield", "a", "Ô một", customConditional="show = data.hoTen === 'x'"),
            saved("number", "b", "Ô hai", calculateValue="value = Math.round(data.c / 3)"),
            saved("number", "c", "Ô ba", validate={"custom": "valid = input > 3 ? true : 'x'"}),
            saved("textfield", "d", "Ô bốn", customDefaultValue="value = moment()"),
        ),
        "a/customConditional",
        "b/calculateValue",
        "c/validate/custom",
        "d/customDefaultValue",
    )
    product = saved("number", "tong", "Thành tiền", calculateValue="value = data.gia * data.luong")
    price, many = saved("currency", "gia", "Đơn giá"), saved("number", "luong", "Số lượng")
    yield _made("a product is worked out", whole(price, many, product))
    yield _made("signature", whole(NAME, saved("signature", "ky", "Chữ ký")), "ky")
    yield _made("hidden", whole(NAME, saved("hidden", "ma", "Mã", defaultValue="1")))
    button = saved("button", "in", "In", action="custom", custom="window.print()")
    yield _made("button with a script", whole(NAME, button), "in")


def _arranged() -> Iterator[Definition]:
    inner = side_by_side(
        "c2",
        column(saved("email", "thu", "Thư điện tử")),
        column(saved("phoneNumber", "dt", "Điện thoại")),
    )
    nested = saved(
        "panel",
        "p1",
        title="Người khai",
        components=[side_by_side("c1", column(NAME), column(inner))],
    )
    yield _made("columns within columns within a panel", whole(nested))


def _paged() -> Iterator[Definition]:
    pages = [
        saved(
            "panel",
            f"trang{n}",
            title=f"Trang {n}",
            components=[saved("day", f"ngay{n}", f"Ngày {n}")],
        )
        for n in (1, 2, 3)
    ]
    yield _made("wizard", whole(*pages, display="wizard"))
    tabs = saved(
        "tabs",
        "cac",
        components=[
            {"label": "Một", "key": "t1", "components": [NAME]},
            {"label": "Hai", "key": "t2", "components": [saved("time", "gio", "Giờ hẹn")]},
        ],
    )
    yield _made("tabs", whole(tabs))


def _repeated() -> Iterator[Definition]:
    grid = saved(
        "editgrid",
        "nguoi",
        "Thành viên",
        validate={"minLength": 1, "maxLength": 9},
        components=[
            side_by_side(
                "c3",
                column(saved("textfield", "ten", "Tên người")),
                column(saved("day", "sinh", "Sinh ngày")),
            ),
            saved("file", "anh", "Ảnh người"),
        ],
    )
    yield _made("columns and a file in an edit grid", whole(NAME, grid), "nguoi/anh")


def _nested() -> Iterator[Definition]:
    deep = NAME
    for number in range(18):
        deep = saved("fieldset", f"f{number}", components=[deep])
    yield _made("eighteen boxes, one in the other", whole(deep))
    twice = whole(
        saved("container", "cha", components=[saved("textfield", "ten", "Tên cha")]),
        saved("container", "me", components=[saved("textfield", "ten", "Tên mẹ")]),
    )
    yield _made("the same key in two containers", twice)
    files = [
        saved("file", "donDeNghi", "Đơn đề nghị", validate={"required": True}, filePattern=".pdf"),
        saved("file", "anhThe", "Ảnh thẻ", multiple=True, fileMaxSize="5MB", filePattern="image/*"),
    ]
    yield _made("files", whole(NAME, *files))
    yield _made("survey", whole(NAME, saved("survey", "danhGia", "Đánh giá")))


def _large() -> Iterator[Definition]:
    """An e-form of the size provinces have: panels of columns, rules, lists from outside."""
    panels, left = [], set()
    for page in range(8):
        rows = []
        for row in range(5):
            key = f"p{page}r{row}"
            condition = {"show": "true", "when": f"{key}a", "eq": "doi"} if row else {}
            outside = saved(
                "select",
                f"{key}d",
                f"Danh mục {key}",
                dataSrc="url",
                data={"url": "https://x.example"},
            )
            if row == 4:
                left.add(f"p{page}/{key}/columns[1]/{key}d/data/url")
            last = outside if row == 4 else saved("datetime", f"{key}d", f"Ngày {key}")
            first = saved("select", f"{key}a", f"Chọn {key}")
            second = saved("textfield", f"{key}b", f"Ghi {key}", conditional=condition)
            third = saved("number", f"{key}c", f"Số {key}", validate={"min": 0})
            rows.append(side_by_side(key, column(first, second), column(third, last)))
        panels.append(saved("panel", f"p{page}", title=f"Phần {page}", components=rows))
    yield _made("a hundred and sixty questions", whole(*panels, display="wizard"), *left)


ALL = tuple(definitions())
