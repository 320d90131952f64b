"""What is said of a look into a person's stores: what they agree to, and what became of it."""

from collections.abc import Iterator

from flask_babel import gettext as _

from portal.domain.looking_up import Outcome, Way
from portal.services.counter.finding import Find
from portal.services.counter.looking import Holder, Looked
from portal.services.store.national import NationalPaper
from portal.web.context import rt
from portal.web.desk.counter.seat import here


def look_words(whose: Holder, document: str, way: Way, letter: str) -> str:
    """Write what a person agrees to before any store is opened; these words are evidence."""
    both = _("kho giấy tờ của Cổng này và Kho dữ liệu cá nhân trên Cổng Dịch vụ công quốc gia")
    return str(
        _(
            "%(name)s, số định danh tận cùng là %(end)s, đồng ý (%(how)s) để %(agency)s tìm "
            "“%(document)s” của chính mình trong %(where)s, dùng cho hồ sơ này. "
            "Cán bộ ghi nhận: %(officer)s.",
            name=whose.name,
            end=whose.number[-3:],
            how=how(way, letter),
            agency=here().agency.name,
            document=document,
            where=both if rt().partners.has_store else _("kho giấy tờ của Cổng này"),
            officer=here().officer.name,
        )
    )


def use_words(find: Find) -> str:
    """Write what they agree to before a paper is taken; these words are kept as well."""
    paper = find.paper
    number = paper.number if isinstance(paper, NationalPaper) else paper.facts.number
    name = " ".join(filter(None, (paper.title, number)))
    return str(
        _(
            "%(name)s đồng ý lấy “%(paper)s” từ kho vào hồ sơ này.",
            name=find.looked.holder.name,
            paper=name,
        )
    )


def recorded(find: Find) -> str:
    """Write the same with the way it was agreed to and the officer who heard it."""
    by = _("Cán bộ ghi nhận: %(officer)s.", officer=here().officer.name)
    return f"{use_words(find)} {by}"


def how(way: Way, letter: str) -> str:
    """Say how somebody agreed."""
    if way == Way.PRESENT:
        return str(_("có mặt tại quầy"))
    return str(_("bằng văn bản: %(letter)s", letter=letter))


def became(looked: Looked, finds: list[Find]) -> tuple[str, ...]:
    """Say what became of a look-up, store by store."""
    return (*_own(looked, finds), *_national(looked, finds))


def _own(looked: Looked, finds: list[Find]) -> Iterator[str]:
    if looked.own == Outcome.ASKED:
        yield _("Lần tra cứu này dở dang, chưa có kết quả. Tra cứu lại.")
    elif not looked.kept:
        yield _(
            "Kho giấy tờ của Cổng không có giấy tờ loại này mang đúng số định danh và "
            "họ tên người nộp."
        )
    elif all(isinstance(one.paper, NationalPaper) for one in finds):
        yield _("Giấy tờ tìm được trong kho của Cổng đã có trong hồ sơ.")


def _national(looked: Looked, finds: list[Find]) -> Iterator[str]:
    if looked.national is None:
        yield from _not_asked()
    elif looked.national == Outcome.AWAY or looked.national == Outcome.ASKED:
        yield _(
            "Kho dữ liệu cá nhân quốc gia chưa trả lời được lúc này. Quét bản giấy như thường, "
            "hoặc tra cứu lại sau ít phút."
        )
    elif looked.national == Outcome.REFUSED:
        yield _("Kho dữ liệu cá nhân quốc gia từ chối yêu cầu này. Quét bản giấy như thường.")
    elif not looked.papers:
        yield _("Kho dữ liệu cá nhân quốc gia không có giấy tờ loại này của người nộp.")
    elif not any(isinstance(one.paper, NationalPaper) for one in finds):
        yield _("Giấy tờ tìm được trong kho quốc gia đã có trong hồ sơ.")


def _not_asked() -> Iterator[str]:
    """Say why the national store was not asked, where there is one."""
    if not rt().partners.has_store:
        return
    if not here().officer.number:
        yield _(
            "Chưa tra cứu kho quốc gia: tài khoản của bạn không cho biết số định danh cá nhân "
            "của cán bộ. Báo quản trị viên; giấy tờ khác vẫn nhận như thường."
        )
    else:
        yield _("Kho quốc gia không tra cứu được cho thủ tục này.")
