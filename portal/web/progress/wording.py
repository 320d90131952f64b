"""Puts figures of progress into words: values, periods, how sure a source is."""

from decimal import Decimal

from flask_babel import gettext as _

from portal.domain.progress.figures import Figure
from portal.domain.progress.periods import Period
from portal.web import formats


def value(figure: Figure) -> str:
    """Write a figure: 66,67 % or 1.234; nothing where there is none."""
    return amount(figure.value, figure.indicator.percentage)


def amount(told: Decimal | None, percentage: bool) -> str:
    """Write a value."""
    if told is None:
        return ""
    if not percentage:
        return formats.number(int(told))
    return f"{formats.number(float(told))} %"


def sides(figure: Figure) -> str:
    """Write what a share divides: 8 trên 12."""
    if figure.among is None or figure.over is None or figure.value is None:
        return ""
    over, among = formats.number(figure.over), formats.number(figure.among)
    return str(_("%(over)s trên %(among)s", over=over, among=among))


def target(figure: Figure) -> str:
    """Say what a figure aims at, and whether it is there."""
    aim = figure.indicator.target
    if aim is None:
        return ""
    if figure.reached is None:
        return str(_("Mục tiêu %(target)s %%", target=aim))
    if figure.reached:
        return str(_("Mục tiêu %(target)s %%: đã đạt", target=aim))
    return str(_("Mục tiêu %(target)s %%: chưa đạt", target=aim))


def period(told: Period) -> str:
    """Name a period: Tháng 11/2026, Năm 2026."""
    if told.month:
        return str(_("Tháng %(month)s/%(year)s", month=told.month, year=told.year))
    return str(_("Năm %(year)s", year=told.year))


def sure(word: str) -> str:
    """Say how well a source is known."""
    return {
        "law": str(_("Theo văn bản hoặc số đếm của chính Cổng")),
        "reported": str(_("Theo tài liệu tóm tắt văn bản; cần đối chiếu bản gốc")),
        "assumed": str(_("Cách hiểu của chúng tôi; cần cơ quan có thẩm quyền xác nhận")),
    }[word]


def decimal(told: Decimal) -> str:
    """Write a number with its decimals."""
    return formats.number(float(told))


def points(given: Decimal, most: int) -> str:
    """Write points of several groups: 61,5 trên 72."""
    return str(_("%(points)s trên %(most)s", points=decimal(given), most=most))


def lowered(words: str) -> str:
    """Write words as they stand within a sentence."""
    return words[:1].lower() + words[1:]
