"""The officers' pages of the agency sandbox (Bộ phận Một cửa), without JavaScript."""

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.agency.deeds import BadDeed, read_deed
from portal.sandbox.agency.files import is_hash
from portal.sandbox.agency.office import Office
from portal.sandbox.agency.paper_words import PRESENTED, SIGNATURES
from portal.sandbox.shell.moments import VIETNAM, after_working_days, now
from portal.sandbox.shell.pages import own_page_only
from portal.sandbox.shell.switches import Panel, answer_panel

STATES = {
    "received": "Mới đến",
    "confirmed": "Đã xác nhận",
    "accepted": "Đã tiếp nhận",
    "refused": "Từ chối tiếp nhận",
    "in_process": "Đang xử lý",
    "supplement_requested": "Chờ bổ sung",
    "fee_requested": "Chờ nộp phí, lệ phí",
    "stopped": "Dừng xử lý",
    "decided": "Đã có kết quả",
    "returned": "Đã trả kết quả",
    "withdrawn": "Đã rút",
    "extended": "Xin lỗi và hẹn lại",
    "assigned": "Phân công",
    "step": "Chuyển bước xử lý",
    "transferred": "Chuyển cơ quan khác",
    "note": "Ghi chú",
    "message": "Tin nhắn",
    "claim_answered": "Trả lời đề nghị miễn, giảm",
}


class Desk:
    """The pages under ``/mot-cua``."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def routes(self) -> Blueprint:
        """Give the routes of the pages."""
        routes = Blueprint("desk", __name__)
        routes.before_request(self.enter)
        base = "/mot-cua/<agency>"
        both = ["GET", "POST"]
        routes.get("/")(self.home)
        routes.get("/so-nhan")(self.ledger)
        routes.get(base)(self.dossiers)
        routes.route(f"{base}/ho-so/<code>", methods=both)(self.dossier)
        routes.get(f"{base}/tep/<sha256>")(self.file)
        routes.post(f"{base}/tu-dong")(self.autopilot)
        routes.route(f"{base}/su-co", methods=both)(self.panel)
        return routes

    def enter(self) -> None:
        """Refuse forms of other sites, and agencies that are not here."""
        if request.method == "POST":
            own_page_only()
        agency = (request.view_args or {}).get("agency")
        if agency is not None and agency not in self._office.agencies:
            abort(404)

    def home(self) -> str:
        """List the agencies."""
        agencies = [
            (agency, len(self._office.book.dossiers(agency.code)), self._waiting(agency.code))
            for agency in self._office.agencies.values()
        ]
        return render_template("agencies.html", agencies=agencies)

    def ledger(self) -> str:
        """Show the ledger."""
        return render_template("ledger.html", entries=self._office.book.ledger("", "")[::-1][:500])

    def dossiers(self, agency: str) -> str:
        """List an agency's dossiers."""
        rows = [(row, json.loads(row["body"])) for row in self._office.book.dossiers(agency)]
        return self._page("dossiers.html", agency, rows=rows, waiting=self._waiting(agency))

    def dossier(self, agency: str, code: str) -> AnyResponse:
        """Show a dossier, and do what the officer decided about it."""
        wrong = self._act(agency, code) if request.method == "POST" else ""
        if request.method == "POST" and not wrong:
            return redirect(request.path, 303)
        row = self._office.book.find(agency, code)
        if row is None:
            abort(404)
        news = [(item, json.loads(item["body"])) for item in self._office.book.news(agency, code)]
        page = self._page(
            "dossier.html",
            agency,
            row=row,
            body=json.loads(row["body"]),
            news=news,
            letters=self._office.letters.about(agency, code),
            wrong=wrong,
            due=after_working_days(now(), 1).astimezone(VIETNAM),
        )
        return make_response(page, 422 if wrong else 200)

    def file(self, agency: str, sha256: str) -> Response:
        """Hand out a file, always as a download."""
        found = self._office.files.read(agency, sha256) if is_hash(sha256) else None
        if found is None:
            abort(404)
        answer = Response(found[0], mimetype=found[1] or "application/octet-stream")
        answer.headers.set(
            "Content-Disposition", "attachment", filename=request.args.get("ten", sha256)
        )
        return answer

    def autopilot(self, agency: str) -> AnyResponse:
        """Switch the autopilot."""
        self._office.book.set_autopilot(agency, "on" in request.form)
        return redirect(f"/mot-cua/{agency}", 303)

    def panel(self, agency: str) -> AnyResponse:
        """Show the fault switches."""
        home = f"/mot-cua/{agency}"
        title = self._office.agencies[agency].name
        return answer_panel(self._office.faults, Panel(agency, title, f"{home}/su-co", home))

    def _act(self, agency: str, code: str) -> str:
        try:
            deed = read_deed(self._office.files, agency, code, _form())
        except BadDeed as error:
            if "due_at" in error.errors:
                return "Nhập ngày và giờ hẹn, ví dụ 05/12/2026 và 17:00"
            if {"fees", "claim"} & set(error.errors):
                return "Nhập số tiền bằng chữ số, ví dụ 8.000"
            return "Chọn lại việc cần làm"
        if self._office.book.act(agency, code, deed) is None:
            abort(404)
        return ""

    def _waiting(self, agency: str) -> int:
        return self._office.outbox.waiting(agency)

    def _page(self, template: str, agency: str, **told: Any) -> str:
        return render_template(
            template,
            agency=self._office.agencies[agency],
            autopilot=self._office.autopilot(agency),
            faults=self._office.faults.labels(agency),
            states=STATES,
            presented=PRESENTED,
            signatures=SIGNATURES,
            **told,
        )


def _form() -> dict[str, Any]:
    """Turn the page's form into a deed as programmes write it."""
    form = request.form
    body: dict[str, Any] = {"kind": form.get("kind")}
    for name in ("note", "answers", "to_agency"):
        if form.get(name, "").strip():
            body[name] = form[name].strip()
    lines = form.get("reasons", "").splitlines()
    body["reasons"] = [line.strip() for line in lines if line.strip()]
    if form.get("step", "").strip():
        body["step"] = {"name": form["step"].strip()}
    if form.get("wanted", ""):
        about, _, name = form["wanted"].partition(":")
        body["wanted"] = [{about: name, "words": form.get("wanted_words", "").strip()}]
    body |= _of_money(form)
    if "due_date" in form:
        body["due_at"] = _moment(form["due_date"], form.get("due_time", ""))
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        body["files"] = [
            {
                "name": upload.filename,
                "media_type": upload.mimetype,
                "content_base64": b64encode(upload.read()).decode(),
            }
        ]
    return body


def _of_money(form: Mapping[str, str]) -> dict[str, Any]:
    """Read the fee that is asked for, or the answer to a claim."""
    fees = {"fees": [_fee(form)]} if form.get("fee", "").strip() else {}
    return fees | ({"claim": _claim_answer(form)} if form.get("outcome") else {})


def _claim_answer(form: Mapping[str, str]) -> dict[str, Any]:
    """Read the answer to a claim; what is left to pay by line counts only where it is lowered."""
    told: dict[str, Any] = {"outcome": form["outcome"]}
    if form["outcome"] == "lowered":
        told["lines"] = [
            {"line": int(name[4:]), "amount": _amount(said)}
            for name, said in form.items()
            if name.startswith("left") and name[4:].isdecimal() and said.strip()
        ]
    return told


def _amount(text: str) -> int | str:
    amount = text.replace(".", "").strip()
    return int(amount) if amount.isascii() and amount.isdigit() else amount


def _fee(form: Mapping[str, str]) -> dict[str, Any]:
    """One line is enough for a page: programmes write as many as they like."""
    told = {"name": form["fee"].strip(), "kind": form.get("fee_kind", "le_phi")}
    return told | {"amount": _amount(form.get("amount", ""))}


def _moment(day: str, hour: str) -> str:
    try:
        return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=VIETNAM).isoformat()
    except ValueError:
        return "not a moment"
