"""The blueprints of this API: strict readers, problems as answers, and who may come in."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NoReturn, TypeVar

from flask import Request
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser

from portal.web.api import strict_json
from portal.web.api.citizen import callers
from portal.web.api.problems import Fault, Problem, of_arguments
from portal.web.incoming import INSTEAD

BASE = "/api/v1"
V = TypeVar("V", bound=Callable[..., Any])


class StrictParser(FlaskParser):
    """Reads bodies strictly, and answers with problems."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": "raise", "query": "raise"}

    def load_json(self, req: Request, schema: Schema) -> Any:
        """Read a JSON body; nothing else is taken for one."""
        if req.mimetype != "application/json":
            raise Problem(415, Fault("Content-Type", "content_type"))
        if (req.content_length or 0) > strict_json.MOST_BYTES:
            raise Problem(413, Fault("", "too_large"))
        return strict_json.read(req.get_data(cache=False))

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """Read the query; a name that stands twice is not guessed at."""
        wrong = [Fault(n, "repeated") for n in req.args if len(req.args.getlist(n)) > 1]
        wrong += [Fault(n, "bad_text") for n, v in req.args.items() if INSTEAD in n + v]
        if wrong:
            raise Problem(400, *wrong)
        return super().load_querystring(req, schema)

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Tell which fields are wrong."""
        messages = error.messages
        assert isinstance(messages, dict)
        raise Problem(422, *of_arguments(messages))


class Room(Blueprint):
    """A part of the API; ``personal`` ones are open to their citizen alone."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str, *, personal: bool) -> None:
        super().__init__(f"api_{name}", __name__, url_prefix=BASE, description=description)
        self.personal = personal
        self.before_request(callers.admit if personal else callers.count)

    def troubles(self, *statuses: int) -> Callable[[V], V]:
        """Tell which problems a view may answer with, besides those every view may."""
        own = (*statuses, 401, 403) if self.personal else statuses

        def described(view: V) -> V:
            for status in dict.fromkeys((*own, 429, 503)):
                view = self.alt_response(status, response=HTTPStatus(status).name)(view)
            if self.personal:
                view = self.doc(security=[{"bearer": []}, {"session": [], "csrf": []}])(view)
            return view

        return described
