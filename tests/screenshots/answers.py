"""Fills in whatever questions a page shows, from the answers of a form's own example."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page

from portal.rehearsal.script import plain


def fill(page: Page, answers: Mapping[str, tuple[str, ...]]) -> None:
    """Answer the questions on a page; an answer may show more questions, so look again."""
    answered: set[str] = set()
    while names := [name for name in answers if name not in answered and _asked(page, name)]:
        for name in names:
            _answer(page, name, answers[name])
            answered.add(name)


def _asked(page: Page, name: str) -> bool:
    found = page.locator(f'main [name="{name}"]:not([type="hidden"])')
    return found.count() > 0 and found.first.is_editable()


def _answer(page: Page, name: str, values: tuple[str, ...]) -> None:
    """Answer a question; what stands there already came from the identity provider and stays."""
    control = page.locator(f'main [name="{name}"]').first
    kind = control.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
    if kind not in ("radio", "checkbox") and control.input_value():
        return
    if kind in ("radio", "checkbox"):
        for value in values:
            page.locator(f'main [name="{name}"][value="{value}"]').check(force=True)
    elif kind == "select":
        _choose(control, values[0])
    else:
        control.fill(values[0])


def _choose(control: Locator, wanted: str) -> None:
    """Choose by value or by what people read, once the list has come."""
    control.locator("option").nth(1).wait_for(state="attached")
    options = control.locator("option").evaluate_all("all => all.map(o => [o.value, o.label])")
    for value, label in options:
        if wanted == value or plain(wanted) == plain(label):
            control.select_option(value=value)
            return
