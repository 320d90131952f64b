"""Pages of the counter: an officer enters what came in on paper, with the citizens' own steps."""

from flask import Blueprint

from portal.web.citizen import documents, steps
from portal.web.desk import addresses
from portal.web.desk.counter import finishing, papers, seat, start, store

blueprint = Blueprint("desk_counter", __name__, url_prefix=addresses.COUNTER)
blueprint.url_value_preprocessor(seat.choose)
blueprint.before_request(seat.take)
for each in (start, papers, store, finishing, steps, documents):
    blueprint.register_blueprint(each.blueprint)
