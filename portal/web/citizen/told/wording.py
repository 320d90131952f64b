"""Puts fee lines and process steps an agency told into sentences."""

from flask_babel import gettext as _

from connectors.fees import FeeLine
from connectors.steps import ProcessStep
from portal.services.amending.merging import Change
from portal.services.dossiers import Happening
from portal.web.formats import day, dong


def fee(line: FeeLine) -> str:
    """Say what a line of a fee notice is for, and how much."""
    if not line.amount:
        return str(_("%(name)s: miễn", name=line.name))
    return f"{line.name}: {dong(line.amount)}"


def told(happening: Happening) -> str:
    """Say what the agency told: to whom it handed the dossier on, what it is at, its own words."""
    to = str(_("Cơ quan giải quyết tiếp: %(name)s.", name=happening.to)) if happening.to else ""
    return " ".join(filter(None, (to, step(happening.step), happening.note)))


def step(at: ProcessStep | None) -> str:
    """Say what the agency is at, and by when it means to be done with it; empty if it is not."""
    if at is None:
        return ""
    if at.until is None:
        return str(_("Đang làm: %(name)s.", name=at.name))
    return str(_("Đang làm: %(name)s, dự kiến xong ngày %(day)s.", name=at.name, day=day(at.until)))


def changed(change: Change) -> str:
    """Say how an answer was put right, before and after."""
    told = {"label": change.label, "before": change.before, "after": change.after}
    if not change.before:
        return str(_("%(label)s: khai thêm “%(after)s”", **told))
    if not change.after:
        return str(_("%(label)s: bỏ “%(before)s”", **told))
    return str(_("%(label)s: sửa “%(before)s” thành “%(after)s”", **told))
