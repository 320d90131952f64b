"""Reads a page as a citizen does: heading, links, forms, what is to be mended."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml.html import HtmlElement

from portal.rehearsal.form import Form, has_class, read_form, text


@dataclass(frozen=True)
class Link:
    """Somewhere to go; ``href`` is a whole address."""

    text: str
    href: str


class Page:
    """One page, and where it was found."""

    def __init__(self, url: str, content: bytes) -> None:
        self.url = url
        parser = lxml.html.HTMLParser(encoding="utf-8")
        self._root: HtmlElement = lxml.html.document_fromstring(content or b"<p></p>", parser)

    @property
    def path(self) -> str:
        """Where on its server it is."""
        return urlsplit(self.url).path

    @property
    def told(self) -> str:
        """Say in a line which page this is, and what it asks to be mended."""
        said = "; ".join(self.errors)
        return f"“{self.heading}” at {self.path}" + (f": {said}" if said else "")

    @cached_property
    def heading(self) -> str:
        """What the page calls itself, without the small line above."""
        for heading in self._all("//h1"):
            above = "".join(text(part) for part in heading.xpath(f".//*[{has_class('caption')}]"))
            return text(heading).removeprefix(above).strip()
        return ""

    @cached_property
    def text(self) -> str:
        """Everything it says, spaces squeezed."""
        return " ".join(text(part) for part in self._all("//title | //body"))

    @cached_property
    def errors(self) -> tuple[str, ...]:
        """What it asks to be mended: the lines of the summary, or what stands at an input."""
        summary = self._all(f"//*[{has_class('govuk-error-summary')}]//li")
        return tuple(map(text, summary)) or self.marked("govuk-error-message")

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Where one can go from here, in reading order."""
        found = self._all("//a[@href]")
        return tuple(Link(text(a), urljoin(self.url, a.get("href", ""))) for a in found)

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """What can be sent from here, in reading order."""
        return tuple(read_form(element, self.url) for element in self._all("//form"))

    @cached_property
    def locked(self) -> tuple[tuple[str, str], ...]:
        """Answers shown and not asked, by label."""
        shown = self._all(f"//dl[{has_class('locked')}]")
        return tuple((text(dl.find("dt")), text(dl.find("dd"))) for dl in shown)

    def marked(self, name: str) -> tuple[str, ...]:
        """The texts of what carries a class."""
        return tuple(map(text, self._all(f"//*[{has_class(name)}]")))

    def coded(self, name: str) -> tuple[str, ...]:
        """The codes (``data-code``) of what carries a class."""
        return tuple(e.get("data-code", "") for e in self._all(f"//*[{has_class(name)}]"))

    def link(self, ending: str) -> Link | None:
        """The first link whose path ends so."""
        return next((a for a in self.links if urlsplit(a.href).path.endswith(ending)), None)

    def form(self, ending: str) -> Form | None:
        """The first form that is sent to a path that ends so."""
        return next((f for f in self.forms if urlsplit(f.action).path.endswith(ending)), None)

    def _all(self, xpath: str) -> list[Any]:
        return list(self._root.xpath(xpath))
