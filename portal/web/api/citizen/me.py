"""Who is calling."""

from typing import Any

from flask import request
from flask.views import MethodView
from flask_wtf.csrf import generate_csrf

from portal.web.api.citizen.room import Room
from portal.web.api.citizen.shapes import draft as shapes
from portal.web.context import the_citizen

blp = Room("me", "The citizen who is calling.", personal=True)


@blp.route("/me")
class Me(MethodView):
    """The citizen who is calling."""

    @blp.troubles()
    @blp.response(200, shapes.Me)
    def get(self) -> dict[str, Any]:
        """Say who is calling; a browser gets the mark its writing calls have to carry."""
        who, borne = the_citizen(), "Authorization" in request.headers
        csrf = None if borne else generate_csrf()
        return {"name": who.name, "assurance": who.assurance, "csrf": csrf}
