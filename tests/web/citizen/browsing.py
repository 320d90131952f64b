"""A browser without a screen: it reads pages, fills their forms in and presses their buttons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

File = tuple[str, bytes]


@dataclass(frozen=True)
class Page:
    """An answer of the portal, read as a page."""

    answer: TestResponse

    @property
    def status(self) -> int:
        """The status code."""
        return self.answer.status_code

    @property
    def leads_to(self) -> str:
        """Where a redirect goes, or nothing."""
        return self.answer.headers.get("Location", "")

    @property
    def tree(self) -> Any:
        """The page's elements."""
        return html.fromstring(self.answer.text)

    @property
    def text(self) -> str:
        """Everything to be read on the page, on one line."""
        return " ".join(" ".join(self.tree.find(".//main").itertext()).split())

    @property
    def heading(self) -> str:
        """The first heading."""
        return " ".join(" ".join(self.tree.find(".//h1").itertext()).split())

    @property
    def errors(self) -> dict[str, str]:
        """The error summary: message by the id of the input it leads to."""
        lines = self.tree.xpath("//*[contains(@class,'govuk-error-summary')]//li/a")
        return {line.get("href")[1:]: line.text_content().strip() for line in lines}

    def form(self, action: str = "") -> "Form":
        """The form of the page whose action begins so; the first with a version if not told."""
        forms = [form for form in self.tree.xpath("//main//form") if form.get("method") == "post"]
        return Form(next(form for form in forms if form.get("action", "").startswith(action)))

    @property
    def token(self) -> Sequence[tuple[str, str]]:
        """What a form of this browser's proves itself by, for whoever sends what no page offers."""
        found = self.tree.xpath("//input[@name='csrf_token']/@value")
        return [("csrf_token", found[0])] if found else []

    def value(self, name: str) -> Any:
        """What stands in an input."""
        return dict(self.form().pairs).get(name)


@dataclass(frozen=True)
class Form:
    """A form on a page."""

    element: Any

    @property
    def action(self) -> str:
        """Where it is sent to."""
        return str(self.element.get("action"))

    @property
    def pairs(self) -> Sequence[tuple[str, str]]:
        """What would be sent if nothing was changed, buttons left out."""
        return [(name, value) for name, value in self.element.form_values() if name != "action"]


class Browser:
    """One person's browser at the portal."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def window(self) -> "Browser":
        """Open another window, in which the same person is signed in."""
        client = self.client.application.test_client()
        for name in ("lt_session", "lt_visit"):
            cookie = self.client.get_cookie(name)
            if cookie is not None:
                client.set_cookie(cookie.key, cookie.decoded_value)
        return Browser(client)

    def open(self, path: str) -> Page:
        """Go to an address."""
        return Page(self.client.get(path))

    def follow(self, page: Page) -> Page:
        """Go where a page leads."""
        assert page.status == 303, (page.status, page.answer.text[:2000])
        return self.open(page.leads_to)

    def send(
        self, page: Page, answers: Mapping[str, Any], button: str = "continue", action: str = ""
    ) -> Page:
        """Fill a page's form in and press a button; None takes an answer away."""
        form = page.form(action)
        kept = [(name, value) for name, value in form.pairs if name not in answers]
        return self.post(form.action, [*kept, *_spread(answers), ("action", button)])

    def post(self, path: str, pairs: Sequence[tuple[str, str]]) -> Page:
        """Send pairs as they are."""
        data: dict[str, list[str]] = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        return Page(self.client.post(path, data=data))

    def upload(self, page: Page, document: str, files: Sequence[File]) -> Page:
        """Choose files for a document and press the button."""
        data: dict[str, Any] = {
            "csrf_token": dict(page.form().pairs)["csrf_token"],
            "version": dict(page.form().pairs)["version"],
            "document": document,
            "action": "upload",
            "file": [(BytesIO(content), name) for name, content in files],
        }
        return self._hand_in(page.form().action, data)

    def upload_with(self, page: Page, pressed: Mapping[str, str], files: Sequence[File]) -> Page:
        """Choose files in a form that asks for more than files, and press one of its buttons."""
        form = page.form()
        data: dict[str, Any] = {**dict(form.pairs), **pressed}
        data["file"] = [(BytesIO(content), name) for name, content in files]
        return self._hand_in(form.action, data)

    def _hand_in(self, path: str, data: Mapping[str, Any]) -> Page:
        answer = self.client.post(path, data=data, content_type="multipart/form-data")
        # What is too large for memory was written to a file, which the client leaves open.
        answer.request.environ["wsgi.input"].close()
        return Page(answer)


def _spread(answers: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Answers as pairs: several values of one name come one after the other."""
    return [
        (name, value)
        for name, given in answers.items()
        if given is not None
        for value in ([given] if isinstance(given, str) else given)
    ]
