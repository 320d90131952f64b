"""What lies in the store of personal papers and who asked, for people and for programmes."""

from flask import Blueprint, Response, jsonify, render_template

from portal.sandbox.national.safe import Safe
from portal.sandbox.shell.pages import json_object, own_page_only, problem

_NEEDED = {"owner", "code", "title", "number", "agency"}


class SafeDesk:
    """The page of the store and, beside it, the same for programmes."""

    def __init__(self, safe: Safe) -> None:
        self._safe = safe

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("safe_desk", __name__)
        routes.get("/kho")(self.page)
        routes.get("/control/papers")(self.papers)
        routes.post("/control/papers")(self.lay)
        routes.get("/control/questions")(self.questions)
        routes.delete("/control/papers")(self.forget)
        return routes

    def page(self) -> str:
        """Show whose papers lie there, and what was asked."""
        asked = list(reversed(self._safe.questions()))[:100]
        return render_template("safe.html", papers=self._safe.papers(), questions=asked)

    def papers(self) -> Response:
        """List the papers, for a programme."""
        own_page_only()
        return jsonify(papers=self._safe.papers())

    def lay(self) -> Response:
        """Lay a paper in: ``{"owner", "code", "title", "number", "agency"}``."""
        own_page_only()
        told = json_object()
        if set(told) != _NEEDED or not all(isinstance(one, str) for one in told.values()):
            return problem(422, error="paper", message=f"needs {', '.join(sorted(_NEEDED))}")
        self._safe.lay(told.pop("owner"), told)
        return jsonify(laid=True)

    def questions(self) -> Response:
        """List what was asked, in order."""
        own_page_only()
        return jsonify(questions=self._safe.questions())

    def forget(self) -> Response:
        """Forget sessions, questions and what was laid in, for the next test."""
        own_page_only()
        self._safe.forget()
        return jsonify(forgotten=True)
