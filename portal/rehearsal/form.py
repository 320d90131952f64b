"""Reads the forms of a page: what they ask, what they hold already, where they are sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

CHOSEN = frozenset({"radio", "checkbox", "select"})
_SILENT = frozenset({"submit", "button", "image", "reset"})
_TICKED = frozenset({"radio", "checkbox"})


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True)
class Control:
    """A question of a form under its HTML name; ``values`` is what it holds already.

    ``kind`` is ``radio``, ``checkbox``, ``select``, ``textarea``, or the type of the input.
    """

    name: str
    kind: str
    label: str
    hint: str = ""
    error: str = ""
    values: tuple[str, ...] = field(default=(), repr=False)
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Button:
    """A button of a form."""

    name: str
    value: str
    text: str


@dataclass(frozen=True)
class Form:
    """A form of a page; ``action`` is its whole address, ``optional`` what its section says."""

    action: str
    method: str
    controls: tuple[Control, ...]
    buttons: tuple[Button, ...]
    optional: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Everything it asks or carries, by HTML name."""
        return frozenset(control.name for control in self.controls)

    def control(self, name: str) -> Control | None:
        """Give what stands under a name."""
        return next((control for control in self.controls if control.name == name), None)

    def button(self, value: str) -> Button | None:
        """Give the button that sends a value."""
        return next((button for button in self.buttons if button.value == value), None)

    def carries(self, name: str) -> str:
        """Give the first value under a name; empty if there is none."""
        control = self.control(name)
        return control.values[0] if control and control.values else ""

    def asked(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Leave out of what is sent whatever the form carries by itself."""
        carried = {control.name for control in self.controls if control.kind == "hidden"}
        return [(name, value) for name, value in pairs if name not in carried]


def read_form(element: Any, url: str) -> Form:
    """Read a form element of the page at an address."""
    buttons = element.xpath(".//button | .//input[@type='submit']")
    heading = "ancestor::section[1]/*[self::h2 or self::h3]"
    return Form(
        action=urljoin(url, element.get("action") or url),
        method=(element.get("method") or "get").lower(),
        controls=tuple(_controls(element)),
        buttons=tuple(Button(b.get("name", ""), b.get("value", ""), text(b)) for b in buttons),
        optional=bool(element.xpath(f"{heading}//*[{has_class('optional')}]")),
    )


def text(element: Any) -> str:
    """Give what an element says, spaces squeezed."""
    return " ".join(element.text_content().split()) if element is not None else ""


def has_class(name: str) -> str:
    """Write the XPath condition for a class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _controls(form: Any) -> Iterator[Control]:
    named: dict[str, list[Any]] = {}
    for element in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        if _kind(element) not in _SILENT and element.get("disabled") is None:
            named.setdefault(element.get("name"), []).append(element)
    for name, elements in named.items():
        first = elements[0]
        yield Control(
            name=name,
            kind=_kind(first),
            label=_label(first),
            hint=_beside(first, "hint"),
            error=_beside(first, "error"),
            values=_values(elements),
            choices=tuple(_choices(elements)),
        )


def _kind(element: Any) -> str:
    return str(element.get("type", "text")).lower() if element.tag == "input" else str(element.tag)


def _choices(elements: list[Any]) -> Iterator[Choice]:
    for element in elements:
        if element.tag == "select":
            for option in element.iter("option"):
                if option.get("value", ""):
                    yield Choice(option.get("value"), text(option))
        elif _kind(element) in _TICKED:
            yield Choice(element.get("value", "on"), _label_for(element))


def _label(element: Any) -> str:
    """What is asked: of choices, what stands above them all."""
    if _kind(element) in _TICKED:
        for legend in element.xpath("ancestor::fieldset[1]/legend"):
            return text(legend)
    return _label_for(element)


def _label_for(element: Any) -> str:
    return _first(element, "//label[@for=$id]", element.get("id") or "")


def _beside(element: Any, what: str) -> str:
    return _first(element, "//*[@id=$id]", f"{element.get('id')}-{what}")


def _first(element: Any, xpath: str, name: str) -> str:
    found = element.getroottree().xpath(xpath, id=name)
    return next(map(text, found), "")


def _values(elements: list[Any]) -> tuple[str, ...]:
    first = elements[0]
    if first.tag == "select":
        chosen = first.xpath(".//option[@selected]") or first.xpath(".//option")[:1]
        return tuple(one.get("value") for one in chosen if one.get("value"))
    if first.tag == "textarea":
        # The line break right after the tag is not part of what was typed.
        typed = str(first.text or "").removeprefix("\r").removeprefix("\n")
        return (typed,) if typed else ()
    if _kind(first) in _TICKED:
        return tuple(one.get("value", "on") for one in elements if one.get("checked") is not None)
    return tuple(one.get("value") for one in elements if one.get("value"))
