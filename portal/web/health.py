"""Whether this process lives, and whether it can be given work."""

import sqlalchemy as sa
from flask import Blueprint, jsonify
from redis import RedisError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from portal.wake import connect
from portal.web.context import reading, rt

blueprint = Blueprint("health", __name__)


@blueprint.get("/alive")
def alive() -> Response:
    """Say that the process answers."""
    return jsonify(alive=True)


@blueprint.get("/ready")
def ready() -> Response:
    """Say whether requests can be taken. A broker that is away is told, and no reason to refuse."""
    try:
        with reading() as session:
            session.execute(sa.text("SELECT 1"))
        database = True
    except SQLAlchemyError:
        database = False
    try:
        broker = bool(connect(rt().settings.redis_url).ping())
    except (RedisError, OSError):
        broker = False
    made = jsonify(ready=database, database=database, broker=broker)
    made.status_code = 200 if database else 503
    return made
