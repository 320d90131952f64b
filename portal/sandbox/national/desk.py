"""What the national portal knows, for people and for programmes."""

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.national.book import Book
from portal.sandbox.national.faults import SCOPE
from portal.sandbox.national.hander import Hander
from portal.sandbox.national.questions import Questions
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import json_object, own_page_only, plain, problem
from portal.sandbox.shell.paper import make_paper
from portal.sandbox.shell.switches import Panel, answer_panel, answer_switches

STATES = {
    "1": "Mới đăng ký",
    "2": "Được tiếp nhận",
    "3": "Không được tiếp nhận",
    "4": "Đang xử lý",
    "5": "Yêu cầu bổ sung giấy tờ",
    "6": "Yêu cầu thực hiện nghĩa vụ tài chính",
    "7": "Công dân yêu cầu rút hồ sơ",
    "8": "Dừng xử lý",
    "9": "Đã xử lý xong",
    "10": "Đã trả kết quả",
}


class Desk:
    """The page of what is held and, beside it, the same for programmes."""

    def __init__(self, book: Book, faults: Faults, hander: Hander) -> None:
        self._hander = hander
        self._book = book
        self._faults = faults
        self._questions = Questions(book, faults)

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("desk", __name__)
        routes.get("/")(self.page)
        routes.get("/control/dossiers")(self.dossiers)
        routes.get("/control/dossiers/<code>")(self.dossier)
        routes.get("/control/enquiries/<code>")(self.enquiry)
        routes.get("/control/calls")(self.calls)
        routes.route("/control/handed", methods=["GET", "POST"])(self.handed)
        routes.get("/control/bills/<code>")(self.bill)
        routes.route("/control/asked", methods=["GET", "POST"])(self.questions)
        routes.post("/chuyen")(self.press)
        routes.post("/hoi")(self.ask)
        routes.get("/tep/<code>.pdf")(self.paper)
        routes.delete("/control")(self.forget)
        routes.route("/faults", methods=["GET", "POST", "DELETE"])(self.switches)
        routes.route("/su-co", methods=["GET", "POST"])(self.panel)
        return routes

    def page(self) -> str:
        """Show what is held, newest change first; ``tra-cuu`` asks what is to be paid for one."""
        code = request.args.get("tra-cuu", "").strip()
        return render_template(
            "national.html",
            dossiers=self._book.dossiers(),
            states=STATES,
            handed=self._book.handed(),
            questions=self._questions.held(),
            units=self._hander.units,
            asked=code,
            bill=self._hander.ask_bill(code) if code else {},
        )

    def press(self) -> AnyResponse:
        """Hand a dossier over to the unit a person chose, and go back to the page."""
        own_page_only()
        unit, procedure = request.form.get("unit", ""), request.form.get("procedure", "").strip()
        if unit not in self._hander.units or not procedure:
            return problem(422, error="unit")
        self._hander.hand_over({"unit": unit, "procedure": procedure})
        return redirect("/", 303)

    def bill(self, code: str) -> Response:
        """Ask what is to be paid for a dossier, and tell what was answered."""
        own_page_only()
        return jsonify(self._hander.ask_bill(code))

    def ask(self) -> AnyResponse:
        """Write a question to the unit a person chose, and go back to the page."""
        own_page_only()
        unit, words = request.form.get("unit", ""), request.form.get("words", "").strip()
        if not unit or not words:
            return problem(422, error="unit")
        self._questions.ask({"unit": unit, "more": {"NoiDung": words}})
        return redirect("/", 303)

    def questions(self) -> Response:
        """List questions and what was told of them; POST asks one: ``{"unit", "more"}``."""
        own_page_only()
        if request.method == "POST":
            return jsonify(code=self._questions.ask(json_object()))
        return jsonify(asked=self._questions.held())

    def handed(self) -> Response:
        """List what was handed over; POST hands one over: ``{"unit", "procedure", …}``."""
        own_page_only()
        if request.method == "POST":
            return jsonify(self._hander.hand_over(json_object()))
        return jsonify(handed=self._book.handed())

    def paper(self, code: str) -> Response:
        """Give the paper of a dossier that is handed over, to whoever has its address."""
        return Response(make_paper(code), mimetype="application/pdf")

    def dossiers(self) -> Response:
        """List what is held, for a programme."""
        own_page_only()
        return jsonify(dossiers=self._book.dossiers())

    def dossier(self, code: str) -> Response:
        """Give one dossier with its progress."""
        own_page_only()
        found = self._book.find(code)
        return problem(404, error="unknown") if found is None else jsonify(found)

    def enquiry(self, code: str) -> Response:
        """Give how a question or complaint stood each time it was told of."""
        return jsonify(entries=self._book.enquired(code))

    def calls(self) -> Response:
        """List every call that was heard, in order."""
        own_page_only()
        return jsonify(calls=[plain(row) for row in self._book.calls()])

    def forget(self) -> Response:
        """Forget everything, for the next test."""
        own_page_only()
        self._book.forget()
        return jsonify(forgotten=True)

    def switches(self) -> Response:
        """Switch faults on or off."""
        return answer_switches(self._faults, [SCOPE])

    def panel(self) -> AnyResponse:
        """Show the switches to a person."""
        return answer_panel(self._faults, Panel(SCOPE, "Cổng quốc gia mẫu", "/su-co", "/"))
