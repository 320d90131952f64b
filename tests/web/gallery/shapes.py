"""What a page of the gallery is: a template, the values it is shown with, and who sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """A template, its context, and whether somebody is signed in."""

    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    signed_in: bool = True
    operator: bool = False
    officer: bool = False


def shows(template: str, page: object, signed_in: bool = True) -> Page:
    """A template with its view model."""
    return Page(template, {"page": page}, signed_in)


def operates(template: str, **context: object) -> Page:
    """A page of the console."""
    return Page(f"console/{template}.html", context, signed_in=False, operator=True)
