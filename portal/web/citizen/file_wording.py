"""Says what is wrong with a file, and what would be right."""

from collections.abc import Callable

from flask_babel import gettext as _

from forms.messages import Message, say
from portal.domain.errors import Unacceptable
from portal.web.context import language
from portal.web.formats import size

FOR_SIZE = frozenset({"too_big", "dossier_too_big", "reply_too_big", "document.too_big"})
"""Reasons that are of size alone."""


def worded(error: Unacceptable, name: str, length: int) -> str:
    """Put into words why a file of ``length`` bytes was not taken."""
    told = error.facts.get("told")
    if isinstance(told, Message):
        return say(told, language())
    found = error.facts.get("limit")
    limit = found if isinstance(found, int) else 0
    said = _of_sizes(name, length, limit) | _of_content(name, limit)
    other = _("Không nhận được tệp “%(name)s” cho giấy tờ này", name=name)
    return str(said[error.reason]() if error.reason in said else other)


def away(name: str, *, full: bool) -> str:
    """Say that a file could not be kept through no fault of its own."""
    if full:
        return str(
            _(
                "Chưa lưu được “%(name)s”: nơi lưu tệp đang hết chỗ. "
                "Hồ sơ của bạn vẫn còn nguyên, vui lòng thử lại sau",
                name=name,
            )
        )
    return str(
        _(
            "Chưa lưu được “%(name)s”: nơi lưu tệp đang gián đoạn. "
            "Hồ sơ của bạn vẫn còn nguyên, vui lòng thử lại sau ít phút",
            name=name,
        )
    )


def _of_sizes(name: str, length: int, limit: int) -> dict[str, Callable[[], str]]:
    return {
        "empty": lambda: _("Tệp “%(name)s” trống, không có nội dung", name=name),
        "too_big": lambda: _(
            "Tệp “%(name)s” nặng %(size)s. Mỗi tệp tối đa %(limit)s",
            name=name,
            size=size(length),
            limit=size(limit),
        ),
        "dossier_too_big": lambda: _(
            "Không thêm được “%(name)s”: cả hồ sơ tối đa %(limit)s", name=name, limit=size(limit)
        ),
        "reply_full": lambda: _(
            "Không thêm được “%(name)s”: mỗi lần gửi tối đa %(limit)s tệp",
            name=name,
            limit=limit,
        ),
        "reply_too_big": lambda: _(
            "Không thêm được “%(name)s”: mỗi lần gửi tối đa %(limit)s",
            name=name,
            limit=size(limit),
        ),
    }


def _of_content(name: str, limit: int) -> dict[str, Callable[[], str]]:
    return {
        "changed": lambda: _(
            "Tệp “%(name)s” đã thay đổi trong lúc tải lên. Chọn lại tệp để tải từ đầu", name=name
        ),
        "type": lambda: _("Tệp “%(name)s” không phải PDF hay ảnh", name=name),
        "password": lambda: _("Tệp “%(name)s” có mật khẩu. Bỏ mật khẩu rồi tải lên lại", name=name),
        "broken_pdf": lambda: _(
            "Tệp PDF “%(name)s” không mở được. Lưu lại thành tệp PDF mới rồi tải lên", name=name
        ),
        "too_many_objects": lambda: _(
            "Tệp PDF “%(name)s” có quá nhiều thành phần. In lại thành tệp PDF mới rồi tải lên",
            name=name,
        ),
        "broken_photo": lambda: _(
            "Ảnh “%(name)s” bị hỏng hoặc thiếu một phần. Chụp lại hoặc chọn tệp khác", name=name
        ),
        "too_many_pixels": lambda: _(
            "Ảnh “%(name)s” quá lớn. Chụp lại ở cỡ nhỏ hơn, tối đa %(limit)s triệu điểm ảnh",
            name=name,
            limit=limit // 1_000_000,
        ),
        "too_many_pages": lambda: _(
            "Tệp “%(name)s” có quá nhiều trang. Mỗi tệp ảnh tối đa %(limit)s trang",
            name=name,
            limit=limit,
        ),
    }
