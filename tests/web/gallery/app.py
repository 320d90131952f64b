"""A small Flask app that shows the templates with sample values: the gallery.

`python -m tests.web.gallery.app FOLDER` writes every page to a folder to be looked at.
"""

import sys
import uuid
from pathlib import Path

from flask import Flask, Response, g, jsonify, render_template, request
from flask_wtf import CSRFProtect

from portal.services.operations.staff import Member
from portal.web import rendering
from portal.web.citizen.present_pages import Site
from portal.web.rendering import content_security_policy
from tests.furnished import papers
from tests.web.gallery import desk_pages, report_pages
from tests.web.gallery.pages import PAGES, Page

OPERATOR = Site("Văn phòng Ủy ban nhân dân tỉnh (mẫu)", "1022", "hotro@example.com", sandbox=True)


def _sign_in(page: Page) -> None:
    """Let be signed in who would see a page."""
    if page.signed_in:
        g.person_name = "Nguyễn Thị Thu Hà"
    if page.operator:
        g.console = Member(uuid.UUID(int=7), "701", "Phạm Thị Điều Hành", frozenset())
    if page.officer:
        g.desk = desk_pages.AT.officer
        g.counter, g.counter_draft = desk_pages.AT, desk_pages.ID
        g.frame = "desk/counter_frame.html"
        g.reports = report_pages.MEMBER


def _drawn(of: str) -> Response:
    """A page of a file, as the desk draws it."""
    return Response(papers.photo(), mimetype="image/jpeg")


def create_gallery() -> Flask:
    """Make the app: `/<name>` shows the sample page of that name."""
    app = Flask("gallery", static_folder=None)
    app.config.update(SECRET_KEY="of the gallery alone", SITE=OPERATOR)
    rendering.install(app)
    CSRFProtect(app)

    @app.get("/gallery/<name>")
    def show(name: str) -> Response:
        page = PAGES[name]
        _sign_in(page)
        made = render_template(page.template, **page.context)
        return Response(made, headers={"Content-Security-Policy": content_security_policy()})

    @app.get("/api/v1/places/<province>/communes")
    def communes(province: str) -> Response:
        found = {"46": [{"code": "19750", "name": "Phường Thuận Hóa"}]}.get(province, [])
        return jsonify(found)

    app.add_url_rule("/desk/<path:of>.jpg", view_func=_drawn)

    @app.post("/nhap/1/tre/luu")
    def save() -> Response:
        return jsonify(saved_at="10:15", version=int(request.form["version"]) + 1)

    @app.post("/nhap/1/tre")
    def go_on() -> Response:
        return jsonify(request.form.to_dict())

    return app


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    client = create_gallery().test_client()
    for each in PAGES:
        (folder / f"{each}.html").write_bytes(client.get(f"/gallery/{each}").data)
